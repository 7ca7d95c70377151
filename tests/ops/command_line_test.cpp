#include "tests/ops/motcua.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace {

using namespace ops_test;
using ::testing::Test;

TEST(command_line, shows_help_with_examples_first) {
    const user by;
    const auto whole = by.motcua({});
    EXPECT_EQ(whole.code, 0);
    for (const auto& line :
         {std::vector<std::string>{"case", "do", "--help"}, {"case", "--help"}}) {
        const auto told = by.motcua(line);
        EXPECT_EQ(told.code, 0);
        const auto examples = told.out.find("Examples:");
        ASSERT_NE(examples, std::string::npos) << told.out;
        EXPECT_LT(examples, told.out.find("Usage:"));
        EXPECT_TRUE(told.err.empty());
    }
}

TEST(command_line, every_command_has_help_with_an_example_that_it_understands) {
    const user by;
    const auto fish = by.motcua({"completion", "fish"}).out;
    std::istringstream in(fish);
    std::size_t nouns = 0;
    const std::string begins = "complete -c motcua -n __fish_use_subcommand -a ";
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with(begins)) {
            continue;
        }
        const auto noun = line.substr(begins.size(), line.find(' ', begins.size()) - begins.size());
        const auto help = by.motcua({noun, "--help"});
        EXPECT_EQ(help.code, 0) << noun;
        EXPECT_TRUE(has(help.out, "  motcua " + noun) || has(help.out, "(motcua " + noun))
            << help.out;
        ++nouns;
    }
    EXPECT_GE(nouns, 15U);
}

TEST(command_line, says_what_was_meant_when_a_word_is_unknown) {
    const user by;
    const std::pair<std::vector<std::string>, std::string> slips[]{
        {{"caes", "list"}, "did you mean case?"},
        {{"case", "hsitory", "X"}, "did you mean history?"},
        {{"case", "shw"}, "did you mean show?"},
        {{"statistics", "enforcment"}, "did you mean enforcement?"},
        {{"statistics", "enforcment", "--period", "2017"}, "did you mean enforcement?"},
        {{"statistics", "--lang", "en", "enforcment-cases", "--help"}, "enforcement-cases?"},
        {{"case", "list", "--offcie", "96"}, "did you mean --office?"},
        {{"deadline", "compute", "--from", "2017-06-01", "--amount", "1", "--unit", "working_day"},
         "did you mean working_days?"},
    };
    for (const auto& [line, meant] : slips) {
        const auto told = by.motcua(line);
        EXPECT_EQ(told.code, 2) << told.err;
        EXPECT_TRUE(has(told.err, meant)) << told.err;
        EXPECT_TRUE(told.out.empty());
    }
}

TEST(command_line, takes_no_value_of_an_option_for_a_verb) {
    const user by;
    // The period is right, and what is missing is the folder
    for (const auto& line : {std::vector<std::string>{"statistics", "--period", "2017"},
                             {"statistics", "--below", "--period", "2017"}}) {
        const auto told = by.motcua(line);
        EXPECT_EQ(told.code, 2);
        EXPECT_TRUE(has(told.err, "--data")) << told.err;
    }
    const auto unknown = by.motcua({"statistics", "luck"});
    EXPECT_TRUE(has(unknown.err, "there is: cases, enforcement, enforcement-cases")) << unknown.err;
}

TEST(command_line, wants_to_know_which_data_before_it_opens_any) {
    const user by;
    const auto told = by.motcua({"case", "list", "--office", "96"});
    EXPECT_EQ(told.code, 2);
    EXPECT_TRUE(has(told.err, "--data")) << told.err;
    EXPECT_EQ(by.motcua({"case", "list", "--data", "nowhere", "--office", "96"}).code, 3);
    for (const auto& line : {std::vector<std::string>{"verify", "nowhere"},
                             {"log", "tail", "nowhere"},
                             {"log", "copy", "nowhere", "copy.db"}}) {
        const auto missing = by.motcua(line);
        EXPECT_EQ(missing.code, 3) << line.front();
        EXPECT_TRUE(has(missing.err, "there is no log at nowhere")) << missing.err;
    }
}

TEST(command_line, takes_an_empty_choice_for_a_slip_of_the_pen_and_not_for_everything) {
    const office at;
    for (const auto& line : {std::vector<std::string>{"overdue", "--office", ""},
                             {"alert", "list", "--office", ""},
                             {"case", "list", "--office", ""},
                             {"grant", "list", "--officer", ""}}) {
        const auto told = at.on("dung", line);
        EXPECT_EQ(told.code, 2) << line.front() << ": " << told.err;
        EXPECT_TRUE(has(told.err, line[line.size() - 2] + " is empty")) << told.err;
        EXPECT_TRUE(told.out.empty()) << told.out;
    }
}

TEST(command_line, takes_what_is_no_address_for_a_slip_of_the_pen) {
    const user by;
    for (const auto& line : {std::vector<std::string>{"overdue", "--server", "127.0.0.1:8480"},
                             {"log", "check", "a data folder"},
                             {"verify", "kafka://"}}) {
        const auto told = by.motcua(line);
        EXPECT_EQ(told.code, 2) << told.err;
        EXPECT_TRUE(has(told.err, "://host")) << told.err;
    }
}

TEST(command_line, takes_text_in_utf8_only_and_names_of_files_in_any_bytes) {
    const user by;
    const std::string odd = "m\xff";
    for (const auto& line :
         {std::vector<std::string>{"case", "do", "X", "check_mail", "place=" + odd},
          {"account", "add", "lan", "--name", odd},
          {"case", "list", "--as", odd}}) {
        const auto told = by.motcua(line);
        EXPECT_EQ(told.code, 2) << told.err;
        EXPECT_TRUE(has(told.err, "UTF-8")) << told.err;
    }
    EXPECT_EQ(by.motcua({"init", (by.home() / odd).string()}).code, 0);
    EXPECT_EQ(by.motcua({"verify", (by.home() / odd).string()}).code, 0);
}

TEST(command_line, ends_with_3_when_a_file_that_is_named_is_not_there) {
    const office at;
    const auto code = at.mail_taken_in();
    for (const auto& line :
         {std::vector<std::string>{"case", "do", code, "check_mail", "--json", "nowhere.json"},
          {"deadline", "what-if", "nowhere.json", "--office", "96"},
          {"overdue", "--config", "nowhere.toml"}}) {
        const auto told = at.on("lan", line);
        EXPECT_EQ(told.code, 3) << told.err;
        EXPECT_TRUE(has(told.err, "nowhere")) << told.err;
    }
}

TEST(command_line, takes_no_folder_for_a_file) {
    const office at;
    const auto code = at.mail_taken_in();
    const auto folder = at.home().path().string();
    const auto step = at.on("lan", {"case", "do", code, "check_mail", "--json", folder});
    EXPECT_EQ(step.code, 2) << step.err;
    EXPECT_TRUE(has(step.err, folder)) << step.err;
    const auto configured = at.motcua({"config", "show", "--config", folder});
    EXPECT_EQ(configured.code, 2) << "its settings would have been left out in silence";
    EXPECT_TRUE(has(configured.err, folder)) << configured.err;
    std::filesystem::create_directories(at.data + "/rules/fees/base_salary.json");
    const auto rules = at.on("lan", {"overdue"});
    EXPECT_EQ(rules.code, 1);
    EXPECT_TRUE(has(rules.err, "rules-not-readable")) << rules.err;
    const auto properties = at.motcua({"log", "check", "kafka://127.0.0.1:1"},
                                      {.environment = {{"MOTCUA_LOG__PROPERTIES", folder}}});
    EXPECT_EQ(properties.code, 1);
    EXPECT_TRUE(has(properties.err, "kafka-property")) << properties.err;
}

TEST(command_line, proves_one_log_at_a_time) {
    const user by;
    const auto told = by.motcua({"verify", "one.db", "other.db"});
    EXPECT_EQ(told.code, 2) << "the first would pass for both";
    EXPECT_TRUE(has(told.err, "one word too many")) << told.err;
    EXPECT_TRUE(has(by.motcua({"verify", "--help"}).out, "motcua verify [PATH]"));
}

TEST(command_line, ends_with_1_when_not_all_of_its_output_could_be_written) {
    const user by;
    for (const auto& line : {std::vector<std::string>{"--help"},
                             {"lifecycle", "show", "support"},
                             {"completion", "bash"},
                             {"rules", "list", "--output", "jsonl"}}) {
        const auto told = by.motcua(line, {.stdout_file = "/dev/full"});
        EXPECT_EQ(told.code, 1) << line.front();
        EXPECT_TRUE(has(told.err, "could be written")) << told.err;
    }
    EXPECT_EQ(by.motcua({"caes"}, {.stdout_file = "/dev/full"}).code, 2) << "nothing was printed";
}

TEST(command_line, says_nothing_when_its_reader_had_enough) {
    const user by;
    const auto binary = std::string{MOTCUA_BINARY};
    const auto told = by.motcua(
        {"-c", binary + " completion bash | head -1; echo ${PIPESTATUS[0]}"}, {.program = "bash"});
    EXPECT_EQ(told.code, 0);
    EXPECT_TRUE(told.err.empty()) << told.err;
}

TEST(completion, completes_nouns_verbs_options_and_their_values_in_bash) {
    const user by;
    const auto script = by.motcua({"completion", "bash"});
    ASSERT_EQ(script.code, 0);
    const std::pair<std::string, std::string> lines[]{
        {"motcua ca", "case"},
        {"motcua case hi", "history"},
        {"motcua --data /tmp case hi", "history"},
        {"motcua case list --off", "--office"},
        {"motcua case list --output js", "json"},
        {"motcua case list --output js", "jsonl"},
        {"motcua lifecycle show --format mer", "mermaid"},
        {"motcua completion fi", "fish"},
        {"motcua grant add lan cle", "clerk"},
    };
    for (const auto& [line, wanted] : lines) {
        const auto words = "COMP_WORDS=(" + line +
                           "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
                           "_motcua; printf '%s\\n' \"${COMPREPLY[@]}\"";
        const auto told =
            by.motcua({"--norc", "-c", script.out + "\n" + words}, {.program = "bash"});
        EXPECT_EQ(told.code, 0) << told.err;
        EXPECT_TRUE(has("\n" + told.out, "\n" + wanted + "\n")) << line << " gave " << told.out;
    }
}

TEST(completion, is_offered_for_the_other_shells_too) {
    const user by;
    EXPECT_TRUE(has(by.motcua({"completion", "zsh"}).out, "#compdef motcua"));
    EXPECT_TRUE(has(by.motcua({"completion", "fish"}).out, "-l office"));
    EXPECT_EQ(by.motcua({"completion", "tcsh"}).code, 2);
}

TEST(law, computes_a_period_day_by_day_without_any_data) {
    const user by;
    const auto told = by.motcua({"deadline", "compute", "--from", "2017-08-31", "--amount", "3",
                                 "--unit", "working_days", "--output", "json"});
    ASSERT_EQ(told.code, 0) << told.err;
    const auto due = told.as_json();
    EXPECT_EQ(due["last_day"], "2017-09-06"); // 02/09 is a Saturday, made up for on Monday the 4th
    EXPECT_EQ(due["days_counted"].size(), 3U);
    EXPECT_FALSE(due["days_skipped"].empty());
}

TEST(law, names_the_parameter_that_is_wrong) {
    const user by;
    const auto told = by.motcua(
        {"deadline", "compute", "--from", "2017-06-31", "--amount", "3", "--unit", "working_days"});
    EXPECT_EQ(told.code, 2);
    EXPECT_TRUE(has(told.err, "tham số: from")) << told.err;
}

TEST(law, prints_lifecycles_as_tables_and_diagrams) {
    const user by;
    EXPECT_TRUE(has(by.motcua({"lifecycle", "show", "support"}).out, "check_mail"));
    EXPECT_TRUE(has(by.motcua({"lifecycle", "show", "dossier", "--format", "mermaid"}).out,
                    "stateDiagram-v2"));
    EXPECT_TRUE(
        has(by.motcua({"lifecycle", "show", "complaint", "--format", "bpmn"}).out, "definitions"));
    const auto wrong = by.motcua({"lifecycle", "show", "complaind"});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_TRUE(has(wrong.err, "did you mean complaint?"));
}

} // namespace
