#include "engine/rules/coverage_guide.hpp"

#include <fmt/format.h>

#include <string_view>

namespace engine {
namespace {

constexpr std::string_view how_to_read =
    "# Legal data\n\n"
    "What the law says, as data: each item with its validity, its source and how well it is "
    "known. A case is judged by\nwhat was in force on the day on which it was received, or on "
    "that of another event where a transition says so.\nThis page is generated from the "
    "files by the test `rules.publish_the_page_of_what_is_covered`; the tests beside\neach "
    "table hold its values.\n\n"
    "Tags: V read verbatim, D derived from what was read, S second-hand, G general knowledge, "
    "P proposed by this project.\nOnly V and D apply by default. What a calendar holds applies "
    "whatever its tag, for a day is either worked or not:\nthe days off (S where only others "
    "report them), the office hours (G: 07:30-11:30, 13:30-17:00) by which half days and\n"
    "appointments are counted. An office that keeps other hours or days puts a calendar of "
    "its own into `rules/calendars/`\nof its data folder. No text says how long \"the start "
    "of the next working morning\" lasts in which a dossier that was\ncomplete after 15:00 is "
    "handed over: without a window of minutes in the calendar it is late from the end of "
    "that\nmorning. Warnings before a deadline (`rules/deadline_watch.json`) are "
    "configuration. Sources are legal texts, or ids of\n[pages](rules/sources.json).\n\n"
    "`motcua rules check` refuses bad files with file, line and reason. Which status "
    "follows on which, by which rules and\nwhose step it is, is compiled "
    "(`engine/lifecycles/`) and published in [lifecycles](lifecycles/): the program obeys "
    "its\ntables, and a file there that leads to a status which nothing leaves, that names "
    "an unknown status or command, or that\ndiffers in anything else is refused. Like the "
    "mails of `mail/` those files are no part of the rule set's hash. The mails\nare "
    "wording and not law: they carry their source, are checked by `rules check --folder "
    "schemas`, and have no tag and no\ndays; what was sent is a document that the event "
    "`mail_issued` names.\n\n";

/// A part of the legal data, where it lies (below schemas/ or in the sources), and what holds it.
struct part_covered {
    std::string_view what;
    std::string_view files;
    std::string_view tests;
};

constexpr part_covered parts_covered[] = {
    {"deadlines, papers, grounds", "`procedures/`",
     "`tests/engine/rule_set_test.cpp`, `tests/golden/deadlines.json`"},
    {"every step, refusal and alternative", "`engine/lifecycles/`, `procedures/`",
     "`tests/engine/walks_test.cpp`, `tests/data/walks/`"},
    {"steps, who takes them and by which rules, as data", "`lifecycles/`",
     "`tests/engine/lifecycles_test.cpp`, `tests/engine/lifecycle_findings_test.cpp`"},
    {"how a period was counted, another calendar", "`calendars/`",
     "`tests/engine/derivation_test.cpp`, `tests/connectors/api_explain_test.cpp`"},
    {"registers and closing them", "`rules/registers.json`",
     "`tests/connectors/api_reports_test.cpp`"},
    {"the one-stop report", "columns proposed", "`tests/connectors/api_reports_test.cpp`"},
    {"periods of statistics", "`rules/statistics.json`, `projections/period.hpp`",
     "`tests/projections/statistics_test.cpp`"},
    {"the statistics of enforcement",
     "`rules/statistics.json`, `connectors/reports/enforcement.hpp`",
     "`tests/connectors/enforcement_statistics_test.cpp`"},
    {"what is performed, and the end by law", "`procedures/result_confirm.json`",
     "`tests/engine/performance_test.cpp`, `tests/connectors/ended_matters_test.cpp`"},
    {"one paper or request for several cases", "`procedures/` (`common`)",
     "`tests/engine/common_papers_test.cpp`, `tests/connectors/common_papers_test.cpp`"},
    {"working days", "`calendars/`",
     "`tests/engine/calendar_test.cpp`, `tests/golden/calendar.txt`"},
    {"fees and reliefs", "`fees/`", "`tests/engine/fees_test.cpp`, `tests/golden/fees.json`"},
    {"slips", "`forms/`",
     "`tests/connectors/documents_test.cpp`, `tests/connectors/slips_test.cpp`, "
     "`tests/golden/forms/`"},
    {"letters, a form for each step that a procedure tells somebody", "`forms/`",
     "`tests/connectors/letters_test.cpp`, `tests/golden/forms/`"},
    {"e-mails, and their pages for the file", "`mail/`, `connectors/documents/mail_page.hpp`",
     "`tests/connectors/mail_templates_test.cpp`, `tests/connectors/letters_test.cpp`, "
     "`tests/connectors/sent_mail_test.cpp`, `tests/connectors/issued_mail_test.cpp`"},
    {"what codes of reasons are called", "`words/`", "`tests/connectors/stated_words_test.cpp`"},
    {"what a matter is called, its papers after the decision, archiving",
     "`rules/after_decision.json`, `forms/`",
     "`tests/engine/enforcement_life_test.cpp`, `tests/connectors/enforcement_shown_test.cpp`"},
    {"folio numbers (bút lục)", "`connectors/documents/folios.hpp`",
     "`tests/connectors/letters_test.cpp`"},
    {"vouchers against the accountant's books", "columns proposed",
     "`tests/connectors/reconciliation_test.cpp`, `tests/engine/money_test.cpp`"},
    {"secrecy of the denouncer", "`engine/authorise.cpp`",
     "`tests/connectors/letters_test.cpp`, `tests/connectors/api_reports_test.cpp`"},
    {"offices and case codes", "`offices/`", "`tests/engine/offices_test.cpp`"},
    {"regimes", "`rules/regimes.json`", "`tests/engine/rule_set_test.cpp`"},
    {"in which ways people are notified, by day", "`rules/notification_ways.json`",
     "`tests/engine/notification_ways_test.cpp`"},
    {"acts that a refusal may cite, by day", "`rules/acts.json`", "`tests/engine/acts_test.cpp`"},
};

} // namespace

std::string coverage_guide() {
    std::string out{how_to_read};
    out += "| what | files | tests |\n|---|---|---|\n";
    for (const auto& one : parts_covered) {
        out += fmt::format("| {} | {} | {} |\n", one.what, one.files, one.tests);
    }
    return out;
}

} // namespace engine
