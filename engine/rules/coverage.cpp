#include "engine/fees/fee_rules.hpp"
#include "engine/forms/form.hpp"
#include "engine/rules/check.hpp"
#include "engine/rules/recorded_facts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

namespace engine {
namespace {

std::string span_text(const validity& span) {
    return fmt::format("{} – {}", events::to_text(span.from),
                       span.to ? events::to_text(*span.to) : "");
}

std::string source_text(const provenance& from, bool adopted) {
    return fmt::format("{} | {}{}", from.source, events::name_of(from.tag),
                       adopted ? "" : ", not applied");
}

std::string when_text(const condition& when) {
    std::vector<std::string> parts;
    for (const auto& [name, words] : when) {
        parts.push_back(fmt::format("{}: {}", name, fmt::join(words, " or ")));
    }
    return fmt::format("{}", fmt::join(parts, "; "));
}

std::string length_of(const deadline_rule& row) {
    if (!row.length_known) {
        return "not known";
    }
    return row.length.unit == time_unit::at_once
               ? "at once"
               : fmt::format("{} {}", row.length.amount, events::name_of(row.length.unit));
}

void add_deadline(std::string& page, std::string_view file, const deadline_rule& row,
                  const std::set<fact>& recorded) {
    auto when = row.when;
    if (!row.only_in.empty()) {
        when["only in"] = row.only_in;
    }
    page += fmt::format("| [{0}]({1}.json) | {2} | {3} | {4}{5}{6} | {7} | {8} | {9} |\n",
                        file.substr(file.find('/') + 1), file, row.id, length_of(row),
                        events::name_of(row.starts_on),
                        recorded.contains(row.starts_on) ? "" : " (no step records it)",
                        row.from_receipt ? ", counted from receipt" : "", when_text(when),
                        span_text(row.in_force), source_text(row.from, row.adopted));
}

void add_deadlines(std::string& page, const rule_set& rules) {
    page += "\n## Deadlines\n\n"
            "| file | deadline | length | from | when | in force | source | tag |\n"
            "|---|---|---|---|---|---|---|---|\n";
    std::map<std::string, std::map<std::size_t, const deadline_rule*>> shared; // by file and place
    std::map<std::string, std::set<fact>> recorded;
    for (const auto& procedure : rules.procedures) {
        const auto own = facts_recorded_in(procedure);
        recorded[procedure.shares].insert(own.begin(), own.end());
        for (std::size_t i = 0; i < procedure.own_deadlines; ++i) {
            add_deadline(page, "procedures/" + procedure.id, procedure.deadlines[i], own);
        }
        for (std::size_t i = procedure.own_deadlines; i < procedure.deadlines.size(); ++i) {
            shared[procedure.shares].try_emplace(procedure.deadlines[i].place,
                                                 &procedure.deadlines[i]);
        }
    }
    for (const auto& [file, rows] : shared) {
        for (const auto& [place, row] : rows) {
            add_deadline(page, file.substr(0, file.rfind('.')), *row, recorded[file]);
        }
    }
}

void add_forms(std::string& page, const rule_set& rules) {
    page += "\n## Forms\n\n| file | printed for | version | paper | in force | source | tag |\n"
            "|---|---|---|---|---|---|---|\n";
    for (const auto& form : read_forms(rules.files)) {
        for (const auto& version : form.versions) {
            page += fmt::format("| [{0}](forms/{0}.json) | {1} | {2} | {3} | {4} | {5} |\n",
                                form.id, fmt::join(form.steps, ", "), version.id,
                                events::name_of(form.layouts.at(version.layout).paper),
                                span_text(version.in_force),
                                source_text(version.on.from, version.on.adopted));
        }
    }
}

void add_fees(std::string& page, const rule_set& rules) {
    const auto fees = read_fee_rules(rules.files);
    if (!fees) {
        return;
    }
    page += "\n## Fees and reliefs\n\n| file | rule | in force | source | tag |\n"
            "|---|---|---|---|---|\n";
    const auto line = [&](std::string_view file, std::string_view what, const validity& span,
                          const standing& on) {
        page += fmt::format("| [{0}](fees/{0}.json) | {1} | {2} | {3} |\n", file, what,
                            span_text(span), source_text(on.from, on.adopted));
    };
    for (const auto& version : fees->versions) {
        line("enforcement_fee", "tariff", version.in_force, version.tariff_on);
        line("enforcement_fee", "threshold", version.in_force, version.threshold_on);
        line("enforcement_fee", "shares of common property", version.in_force, version.shares_on);
        line("enforcement_fee", "instalments", version.in_force, version.instalments_on);
        for (const auto& one : version.settlements) {
            line("enforcement_fee", "settlement " + one.code, version.in_force, one.on);
        }
        for (const auto& one : version.exemptions) {
            line("enforcement_fee", "no fee: " + one.code, version.in_force, one.on);
        }
        for (const auto& one : version.reliefs) {
            line("enforcement_fee", "relief " + one.code, version.in_force, one.on);
        }
    }
    for (const auto& one : fees->salaries) {
        line("base_salary", dong_text(one.amount), one.in_force, one.on);
    }
    for (const auto& one : fees->cost_reliefs) {
        line("coercion_cost_relief", one.code, one.in_force, one.on);
    }
}

void add_ways(std::string& page, const rule_set& rules) {
    page += "\n## Ways of notification\n\n"
            "By the day on which the notice becomes valid.\n\n"
            "| way | in words | of | in force | source | tag |\n|---|---|---|---|---|---|\n";
    for (const auto& one : rules.notification_ways) {
        std::vector<std::string_view> of;
        for (const auto what : one.of) {
            of.push_back(events::name_of(what));
        }
        page += fmt::format("| `{}` | {} | {} | {} | {} |\n", one.word, one.name.en,
                            fmt::join(of, ", "), span_text(one.in_force),
                            source_text(one.from, one.adopted));
    }
}

void add_transitions(std::string& page, const rule_set& rules) {
    page += "\n## From one version to the next\n\n"
            "A matter keeps the version of the day on which it was received, but where a text says "
            "otherwise.\n\n| procedure | from | by the day of | what | source | tag |\n"
            "|---|---|---|---|---|---|\n";
    for (const auto& procedure : rules.procedures) {
        for (const auto& one : procedure.transitions) {
            page += fmt::format("| {} | {} | {} | {} | {} |\n", procedure.id,
                                events::to_text(one.on), events::name_of(one.by), one.text,
                                source_text(one.from.from, one.from.adopted));
        }
    }
}

void add_gaps(std::string& page, const rule_set& rules) {
    page += "\n## What is known not to be known\n\n";
    for (const auto& procedure : rules.procedures) {
        for (const auto& gap : procedure.gaps) {
            page +=
                fmt::format("- `{}`, {}: {}\n", procedure.id, span_text(gap.in_force), gap.text);
        }
    }
}

void add_unverified(std::string& page, const rule_set& rules) {
    page += "\n## Unverified\n\n"
            "Not read and not derived. Shown with its tag, and applied only when an installation "
            "sets `adopted`.\n\n| file | place | what | tag | source |\n|---|---|---|---|---|\n";
    for (const auto& one : check_rules(rules.files)) {
        if (one.kind == finding_kind::unverified && !one.file.starts_with("offices/")) {
            page += fmt::format("| {} | `{}` | {} | {} | {} |\n", one.file, one.pointer, one.what,
                                one.reason.substr(4), one.source);
        }
    }
}

} // namespace

std::string coverage_page(const rule_set& rules, std::string_view rows) {
    std::string page =
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
        "`mail_issued` names.\n\n"
        "| what | files | tests |\n|---|---|---|\n"
        "| deadlines, papers, grounds | `procedures/` | `tests/engine/rule_set_test.cpp`, "
        "`tests/golden/deadlines.json` |\n"
        "| every step, refusal and alternative | `engine/lifecycles/`, `procedures/` | "
        "`tests/engine/walks_test.cpp`, `tests/data/walks/` |\n"
        "| steps, who takes them and by which rules, as data | `lifecycles/` | "
        "`tests/engine/lifecycles_test.cpp`, `tests/engine/lifecycle_findings_test.cpp` |\n"
        "| how a period was counted, another calendar | `calendars/` | "
        "`tests/engine/derivation_test.cpp`, `tests/connectors/api_explain_test.cpp` |\n"
        "| registers and closing them | `rules/registers.json` | "
        "`tests/connectors/api_reports_test.cpp` |\n"
        "| the one-stop report | columns proposed | `tests/connectors/api_reports_test.cpp` |\n"
        "| periods of statistics | `rules/statistics.json`, `projections/period.hpp` | "
        "`tests/projections/statistics_test.cpp` |\n"
        "| the statistics of enforcement | `rules/statistics.json`, "
        "`connectors/reports/enforcement.hpp` | "
        "`tests/connectors/enforcement_statistics_test.cpp` |\n"
        "| what is performed, and the end by law | `procedures/result_confirm.json` | "
        "`tests/engine/performance_test.cpp`, `tests/connectors/ended_matters_test.cpp` |\n"
        "| one paper or request for several cases | `procedures/` (`common`) | "
        "`tests/engine/common_papers_test.cpp`, `tests/connectors/common_papers_test.cpp` |\n"
        "| working days | `calendars/` | `tests/engine/calendar_test.cpp`, "
        "`tests/golden/calendar.txt` |\n"
        "| fees and reliefs | `fees/` | `tests/engine/fees_test.cpp`, `tests/golden/fees.json` |\n"
        "| slips | `forms/` | `tests/connectors/documents_test.cpp`, "
        "`tests/connectors/slips_test.cpp`, `tests/golden/forms/` |\n"
        "| letters, a form for each step that a procedure tells somebody | `forms/` | "
        "`tests/connectors/letters_test.cpp`, `tests/golden/forms/` |\n"
        "| e-mails, and their pages for the file | `mail/`, `connectors/documents/mail_page.hpp` | "
        "`tests/connectors/mail_templates_test.cpp`, `tests/connectors/letters_test.cpp`, "
        "`tests/connectors/sent_mail_test.cpp`, `tests/connectors/issued_mail_test.cpp` |\n"
        "| what codes of reasons are called | `words/` | "
        "`tests/connectors/stated_words_test.cpp` |\n"
        "| what a matter is called, its papers after the decision, archiving | "
        "`rules/after_decision.json`, `forms/` | `tests/engine/enforcement_life_test.cpp`, "
        "`tests/connectors/enforcement_shown_test.cpp` |\n"
        "| folio numbers (bút lục) | `connectors/documents/folios.hpp` | "
        "`tests/connectors/letters_test.cpp` |\n"
        "| vouchers against the accountant's books | columns proposed | "
        "`tests/connectors/reconciliation_test.cpp`, `tests/engine/money_test.cpp` |\n"
        "| secrecy of the denouncer | `engine/authorise.cpp` | "
        "`tests/connectors/letters_test.cpp`, `tests/connectors/api_reports_test.cpp` |\n"
        "| offices and case codes | `offices/` | `tests/engine/offices_test.cpp` |\n"
        "| regimes | `rules/regimes.json` | `tests/engine/rule_set_test.cpp` |\n"
        "| in which ways people are notified, by day | `rules/notification_ways.json` | "
        "`tests/engine/notification_ways_test.cpp` |\n"
        "| acts that a refusal may cite, by day | `rules/acts.json` | "
        "`tests/engine/acts_test.cpp` |\n";
    page += rows;
    add_deadlines(page, rules);
    add_fees(page, rules);
    add_forms(page, rules);
    add_ways(page, rules);
    add_transitions(page, rules);
    add_gaps(page, rules);
    add_unverified(page, rules);
    return page;
}

} // namespace engine
