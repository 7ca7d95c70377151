#include "engine/rule_set.hpp"
#include "engine/rules/book_rules.hpp"
#include "tests/support/coverage.hpp"
#include "tests/support/golden.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <set>
#include <string>

/// What the page of the law says is held by which test: tests/data/coverage.json.
namespace {

using nlohmann::json;
using testing_support::coverage;

engine::circumstances known_in(const json& rule) {
    return rule.value("when", engine::circumstances{});
}

/// The row of the rules, applied or not: what is only general knowledge is compared too.
const engine::deadline_rule* row_of(const json& rule) {
    const auto* procedure = engine::default_rule_set().find(rule["procedure"].get<std::string>());
    const auto on = events::date_from_text(rule["on"].get<std::string>()).value();
    if (procedure == nullptr) {
        return nullptr;
    }
    for (const auto& row : procedure->deadlines) {
        if (row.id == rule["id"].get<std::string>() && row.in_force.holds(on) &&
            engine::holds(row.when, known_in(rule))) {
            return &row;
        }
    }
    return nullptr;
}

/// What the page of the law counts from, where it says so in other words than the rules.
const std::map<std::string, std::set<std::string>>& said_otherwise() {
    static const std::map<std::string, std::set<std::string>> all{
        {"application_and_papers_received", {"dossier_complete"}},
        {"as before",
         {"document_issued", "ground_found", "posting_start", "stopped", "valid_notification"}},
        {"conditions_met", {"ground_found"}},
        {"court_notice_received", {"ground_found"}},
        {"decision", {"resumed", "stopped", "terminated"}},
        {"decision_received", {"judgment_received"}},
        {"dossier_complete (after 15:00: next working morning)", {"dossier_complete"}},
        {"end_of_period", {"docketed"}}, // an extension of the period that begins then
        {"entrustment_received", {"judgment_received"}},
        {"receipt, docketing", {"docketed", "petition_received"}},
        {"information_received", {"ground_found"}},
        {"judgment_effective / due_date / each_instalment_due", {"judgment_effective"}},
        {"letter_received", {"explanation_request_received"}},
        {"request_received_by_officer", {"explanation_request_received"}},
        {"petition_received", {"ground_found"}}, // found later, and counted from the receipt
        {"postponement", {"ground_found", "stopped"}},
        {"protest_received", {"ground_found"}},
        {"receipt", {"judgment_received", "request_received"}},
        {"request_of_who_may_protest", {"ground_found"}},
    };
    return all;
}

void expect_start(const std::string& from, const std::string& starts_on) {
    const auto otherwise = said_otherwise().find(from);
    EXPECT_TRUE(from == starts_on ||
                (otherwise != said_otherwise().end() && otherwise->second.contains(starts_on)))
        << "the law counts from `" << from << "`, the rule from `" << starts_on << "`";
}

void expect_limit(const json& rule) {
    const auto* procedure = engine::default_rule_set().find(rule["procedure"].get<std::string>());
    ASSERT_NE(procedure, nullptr) << rule;
    const auto* limit =
        engine::find_limit(*procedure, rule["limit"].get<std::string>(),
                           events::date_from_text(rule["on"].get<std::string>()).value());
    ASSERT_NE(limit, nullptr) << rule;
    EXPECT_EQ(limit->amount, rule["amount"].get<std::int64_t>()) << rule;
}

void expect_period(const json& rule) {
    const auto* row = row_of(rule);
    ASSERT_NE(row, nullptr) << "no such rule: " << rule;
    EXPECT_EQ(events::name_of(row->starts_on), rule["starts_on"].get<std::string>()) << rule;
    EXPECT_EQ(row->length_known, !rule["amount"].is_null()) << rule;
    if (!row->length_known) {
        return;
    }
    EXPECT_EQ(row->length.amount, rule["amount"].get<std::int64_t>()) << rule;
    EXPECT_EQ(events::name_of(row->length.unit), rule["unit"].get<std::string>()) << rule;
    if (rule.contains("most")) {
        ASSERT_FALSE(row->extensions.empty()) << rule;
        EXPECT_EQ(row->extensions.front().length.amount, rule["most"].get<std::int64_t>()) << rule;
    }
}

TEST(coverage, says_of_every_row_what_the_rules_say) {
    std::size_t compared = 0;
    for (const auto& row : coverage()["deadlines"]) {
        SCOPED_TRACE(row["procedure"].get<std::string>() + " " + row["step"].get<std::string>());
        EXPECT_FALSE(row["rules"].empty());
        for (const auto& rule : row["rules"]) {
            if (rule.contains("limit")) {
                expect_limit(rule);
            } else {
                expect_period(rule);
                expect_start(row["from"].get<std::string>(), rule["starts_on"].get<std::string>());
            }
            ++compared;
        }
    }
    EXPECT_GT(compared, 60U);
}

TEST(coverage, has_a_row_for_every_period_of_the_rules) {
    std::set<const engine::deadline_rule*> named;
    for (const auto& row : coverage()["deadlines"]) {
        for (const auto& rule : row["rules"]) {
            if (rule.contains("id")) {
                named.insert(row_of(rule));
            }
        }
    }
    for (const auto& procedure : engine::default_rule_set().procedures) {
        for (const auto& row : procedure.deadlines) {
            EXPECT_TRUE(named.contains(&row))
                << procedure.id << " " << row.id << " from " << events::to_text(row.in_force.from)
                << " has no row in tests/data/coverage.json";
        }
    }
}

TEST(coverage, names_only_tests_and_files_that_exist) {
    const auto& tests = testing_support::tests_in_sources();
    EXPECT_GT(tests.size(), 700U);
    const auto schemas = std::filesystem::path{MOTCUA_SOURCE_DIR} / "schemas";
    for (const auto* part : {"deadlines", "steps", "items"}) {
        for (const auto& row : coverage()[part]) {
            const bool walked = row.contains("walks") && !row["walks"].empty();
            EXPECT_TRUE(!row["tests"].empty() || walked || row.contains("open"))
                << "neither held by a test nor said to be open: " << row;
            for (const auto& test : row["tests"]) {
                EXPECT_TRUE(tests.contains(test.get<std::string>())) << "no such test: " << test;
            }
            for (const auto& file : row.value("where", json::array())) {
                EXPECT_TRUE(std::filesystem::exists(schemas / file.get<std::string>())) << file;
            }
        }
    }
}

/// Of each walk, the commands that it takes without being refused.
std::map<std::string, std::set<std::string>> steps_of_walks() {
    std::map<std::string, std::set<std::string>> out;
    for (const auto& file : std::filesystem::directory_iterator(
             std::filesystem::path{MOTCUA_SOURCE_DIR} / "tests/data/walks")) {
        const auto name = "tests/data/walks/" + file.path().filename().string();
        for (const auto& walk : json::parse(testing_support::source_file(name))) {
            auto& taken = out[walk["walk"].get<std::string>()];
            for (const auto& step : walk["steps"]) {
                if (!step.contains("refused")) {
                    taken.insert(step["do"].get<std::string>());
                }
            }
        }
    }
    return out;
}

TEST(coverage, names_walks_that_take_the_step) {
    const auto walks = steps_of_walks();
    std::set<std::string> sections;
    std::set<std::string> steps;
    for (const auto& row : coverage()["steps"]) {
        sections.insert(row["section"].get<std::string>());
        EXPECT_TRUE(
            steps.insert(row["section"].get<std::string>() + " " + row["step"].get<std::string>())
                .second)
            << "twice: " << row;
        for (const auto& one : row["walks"]) {
            const auto found = walks.find(one["walk"].get<std::string>());
            ASSERT_NE(found, walks.end()) << "no such walk: " << one;
            EXPECT_TRUE(found->second.contains(one["do"].get<std::string>())) << one;
        }
    }
    EXPECT_EQ(sections, (std::set<std::string>{"1.0.1", "1.0.2", "1.1", "1.1.1", "1.1.2", "1.1.3",
                                               "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"}));
    EXPECT_GT(steps.size(), 100U);
}

TEST(coverage, would_miss_a_test_that_is_not_there) {
    EXPECT_FALSE(testing_support::tests_in_sources().contains("coverage.of_everything_else"));
    json wrong = coverage()["deadlines"][0]["rules"][0];
    wrong["id"] = "no_such_period";
    EXPECT_EQ(row_of(wrong), nullptr);
}

} // namespace
