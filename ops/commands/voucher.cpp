#include "ops/cli/exit_code.hpp"
#include "ops/commands/files.hpp"
#include "ops/commands/law_nouns.hpp"
#include "ops/commands/listing.hpp"

namespace ops {
namespace {

question accounts_question(const arguments& given, const char* ending) {
    auto asked = post(path_to({"v1", "offices", given.text("office")}) + ending,
                      read_named_file(given.text("FILE")));
    asked.content_type = "text/csv";
    pass_on(asked, given, "period");
    return asked;
}

int compare_accounts(invocation& on, const arguments& given) {
    const auto told = ask_json(on.api(), accounts_question(given, "/reconciliation"));
    print_with_sums(on.out(), told,
                    {{"Danh sách", "List", "/list", shape::code},
                     {"Mã hồ sơ", "Case", "/matter"},
                     {"Chứng từ", "Voucher", "/voucher"},
                     {"Chấp hành viên", "Ours", "/ours/amount", shape::number},
                     {"Kế toán", "Theirs", "/theirs/amount", shape::number},
                     {"Ngày", "Ours on", "/ours/dated", shape::day},
                     {"Ngày kế toán", "Theirs on", "/theirs/dated", shape::day},
                     {"Đã ký", "Signed", "/reconciled", shape::yes}},
                    {{"Khớp", "Agreed", "/agreed", shape::number},
                     {"Khác nhau", "Different", "/different", shape::number},
                     {"Chỉ có ở hồ sơ", "Only ours", "/only_ours", shape::number},
                     {"Chỉ có ở kế toán", "Only theirs", "/only_theirs", shape::number},
                     {"Tổng hồ sơ", "Sum of ours", "/ours", shape::number},
                     {"Tổng kế toán", "Sum of theirs", "/theirs", shape::number}});
    const bool agrees =
        told.value("different", 0) + told.value("only_ours", 0) + told.value("only_theirs", 0) == 0;
    return agrees ? done : failed;
}

int sign_accounts(invocation& on, const arguments& given) {
    auto asked = accounts_question(given, "/reconciliation/signatures");
    pass_on(asked, given, "explanation");
    const auto told = ask_json(on.api(), asked);
    on.out().one(told, {{"Kỳ", "Period", "/period"},
                        {"Hồ sơ", "Cases", "/cases", shape::number},
                        {"Chứng từ đã ký", "Vouchers signed for", "/vouchers", shape::number},
                        {"Chưa khớp", "Left open", "/left", shape::number},
                        {"Không rõ vụ việc", "No such case", "/unknown", shape::number},
                        {"Không ghi được", "Refused", "/refused", shape::number},
                        {"SHA-256", "SHA-256", "/sha256"}});
    const bool whole =
        told.value("left", 0) + told.value("unknown", 0) + told.value("refused", 0) == 0;
    return whole ? done : degraded;
}

std::vector<argument> accounts_options(std::vector<argument> more) {
    std::vector<argument> out{
        path_of(completes::file, word("FILE", "CSV with the columns Mã hồ sơ, Số chứng từ, Ngày "
                                              "chứng từ, Thu/chi, Số tiền")),
        required(option("office", "KEY", "Of this office")),
        required(option("period", "PERIOD", "For instance 2018-01, 2018-q1, stat-2018"))};
    std::move(more.begin(), more.end(), std::back_inserter(out));
    return out;
}

} // namespace

noun voucher_noun() {
    return {
        "voucher",
        "Vouchers of the cases against the accountant's books",
        {{"compare",
          "Three lists: in both and equal, on one side only, in both and different",
          {"motcua voucher compare so-thu-chi.csv --office 96 --period 2018-01"},
          accounts_options({}),
          compare_accounts,
          "Ends with 1 when something differs. The columns are a proposal: no text of the law "
          "fixes them."},
         {"sign",
          "The head signs for the same file; a case with a voucher that one side lacks stays open",
          {"motcua voucher sign so-thu-chi.csv --office 96 --period 2018-01",
           "motcua voucher sign so-thu-chi.csv --office 96 --period 2018-01 --explanation "
           "'Chuyển khoản cuối ngày 31/01'"},
          accounts_options({option("explanation", "TEXT",
                                   "Why the rest differs; words are sealed in each case")}),
          sign_accounts,
          "Ends with 6 when it could not sign for all: some stay open, name no case or were "
          "refused."}}};
}

} // namespace ops
