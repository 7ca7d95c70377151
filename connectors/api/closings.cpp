#include "connectors/api/closed_books.hpp"
#include "connectors/api/enforcement_view.hpp"
#include "connectors/api/law_routes.hpp"
#include "connectors/api/no_body.hpp"
#include "connectors/api/one_stop_view.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/register_standing.hpp"
#include "connectors/api/sector_registers.hpp"
#include "connectors/api/statistics_view.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace connectors::api {
namespace {

projections::period period_in_path(const call& of) {
    const auto when = projections::period_from_text(of.context.parameter("period"));
    if (!when) {
        throw refusal(problem_of("not_found", {"Không phải là một kỳ.", "That is no period."}));
    }
    return *when;
}

[[noreturn]] void no_such_book(const call& of) {
    const auto all =
        fmt::format("{}, {}, {}, {}, {}", follow_up_register, one_stop_report, statistics_report,
                    enforcement_report, fmt::join(sector_register_names(of), ", "));
    throw refusal(problem_of("not_found", {"Chỉ có " + all + ".", "There are " + all + "."}));
}

json json_of_time(const std::optional<events::instant>& at) {
    return at ? json(events::to_text(*at)) : json(nullptr);
}

void add_lines(call& of, const std::string& counter, const projections::period& when, json& into) {
    projections::page_request which{projections::page_rows_max, {}};
    do {
        const auto page = projections::register_lines(of.view(), counter, which);
        for (const auto& row : page.rows) {
            if (row.accepted_at && !when.holds(events::office_date(*row.accepted_at))) {
                continue; // before its whole timeline is read for what became of it
            }
            const auto stands = standing_of(of, row);
            if (!when.holds(
                    events::office_date(stands.entered_at.value_or(row.matter.opened_at)))) {
                continue;
            }
            into.push_back({{"number", row.number},
                            {"text", row.text},
                            {"code", row.matter.code},
                            {"procedure", row.matter.procedure},
                            {"received_at", json_of_time(row.matter.received_at)},
                            {"promised_at", json_of_time(row.matter.promised_at)},
                            {"returned_at", json_of_time(stands.returned_at)},
                            {"standing", std::string{events::name_of(stands.how)}}});
        }
        which.cursor = page.next;
    } while (!which.cursor.empty());
}

/// The lines of the register that were entered in the period, without what is personal: that stays
/// sealed with its case, and a person can still be erased. A statistics year lies in two books.
json register_content(call& of, const events::office_code& office,
                      const projections::period& when) {
    json lines = json::array();
    for (auto year = when.first.year(); year <= when.last.year(); ++year) {
        add_lines(of, projections::register_counter(office, static_cast<int>(year)), when, lines);
    }
    return {{"lines", std::move(lines)}};
}

/// As known on the day of closing: what other periods said otherwise is no part of it.
template <class Report> json report_content(const Report& report) {
    auto out = to_json(report);
    for (const auto* member : {"corrections", "closed", "unread_closings"}) {
        out.erase(member);
    }
    return out;
}

void require_known_book(const call& of, std::string_view book) {
    const bool is_report =
        book == one_stop_report || book == statistics_report || book == enforcement_report;
    if (!is_report && book != follow_up_register && find_sector_register(of, book) == nullptr) {
        no_such_book(of);
    }
}

/// The same request in Vietnamese: what is kept under its hash has the language of the book, not of
/// whoever closes it.
request_context in_vietnamese(request_context asked) {
    auto& headers = asked.request.headers.all;
    std::erase_if(headers,
                  [](const auto& one) { return equal_ignoring_case(one.name, "Accept-Language"); });
    headers.push_back({"Accept-Language", "vi"});
    return asked;
}

json content_of(const call& asked, const events::office_code& office, std::string_view book,
                const projections::period& when) {
    call of{asked.on, in_vietnamese(asked.context), asked.officer()};
    json out;
    if (book == follow_up_register) {
        out = register_content(of, office, when);
    } else if (book == one_stop_report) {
        out = report_content(one_stop_report_of(of, {office}, when, past_reports::left_out));
    } else if (book == statistics_report) {
        out = report_content(statistics_view_of(of, {office}, when, past_reports::left_out));
    } else if (book == enforcement_report) {
        out = report_content(enforcement_view_of(of, {office}, when, past_reports::left_out));
    } else if (const auto* what = find_sector_register(of, book)) {
        out = sector_register_content(of, *what, office, when);
    } else {
        no_such_book(of);
    }
    out["book"] = std::string{book};
    out["office"] = office.str();
    out["period"] = when.name;
    out["rules"] = of.on.rules.id.str();
    return out;
}

http_response list_closings(call& of) {
    const auto office = known_office(of, of.context.parameter("office"));
    of.require(engine::action::read_statistics, office);
    listed<closed_book> out;
    out.items = closed_books(of, office);
    return json_answer(out);
}

http_response show_closing(call& of) {
    const auto office = known_office(of, of.context.parameter("office"));
    const auto& book = of.context.parameter("book");
    const bool is_register =
        book == follow_up_register || find_sector_register(of, book) != nullptr;
    of.require(is_register ? engine::action::read_register : engine::action::read_statistics,
               office);
    const auto closed = find_closed(of, office, book, period_in_path(of).name);
    if (!closed) {
        throw refusal(problem_of(
            "not_found", {"Sổ của kỳ này chưa khóa.", "This book is not closed for this period."}));
    }
    auto out = json_text_response(closed_content(of, *closed).dump());
    out.headers.add("ETag", "\"" + closed->sha256 + "\"");
    return out;
}

http_response post_closing(call& of) {
    const auto office = known_office(of, of.context.parameter("office"));
    const auto& book = of.context.parameter("book");
    of.require(engine::action::command, office, engine::sign_decision::name);
    require_no_body(of);
    require_known_book(of, book);
    const auto when = period_in_path(of);
    return json_answer(
        close_book(of, office, book, when, [&] { return content_of(of, office, book, when); }));
}

} // namespace

void add_closings(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/offices/{office}/closings",
         .id = "list_closings",
         .group = "reports",
         .about = "The books and reports that an office has closed, with the hash of what was "
                  "reported.",
         .answers = {{200, "All of them.", json_body<listed<closed_book>>("closings")}},
         .problems = {"office_unknown"},
         .serve = answering(list_closings),
         .options = {.where = run_on::workers}});
    into.push_back({.line = "GET /v1/offices/{office}/closings/{book}/{period}",
                    .id = "show_closing",
                    .group = "reports",
                    .about = "A closed book as it was reported, compared with its hash.",
                    .answers = {{200,
                                 "The content.",
                                 {"application/json", "closed_content",
                                  [] { return json{{"type", "object"}}; }}}},
                    .problems = {"office_unknown", "not_found"},
                    .serve = answering(show_closing),
                    .options = {.where = run_on::workers}});
    into.push_back(
        {.line = "POST /v1/offices/{office}/closings/{book}/{period}",
         .id = "close_book",
         .group = "reports",
         .about =
             "Closes `follow_up_register` or a register of the sector (kết sổ: a quarter, half "
             "year or year), `one_stop_report`, `statistics` or `enforcement_statistics` (a period "
             "of the statistics) once the period is over: stores what it says, and records the "
             "event that names it by hash. The head's alone. Doing it again finds the first "
             "closing; what becomes known later is a correction in the next period.",
         .takes = {no_body()},
         .answers = {{200, "The closing.", json_body<closed_book>("closing")}},
         .problems = {"office_unknown", "not_found", "rule_not_met", "body_invalid", "read_only",
                      "unavailable", "outcome_unknown", "one_at_a_time"},
         .serve = answering(post_closing),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
