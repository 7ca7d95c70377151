#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

#include <ostream>

namespace ops {
namespace {

int list_procedures(invocation& on, const arguments&) {
    return print_short_list(on, on.law(), {.path = "/v1/procedures"},
                            {{"Tên tắt", "Id", "/id"},
                             {"Mã", "Code", "/code"},
                             {"Tên", "Name", "/name"},
                             {"Vòng đời", "Lifecycle", "/lifecycle", shape::code},
                             {"Căn cứ", "Source", "/source"}},
                            on.out().in("không có thủ tục nào", "there are no procedures"));
}

std::string validity(const json& rule) {
    const auto from = rule.value("valid_from", "");
    const auto to = rule.value("valid_to", "");
    return office_day(from) + " –" + (to.empty() ? "" : " " + office_day(to));
}

void print_rules(printer& out, std::string_view title, const json& rules) {
    if (!rules.is_array() || rules.empty()) {
        return;
    }
    out.data() << "\n" << out.bold(title) << "\n";
    list_printer rows(out, {{"Tên", "Id", "/id"},
                            {"Nội dung", "Content", "/text"},
                            {"Hiệu lực", "In force", "/validity"},
                            {"Mức", "Tag", "/tag"},
                            {"Căn cứ", "Source", "/source"}});
    for (const auto& one : rules) {
        const auto name = one.contains("name") ? one["name"] : json::object();
        rows.add({{"id", one.value("id", one.value("code", ""))},
                  {"text", name.is_object()
                               ? name.value(out.how().in == language::vietnamese ? "vi" : "en",
                                            one.value("text", ""))
                               : name.get<std::string>()},
                  {"validity", validity(one)},
                  {"tag", one.value("tag", "")},
                  {"source", one.value("source", "")}});
    }
    rows.end();
}

int show_procedure(invocation& on, const arguments& given) {
    const auto told = ask_json(on.law(), {.path = path_to({"v1", "procedures", given.text("ID")})});
    auto& out = on.out();
    if (!out.is_table()) {
        out.document(told);
        return done;
    }
    out.one(told, {{"Tên tắt", "Id", "/id"},
                   {"Mã", "Code", "/code"},
                   {"Tên", "Name", out.how().in == language::vietnamese ? "/name/vi" : "/name/en"},
                   {"Vòng đời", "Lifecycle", "/lifecycle", shape::code},
                   {"Căn cứ", "Source", "/source"}});
    print_rules(out, out.in("Thời hạn", "Periods"), told.value("deadlines", json::array()));
    print_rules(out, out.in("Giấy tờ", "Papers"), told.value("papers", json::array()));
    print_rules(out, out.in("Căn cứ từ chối, bổ sung", "Grounds"),
                told.value("grounds", json::array()));
    out.say(out.in("--output json hiện toàn bộ", "--output json shows all of it"));
    return done;
}

} // namespace

noun procedure_noun() {
    return {"procedure",
            "The procedures, as data with their legal sources",
            {
                {"list", "Their names", {"motcua procedure list"}, {}, list_procedures},
                {"show",
                 "One of them: periods, papers, grounds, with validity and legal source",
                 {"motcua procedure show enf_request"},
                 {word("ID", "Its id or code")},
                 show_procedure},
            }};
}

} // namespace ops
