#include "ops/cli/exit_code.hpp"
#include "ops/commands/book_files.hpp"
#include "ops/commands/law_nouns.hpp"
#include "ops/commands/listing.hpp"
#include "ops/commands/office_options.hpp"

#include <fmt/format.h>

#include <ostream>

namespace ops {
namespace {

const std::vector<column> report_lines{
    {"Cơ quan", "Office", "/office"},
    {"Thủ tục", "Procedure", "/procedure_name /procedure"},
    {"Kỳ trước", "Carried over", "/figures/carried_over", shape::number},
    {"Tiếp nhận", "Received", "/figures/received", shape::number},
    {"Trước hạn", "Early", "/figures/returned_early", shape::number},
    {"Đúng hạn", "On time", "/figures/returned_on_time", shape::number},
    {"Quá hạn", "Late", "/figures/returned_late", shape::number},
    {"Giải quyết xong", "Settled", "/figures/settled", shape::number},
    {"Chưa đến hạn", "Not yet due", "/figures/not_yet_due", shape::number},
    {"Đã quá hạn", "Overdue", "/figures/overdue", shape::number},
};

question asked_of(const arguments& given, std::string path) {
    question asked{.path = std::move(path)};
    pass_on_office(asked, given);
    pass_on(asked, given, "period");
    return asked;
}

void print_rest(printer& out, const json& told) {
    const auto& identity = told["identity"];
    out.say(fmt::format("{}: {} – {}", told.value("period", ""),
                        office_day(told.value("first", "")), office_day(told.value("last", ""))));
    out.say(fmt::format("{} {} = {} + {} {}", out.in("Cân đối:", "Balance:"),
                        identity.value("came_in", 0), identity.value("went_out", 0),
                        identity.value("in_progress", 0),
                        identity.value("holds", false)
                            ? out.in("(khớp với đếm từng hồ sơ)", "(as counted case by case)")
                            : out.in("(KHÔNG KHỚP)", "(DOES NOT BALANCE)")));
    say_reported(out, told);
    if (told.contains("sending")) {
        const auto& send = told["sending"];
        const auto before = send.value("before", "");
        out.say(fmt::format(
            "{}: {}{} ({})", out.in("Nơi nhận", "Goes to"), send.value("to", ""),
            before.empty() ? ""
                           : fmt::format("; {} {}", out.in("gửi trước ngày", "to be sent before"),
                                         office_day(before)),
            send.value("source", "")));
    }
}

int one_stop(invocation& on, const arguments& given) {
    auto asked = asked_of(given, "/v1/reports/one-stop");
    if (given.has("to")) {
        return save_book(on, given, std::move(asked));
    }
    auto& out = on.out();
    const auto told = ask_json(on.api(), asked);
    if (out.how().as == output_format::json_document) {
        out.document(told);
        return done;
    }
    list_printer rows{out, report_lines};
    for (const auto& row : told.value("rows", json::array())) {
        rows.add(row);
    }
    rows.end();
    if (out.is_table()) {
        print_rest(out, told);
    }
    return done;
}

const std::vector<column> book_lines{
    {"Ngày", "Day", "/day", shape::day},
    {"Mã hồ sơ", "Case", "/code"},
    {"Thủ tục", "Procedure", "/procedure_name /procedure"},
    {"Họ tên", "Person", "/person"},
    {"Số quyết định", "Decision", "/decision_number"},
    {"Nội dung", "What", "/step_label"},
    {"Căn cứ", "Ground", "/ground_text /ground"},
    {"Tình trạng", "Status", "/status_label"},
};

int show_book(invocation& on, const arguments& given) {
    question asked{.path = path_to({"v1", "books", given.text("BOOK")})};
    pass_on(asked, given, "office");
    pass_on(asked, given, "period");
    if (given.has("to")) {
        return save_book(on, given, std::move(asked));
    }
    return print_list(on, on.api(), std::move(asked), given, book_lines, "the book is empty");
}

int rate_units(invocation& on, const arguments& given) {
    const auto told = ask_json(on.api(), asked_of(given, "/v1/reports/one-stop"));
    list_printer list{on.out(),
                      {{"Hạng", "Rank", "/rank", shape::number},
                       {"Cơ quan", "Office", "/office_name"},
                       {"Kết quả đã trả", "Returned", "/returned", shape::number},
                       {"Trước và đúng hạn", "In time", "/on_time_share", shape::share}}};
    for (const auto& one : told.value("units", json::array())) {
        list.add(one);
    }
    list.end();
    return done;
}

int due_reports(invocation& on, const arguments& given) {
    question asked{.path = "/v1/reports/due"};
    pass_on_office(asked, given);
    const auto told = ask_json(on.api(), asked);
    list_printer list{on.out(),
                      {{"Cơ quan", "Office", "/office_name"},
                       {"Báo cáo", "Report", "/report", shape::code},
                       {"Kỳ", "Period", "/period"},
                       {"Công đoạn", "Stage", "/stage", shape::code},
                       {"Ngày cuối", "Last day", "/last_day", shape::day},
                       {"Tình trạng", "State", "/state", shape::lateness},
                       {"Căn cứ", "By", "/text"}}};
    for (const auto& one : told.value("items", json::array())) {
        list.add(one);
    }
    list.end();
    return done;
}

int cases_of_report(invocation& on, const arguments& given) {
    auto asked = asked_of(given, "/v1/reports/one-stop/cases");
    pass_on(asked, given, "figure");
    pass_on(asked, given, "procedure");
    return print_list(
        on, on.api(), std::move(asked), given,
        {{"Mã hồ sơ", "Case", "/code"},
         {"Cơ quan", "Office", "/office"},
         {"Thủ tục", "Procedure", "/procedure_name /procedure"},
         {"Trạng thái", "Status", "/status_label"},
         {"Ngày tính", "Counted on", "/day", shape::day}},
        on.out().in("không có hồ sơ nào sau số liệu này", "no case is behind this figure"));
}

const std::vector<column> closing_columns{{"Sổ", "Book", "/book"},
                                          {"Kỳ", "Period", "/period"},
                                          {"Khóa lúc", "Closed", "/at", shape::time},
                                          {"Người khóa", "By", "/by"},
                                          {"SHA-256", "SHA-256", "/sha256"}};

std::string closings_of(const arguments& given) {
    return path_to({"v1", "offices", given.text("office"), "closings"});
}

int close(invocation& on, const arguments& given) {
    on.out().one(ask_json(on.api(), post(closings_of(given) + "/" + given.text("BOOK") + "/" +
                                             given.text("period"),
                                         "{}")),
                 closing_columns);
    return done;
}

int closings(invocation& on, const arguments& given) {
    return print_short_list(on, on.api(), {.path = closings_of(given)}, closing_columns,
                            on.out().in("Chưa khóa sổ nào.", "Nothing is closed."));
}

int reported(invocation& on, const arguments& given) {
    on.out().document(ask_json(on.api(), {.path = closings_of(given) + "/" + given.text("BOOK") +
                                                  "/" + given.text("period")}));
    return done;
}

argument period() {
    return required(option("period", "PERIOD", "For instance stat-2018, stat-2018-m6, 2017-q3"));
}
argument office() { return required(option("office", "KEY", "Of this office")); }

std::vector<std::string> sector_registers() {
    return {"requests_received",
            "judgments_received",
            "entrustments_received",
            "docketing",
            "relief",
            "revocations",
            "entrustments_sent",
            "postponements",
            "terminations",
            "no_means",
            "petitions_received",
            "complaints_docketed",
            "denunciations_docketed",
            "hand_over_list"};
}

argument book() {
    auto all = sector_registers();
    all.insert(all.begin(),
               {"follow_up_register", "one_stop_report", "statistics", "enforcement_statistics"});
    return one_of(std::move(all), word("BOOK", "Which book"));
}

std::vector<argument> report_options(std::vector<argument> more) {
    auto out = office_options();
    out.push_back(period());
    std::move(more.begin(), more.end(), std::back_inserter(out));
    return out;
}

} // namespace

noun report_noun() {
    return {
        "report",
        "Reports, and closing books for a period",
        {{"one-stop",
          "The half-yearly and yearly report on online support and the one-stop desk",
          {"motcua report one-stop --office 96 --below --period stat-2018",
           "motcua report one-stop --office 96 --period stat-2018-m6 --to bao-cao.pdf --paper a3"},
          with_file_options(report_options({})),
          one_stop,
          "As known now; what a closed report of the same year said otherwise stands below."},
         {"book",
          "A register of the sector: who came in, what was docketed, relieved, stopped or "
          "complained "
          "of",
          {"motcua report book docketing --office 96 --period stat-2018",
           "motcua report book hand_over_list --office 96 --period 2017-06-01..2017-06-01",
           "motcua report book complaints_docketed --office 96 --period stat-2018 --to so.pdf"},
          with_list_options(with_file_options(
              {one_of(sector_registers(), word("BOOK", "Which register")), office(), period()})),
          show_book},
         {"units",
          "Offices by the share of results that they returned early or on time",
          {"motcua report units --office 96 --below --period stat-2018"},
          report_options({}),
          rate_units},
         {"cases",
          "The cases behind a figure",
          {"motcua report cases --office 96 --period stat-2018 --figure overdue"},
          with_list_options(report_options(
              {required(option("figure", "NAME", "As `report one-stop --output json` has it")),
               option("procedure", "ID", "Only this one; none for unknown ones")})),
          cases_of_report},
         {"due",
          "Reports to be sent by a day that a text names, and not closed yet",
          {"motcua report due --office 96 --below"},
          office_options(),
          due_reports},
         {"close",
          "Closes a book for a period that is over; what it says then is kept and never changes",
          {"motcua report close one_stop_report --office 96 --period stat-2018-m6",
           "motcua report close statistics --office 96 --period stat-2018-m6",
           "motcua report close follow_up_register --office 96 --period 2017-q3",
           "motcua report close docketing --office 96 --period stat-2018"},
          {book(), office(), period()},
          close},
         {"closings",
          "What an office has closed",
          {"motcua report closings --office 96"},
          {office()},
          closings},
         {"reported",
          "A closed book as it was reported",
          {"motcua report reported one_stop_report --office 96 --period stat-2018-m6"},
          {book(), office(), period()},
          reported}}};
}

} // namespace ops
