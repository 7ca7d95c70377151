#include "engine/commands.hpp"
#include "engine/decide.hpp"
#include "engine/forms/form.hpp"
#include "engine/forms/form_values.hpp"
#include "engine/rule_set.hpp"
#include "events/codec.hpp"
#include "projections/catalogue.hpp"
#include "tests/support/golden.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <string>

/// The "how to add" recipes of CONTRIBUTING.md, each held by a test that names a forgotten step.
namespace {

namespace fs = std::filesystem;

std::set<std::string> names_in(const std::string& folder, const std::string& extension) {
    std::set<std::string> out;
    for (const auto& entry : fs::directory_iterator(fs::path{MOTCUA_SOURCE_DIR} / folder)) {
        if (entry.path().extension() == extension) {
            out.insert(entry.path().stem().string());
        }
    }
    return out;
}

/// What the pattern's group is, wherever it is found in the file.
std::set<std::string> found_in(const std::string& file, const std::regex& wanted) {
    const auto text = testing_support::source_file(file);
    std::set<std::string> out;
    for (std::sregex_iterator one{text.begin(), text.end(), wanted}, end; one != end; ++one) {
        out.insert((*one)[1].str());
    }
    return out;
}

/// The same in all sources below the folder.
std::set<std::string> found_below(const std::string& folder, const std::string& pattern) {
    const std::regex wanted{pattern};
    const fs::path root{MOTCUA_SOURCE_DIR};
    std::set<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        if (entry.path().extension() == ".cpp") {
            out.merge(found_in(entry.path().lexically_relative(root).string(), wanted));
        }
    }
    return out;
}

TEST(adding_an_event, needs_its_file_its_line_its_sample_and_its_schema) {
    auto files = names_in("events/catalogue", ".hpp");
    files.erase("incoming_mail"); // a part of events, not an event
    std::set<std::string> listed;
    for (const auto name : events::event_names()) {
        listed.insert(std::string{name});
        EXPECT_TRUE(fs::exists(fs::path{MOTCUA_SOURCE_DIR} / "tests/golden/events" /
                               (std::string{name} + ".v1.json")))
            << name << " has no golden sample: run the codec tests with MOTCUA_UPDATE_GOLDEN=1";
        EXPECT_TRUE(fs::exists(fs::path{MOTCUA_SOURCE_DIR} / "schemas/events" /
                               (std::string{name} + ".v1.json")))
            << name << " has no published schema";
    }
    EXPECT_EQ(files, listed) << "a file in events/catalogue and a line in events/catalogue.hpp";
}

TEST(adding_an_event, makes_rows_of_programs_that_did_not_know_it_be_loaded_anew) {
    const auto schema = projections::store_schema();
    for (const auto name : events::event_names()) {
        EXPECT_NE(schema.find("event " + std::string{name} + " {"), std::string::npos)
            << "rows in which " << name << " was folded as unknown would be kept for ever";
    }
    // The same for what is new in an event that was known.
    EXPECT_NE(schema.find("event period_extended {deadline:text,"), std::string::npos) << schema;
    EXPECT_NE(schema.find("facts {status_after:?(none|"), std::string::npos) << schema;
}

std::set<std::string> listed_commands() {
    std::set<std::string> listed;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (listed.insert(std::string{std::variant_alternative_t<I, engine::command_detail>::name}),
         ...);
    }(std::make_index_sequence<std::variant_size_v<engine::command_detail>>{});
    return listed;
}

TEST(adding_a_step, needs_its_command_file_its_line_and_a_row) {
    const auto listed = listed_commands();
    EXPECT_EQ(names_in("engine/commands", ".hpp"), listed)
        << "a file in engine/commands and a line in engine/commands.hpp";
    for (const auto& name : listed) {
        EXPECT_FALSE(engine::roles_of(name).empty()) << name << " names no role";
    }
}

/// The overload for all others answers that the command is not its own: without one of its own a
/// step would be accepted by the table and then end the process.
TEST(adding_a_step, needs_what_it_records) {
    auto recorded = found_below("engine", R"(decided<recorded> operator\(\)\(const (\w+)&)");
    recorded.erase("auto");
    EXPECT_EQ(recorded, listed_commands()) << "an overload in engine/record_*.cpp";
}

TEST(adding_a_procedure, needs_its_data_file_only) {
    const auto files = names_in("schemas/procedures", ".json");
    std::set<std::string> loaded;
    for (const auto& one : engine::default_rule_set().procedures) {
        loaded.insert(one.id);
    }
    for (const auto& file : files) {
        if (!file.ends_with(".schema")) {
            EXPECT_TRUE(loaded.contains(file)) << file << ".json is not loaded";
        }
    }
    EXPECT_EQ(loaded.size(), 12U) << "adapt this count with the new file";
}

/// All forms, as the program has them.
const std::vector<engine::form>& forms() {
    static const auto all = engine::read_forms(engine::default_rule_set().files);
    return all;
}

TEST(adding_a_form, needs_its_file_and_a_page_of_each_version_that_somebody_has_looked_at) {
    std::set<std::string> loaded;
    std::set<std::string> versions;
    for (const auto& form : forms()) {
        loaded.insert(form.id);
        for (const auto& version : form.versions) {
            versions.insert(form.id + "." + version.id);
        }
    }
    auto files = names_in("schemas/forms", ".json");
    files.erase("form.schema");
    EXPECT_EQ(files, loaded) << "a file in schemas/forms that is not loaded";
    EXPECT_EQ(names_in("tests/golden/forms", ".txt"), versions)
        << "run the connectors tests with MOTCUA_UPDATE_GOLDEN=1, look at the page, and take away "
           "those of versions that are gone";
}

TEST(adding_a_form, leaves_no_value_unfilled) {
    std::set<std::string> values;
    const engine::form_values none;
    events::for_each_field(
        none, [&](std::string_view name, const auto&) { values.insert(std::string{name}); });
    values.erase("fee"); // which nobody records: its line is printed for nobody yet
    EXPECT_EQ(found_in("tests/support/form_samples.cpp", std::regex{R"(\bv\.(\w+))"}), values)
        << "a value has no sample: its place on the golden pages shows dots";
    // What nobody has recorded is left to the pen.
    for (const auto* by_hand : {"number_sign", "register_book", "subject", "body"}) {
        values.erase(by_hand);
    }
    EXPECT_EQ(found_below("connectors/documents", R"(\bv_\.(\w+))"), values)
        << "a member of engine/forms/form_values.hpp that connectors/documents/case_values.cpp "
           "does not fill";
}

/// Whether a step of a procedure would print both, as if it meant two things at once.
bool would_both_be_sent(const engine::form& one, const engine::form& other) {
    const bool of_one_step = std::ranges::any_of(one.steps, [&](const std::string& step) {
        return std::ranges::count(other.steps, step) > 0;
    });
    const auto& all = engine::default_rule_set().procedures;
    const bool of_one_procedure = std::ranges::any_of(
        all, [&](const auto& each) { return one.is_for(each.id) && other.is_for(each.id); });
    const bool at_one_time = one.phase == other.phase || one.phase == engine::form_phase::any ||
                             other.phase == engine::form_phase::any;
    const bool to_one = one.letter && other.letter && one.letter->to == other.letter->to;
    return of_one_step && of_one_procedure && at_one_time && to_one;
}

TEST(adding_a_form, names_the_procedures_and_the_phase_in_which_a_letter_is_sent) {
    for (const auto& form : forms()) {
        for (const auto& procedure : form.procedures) {
            EXPECT_NE(engine::default_rule_set().find(procedure), nullptr)
                << form.id << ": there is no procedure " << procedure;
        }
        for (const auto& other : forms()) {
            EXPECT_TRUE(form.id == other.id || !would_both_be_sent(form, other))
                << form.id << " and " << other.id
                << " are letters about one step to one person: name their `phase`";
        }
    }
}

// A function that no catalogue names compiles, and nobody calls it.

TEST(adding_a_projection, needs_its_line) {
    const auto made = found_below("projections", R"((\w+_projection)\(\)\s*\{)");
    const auto listed =
        found_in("projections/catalogue.cpp", std::regex{R"(&(\w+_projection)\(\))"});
    EXPECT_EQ(made, listed) << "a projection in projections/ and its line in `catalogue()`";
    EXPECT_EQ(projections::catalogue().size(), made.size());
}

TEST(adding_a_projection, makes_folders_be_rebuilt) {
    const auto schema = projections::store_schema();
    for (const auto* one : projections::catalogue()) {
        const auto line = std::string{one->name()} + ":";
        EXPECT_NE(schema.find("\n" + line), std::string::npos)
            << one->name() << " would be empty in a folder of before";
    }
}

TEST(adding_a_connector, needs_its_line) {
    const auto made = found_below("connectors", R"(void (add_\w+)\(operations&[^;{]*\{)");
    const auto listed = found_in("connectors/api/catalogue.cpp", std::regex{R"(&(add_\w+))"});
    EXPECT_EQ(made, listed) << "routes in connectors/ and their line in `catalogue()`";
    EXPECT_GT(made.size(), 30U);
}

TEST(adding_a_lifecycle, needs_its_file_and_its_line) {
    auto files = names_in("engine/lifecycles", ".cpp");
    for (const auto* not_a_table : {"catalogue", "print", "vietnamese"}) {
        files.erase(not_a_table);
    }
    std::set<std::string> listed;
    for (const auto* table : engine::all_lifecycles()) {
        listed.insert(std::string{events::name_of(table->name)});
    }
    EXPECT_EQ(files, listed);
}

} // namespace
