#include "engine/decide.hpp"
#include "engine/finality.hpp"
#include "engine/lifecycles/print.hpp"
#include "engine/rule_set.hpp"
#include "engine/rules/dead_ends.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/walker.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <tuple>

namespace {

using engine::all_lifecycles;
using testing_support::expect_golden;
using testing_support::plausible_command;
using testing_support::plausible_grounds;

std::string name_of_table(const engine::lifecycle_table& table) {
    return std::string{events::name_of(table.name)};
}

TEST(lifecycles, print_themselves_as_their_golden_tables) {
    for (const auto* table : all_lifecycles()) {
        expect_golden("lifecycles/" + name_of_table(*table) + ".txt", engine::print_table(*table));
        expect_golden("lifecycles/" + name_of_table(*table) + ".mmd",
                      engine::print_mermaid(*table));
        expect_golden("lifecycles/" + name_of_table(*table) + ".bpmn", engine::print_bpmn(*table));
    }
}

TEST(lifecycles, are_published_as_data_with_who_may_take_each_step) {
    std::map<std::string_view, const engine::step_rule*> told;
    for (const auto* table : all_lifecycles()) {
        const auto text = engine::print_json(*table);
        testing_support::expect_published("schemas/lifecycles/" + name_of_table(*table) + ".json",
                                          text);
        const auto published = nlohmann::json::parse(text);
        EXPECT_EQ(published["steps"].size(), table->rows().size());
        for (const auto& row : table->rows()) {
            EXPECT_FALSE(engine::roles_of(row.command).empty()) << row.command;
            for (const auto* rule : row.guards) { // the file tells each once, by its name
                const auto* const same = told.try_emplace(rule->name, rule).first->second;
                EXPECT_EQ(std::tie(rule->vi, rule->en, rule->source),
                          std::tie(same->vi, same->en, same->source))
                    << rule->name;
            }
        }
    }
}

/// Every status of the table against every command there is: refused, or where it leads.
std::string whole_matrix(const engine::lifecycle_table& table) {
    std::set<events::status> statuses;
    for (const auto& row : table.rows()) {
        statuses.insert(row.from);
        statuses.insert(row.to);
    }
    std::string out;
    for (const auto at : statuses) {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            const auto line = [&](std::string_view command) {
                std::string leads;
                for (const auto& row : table.rows()) {
                    if (row.from != at || row.command != command) {
                        continue;
                    }
                    leads += (leads.empty() ? "" : " | ") + std::string{events::name_of(row.to)};
                    for (const auto* guard : row.guards) {
                        leads += " if " + std::string{guard->name};
                    }
                }
                out += std::string{events::name_of(at)} + " · " + std::string{command} + " → " +
                       (leads.empty() ? "refused" : leads) + "\n";
            };
            (line(std::variant_alternative_t<I, engine::command_detail>::name), ...);
        }(std::make_index_sequence<std::variant_size_v<engine::command_detail>>{});
    }
    return out;
}

TEST(lifecycles, every_pair_of_status_and_command_is_in_the_golden_matrix) {
    for (const auto* table : all_lifecycles()) {
        expect_golden("lifecycles/" + name_of_table(*table) + ".matrix.txt", whole_matrix(*table));
    }
}

TEST(lifecycles, call_a_status_that_several_have_by_what_is_true_in_each) {
    // A complaint is guided once only; who denounces in person is shown the way as often as they
    // come, so that the status says no number.
    EXPECT_EQ(engine::vietnamese(events::status::guided), "Đã hướng dẫn");
}

TEST(lifecycles, every_status_is_reached_and_has_a_way_out_or_is_final) {
    for (const auto* table : all_lifecycles()) {
        std::set<events::status> reached{events::status::none};
        for (std::size_t i = 0; i < table->rows().size(); ++i) {
            for (const auto& row : table->rows()) {
                if (reached.contains(row.from)) {
                    reached.insert(row.to);
                }
            }
        }
        for (const auto& row : table->rows()) {
            EXPECT_TRUE(reached.contains(row.from))
                << name_of_table(*table) << ": " << events::name_of(row.from);
        }
        for (const auto status : engine::dead_ends(table->name, table->rows())) {
            ADD_FAILURE() << name_of_table(*table) << ": no row leaves " << events::name_of(status);
        }
    }
}

TEST(lifecycles, that_have_a_status_which_no_row_leaves_are_told_with_the_status) {
    auto rows = engine::complaint_lifecycle().rows();
    std::erase_if(rows, [](const engine::transition& row) {
        return row.from == events::status::awaiting_explanation && row.to != row.from;
    });
    EXPECT_EQ(engine::dead_ends(events::lifecycle::complaint, rows),
              std::vector{events::status::awaiting_explanation});
    // A docketed petition that is withdrawn must still be terminated; a withdrawn request need not.
    rows = engine::complaint_lifecycle().rows();
    std::erase_if(
        rows, [](const engine::transition& row) { return row.from == events::status::withdrawn; });
    EXPECT_EQ(engine::dead_ends(events::lifecycle::complaint, rows),
              std::vector{events::status::withdrawn});
}

TEST(lifecycles, every_record_is_an_event_and_every_command_stands_in_a_table_or_is_a_watch) {
    std::set<std::string_view> in_tables;
    for (const auto* table : all_lifecycles()) {
        for (const auto& row : table->rows()) {
            in_tables.insert(row.command);
            EXPECT_NE(
                std::find(events::event_names().begin(), events::event_names().end(), row.records),
                events::event_names().end());
        }
    }
    const std::set<std::string_view> watch{
        "raise_alert",           "acknowledge_alert", "escalate_alert", "resolve_alert",
        "excuse_deadline",       "publish_rules",     "grant_role",     "revoke_role",
        "erase_person",          "recount_period",    "issue_letter",   "record_money",
        "reconcile_accounts",    "issue_mail",        "pay_cash_in",    "receive_agency_document",
        "answer_agency_document"};
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        const auto check = [&](std::string_view name) {
            EXPECT_NE(in_tables.contains(name), watch.contains(name)) << name;
        };
        (check(std::variant_alternative_t<I, engine::command_detail>::name), ...);
    }(std::make_index_sequence<std::variant_size_v<engine::command_detail>>{});
}

TEST(lifecycles, say_why_not_in_the_order_of_their_rows) {
    testing_support::desk d{"2017-06-01 08:00"};
    events::incoming_mail mail;
    mail.sha256 = events::sha256("mail");
    d.does(engine::receive_mail{"enf_request", mail});
    d.does(engine::check_mail{events::check_outcome::valid, {}, {}});
    const auto verdict = engine::support_lifecycle().step(
        d.state(), d.command_of(engine::guide_by_mail{}), d.context());
    ASSERT_EQ(verdict.not_met.size(), 2U);
    EXPECT_EQ(verdict.not_met[0]->name, "found_incomplete");
    EXPECT_EQ(verdict.not_met[1]->name, "found_no_case");
    // And the first one is what people hear
    EXPECT_EQ(d.refuses(engine::guide_by_mail{}).rule, "found_incomplete");
}

/// 1 June 2017, and each later day on which a rule of some procedure begins to hold.
std::set<std::string> first_days_of_regimes() {
    using namespace std::chrono_literals;
    constexpr events::local_date first = 2017y / 6 / 1;
    std::set<std::string> out{events::to_text(first)};
    for (const auto& procedure : engine::default_rule_set().procedures) {
        const auto add = [&](const auto& rules) {
            for (const auto& one : rules) {
                if (one.in_force.from > first) {
                    out.insert(events::to_text(one.in_force.from));
                }
            }
        };
        add(procedure.deadlines);
        add(procedure.grounds);
        add(procedure.papers);
    }
    return out;
}

TEST(lifecycles, at_most_one_guard_lets_a_command_through) {
    const std::uint64_t seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random{seed};
    const auto days = first_days_of_regimes();
    ASSERT_GT(days.size(), 4U);
    std::size_t accepted = 0;
    const auto walk_from = [&](const std::string& day) {
        testing_support::desk d{day + " 08:00"};
        for (int step = 0; step < 25; ++step) {
            if (random() % 3 == 0) {
                const auto later = d.now() + std::chrono::days{1 + random() % 10};
                d.at(events::to_text(events::office_date(later)) + " 09:00");
            }
            const auto who = random() % 4;
            d.by(who == 0 ? "head" : "officer-" + std::to_string(who));
            const auto detail = plausible_command(d.state(), d.now(), random);
            d.on_grounds(plausible_grounds(d.state(), d.now(), random));
            const auto offer = d.command_of(detail);
            for (const auto* table : all_lifecycles()) {
                const auto rows = table->accepting(d.state(), offer, d.context());
                ASSERT_LE(rows.size(), 1U)
                    << name_of_table(*table) << ": " << engine::name_of(detail) << " in "
                    << events::name_of(d.state().at) << " on "
                    << events::to_text(events::office_date(d.now()));
                // The machine and the plain list of rows must say the same.
                ASSERT_EQ(table->step(d.state(), offer, d.context()).accepted, rows.size() == 1);
                accepted += rows.size();
            }
            static_cast<void>(d.tries(detail));
        }
    };
    for (int walk = 0; walk < 360; ++walk) {
        SCOPED_TRACE("walk " + std::to_string(walk));
        walk_from(*std::next(days.begin(), walk % static_cast<int>(days.size())));
        if (testing::Test::HasFatalFailure()) {
            return;
        }
    }
    EXPECT_GT(accepted, 1000U);
}

} // namespace
