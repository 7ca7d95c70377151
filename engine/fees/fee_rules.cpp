#include "engine/fees/fee_rules.hpp"

#include "engine/rule_row_read.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engine {
namespace {

standing read_cited(const json_cursor& at) {
    at.only({"source", "tag", "adopted", "note"});
    return read_standing(at);
}

std::int64_t read_amount(const json_cursor& at, std::int64_t least, std::int64_t most) {
    const auto amount = at.integer();
    if (amount < least || amount > most) {
        at.fail(fmt::format("{} is not from {} to {}", amount, least, most));
    }
    return amount;
}

void read_named(const json_cursor& at, named_rule& into) {
    into.code = at.at("code").text();
    into.name = read_bilingual(at.at("name"));
    into.on = read_standing(at);
}

/// Reads all rows of a list whose codes must differ.
template <class Row, class Read> std::vector<Row> read_list(const json_cursor& at, Read read) {
    std::vector<Row> rows;
    for (const auto& item : at.items()) {
        Row row = read(item);
        if (std::ranges::find(rows, row.code, &Row::code) != rows.end()) {
            item.at("code").fail("`" + row.code + "` is named twice");
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

rounding_rule read_rounding(const json_cursor& at) {
    at.only({"rule", "source", "tag", "adopted", "note"});
    return {at.at("rule").name<rounding>(), read_standing(at)};
}

/// Each step must begin with what those before it amount to, or a đồng more would cost thousands.
void check_joint(const json_cursor& at, const tariff_step& before, const tariff_step& step) {
    if (step.over <= before.over) {
        at.at("over").fail("steps follow each other by `over`");
    }
    const auto reached = money(step.over - before.over)
                             .times(before.rate_ppm, 1'000'000)
                             .plus(money(before.fee_at_start));
    if (reached != money(step.fee_at_start)) {
        at.at("fee_at_start")
            .fail(fmt::format("{} does not join the step before, which reaches {} here",
                              step.fee_at_start, exact_text(reached)));
    }
}

std::vector<tariff_step> read_tariff(const json_cursor& at) {
    std::vector<tariff_step> steps;
    for (const auto& item : at.at("steps").items()) {
        item.only({"over", "fee_at_start", "rate_ppm"});
        const tariff_step step{read_amount(item.at("over"), 0, dong_max),
                               read_amount(item.at("fee_at_start"), 0, dong_max),
                               read_amount(item.at("rate_ppm"), 0, 1'000'000)};
        if (!steps.empty()) {
            check_joint(item, steps.back(), step);
        } else if (step.over != 0) {
            item.at("over").fail("the first step begins at 0");
        }
        steps.push_back(step);
    }
    if (steps.empty()) {
        at.at("steps").fail("there is no step");
    }
    return steps;
}

settlement_rule read_settlement(const json_cursor& at) {
    at.only({"code", "name", "numerator", "denominator", "source", "tag", "adopted", "note"});
    settlement_rule rule;
    read_named(at, rule);
    rule.denominator = read_amount(at.at("denominator"), 1, 1'000);
    rule.numerator = read_amount(at.at("numerator"), 0, rule.denominator);
    return rule;
}

named_rule read_exemption(const json_cursor& at) {
    at.only({"code", "name", "source", "tag", "adopted", "note"});
    named_rule rule;
    read_named(at, rule);
    return rule;
}

relief_rule read_relief(const json_cursor& at) {
    at.only({"code", "name", "effect", "percent", "source", "tag", "adopted", "note"});
    relief_rule rule;
    read_named(at, rule);
    rule.effect = at.at("effect").name<relief_effect>();
    rule.percent = read_amount(at.at("percent"), 1, 100);
    if (rule.effect == relief_effect::exempt && rule.percent != 100) {
        at.at("percent").fail("an exemption is of 100 percent");
    }
    return rule;
}

fee_version read_version(const json_cursor& at) {
    at.only({"id", "name", "valid_from", "valid_to", "source", "tag", "adopted", "note",
             "threshold", "tariff", "shares", "instalments", "settlements", "exemptions", "reliefs",
             "rounding"});
    fee_version version;
    version.id = at.at("id").text();
    version.name = read_bilingual(at.at("name"));
    version.in_force = read_validity(at);
    version.on = read_standing(at);
    const auto threshold = at.at("threshold");
    threshold.only({"base_salaries", "source", "tag", "adopted", "note"});
    version.threshold_salaries = read_amount(threshold.at("base_salaries"), 0, 1'000);
    version.threshold_on = read_standing(threshold);
    const auto tariff = at.at("tariff");
    tariff.only({"steps", "source", "tag", "adopted", "note"});
    version.tariff = read_tariff(tariff);
    version.tariff_on = read_standing(tariff);
    version.shares_on = read_cited(at.at("shares"));
    version.instalments_on = read_cited(at.at("instalments"));
    version.settlements = read_list<settlement_rule>(at.at("settlements"), read_settlement);
    version.exemptions = read_list<named_rule>(at.at("exemptions"), read_exemption);
    version.reliefs = read_list<relief_rule>(at.at("reliefs"), read_relief);
    version.rounds = read_rounding(at.at("rounding"));
    return version;
}

base_salary read_salary(const json_cursor& at) {
    at.only({"amount", "valid_from", "valid_to", "source", "tag", "adopted", "note"});
    return {read_amount(at.at("amount"), 1, dong_max / 1'000), read_validity(at),
            read_standing(at)};
}

cost_relief_rule read_cost_relief(const json_cursor& at) {
    at.only({"code", "name", "effect", "numerator", "denominator", "valid_from", "valid_to",
             "source", "tag", "adopted", "note"});
    cost_relief_rule rule;
    read_named(at, rule);
    rule.in_force = read_validity(at);
    rule.effect = at.at("effect").name<cost_relief_effect>();
    rule.denominator = read_amount(at.at("denominator"), 1, 1'000);
    rule.numerator = read_amount(at.at("numerator"), 0, rule.denominator);
    return rule;
}

/// Rows of one kind may not hold on the same day.
template <class Row, class Read, class Same>
std::vector<Row> read_dated(const json_cursor& at, Read read, Same same) {
    std::vector<Row> rows;
    for (const auto& item : at.items()) {
        Row row = read(item);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (same(rows[i], row) && overlap(rows[i].in_force, row.in_force)) {
                item.at("valid_from").fail(fmt::format("its validity overlaps that of row {}", i));
            }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

constexpr auto always = [](const auto&, const auto&) { return true; };

} // namespace

std::optional<fee_rules> read_fee_rules(const rule_files& files) {
    const auto has_any = std::ranges::any_of(
        files, [](const auto& file) { return file.first.starts_with("fees/"); });
    if (!has_any) {
        return std::nullopt;
    }
    const auto with = [&](const std::string& path, const auto& read) {
        const auto found = files.find(path);
        const auto json = parse_rules_json(found == files.end() ? "{}" : found->second, path);
        read(json_cursor{json, path});
    };
    fee_rules rules;
    with("fees/enforcement_fee.json", [&](const json_cursor& root) {
        root.only({"$schema", "versions"});
        rules.versions = read_dated<fee_version>(root.at("versions"), read_version, always);
    });
    with("fees/base_salary.json", [&](const json_cursor& root) {
        root.only({"$schema", "salaries"});
        rules.salaries = read_dated<base_salary>(root.at("salaries"), read_salary, always);
    });
    with("fees/coercion_cost_relief.json", [&](const json_cursor& root) {
        root.only({"$schema", "reliefs", "rounding"});
        rules.cost_reliefs = read_dated<cost_relief_rule>(
            root.at("reliefs"), read_cost_relief,
            [](const auto& a, const auto& b) { return a.code == b.code; });
        rules.cost_rounds = read_rounding(root.at("rounding"));
    });
    return rules;
}

} // namespace engine
