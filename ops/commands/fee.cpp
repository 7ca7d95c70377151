#include "engine/fees/compute.hpp"
#include "engine/rule_set.hpp"
#include "events/json_write.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/invocation.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"

namespace ops {
namespace {

engine::fee_rules rules(invocation& on) { return engine::read_fee_rules(on.rules().files).value(); }

events::local_date day_of(invocation& on, const arguments& given) {
    if (!given.has("on")) {
        return events::office_date(on.now());
    }
    const auto day = events::date_from_text(given.text("on"));
    if (!day) {
        throw usage_error("--on must be a day, not " + given.text("on"), "for instance 2017-06-01");
    }
    return *day;
}

std::int64_t dong_of(const arguments& given, const std::string& name) {
    return given.number(name, 0, 0, engine::dong_max);
}

std::optional<std::int64_t> number_of(const arguments& given, const std::string& name) {
    return given.has(name) ? std::optional{dong_of(given, name)} : std::nullopt;
}

engine::rounding rounding_of(const arguments& given) {
    return given.has("rounding") ? events::enum_of<engine::rounding>(given.text("rounding")).value()
                                 : engine::rounding::not_stated;
}

int refused_sum(invocation& on, const engine::sum_refusal& no) {
    on.out().warn(on.out().in(no.why.vi, no.why.en));
    if (!no.source.empty()) {
        on.out().warn("  " + no.source);
    }
    return conflict;
}

/// A table shows the way; a program gets it whole.
void print_steps(invocation& on, const std::vector<engine::sum_step>& steps) {
    list_printer list{on.out(),
                      {{"Bước", "Step", on.out().in("/vi", "/en")},
                       {"Số tiền", "Sum", "/amount", shape::number},
                       {"Căn cứ", "Source", "/source"}}};
    for (const auto& step : steps) {
        list.add(events::json_of(step));
    }
    list.end();
}

int compute_fee(invocation& on, const arguments& given) {
    engine::fee_question asked;
    asked.base_salary = number_of(given, "base-salary");
    asked.round = rounding_of(given);
    const auto day = day_of(on, given);
    for (const auto& received : given.list("RECEIVED")) {
        arguments one;
        one.declare(word("RECEIVED", ""));
        one.give("RECEIVED", received);
        engine::instalment part;
        part.on = day;
        part.received = dong_of(one, "RECEIVED");
        part.passed_on = dong_of(given, "passed-on");
        part.settlement = given.has("settlement") ? given.text("settlement") : part.settlement;
        part.exemption = given.text("exemption");
        part.relief = given.text("relief");
        part.percent = number_of(given, "percent");
        asked.instalments.push_back(std::move(part));
    }
    const auto sum = engine::compute_fee(rules(on), asked);
    if (!sum) {
        return refused_sum(on, sum.error());
    }
    if (!on.out().is_table()) {
        on.out().one(events::json_of(*sum), {});
        return done;
    }
    for (const auto& part : sum->instalments) {
        on.out().say(
            on.out().bold(engine::dong_text(part.received) + " → " + engine::dong_text(part.fee)));
        print_steps(on, part.steps);
    }
    on.out().say(std::string{on.out().in("Tổng phí: ", "Fee in all: ")} +
                 engine::dong_text(sum->fee));
    return done;
}

int relieve(invocation& on, const arguments& given) {
    const auto sum = engine::compute_cost_relief(
        rules(on), {day_of(on, given), dong_of(given, "cost"), dong_of(given, "paid"),
                    given.text("ground"), rounding_of(given)});
    if (!sum) {
        return refused_sum(on, sum.error());
    }
    if (!on.out().is_table()) {
        on.out().one(events::json_of(*sum), {});
        return done;
    }
    print_steps(on, sum->steps);
    on.out().say(std::string{on.out().in("Được miễn, giảm: ", "Relieved: ")} +
                 engine::dong_text(sum->relieved));
    return done;
}

argument rounding_choice() {
    return choice("rounding", {"down", "nearest", "up"},
                  "How a sum that is no whole đồng is rounded, where the text has no rule");
}

} // namespace

noun fee_noun() {
    return {
        "fee",
        "Enforcement fees and reliefs, with every step of the sum and its source",
        {{"compute",
          "The enforcement fee (TT 216/2016/TT-BTC) on what was received; of several "
          "instalments in their order",
          {"motcua fee compute 3000000000 4000000000 --on 2017-06-01 --base-salary 1210000",
           "motcua fee compute 300000000 --on 2017-06-01 --base-salary 1210000 --relief poor "
           "--percent 80"},
          {words("RECEIVED", "đồng"), option("on", "DAY", "Of the fee decision; today when absent"),
           option("base-salary", "N", "đồng a month, where none is verified"),
           option("passed-on", "N", "đồng handed on to others who share"),
           option("settlement", "CODE", "collected (default) or before_coercion"),
           option("exemption", "CODE", "A kind on which no fee is due"),
           option("relief", "CODE", "A ground of relief that was granted"),
           option("percent", "N", "How much was granted, of a relief \"up to\""),
           rounding_choice()},
          compute_fee},
         {"cost-relief",
          "Relief from the costs of coercion (NĐ 62/2015/NĐ-CP art. 44, NĐ 152/2026/NĐ-CP "
          "art. 87)",
          {"motcua fee cost-relief --cost 10000000 --ground low_income --on 2017-06-01"},
          {required(option("cost", "N", "đồng")),
           required(
               option("ground", "CODE", "low_income, policy_family, alone or disabled_or_ill")),
           option("paid", "N", "đồng paid so far"),
           option("on", "DAY", "Of the receipt; today when absent"), rounding_choice()},
          relieve}}};
}

} // namespace ops
