#include "engine/fees/fee_rules.hpp"
#include "engine/forms/form.hpp"
#include "engine/rules/check.hpp"
#include "engine/rules/coverage_guide.hpp"
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
    std::string page = coverage_guide();
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
