#include "connectors/api/catalogue.hpp"
#include "connectors/api/parameters.hpp"
#include "engine/fees/compute.hpp"

#include <charconv>

namespace connectors::api {
namespace {

[[noreturn]] void refuse_sum(const engine::sum_refusal& no) {
    auto told = problem_of("sum_not_computed", {no.why.vi, no.why.en});
    told.with("reason", no.code);
    if (!no.source.empty()) {
        told.with("source", no.source);
    }
    throw refusal(std::move(told));
}

engine::fee_rules rules_of(const call& of) {
    auto rules = engine::read_fee_rules(of.on.rules.files);
    if (!rules) {
        throw refusal(
            problem_of("sum_not_computed", {"Bộ dữ liệu pháp luật này không có quy định về phí.",
                                            "This rule set has no rules on fees."}));
    }
    return *std::move(rules);
}

/// `3000000000,4000000000`: whole đồng, separated by commas.
std::vector<std::int64_t> amounts_of(const call& of, std::string_view name) {
    std::string_view text = required_query(of, name);
    std::vector<std::int64_t> out;
    while (true) {
        const auto end = std::min(text.find(','), text.size());
        std::int64_t amount = 0;
        const auto [stop, error] = std::from_chars(text.data(), text.data() + end, amount);
        if (error != std::errc{} || stop != text.data() + end || out.size() == 1000) {
            refuse_parameter(name, {"Phải là các số nguyên đồng, cách nhau bằng dấu phẩy, tối đa "
                                    "1000 số.",
                                    "Must be whole numbers of đồng, separated by commas, at most "
                                    "1000."});
        }
        out.push_back(amount);
        if (end == text.size()) {
            return out;
        }
        text.remove_prefix(end + 1);
    }
}

std::int64_t amount_of(const call& of, std::string_view name) {
    const auto all = amounts_of(of, name);
    if (all.size() != 1) {
        refuse_parameter(name, {"Chỉ một số.", "One number only."});
    }
    return all.front();
}

std::string text_of(const call& of, std::string_view name, std::string_view otherwise) {
    const auto* text = of.query(name);
    return text == nullptr || text->empty() ? std::string{otherwise} : *text;
}

std::optional<std::int64_t> number_of(const call& of, std::string_view name) {
    const auto* text = of.query(name);
    return text == nullptr || text->empty() ? std::nullopt : std::optional{amount_of(of, name)};
}

events::local_date day_of(const call& of) {
    return date_query(of, "on").value_or(events::office_date(of.now()));
}

engine::rounding rounding_of(const call& of) {
    return enum_query<engine::rounding>(of, "rounding").value_or(engine::rounding::not_stated);
}

http_response compute_fee(call& of) {
    of.ask_for_anyone();
    engine::fee_question asked;
    asked.base_salary = number_of(of, "base_salary");
    asked.round = rounding_of(of);
    for (const auto amount : amounts_of(of, "received")) {
        engine::instalment one;
        one.on = day_of(of);
        one.received = amount;
        one.passed_on = number_of(of, "passed_on").value_or(0);
        one.settlement = text_of(of, "settlement", one.settlement);
        one.exemption = text_of(of, "exemption", "");
        one.relief = text_of(of, "relief", "");
        one.percent = number_of(of, "percent");
        asked.instalments.push_back(std::move(one));
    }
    const auto sum = engine::compute_fee(rules_of(of), asked);
    if (!sum) {
        refuse_sum(sum.error());
    }
    return json_answer(*sum);
}

http_response compute_cost_relief(call& of) {
    of.ask_for_anyone();
    const auto sum = engine::compute_cost_relief(
        rules_of(of), {day_of(of), amount_of(of, "cost"), number_of(of, "paid").value_or(0),
                       required_query(of, "ground"), rounding_of(of)});
    if (!sum) {
        refuse_sum(sum.error());
    }
    return json_answer(*sum);
}

parameter_note rounding_parameter() {
    return enum_parameter<engine::rounding>(
        "rounding", "How a sum that is no whole đồng is rounded, where the text has no rule.");
}

} // namespace

void add_fees(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/fees/compute",
         .id = "compute_fee",
         .group = "law",
         .about = "The enforcement fee (TT 216/2016/TT-BTC) with every step of the sum and its "
                  "source. What no verified rule says is refused, not guessed: `reason` names it.",
         .parameters = {{"received", "đồng; of several instalments separated by commas.",
                         parameter_note::place::query, true},
                        text_parameter("on", "The day of the fee decision; today when absent."),
                        text_parameter("passed_on", "đồng handed on to others who share."),
                        text_parameter("settlement", "collected (default) or before_coercion."),
                        text_parameter("exemption", "A kind on which no fee is due."),
                        text_parameter("relief", "A ground of relief that was granted."),
                        text_parameter("percent", "How much was granted, of a relief \"up to\"."),
                        text_parameter("base_salary", "đồng a month, where none is verified."),
                        rounding_parameter()},
         .answers = {{200, "The fee.", json_body<engine::fee_sum>("fee")}},
         .problems = {"sum_not_computed", "parameter_invalid"},
         .serve = answering(compute_fee),
         .options = {.where = run_on::workers}});
    into.push_back(
        {.line = "GET /v1/fees/cost-relief",
         .id = "compute_cost_relief",
         .group = "law",
         .about = "Relief from the costs of coercion (NĐ 62/2015/NĐ-CP art. 44; NĐ 152/2026/NĐ-CP "
                  "art. 87) with every step of the sum and its source.",
         .parameters = {{"cost", "đồng.", parameter_note::place::query, true},
                        {"ground", "low_income, policy_family, alone or disabled_or_ill.",
                         parameter_note::place::query, true},
                        text_parameter("paid", "đồng paid so far."),
                        text_parameter("on", "The day of receipt; today when absent."),
                        rounding_parameter()},
         .answers = {{200, "The relief.", json_body<engine::cost_relief_sum>("cost_relief")}},
         .problems = {"sum_not_computed", "parameter_invalid"},
         .serve = answering(compute_cost_relief),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
