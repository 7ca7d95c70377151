#include "engine/fees/compute.hpp"
#include "engine/rule_set.hpp"
#include "events/fault.hpp"
#include "tests/support/days.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <random>
#include <set>
#include <string>

namespace {

using engine::rounding;
using nlohmann::json;
using testing::HasSubstr;
using testing_support::day;

const events::local_date paid_in_2017 = day("2017-06-01");

const engine::fee_rules& rules() {
    static const auto read = engine::read_fee_rules(engine::default_rule_set().files).value();
    return read;
}

engine::fee_question question_of(const json& row) {
    engine::fee_question asked;
    if (row.contains("base_salary")) {
        asked.base_salary = row["base_salary"].get<std::int64_t>();
    }
    for (const auto& item : row["instalments"]) {
        engine::instalment one;
        one.on = day(row["on"].get<std::string>());
        one.received = item["received"];
        one.passed_on = item.value("passed_on", std::int64_t{0});
        one.settlement = row.value("settlement", "collected");
        one.exemption = row.value("exemption", "");
        one.relief = row.value("relief", "");
        if (row.contains("percent")) {
            one.percent = row["percent"].get<std::int64_t>();
        }
        asked.instalments.push_back(one);
    }
    return asked;
}

/// One sum received in 2017, where the base salary was this.
engine::fee_question received(std::int64_t amount) {
    return question_of({{"on", "2017-06-01"},
                        {"base_salary", 1'210'000},
                        {"instalments", {{{"received", amount}}}}});
}

std::string refusal_of(const engine::fee_question& asked) {
    const auto sum = engine::compute_fee(rules(), asked);
    return sum ? "a fee of " + std::to_string(sum->fee) : sum.error().code;
}

TEST(fees, are_those_of_every_golden_row) {
    const auto rows = json::parse(testing_support::source_file("tests/golden/fees.json"));
    ASSERT_EQ(rows.size(), 30U);
    for (const auto& row : rows) {
        const auto sum = engine::compute_fee(rules(), question_of(row));
        ASSERT_TRUE(sum) << row.dump() << sum.error().code;
        EXPECT_EQ(sum->fee, row["total"].get<std::int64_t>()) << row["case"];
        ASSERT_EQ(sum->instalments.size(), row["instalments"].size());
        for (std::size_t i = 0; i < sum->instalments.size(); ++i) {
            EXPECT_EQ(sum->instalments[i].fee, row["instalments"][i]["fee"].get<std::int64_t>())
                << row["case"] << " instalment " << i;
        }
    }
}

TEST(fees, have_a_golden_row_for_every_exemption_and_relief) {
    std::set<std::string> named;
    const auto rows = json::parse(testing_support::source_file("tests/golden/fees.json"));
    for (const auto& row : rows) {
        named.insert(row.value("exemption", ""));
        named.insert(row.value("relief", ""));
    }
    std::size_t asked = 0;
    for (const auto& version : rules().versions) {
        for (const auto& one : version.exemptions) {
            EXPECT_TRUE(named.contains(one.code)) << one.code;
            ++asked;
        }
        for (const auto& one : version.reliefs) {
            EXPECT_TRUE(named.contains(one.code)) << one.code;
            ++asked;
        }
    }
    EXPECT_EQ(asked, 14U);
}

TEST(fees, know_the_base_salary_of_every_golden_day) {
    const auto rows = json::parse(testing_support::source_file("tests/golden/base_salaries.json"));
    ASSERT_EQ(rows.size(), 13U);
    for (const auto& row : rows) {
        const auto on = day(row["on"].get<std::string>());
        const auto found = std::ranges::find_if(
            rules().salaries, [&](const auto& one) { return one.in_force.holds(on); });
        ASSERT_NE(found, rules().salaries.end()) << row;
        EXPECT_EQ(found->amount, row["amount"].get<std::int64_t>()) << row;
        EXPECT_EQ(found->on.adopted, row["tag"] == "V") << "only what was read applies: " << row;
    }
}

TEST(fees, of_instalments_together_are_the_fee_on_the_whole) {
    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random{seed};
    for (int round = 0; round < 2'000; ++round) {
        auto asked = received(0);
        std::int64_t whole = 0;
        const auto count = 1 + random() % 6;
        for (std::uint64_t i = 0; i < count; ++i) {
            const auto thousands = static_cast<std::int64_t>(random() % 8'000'000);
            asked.instalments.push_back(received(thousands * 10'000).instalments.front());
            whole += thousands * 10'000;
        }
        const auto parts = engine::compute_fee(rules(), asked);
        const auto once = engine::compute_fee(rules(), received(whole));
        ASSERT_TRUE(parts && once);
        EXPECT_EQ(parts->fee, once->fee) << whole;
        EXPECT_GE(once->fee, 0);
    }
}

TEST(fees, never_fall_when_more_is_received) {
    std::int64_t before = 0;
    for (std::int64_t amount = 0; amount < 20'000'000'000; amount += 7'000'000) {
        const auto sum = engine::compute_fee(rules(), received(amount));
        ASSERT_TRUE(sum) << amount;
        EXPECT_GE(sum->fee, before) << amount;
        before = sum->fee;
    }
}

TEST(fees, show_how_they_were_computed) {
    auto asked = question_of(
        {{"on", "2017-06-01"},
         {"base_salary", 1'210'000},
         {"settlement", "before_coercion"},
         {"relief", "poor"},
         {"percent", 50},
         {"instalments", {{{"received", 3'000'000'000}}, {{"received", 4'000'000'000}}}}});
    asked.round = rounding::nearest;
    const auto sum = engine::compute_fee(rules(), asked);
    ASSERT_TRUE(sum);
    std::string told;
    for (const auto& step : sum->instalments[1].steps) {
        told += step.rule + ": " + step.vi + " [" + step.source + "] = " + step.amount + "\n";
    }
    EXPECT_EQ(told,
              "tariff: Phí trên tổng số 7.000.000.000 đồng: 150.000.000 đồng + 2% × 2.000.000.000 "
              "đồng [TT 216/2016/TT-BTC art.4.1] = 190.000.000 đồng\n"
              "instalments: Trừ phí của các lần nhận trước 90.000.000 đồng [TT 216/2016/TT-BTC "
              "art.5.2, 5.3] = 100.000.000 đồng\n"
              "settlement: Đương sự tự giao, nhận sau khi có quyết định thi hành án nhưng trước "
              "khi cưỡng chế: 1/3 mức phí [TT 216/2016/TT-BTC art.4.4] = 33.333.333 1/3 đồng\n"
              "relief: Khó khăn về kinh tế theo chuẩn hộ nghèo: giảm đến 80% (giảm 50%) [TT "
              "216/2016/TT-BTC art.7] = 16.666.666 2/3 đồng\n"
              "rounding: làm tròn đến đồng gần nhất (theo lựa chọn của người tính) [] = "
              "16.666.667 đồng\n");
}

TEST(fees, are_not_rounded_by_a_rule_that_nobody_stated) {
    auto asked = received(2'420'001);
    EXPECT_EQ(refusal_of(asked), "rounding_not_stated");
    asked.round = rounding::down;
    EXPECT_EQ(refusal_of(asked), "a fee of 72600");
    asked.round = rounding::nearest;
    EXPECT_EQ(refusal_of(asked), "a fee of 72600");
    asked.round = rounding::up;
    EXPECT_EQ(refusal_of(asked), "a fee of 72601");
}

TEST(fees, do_not_use_a_base_salary_that_nobody_verified) {
    auto asked = received(300'000'000);
    asked.base_salary.reset();
    const auto sum = engine::compute_fee(rules(), asked);
    ASSERT_FALSE(sum);
    EXPECT_EQ(sum.error().code, "base_salary_not_adopted");
    EXPECT_THAT(sum.error().why.vi, HasSubstr("1.210.000 đồng"));
    EXPECT_THAT(sum.error().source, HasSubstr("47/2016"));

    auto files = engine::default_rule_set().files;
    auto salaries = json::parse(files["fees/base_salary.json"]);
    salaries["salaries"][0]["adopted"] = true; // an installation has checked it
    files["fees/base_salary.json"] = salaries.dump();
    const auto adopted = engine::read_fee_rules(files).value();
    EXPECT_EQ(engine::compute_fee(adopted, asked)->fee, 9'000'000);
}

TEST(fees, are_refused_for_what_the_rules_do_not_say) {
    auto asked = received(300'000'000);
    asked.instalments[0].on = day("2026-07-01");
    EXPECT_EQ(refusal_of(asked), "no_rules_then");
    asked.instalments[0].on = day("2016-12-31");
    EXPECT_EQ(refusal_of(asked), "no_rules_then");
    asked.instalments[0].on = day("2026-06-30");
    EXPECT_EQ(refusal_of(asked), "a fee of 9000000");

    asked.instalments[0].settlement = "by_magic";
    EXPECT_EQ(refusal_of(asked), "unknown_settlement");
    asked = received(300'000'000);
    asked.instalments[0].exemption = "nobility";
    EXPECT_EQ(refusal_of(asked), "unknown_exemption");
    asked = received(300'000'000);
    asked.instalments[0].relief = "nobility";
    EXPECT_EQ(refusal_of(asked), "unknown_relief");
    asked.instalments[0].relief = "poor"; // up to 80%: somebody decides how much
    EXPECT_EQ(refusal_of(asked), "percent_not_allowed");
    asked.instalments[0].percent = 81;
    EXPECT_EQ(refusal_of(asked), "percent_not_allowed");
    asked.instalments[0].relief = "verified_no_forces"; // exactly 30%
    asked.instalments[0].percent = 20;
    EXPECT_EQ(refusal_of(asked), "percent_not_allowed");

    EXPECT_EQ(refusal_of(received(-1)), "amount_invalid");
    EXPECT_EQ(refusal_of(received(engine::dong_max + 1)), "amount_invalid");
    EXPECT_EQ(refusal_of(received(engine::dong_max)), "a fee of 100243500000");
    asked = received(100);
    asked.instalments[0].passed_on = 101;
    EXPECT_EQ(refusal_of(asked), "amount_invalid");
}

struct relief_row {
    std::int64_t cost;
    std::int64_t paid;
    const char* ground;
    const char* on;
    std::int64_t to_pay; ///< -1 when it is refused
};

TEST(cost_relief, is_that_of_every_golden_row) {
    for (const auto& row :
         {relief_row{10'000'000, 0, "low_income", "2017-06-01", 5'000'000},
          relief_row{10'000'000, 0, "alone", "2017-06-01", 5'000'000},
          relief_row{10'000'000, 0, "disabled_or_ill", "2026-07-01", 5'000'000},
          relief_row{10'000'000, 5'000'000, "policy_family", "2017-06-01", 5'000'000},
          relief_row{10'000'000, 7'000'000, "policy_family", "2026-06-30", 7'000'000},
          relief_row{10'000'000, 4'999'999, "policy_family", "2017-06-01", -1}}) {
        const auto sum = engine::compute_cost_relief(
            rules(), {day(row.on), row.cost, row.paid, row.ground, rounding::not_stated});
        if (row.to_pay < 0) {
            ASSERT_FALSE(sum);
            EXPECT_EQ(sum.error().code, "not_enough_paid");
            EXPECT_THAT(sum.error().source, HasSubstr("art.44.1b"));
            continue;
        }
        ASSERT_TRUE(sum) << sum.error().code;
        EXPECT_EQ(sum->to_pay, row.to_pay) << row.ground;
        EXPECT_EQ(sum->relieved, row.cost - row.to_pay) << row.ground;
        EXPECT_FALSE(sum->steps.empty());
    }
}

TEST(cost_relief, names_the_law_of_the_day) {
    const auto source = [](const char* on) {
        return engine::compute_cost_relief(rules(), {day(on), 2, 0, "alone", rounding::not_stated})
            ->steps.front()
            .source;
    };
    EXPECT_EQ(source("2026-06-30"), "NĐ 62/2015/NĐ-CP art.44.1c");
    EXPECT_EQ(source("2026-07-01"), "NĐ 152/2026/NĐ-CP art.87");
}

TEST(cost_relief, of_an_odd_cost_needs_a_rule_of_rounding) {
    EXPECT_EQ(
        engine::compute_cost_relief(rules(), {paid_in_2017, 3, 0, "alone", rounding::not_stated})
            .error()
            .code,
        "rounding_not_stated");
    EXPECT_EQ(
        engine::compute_cost_relief(rules(), {paid_in_2017, 3, 0, "alone", rounding::down})->to_pay,
        1);
    EXPECT_EQ(engine::compute_cost_relief(rules(), {paid_in_2017, 3, 0, "nobility", rounding::down})
                  .error()
                  .code,
              "unknown_ground");
    EXPECT_EQ(
        engine::compute_cost_relief(rules(), {day("2015-01-01"), 3, 0, "alone", rounding::down})
            .error()
            .code,
        "no_rules_then");
}

std::string fee_fault_of(const std::string& path, const std::function<void(json&)>& change) {
    auto files = engine::default_rule_set().files;
    auto content = json::parse(files.at(path));
    change(content);
    files[path] = content.dump();
    try {
        (void)engine::make_rule_set(files);
    } catch (const events::fault& fault) {
        EXPECT_EQ(fault.code(), "rules-bad-data");
        return fault.what();
    }
    return "no fault";
}

TEST(fee_rules, name_the_file_the_place_and_the_reason_of_bad_data) {
    const std::string fee = "fees/enforcement_fee.json";
    EXPECT_THAT(
        fee_fault_of(fee,
                     [](json& j) { j["versions"][0]["tariff"]["steps"][1]["fee_at_start"] = 1; }),
        HasSubstr("fees/enforcement_fee.json#/versions/0/tariff/steps/1/fee_at_start: 1 "
                  "does not join the step before, which reaches 150.000.000 đồng here"));
    EXPECT_THAT(
        fee_fault_of(fee, [](json& j) { j["versions"][0]["tariff"]["steps"][2]["over"] = 5; }),
        HasSubstr("steps/2/over: steps follow each other"));
    EXPECT_THAT(fee_fault_of(fee, [](json& j) { j["versions"][0]["tariff"].erase("source"); }),
                HasSubstr("#/versions/0/tariff: `source` is missing"));
    EXPECT_THAT(
        fee_fault_of(fee, [](json& j) { j["versions"][0]["reliefs"][4]["effect"] = "double"; }),
        HasSubstr("#/versions/0/reliefs/4/effect: unknown word `double`"));
    EXPECT_THAT(fee_fault_of(fee, [](json& j) { j["versions"][0]["reliefs"][4]["percent"] = 0; }),
                HasSubstr("#/versions/0/reliefs/4/percent: 0 is not from 1 to 100"));
    EXPECT_THAT(
        fee_fault_of(
            fee, [](json& j) { j["versions"][0]["exemptions"][1]["code"] = "spiritual_value"; }),
        HasSubstr("named twice"));
    EXPECT_THAT(fee_fault_of(fee,
                             [](json& j) {
                                 j["versions"].push_back(j["versions"][0]);
                                 j["versions"][1]["valid_from"] = "2026-06-30";
                                 j["versions"][1].erase("valid_to");
                             }),
                HasSubstr("#/versions/1/valid_from: its validity overlaps that of row 0"));
    EXPECT_THAT(fee_fault_of("fees/base_salary.json",
                             [](json& j) { j["salaries"][1]["valid_from"] = "2017-06-30"; }),
                HasSubstr("fees/base_salary.json#/salaries/1/valid_from: its validity overlaps"));
    EXPECT_THAT(fee_fault_of("fees/base_salary.json",
                             [](json& j) { j["salaries"][1]["valid_to"] = "2017-06-30"; }),
                HasSubstr("#/salaries/1/valid_to: ends before it begins"));
    EXPECT_THAT(fee_fault_of("fees/coercion_cost_relief.json",
                             [](json& j) { j["reliefs"][0].erase("valid_to"); }),
                HasSubstr("#/reliefs/4/valid_from: its validity overlaps that of row 0"));
    EXPECT_THAT(fee_fault_of("fees/coercion_cost_relief.json",
                             [](json& j) { j["rounding"]["rule"] = "bankers"; }),
                HasSubstr("#/rounding/rule: unknown word `bankers`"));
}

TEST(fee_rules, may_be_absent_from_a_rule_set_of_before) {
    auto files = engine::default_rule_set().files;
    std::erase_if(files, [](const auto& file) { return file.first.starts_with("fees/"); });
    EXPECT_FALSE(engine::read_fee_rules(engine::make_rule_set(files).files).has_value());
    files["fees/base_salary.json"] = engine::default_rule_set().files.at("fees/base_salary.json");
    EXPECT_THROW((void)engine::make_rule_set(files), events::fault);
}

} // namespace
