#include "engine/lifecycles/transition.hpp"
#include "engine/rule_set.hpp"
#include "engine/rules/recorded_facts.hpp"
#include "events/json_read.hpp"
#include "tests/support/desk.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <utility>

/// Every step of the procedures, walked as data: tests/data/walks. The last two tests tell which
/// row of a table, or which period of the law, no walk goes through.
namespace {

using nlohmann::json;
using testing_support::desk;

/// What all walks together have done.
struct walked {
    std::set<std::string> rows;              ///< lifecycle from command to
    std::set<const engine::transition*> let; ///< rows that let a step through
    std::set<std::string> periods;           ///< procedure id amount unit
    std::set<std::string> met;
};

json walks_of(const std::filesystem::path& file) {
    std::ifstream in{file};
    return json::parse(std::string{std::istreambuf_iterator<char>{in}, {}});
}

std::vector<json> all_walks() {
    std::vector<json> out;
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path{MOTCUA_SOURCE_DIR} / "tests/data/walks")) {
        for (auto& walk : walks_of(entry.path())) {
            out.push_back(std::move(walk));
        }
    }
    return out;
}

engine::command_detail command_of(const std::string& name, const json& with) {
    std::optional<engine::command_detail> out;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        const auto one = [&]<class C>(std::type_identity<C>) {
            if (C::name == name) {
                out = events::from_json_object<C>(with, events::extra_members::refused);
            }
        };
        (one(std::type_identity<std::variant_alternative_t<I, engine::command_detail>>{}), ...);
    }(std::make_index_sequence<std::variant_size_v<engine::command_detail>>{});
    EXPECT_TRUE(out) << "no command is called " << name;
    return out.value_or(engine::command_detail{});
}

/// The words `a mail` and `all` stand for what would only be noise in the data.
json filled(json with, const desk& d) {
    if (with.contains("mail")) {
        with["mail"] = {{"sha256", events::hex(events::sha256("mail"))},
                        {"message_key", ""},
                        {"content_key", ""},
                        {"findings", json::array()},
                        {"reason", "new"}};
    }
    if (with.value("papers", json{}) == "all") {
        const auto day = events::office_date(d.state().received_at.value_or(d.now()));
        with["papers"] = testing_support::all_papers(d.state().procedure, day);
    }
    return with;
}

std::string row_text(events::lifecycle table, events::status from, std::string_view command,
                     events::status to) {
    std::string out{events::name_of(table)};
    return out.append(" ")
        .append(events::name_of(from))
        .append(" ")
        .append(command)
        .append(" ")
        .append(events::name_of(to));
}

std::string period_text(std::string_view procedure, std::string_view id, std::int64_t amount,
                        std::string_view unit) {
    std::string out{procedure};
    return out.append(" ")
        .append(id)
        .append(" ")
        .append(std::to_string(amount))
        .append(" ")
        .append(unit);
}

void note_periods(const desk& d, walked& into) {
    for (const auto& one : d.state().deadlines) {
        const auto text = period_text(d.state().procedure, one.id, one.amount, one.unit);
        into.periods.insert(text);
        if (one.met) {
            into.met.insert(text);
        }
    }
}

/// The rows that let a command through. Where several rows of a status know it their guards must
/// exclude each other: never is it more than one.
std::vector<const engine::transition*> letting(const desk& d, const engine::command_detail& what) {
    std::vector<const engine::transition*> out;
    for (const auto* table : engine::all_lifecycles()) {
        if (!d.state().exists() || table->name == d.state().follows) {
            const auto rows = table->accepting(d.state(), d.command_of(what), d.context());
            out.insert(out.end(), rows.begin(), rows.end());
        }
    }
    EXPECT_LE(out.size(), 1U) << engine::name_of(what) << " in " << events::name_of(d.state().at);
    return out;
}

void take(desk& d, const json& step, walked& into) {
    const std::string name = step["do"];
    if (step.contains("at")) {
        d.at(step["at"].get<std::string>());
    }
    d.by(step.value("by", "officer-1"));
    if (step.contains("as")) {
        d.as(events::enum_of<events::role>(step["as"].get<std::string>()).value());
    }
    d.on_grounds(step.value("grounds", std::vector<std::string>{}));
    const auto command = command_of(name, filled(step.value("with", json::object()), d));
    const auto let = letting(d, command);
    if (step.contains("refused")) {
        EXPECT_EQ(d.refuses(command).rule, step["refused"].get<std::string>()) << name;
        return;
    }
    const auto before = d.state().exists() ? std::optional{d.state().at} : std::nullopt;
    EXPECT_FALSE(before == events::status::withdrawn && name == "terminate_case" &&
                 step.contains("grounds"))
        << "it ends because it was withdrawn, and on no ground of another end";
    const auto follows = d.state().exists() ? std::optional{d.state().follows} : std::nullopt;
    d.does(command);
    into.let.insert(let.begin(), let.end());
    const auto table = follows.value_or(d.state().follows);
    into.rows.insert(row_text(table, before.value_or(events::status::none), name, d.state().at));
    note_periods(d, into);
}

const walked& everything() {
    static const walked all = [] {
        walked out;
        for (const auto& walk : all_walks()) {
            SCOPED_TRACE(walk["walk"].get<std::string>());
            desk d{walk["starts"].get<std::string>()};
            for (const auto& step : walk["steps"]) {
                SCOPED_TRACE(step.dump());
                take(d, step, out);
            }
            EXPECT_EQ(events::name_of(d.state().at), walk["ends"].get<std::string>());
        }
        return out;
    }();
    return all;
}

TEST(walks, go_as_their_data_say_and_name_their_law) {
    static_cast<void>(everything());
    std::set<std::string> names;
    for (const auto& walk : all_walks()) {
        EXPECT_FALSE(walk.value("law", "").empty()) << walk["walk"];
        EXPECT_TRUE(names.insert(walk["walk"]).second) << "twice: " << walk["walk"];
    }
    EXPECT_GT(names.size(), 80U);
}

TEST(walks, leave_no_row_of_a_lifecycle_out) {
    for (const auto* table : engine::all_lifecycles()) {
        for (const auto& row : table->rows()) {
            const auto text = row_text(table->name, row.from, row.command, row.to);
            EXPECT_TRUE(everything().rows.contains(text)) << text;
        }
    }
}

TEST(walks, go_through_each_of_several_rows_that_know_a_command_in_one_status) {
    std::size_t pairs = 0;
    for (const auto* table : engine::all_lifecycles()) {
        std::map<std::pair<events::status, std::string_view>,
                 std::vector<const engine::transition*>>
            same;
        for (const auto& row : table->rows()) {
            same[{row.from, row.command}].push_back(&row);
        }
        for (const auto& [pair, rows] : same) {
            pairs += rows.size() > 1 ? 1 : 0;
            for (std::size_t i = 0; rows.size() > 1 && i < rows.size(); ++i) {
                // `walks` has looked each time that it is the only one.
                EXPECT_TRUE(everything().let.contains(rows[i]))
                    << "nothing tells whether another row holds there, too: row " << i + 1 << " of "
                    << row_text(table->name, pair.first, pair.second, rows[i]->to);
            }
        }
    }
    EXPECT_GT(pairs, 8U);
}

/// Conditions on what no step records yet: such a period is shown by `rules check` and never runs.
bool can_run(const engine::deadline_rule& row) {
    for (const auto& [name, words] : row.when) {
        static const std::set<std::string> recorded{"instance", "complaint_kind", "explainer",
                                                    "competence", "ground"};
        if (!recorded.contains(name)) {
            return false;
        }
    }
    return row.adopted && row.kind == engine::deadline_kind::duty && row.alternative_of.empty() &&
           engine::is_recorded(row.starts_on);
}

TEST(walks, start_and_meet_every_period_that_an_office_owes) {
    std::size_t seen = 0;
    for (const auto& procedure : engine::default_rule_set().procedures) {
        for (const auto& row : procedure.deadlines) {
            if (!can_run(row)) {
                continue;
            }
            ++seen;
            const auto text = period_text(procedure.id, row.id, row.length.amount,
                                          events::name_of(row.length.unit));
            EXPECT_TRUE(everything().periods.contains(text)) << "never begins: " << text;
            EXPECT_TRUE(everything().met.contains(text)) << "never met: " << text;
        }
    }
    EXPECT_GT(seen, 30U);
}

} // namespace
