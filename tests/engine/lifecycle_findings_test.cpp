#include "engine/rules/lifecycle_findings.hpp"
#include "engine/rules/rule_folder.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace {

using engine::lifecycle_findings;
using testing::HasSubstr;

const std::string dossier = "lifecycles/dossier.json";

engine::rule_files published_lifecycles() {
    return engine::read_lifecycle_files(std::filesystem::path{MOTCUA_SOURCE_DIR} / "schemas");
}

/// Of a line of the published dossier, with what makes it the only one.
struct line_of_dossier {
    std::size_t number = 0; ///< from 1
    std::string text;
};

line_of_dossier dossier_line(const std::string& with) {
    std::istringstream text{testing_support::source_file("schemas/" + dossier)};
    line_of_dossier found;
    std::string line;
    for (std::size_t number = 1; std::getline(text, line); ++number) {
        if (line.find(with) != std::string::npos) {
            EXPECT_EQ(found.number, 0U) << with << " stands twice";
            found = {number, line};
        }
    }
    EXPECT_NE(found.number, 0U) << with;
    return found;
}

std::vector<engine::finding> after_change(const std::string& from, const std::string& to) {
    auto files = published_lifecycles();
    auto& text = files.at(dossier);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    return lifecycle_findings(files);
}

const std::string supplement =
    R"({"from": "received", "command": "request_supplement", "to": "awaiting_supplement")";

TEST(published_lifecycles, are_what_the_program_obeys) {
    EXPECT_EQ(published_lifecycles().size(), 4U);
    for (const auto& one : lifecycle_findings(published_lifecycles())) {
        ADD_FAILURE() << one.file << ":" << one.line << " " << one.pointer << " " << one.reason;
    }
}

TEST(published_lifecycles, that_leave_a_case_in_a_status_for_ever_are_refused) {
    auto files = published_lifecycles();
    std::istringstream text{files.at(dossier)};
    std::string kept;
    for (std::string line; std::getline(text, line);) {
        if (line.find(R"({"from": "awaiting_supplement")") == std::string::npos) {
            kept += line + "\n";
        }
    }
    files.at(dossier) = kept;
    const auto found = lifecycle_findings(files);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].kind, engine::finding_kind::error);
    EXPECT_EQ(found[0].file, dossier);
    EXPECT_EQ(found[0].line, dossier_line(supplement).number) << "the step that leads there";
    EXPECT_EQ(found[0].pointer, "/steps/1/to");
    EXPECT_EQ(found[0].what, "awaiting_supplement");
    EXPECT_THAT(found[0].reason, HasSubstr("no row leaves the status `awaiting_supplement`"));
}

TEST(published_lifecycles, of_unknown_words_are_refused_with_file_line_and_reason) {
    struct wrong_word {
        std::string from;
        std::string to;
        std::string pointer;
        std::string reason;
    };
    for (const auto& [from, to, pointer, reason] :
         {wrong_word{R"({"from": "received", "command": "request_supplement")",
                     R"({"from": "at_the_door", "command": "request_supplement")", "/steps/1/from",
                     "unknown status `at_the_door`"},
          wrong_word{R"("command": "request_supplement", "to": "awaiting_supplement")",
                     R"("command": "request_supplement", "to": "awaiting_papers")", "/steps/1/to",
                     "unknown status `awaiting_papers`"},
          wrong_word{R"("command": "request_supplement")", R"("command": "ask_for_more")",
                     "/steps/1/command", "unknown command `ask_for_more`"}}) {
        const auto found = after_change(from, to);
        ASSERT_FALSE(found.empty()) << to;
        EXPECT_EQ(found[0].file, dossier);
        EXPECT_EQ(found[0].line, dossier_line(supplement).number);
        EXPECT_EQ(found[0].pointer, pointer);
        EXPECT_EQ(found[0].reason, reason);
    }
}

TEST(published_lifecycles, that_say_anything_else_than_the_program_are_refused) {
    const auto line = dossier_line(supplement);
    const auto other_role = after_change(
        line.text, std::string{line.text}.replace(line.text.find("counter_officer"), 15, "clerk"));
    ASSERT_EQ(other_role.size(), 1U);
    EXPECT_EQ(other_role[0].line, line.number);
    EXPECT_EQ(other_role[0].pointer, "/steps/1/roles/0");
    EXPECT_THAT(other_role[0].reason, HasSubstr("`\"clerk\"` here, `\"counter_officer\"` in the"));

    const auto gone = after_change(line.text + "\n", "");
    ASSERT_EQ(gone.size(), 1U);
    EXPECT_EQ(gone[0].line, line.number) << "the next step is there now";
    EXPECT_THAT(gone[0].reason, HasSubstr("request_supplement"));

    const auto twice = after_change(line.text, line.text + "\n" + line.text);
    ASSERT_EQ(twice.size(), 1U);
    EXPECT_EQ(twice[0].line, line.number + 1);
    EXPECT_THAT(twice[0].reason, HasSubstr("the program has no"));

    const auto unasked = after_change(R"("when": ["supplement_is_allowed", )", R"("when": [)");
    ASSERT_EQ(unasked.size(), 1U);
    EXPECT_EQ(unasked[0].line, line.number);
    EXPECT_THAT(unasked[0].reason, HasSubstr("supplement_is_allowed"));

    const auto final_status = after_change(R"("final": false)", R"("final": true)");
    ASSERT_EQ(final_status.size(), 1U);
    EXPECT_EQ(final_status[0].pointer, "/statuses/0/final");
    const auto source =
        after_change(R"("source": "Quyết định 537/)", R"("source": "Quyết định 538/)");
    ASSERT_EQ(source.size(), 1U);
    EXPECT_EQ(source[0].line, 4U);
    const auto member = after_change(R"("from": "none")", R"("at": "once", "from": "none")");
    ASSERT_EQ(member.size(), 1U);
    EXPECT_EQ(member[0].reason.substr(0, 19), "unknown member `at`");
}

TEST(published_lifecycles, that_cannot_be_read_or_are_missing_are_refused) {
    const auto broken = after_change(R"("steps": [)", R"("steps": [[)");
    ASSERT_EQ(broken.size(), 1U);
    EXPECT_EQ(broken[0].reason, "not JSON");
    EXPECT_GT(broken[0].line, 1U);
    const auto named_twice =
        after_change(R"("command": "request_supplement")",
                     R"("command": "request_supplement", "command": "request_supplement")");
    ASSERT_EQ(named_twice.size(), 1U);
    EXPECT_EQ(named_twice[0].line, dossier_line(supplement).number);
    const auto no_steps = after_change(R"("steps": [)", R"("ways": [)");
    EXPECT_THAT(no_steps.at(0).reason, HasSubstr("no list of steps"));

    auto files = published_lifecycles();
    files.erase(dossier);
    files["lifecycles/judgment.json"] = "{}";
    const auto found = lifecycle_findings(files);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].file, "lifecycles/judgment.json");
    EXPECT_EQ(found[1].file, dossier);
    EXPECT_THAT(found[1].reason, HasSubstr("missing"));
    EXPECT_TRUE(lifecycle_findings({}).empty()) << "a folder of rules need not have them";
    for (const auto* odd : {"[]", "3", R"({"steps": [3, {"from": 4}]})", R"({"steps": {}})"}) {
        EXPECT_FALSE(lifecycle_findings({{dossier, odd}}).empty()) << odd;
    }
}

TEST(published_lifecycles, are_no_part_of_the_rule_set_that_logs_name_by_its_hash) {
    EXPECT_FALSE(engine::is_rule_file(dossier));
    auto files = engine::embedded_rule_files();
    const auto before = engine::make_rule_set(files).id;
    for (const auto& [path, text] : published_lifecycles()) {
        EXPECT_FALSE(files.contains(path));
        files[path] = text;
    }
    EXPECT_EQ(engine::make_rule_set(files).id, before);
}

} // namespace
