#include "connectors/accounts/reconcile.hpp"
#include "connectors/api/command_answer.hpp"
#include "connectors/csv_read.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/decided_matter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing_support::api_desk;

TEST(csv, is_read_as_spreadsheets_write_it) {
    const auto rows =
        connectors::read_csv("\xEF\xBB\xBFMã;Tên\r\n1;\"Hồ sơ \"\"A\"\";\r\nhai dòng\"\r\n;\n2;b");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_THAT(rows[0].cells, ElementsAre("Mã", "Tên"));
    EXPECT_THAT(rows[1].cells, ElementsAre("1", "Hồ sơ \"A\";\r\nhai dòng"));
    EXPECT_EQ(rows[1].line, 2U);
    EXPECT_THAT(rows[2].cells, ElementsAre("2", "b"));
    EXPECT_EQ(rows[2].line, 5U);
}

TEST(accounting_file, is_read_by_the_names_of_its_columns) {
    const auto file = connectors::read_accounting_file(
        "Ghi chú,Số tiền,Thu/chi,Ngày chứng từ,Số chứng từ,Mã hồ sơ\n"
        "x,5.000.000,thu,31/01/2018,PT 01,000.00.96.G15-170601-0001\n"
        "y,-5 000 000,chi,2018-02-01,PC 02,112/QĐ-CTHADS\n");
    EXPECT_TRUE(file.problems.empty());
    ASSERT_EQ(file.lines.size(), 2U);
    EXPECT_EQ(file.lines[0].amount, 5'000'000);
    EXPECT_EQ(events::to_text(file.lines[0].dated), "2018-01-31");
    EXPECT_EQ(file.lines[1].amount, -5'000'000);
    EXPECT_EQ(file.lines[1].kind, events::money_kind::paid_out);
}

TEST(accounting_file, tells_every_wrong_line_and_a_missing_column) {
    const auto missing = connectors::read_accounting_file("case,voucher,date,kind\n");
    ASSERT_EQ(missing.problems.size(), 1U);
    EXPECT_THAT(missing.problems[0].vi, HasSubstr("Số tiền"));
    const auto wrong = connectors::read_accounting_file("case,voucher,date,kind,amount\n"
                                                        "A,1,31/02/2018,thu,1\n"
                                                        "A,2,01/02/2018,lend,1\n"
                                                        "A,3,01/02/2018,thu,1.5x\n"
                                                        ",4,01/02/2018,thu,1\n"
                                                        "A,5,01/02/2018,thu,7\n"
                                                        "A,6,01/02/2018,chi,"
                                                        "-9223372036854775808\n"
                                                        "A,Giấy báo Có 15,01/02/2018,thu,7\n");
    ASSERT_EQ(wrong.problems.size(), 6U);
    EXPECT_EQ(wrong.problems[5].line, 8U) << "no step could record it";
    EXPECT_EQ(wrong.problems[0].line, 2U);
    EXPECT_EQ(wrong.problems[3].line, 5U);
    EXPECT_EQ(wrong.problems[4].line, 7U) << "nobody pays so much";
    EXPECT_EQ(wrong.lines.size(), 1U);
    EXPECT_FALSE(connectors::read_accounting_file("").problems.empty());
}

TEST(reconciliation, sums_up_whatever_was_recorded_before_amounts_had_a_bound) {
    using number = std::numeric_limits<std::int64_t>;
    using events::money_kind;
    std::int64_t sum = 0;
    connectors::add_money(sum, money_kind::collected, 7);
    connectors::add_money(sum, money_kind::paid_out, 9);
    EXPECT_EQ(sum, -2);
    connectors::add_money(sum, money_kind::paid_out, number::min());
    EXPECT_EQ(sum, number::max() - 1);
    connectors::add_money(sum, money_kind::collected, number::max());
    EXPECT_EQ(sum, number::max());
    sum = -5;
    connectors::add_money(sum, money_kind::paid_out, number::max());
    EXPECT_EQ(sum, number::min());
}

TEST(accounting_file, takes_a_point_between_thousands_only) {
    const auto amount = [](const std::string& text) {
        const auto file = connectors::read_accounting_file(
            "case,voucher,date,kind,amount\nA,1,01/02/2018,thu," + text + "\n");
        EXPECT_EQ(file.lines.size() + file.problems.size(), 1U) << text;
        return file.lines.empty() ? 0 : file.lines[0].amount;
    };
    EXPECT_EQ(amount("1500000"), 1'500'000);
    EXPECT_EQ(amount("1.500.000"), 1'500'000);
    EXPECT_EQ(amount("-15.000"), -15'000);
    EXPECT_EQ(amount("150 000"), 150'000);
    for (const auto* odd : {"1500000.00", "1500000.0", "1.500.000.00", "1.500 000", "1500.000",
                            ".500", "1.", "1..500", "-.500", "1.5.0.000"}) {
        EXPECT_EQ(amount(odd), 0) << odd;
    }
}

/// A dossier whose result was returned, with two vouchers of June 2017.
struct matter {
    api_desk desk;
    std::string code = desk.file_request("result_confirm");

    matter() {
        desk.step(code, "counter_officer", "solve_at_once",
                  {{"outcome", "grant"}, {"papers", {"application"}}});
        voucher("PT01", 3'000'000);
        voucher("PT02", 1'000'000);
    }
    void voucher(const char* number, std::int64_t amount) {
        desk.step(code, "enforcement_officer", "record_money",
                  {{"kind", "collected"},
                   {"amount", amount},
                   {"voucher", number},
                   {"dated", "2017-06-01"}});
    }
    testing_support::api_answer sends(const std::string& path, const std::string& lines,
                                      const std::string& as = "head") {
        connectors::http_headers headers;
        headers.add("Content-Type", "text/csv");
        return desk.ask("POST /v1/offices/96/" + path, as,
                        "case,voucher,date,kind,amount\n" + lines, std::move(headers));
    }
    [[nodiscard]] std::string line(const char* number, const char* amount) const {
        return code + "," + number + ",01/06/2017,thu," + amount + "\n";
    }
};

TEST(reconciliation, shows_three_lists_and_both_sums) {
    matter one;
    const auto told =
        one.sends("reconciliation?period=2017-06",
                  one.line("PT01", "3000000") + one.line("PT02", "900000") + one.line("PT03", "5"));
    ASSERT_EQ(told.status, 200) << told.whole.body;
    EXPECT_EQ(told.body["agreed"], 1);
    EXPECT_EQ(told.body["different"], 1);
    EXPECT_EQ(told.body["only_theirs"], 1);
    EXPECT_EQ(told.body["only_ours"], 0);
    EXPECT_EQ(told.body["ours"], 4'000'000);
    EXPECT_EQ(told.body["theirs"], 3'900'005);
    const auto& first = told.body["items"][0];
    EXPECT_EQ(first["list"], "different");
    EXPECT_EQ(first["ours"]["amount"], 1'000'000);
    EXPECT_EQ(first["theirs"]["amount"], 900'000);
    EXPECT_EQ(first["line"], 3);
    const auto bad = one.sends("reconciliation?period=2017-07", one.line("PT01", "3000000"));
    EXPECT_EQ(bad.code(), "body_invalid");
    EXPECT_THAT(bad.whole.body, HasSubstr("dòng 2"));
}

TEST(reconciliation, is_done_by_the_quarter_and_by_the_accounting_year_as_well) {
    matter one;
    const auto lines = one.line("PT01", "3000000") + one.line("PT02", "1000000");
    for (const auto* period : {"2017-q2", "stat-2017"}) {
        const auto told = one.sends(std::string{"reconciliation?period="} + period, lines);
        EXPECT_EQ(told.body["agreed"], 2) << period << told.whole.body;
        EXPECT_EQ(told.body["ours"], 4'000'000) << period;
    }
    // The accounting year begins on 1 October: this one is another.
    EXPECT_EQ(one.sends("reconciliation?period=stat-2018", "").body["ours"], 0);
    EXPECT_EQ(one.sends("reconciliation?period=2017-q3", "").body["only_ours"], 0);
}

TEST(reconciliation, takes_the_accountants_numbers_with_spaces_and_without) {
    matter one;
    const auto lines =
        one.line("PT 01", "3000000") + one.line("PT02", "1000000") + one.line("PT 03", "5");
    const auto told = one.sends("reconciliation?period=2017-06", lines);
    EXPECT_EQ(told.body["agreed"], 2) << told.whole.body;
    EXPECT_EQ(told.body["only_theirs"], 1);
    EXPECT_EQ(one.sends("reconciliation/signatures?period=2017-06", lines).body["refused"], 0);
    const auto last =
        one.desk.get("/v1/cases/" + one.code + "/history", "head").body["items"].back();
    EXPECT_EQ(last["detail"]["only_theirs"], json::array({"PT03"}));
}

TEST(reconciliation, keeps_a_case_open_until_the_head_has_signed_for_every_voucher) {
    matter one;
    const auto close = "/v1/cases/" + one.code + "/commands/close_case";
    const auto refused = one.desk.give(close, "counter_officer", json::object());
    EXPECT_EQ(refused.status, 409);
    EXPECT_THAT(refused.whole.body, HasSubstr("accounts_are_reconciled"));

    const auto path = std::string{"reconciliation/signatures?period=2017-06"};
    const auto lines = one.line("PT01", "3000000") + one.line("PT02", "900000");
    EXPECT_EQ(one.sends(path, lines, "enforcement_officer").status, 403) << "the head's alone";
    const auto half = one.sends(path, lines);
    ASSERT_EQ(half.status, 200) << half.whole.body;
    EXPECT_EQ(half.body["vouchers"], 1);
    EXPECT_EQ(half.body["left"], 1);
    EXPECT_EQ(one.desk.give(close, "counter_officer", json::object()).status, 409);

    const auto rest = one.sends(path + "&explanation=Ghi%20sai", lines);
    EXPECT_EQ(rest.body["vouchers"], 1);
    EXPECT_EQ(rest.body["left"], 0);
    const auto last =
        one.desk.get("/v1/cases/" + one.code + "/history", "head").body["items"].back();
    EXPECT_EQ(last["type"], "accounts_reconciled");
    EXPECT_EQ(last["detail"]["explanation"], "stated");
    EXPECT_EQ(last["words"]["text"], "Ghi sai");
    EXPECT_EQ(last["documents"][0]["sha256"], rest.body["sha256"]);
    EXPECT_EQ(one.sends(path + "&explanation=Ghi%20sai", lines).body["vouchers"], 0);
    EXPECT_EQ(one.desk.give(close, "counter_officer", json::object()).status, 200);
    EXPECT_EQ(one.desk
                  .give("/v1/cases/" + one.code + "/commands/record_money", "enforcement_officer",
                        {{"kind", "collected"},
                         {"amount", 1},
                         {"voucher", "PT09"},
                         {"dated", "2017-06-01"}})
                  .status,
              409)
        << "a closed case takes no money";
}

TEST(reconciliation, keeps_a_case_open_for_money_that_only_the_accountant_has) {
    matter one;
    const auto close = "/v1/cases/" + one.code + "/commands/close_case";
    const std::string path = "reconciliation/signatures?period=2017-06";
    const auto lines = one.line("PT01", "3000000") + one.line("PT02", "1000000") +
                       one.line("PT03", "5") + "99/QĐ-CTHADS,PT04,01/06/2017,thu,7\n";
    const auto told = one.sends(path, lines);
    ASSERT_EQ(told.status, 200) << told.whole.body;
    EXPECT_EQ(told.body["cases"], 1);
    EXPECT_EQ(told.body["vouchers"], 2);
    EXPECT_EQ(told.body["left"], 1);
    EXPECT_EQ(told.body["unknown"], 1) << "no matter has that decision";
    const auto last = [&] {
        return one.desk.get("/v1/cases/" + one.code + "/history", "head").body["items"].back();
    };
    EXPECT_EQ(last()["detail"]["only_theirs"], json::array({"PT03"}));
    const auto refused = one.desk.give(close, "counter_officer", json::object());
    EXPECT_EQ(refused.status, 409);
    EXPECT_THAT(refused.whole.body, HasSubstr("accounts_are_reconciled"));
    const auto records = one.desk.records();
    const auto again = one.sends(path, lines);
    EXPECT_EQ(again.body["left"], 1) << "it stays open";
    EXPECT_EQ(one.desk.records(), records) << "and is not recorded twice";

    const auto explained = one.sends(path + "&explanation=Kh%C3%A1c%20v%E1%BB%A5", lines);
    EXPECT_EQ(explained.body["vouchers"], 1);
    EXPECT_EQ(explained.body["left"], 0);
    EXPECT_EQ(last()["detail"]["explanation"], "stated");
    EXPECT_EQ(last()["words"]["text"], "Khác vụ");
    EXPECT_EQ(one.sends(path, lines).body["left"], 0) << "what was explained stays explained";
    EXPECT_EQ(one.desk.give(close, "counter_officer", json::object()).status, 200);
}

TEST(reconciliation, knows_a_matter_by_its_decision_that_has_no_voucher_of_ours) {
    matter one;
    const auto enforced = testing_support::an_enforcement(one.desk, "ex_officio", json::array());
    const auto told = one.sends("reconciliation/signatures?period=2017-06",
                                "01/QĐ-CTHADS,PT77,01/06/2017,thu,7\n");
    EXPECT_EQ(told.body["unknown"], 0) << told.whole.body;
    const auto last =
        one.desk.get("/v1/cases/" + enforced + "/history", "head").body["items"].back();
    EXPECT_EQ(last["detail"]["only_theirs"], json::array({"PT77"})) << last;
}

std::string told_of(const engine::answer& what) {
    try {
        return connectors::api::is_recorded(what) ? "recorded" : "refused";
    } catch (const connectors::api::refusal& told) {
        return told.what();
    }
}

TEST(steps_on_many_cases, are_neither_recorded_nor_refused_when_the_log_does_not_say) {
    EXPECT_EQ(told_of(engine::accepted{}), "recorded");
    EXPECT_EQ(told_of(engine::rejection{}), "refused");
    EXPECT_EQ(told_of(engine::unavailable{true, "no space"}), "unavailable");
    EXPECT_EQ(told_of(engine::unavailable{false, "no answer"}), "outcome_unknown");
}

} // namespace
