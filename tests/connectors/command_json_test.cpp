#include "connectors/command_json.hpp"
#include "connectors/input_error.hpp"
#include "connectors/strict_json.hpp"
#include "engine/embedded_file.hpp"
#include "events/memory_vault.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <regex>
#include <set>
#include <string>

namespace {

using namespace connectors;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

json body(std::string_view text) {
    auto read = read_strict_json(text);
    EXPECT_TRUE(read.has_value()) << text;
    return read.value_or(json{});
}

std::vector<std::string> wrong_places(std::string_view command, std::string_view text) {
    const auto read = read_command(command, body(text));
    std::vector<std::string> out;
    if (!read) {
        for (const auto& one : read.error()) {
            EXPECT_FALSE(one.detail.vi.empty()) << one.pointer << " has no Vietnamese text";
            out.push_back(one.pointer + " " + one.code);
        }
    }
    return out;
}

std::string refusal_of(std::string_view text, json_limits limits = {}) {
    const auto read = read_strict_json(text, limits);
    return read ? "" : read.error().code;
}

engine::command opening(std::string_view key) {
    engine::command out;
    out.id = events::command_id{events::uuid_of(key)};
    out.office = events::office_code{"96"};
    return out;
}

/// What handlers say of a member, as it stands in the sources: the texts of one call joined.
std::set<std::string> said_of_members() {
    namespace fs = std::filesystem;
    const std::regex parted{R"re("\s*\n\s*")re"};
    const std::regex said{R"re((?:input_error|refuse_member)\([^;]{0,80}?"([a-z]+ [^"]*)"\))re"};
    const fs::path root{MOTCUA_SOURCE_DIR};
    std::set<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(root / "connectors")) {
        if (entry.path().extension() != ".cpp") {
            continue;
        }
        const auto file = entry.path().lexically_relative(root).string();
        const auto text = std::regex_replace(testing_support::source_file(file), parted, "");
        for (std::sregex_iterator one{text.begin(), text.end(), said}, end; one != end; ++one) {
            out.insert((*one)[1].str());
        }
    }
    return out;
}

constexpr std::string_view filing = R"({
    "procedure": "enf_request", "received_by": "counter", "judgment": "15/2017/DS-PT",
    "persons": [{"part": "applicant", "name": "Nguyễn Thị Đặng Hường", "identity_number": "000123456"},
                {"part": "debtor", "name": "Trần Văn Đượm"}],
    "text": "Bà Hường nhờ con trai nhận thay.", "grounds": ["g1"],
    "happened_at": "2017-06-01T08:00:00+07:00", "expected_version": 3})";

} // namespace

TEST(strict_json, refuses_what_two_parsers_might_read_differently) {
    EXPECT_EQ(refusal_of(R"({"a": 1, "a": 2})"), "duplicate_member");
    EXPECT_EQ(refusal_of(R"({"a": {"b": 1, "b": 1}})"), "duplicate_member");
    EXPECT_EQ(refusal_of("{\"a\": \"\xff\"}"), "malformed");
    EXPECT_EQ(refusal_of(R"({"a": 1} x)"), "malformed");
    EXPECT_EQ(refusal_of(""), "malformed");
    EXPECT_EQ(refusal_of(R"({"a": [{"a": 1}, {"a": 2}]})"), "");
}

TEST(strict_json, reads_down_to_its_depth_and_no_further) {
    const std::string nested = std::string(32, '[') + std::string(32, ']');
    EXPECT_EQ(refusal_of(nested), "");
    EXPECT_EQ(refusal_of("[" + nested + "]"), "too_deep");
    EXPECT_EQ(refusal_of(std::string(1'000'000, '['), {.bytes_max = 2'000'000}), "too_deep");
}

TEST(strict_json, refuses_more_bytes_or_members_than_it_was_told) {
    EXPECT_EQ(refusal_of("[1,2,3]", {.bytes_max = 6}), "too_large");
    EXPECT_EQ(refusal_of("[1,2,3]", {.members_max = 4}), "");
    EXPECT_EQ(refusal_of("[1,2,3]", {.members_max = 3}), "too_many_members");
}

TEST(strict_json, says_in_vietnamese_too_what_it_does_not_take) {
    for (const auto& text : {std::string{"{"}, std::string{R"({"a": 1, "a": 2})"},
                             std::string(40, '['), std::string(300'000, ' ')}) {
        const auto read = read_strict_json(text);
        ASSERT_FALSE(read.has_value()) << text.substr(0, 40);
        EXPECT_FALSE(read.error().detail.en.empty()) << read.error().code;
        EXPECT_NE(read.error().detail.vi, read.error().detail.en) << read.error().code;
    }
    const auto many = read_strict_json("[1,2,3]", {.members_max = 3});
    ASSERT_FALSE(many.has_value());
    EXPECT_EQ(many.error().detail.vi, "có hơn 3 giá trị");
}

TEST(strict_json, brings_text_into_normal_form_c) {
    EXPECT_EQ(body("{\"n\": \"Hu\xCC\x9B\xCC\x9Bng\"}"), body("{\"n\": \"Hư\xCC\x9Bng\"}"));
    EXPECT_EQ(body(R"({"n": "é"})")["n"], "é");
}

TEST(command_json, reads_the_own_and_the_common_members_of_a_command) {
    const auto read = read_command("receive_request", body(filing));
    ASSERT_TRUE(read.has_value());
    const auto& own = std::get<engine::receive_request>(read->detail);
    EXPECT_EQ(own.procedure, "enf_request");
    EXPECT_EQ(own.received_by, events::channel::counter);
    EXPECT_EQ(own.judgment, "15/2017/DS-PT");
    EXPECT_EQ(read->common.persons.size(), 2U);
    EXPECT_EQ(read->common.expected_version, 3U);
    EXPECT_EQ(read->common.happened_at, events::instant_from_text("2017-06-01T01:00:00Z"));
}

TEST(command_json, names_every_wrong_member_at_once) {
    EXPECT_THAT(wrong_places("receive_request", R"({
        "procedure": 7, "received_by": "pigeon", "request_date": "1/6/2017", "colour": "red",
        "persons": [{"part": "applicant", "shoe_size": "41"}], "expected_version": -1})"),
                UnorderedElementsAre("/procedure wrong_type", "/received_by not_a_choice",
                                     "/request_date wrong_form", "/colour unknown_member",
                                     "/persons/0/shoe_size unknown_member",
                                     "/expected_version out_of_range"));
    EXPECT_THAT(wrong_places("receive_request", "{}"),
                UnorderedElementsAre("/procedure missing", "/received_by missing"));
    EXPECT_THAT(wrong_places("close_case", "[]"), UnorderedElementsAre(" wrong_type"));
}

TEST(command_json, refuses_an_address_to_which_no_letter_can_be_written) {
    const auto wrong = [](const std::string& email) {
        return wrong_places("receive_request",
                            R"({"procedure": "enf_request", "received_by": "counter", "persons": [)"
                            R"({"part": "applicant"}, {"part": "representative", "email": ")" +
                                email + R"("}]})");
    };
    for (const auto* email : {"huong", "huong @example.vn", "hường@example.vn", "a@b, c@d"}) {
        EXPECT_THAT(wrong(email), UnorderedElementsAre("/persons/1/email wrong_form")) << email;
    }
}

TEST(command_json, refuses_texts_that_show_something_else_than_they_are) {
    EXPECT_THAT(wrong_places("dismiss_mail", "{\"reason\": \"a\u202Eb\"}"),
                UnorderedElementsAre("/reason hidden_characters"));
    const nlohmann::json long_one{{"reason", std::string(2001, 'x')}};
    EXPECT_THAT(wrong_places("dismiss_mail", long_one.dump()),
                UnorderedElementsAre("/reason too_long"));
}

TEST(command_json, says_limits_in_vietnamese_with_their_units) {
    EXPECT_EQ(input_error("/reason", "is longer than 2000 bytes").detail.vi,
              "Dài quá giới hạn: 2000 byte");
    EXPECT_EQ(input_error("/papers", "has more than 200 items").detail.vi,
              "Nhiều mục quá giới hạn: 200 mục");
    EXPECT_EQ(input_error("/outcome", "must be one of: valid, incomplete").detail.vi,
              "Chỉ được là một trong: valid, incomplete");
}

TEST(command_json, has_a_vietnamese_sentence_for_all_that_handlers_say_of_a_member) {
    const auto all = said_of_members();
    EXPECT_GT(all.size(), 10U);
    EXPECT_TRUE(all.contains("is not the judgment of the case that is named"));
    EXPECT_TRUE(all.contains("is not that of the judgment of the case that is named"));
    for (const auto& one : all) {
        EXPECT_FALSE(input_error("/x", one).detail.vi.empty())
            << one << ": add it to connectors/input_error.cpp";
    }
}

TEST(command_json, reads_each_command_from_what_an_empty_one_says) {
    for (const auto name : command_names()) {
        ASSERT_TRUE(is_command(name));
        EXPECT_EQ(engine::name_of(empty_command(name)), name);
    }
    EXPECT_FALSE(is_command("issue_everything"));
}

TEST(command_json, seals_personal_data_before_the_engine_sees_the_command) {
    events::memory_vault keys;
    auto command = opening("a");
    auto read = read_command("receive_request", body(filing));
    ASSERT_TRUE(seal_into(command, std::move(read->common), nullptr, keys).has_value());
    ASSERT_EQ(command.sealed.size(), 3U);
    EXPECT_EQ(command.sealed[0].part, "applicant");
    EXPECT_EQ(command.sealed[1].part, "debtor");
    EXPECT_EQ(command.sealed[2].part, "note");
    EXPECT_NE(command.sealed[0].person, command.sealed[1].person) << "each has a key of their own";
    EXPECT_EQ(command.sealed[0].person, command.sealed[2].person) << "the note is about the first";
    for (const auto& box : command.sealed) {
        EXPECT_THAT(box.box, Not(HasSubstr("Hường")));
    }
    EXPECT_EQ(nlohmann::json::parse(*events::open(keys, command.sealed[0])),
              nlohmann::json::parse(
                  R"({"name": "Nguyễn Thị Đặng Hường", "identity_number": "000123456"})"));
    EXPECT_EQ(command.grounds, std::vector<std::string>{"g1"});
    EXPECT_EQ(command.expected_version, 3U);
}

TEST(command_json, gives_a_repeated_command_the_same_persons) {
    events::memory_vault keys;
    auto first = opening("a");
    auto second = opening("a");
    ASSERT_TRUE(
        seal_into(first, read_command("receive_request", body(filing))->common, nullptr, keys));
    ASSERT_TRUE(
        seal_into(second, read_command("receive_request", body(filing))->common, nullptr, keys));
    EXPECT_EQ(first.sealed[0].person, second.sealed[0].person);
}

TEST(command_json, goes_on_with_the_person_whom_the_case_has_until_they_are_erased) {
    events::memory_vault keys;
    auto first = opening("a");
    ASSERT_TRUE(
        seal_into(first, read_command("receive_request", body(filing))->common, nullptr, keys));
    engine::case_state known;
    known.persons = first.sealed;

    common_input corrected;
    corrected.persons.push_back({.part = person_part::applicant, .name = "Nguyễn Thị Hường"});
    corrected.text = "Đính chính tên.";
    auto second = opening("b");
    ASSERT_TRUE(seal_into(second, corrected, &known, keys));
    EXPECT_EQ(second.sealed[0].person, first.sealed[0].person);
    EXPECT_EQ(second.sealed[1].person, first.sealed[0].person);

    keys.destroy(first.sealed[0].person);
    auto third = opening("c");
    ASSERT_TRUE(seal_into(third, corrected, &known, keys));
    EXPECT_NE(third.sealed[0].person, first.sealed[0].person);
    EXPECT_EQ(third.sealed[1].person, third.sealed[0].person);
}

void suspend_in_words(engine::command& step, const engine::case_state& known,
                      events::memory_vault& keys) {
    const auto read =
        read_command("suspend_case", body(R"({"reason": "", "words": "Ông Đượm ốm."})"));
    ASSERT_TRUE(read.has_value());
    step.detail = read->detail;
    ASSERT_TRUE(seal_into(step, read->common, &known, keys));
}

TEST(command_json, seals_words_for_whom_the_case_is_about_and_states_them_by_a_code) {
    events::memory_vault keys;
    auto opened = opening("a");
    common_input from_a_court;
    from_a_court.persons.push_back({.part = person_part::debtor, .name = "Trần Văn Đượm"});
    ASSERT_TRUE(seal_into(opened, from_a_court, nullptr, keys));
    engine::case_state known;
    known.persons = opened.sealed;

    auto step = opening("b");
    ASSERT_NO_FATAL_FAILURE(suspend_in_words(step, known, keys));
    EXPECT_EQ(std::get<engine::suspend_case>(step.detail).reason, "stated");
    ASSERT_EQ(step.sealed.size(), 1U);
    EXPECT_EQ(step.sealed[0].part, "words");
    EXPECT_EQ(step.sealed[0].person, opened.sealed[0].person) << "nobody filed it: the debtor's";
    EXPECT_EQ(nlohmann::json::parse(*events::open(keys, step.sealed[0]))["text"], "Ông Đượm ốm.");

    auto excused = opening("c");
    excused.detail = engine::excuse_deadline{"decide", "complex_case"};
    common_input both;
    both.text = "Ghi chú.";
    both.words = "Chờ giám định.";
    ASSERT_TRUE(seal_into(excused, both, &known, keys));
    EXPECT_EQ(std::get<engine::excuse_deadline>(excused.detail).reason, "complex_case");
    ASSERT_EQ(excused.sealed.size(), 2U);
    EXPECT_EQ(excused.sealed[0].person, excused.sealed[1].person);
}

TEST(command_json, never_seals_words_under_the_key_of_a_court) {
    events::memory_vault keys;
    auto opened = opening("a");
    common_input from_a_court;
    from_a_court.persons.push_back({.part = person_part::court, .name = "Tòa án nhân dân"});
    from_a_court.persons.push_back({.part = person_part::debtor, .name = "Trần Văn Đượm"});
    from_a_court.text = "Ông Đượm ốm.";
    ASSERT_TRUE(seal_into(opened, from_a_court, nullptr, keys));
    ASSERT_EQ(opened.sealed.size(), 3U);
    EXPECT_EQ(opened.sealed[2].person, opened.sealed[1].person) << "the debtor may be erased";
    engine::case_state known;
    known.persons = opened.sealed;
    auto step = opening("b");
    ASSERT_NO_FATAL_FAILURE(suspend_in_words(step, known, keys));
    ASSERT_EQ(step.sealed.size(), 1U);
    EXPECT_EQ(step.sealed[0].person, opened.sealed[1].person);
}

TEST(command_json, takes_no_words_where_there_is_no_case) {
    events::memory_vault keys;
    auto erasure = opening("a");
    erasure.detail = engine::erase_person{};
    common_input from;
    from.words = "Bà Hường yêu cầu.";
    const auto sealed = seal_into(erasure, from, nullptr, keys);
    ASSERT_FALSE(sealed.has_value());
    EXPECT_EQ(sealed.error().front().pointer, "/words");
    EXPECT_EQ(sealed.error().front().code, "no_case");
    EXPECT_TRUE(erasure.sealed.empty());
}

TEST(command_json, refuses_a_person_whom_nobody_knows) {
    events::memory_vault keys;
    auto command = opening("a");
    common_input from;
    from.persons.push_back({.part = person_part::debtor, .id = events::person_id{"nobody"}});
    const auto sealed = seal_into(command, from, nullptr, keys);
    ASSERT_FALSE(sealed.has_value());
    EXPECT_EQ(sealed.error().front().pointer, "/persons/0/id");
    EXPECT_EQ(sealed.error().front().code, "person_unknown");
}

TEST(command_json, refuses_what_would_not_fit_into_an_event) {
    events::memory_vault keys;
    auto command = opening("a");
    common_input from;
    from.text = std::string(40'000, 'x');
    const auto sealed = seal_into(command, from, nullptr, keys);
    ASSERT_FALSE(sealed.has_value());
    EXPECT_EQ(sealed.error().front().code, "too_large");
}

TEST(command_json, publishes_one_schema_for_every_command) {
    for (const auto name : command_names()) {
        testing_support::expect_published("schemas/commands/" + std::string{name} + ".json",
                                          command_schema(name));
    }
    EXPECT_EQ(engine::embedded_files("commands/").size(), command_names().size());
}
