#include "connectors/stated_words.hpp"
#include "engine/clear_text.hpp"
#include "engine/node.hpp"
#include "projections/store.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_answer;
using testing_support::api_desk;

/// As an officer would say it: names and numbers of people who have to do with the case.
const std::string officers_words = "Chờ con gái bà Hường (0912345678) gửi giấy ủy quyền";
const std::string phone_in_words = "0912345678";

/// Every record, byte for byte as it lies in the log.
std::string bytes_of_log(api_desk& desk) {
    std::string out;
    const auto& log = desk.on().log();
    for (std::uint32_t p = 0; p < log.partitions(); ++p) {
        (void)log.read({p}, 0, 100'000, [&](const events::stored_record& one) {
            out += one.value;
            return true;
        });
    }
    return out;
}

/// A request in examination; its code.
std::string request_in_examination(api_desk& desk) {
    auto code = desk.file_request();
    desk.step(code, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    desk.step(code, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    desk.step(code, "enforcement_officer", "begin_examination");
    return code;
}

json newest_step_of(api_desk& desk, const std::string& code, const std::string& as) {
    return desk.get("/v1/cases/" + code + "/history", as).body["items"].back();
}

void erase_applicant(api_desk& desk, const std::string& code) {
    const auto person = desk.get("/v1/cases/" + code, "head").body["persons"][0]["person"];
    EXPECT_EQ(desk.give("/v1/offices/*/commands/erase_person", "operations",
                        {{"person", person}, {"ground", "asked_by_data_subject"}})
                  .status,
              201);
    desk.on().vault().destroy(events::person_id{person.get<std::string>()}); // as the duty does
}

TEST(words_of_a_step, lie_sealed_in_the_log_and_are_shown_until_the_person_is_erased) {
    api_desk desk;
    const auto code = request_in_examination(desk);
    desk.step(code, "enforcement_officer", "suspend_case",
              {{"reason", "awaiting_supplement"}, {"words", officers_words}});
    const auto bytes = bytes_of_log(desk);
    EXPECT_THAT(bytes, HasSubstr("awaiting_supplement"));
    EXPECT_THAT(bytes, Not(HasSubstr(phone_in_words)));
    EXPECT_THAT(bytes, Not(HasSubstr("giấy ủy quyền")));

    for (const auto* who : {"head", "counter_officer", "supervisor", "auditor"}) {
        const auto step = newest_step_of(desk, code, who);
        EXPECT_EQ(step["detail"]["reason"], "awaiting_supplement") << who;
        EXPECT_EQ(step["words"]["state"], "open") << who;
        EXPECT_EQ(step["words"]["text"], officers_words) << who;
        EXPECT_TRUE(step.value("persons", json::array()).empty())
            << "words are nobody's particulars: " << step.dump();
    }
    EXPECT_EQ(desk.get("/v1/cases/" + code, "head").body["persons"].size(), 1U)
        << "the case knows nobody new";

    erase_applicant(desk, code);
    const auto step = newest_step_of(desk, code, "head");
    EXPECT_EQ(step["words"]["state"], "erased");
    EXPECT_FALSE(step["words"].contains("text"));
    EXPECT_THAT(desk.get("/v1/cases/" + code + "/history", "head").whole.body,
                Not(HasSubstr(phone_in_words)));
}

TEST(note_of_a_step, is_shown_until_one_of_the_persons_of_the_case_is_erased) {
    api_desk desk;
    const auto opened =
        desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                  {{"procedure", "enf_request"},
                   {"received_by", "counter"},
                   {"text", officers_words},
                   {"persons", json::array({{{"part", "applicant"}, {"name", "Nguyễn Thị Hường"}},
                                            {{"part", "debtor"}, {"name", "Lê Văn Tám"}}})}});
    ASSERT_EQ(opened.status, 201) << opened.whole.body;
    const auto shown = "/v1/cases/" + opened.body["code"].get<std::string>();
    const auto persons = desk.get(shown, "head").body["persons"];
    ASSERT_EQ(persons[1]["part"], "debtor") << persons.dump();
    const auto told = [&](const char* more) { return desk.get(shown + more, "head").whole.body; };
    EXPECT_THAT(told("/history"), HasSubstr(phone_in_words));

    desk.on().vault().destroy(events::person_id{persons[1]["person"].get<std::string>()});
    for (const auto* more : {"", "/history"}) {
        EXPECT_THAT(told(more), Not(HasSubstr(phone_in_words)))
            << "the applicant's key guards it, and it may name the other one";
        EXPECT_THAT(told(more), HasSubstr("Nguyễn Thị Hường")) << more;
    }
}

TEST(words_of_a_step, of_a_secret_case_are_for_the_few_who_know_its_persons) {
    api_desk desk{"2022-03-01 08:00"};
    const auto code = desk.denounce();
    desk.step(
        code, "head", "suspend_case",
        {{"reason", "stated"}, {"words", officers_words}, {"grounds", {"awaits_expert_opinion"}}});
    for (const auto* who : {"supervisor", "clerk", "auditor"}) {
        const auto step = newest_step_of(desk, code, who);
        EXPECT_EQ(step["words"]["state"], "sealed") << who;
        EXPECT_FALSE(step["words"].contains("text")) << who;
    }
    EXPECT_EQ(newest_step_of(desk, code, "head")["words"]["text"], officers_words);
}

TEST(words_of_a_step, are_refused_where_the_log_takes_a_code) {
    api_desk desk;
    const auto code = request_in_examination(desk);
    const auto before = desk.records();
    const auto told = desk.give("/v1/cases/" + code + "/commands/suspend_case",
                                "enforcement_officer", {{"reason", officers_words}});
    EXPECT_EQ(told.status, 422) << told.whole.body;
    EXPECT_EQ(told.code(), "invalid_input");
    ASSERT_EQ(told.body["errors"].size(), 1U) << told.whole.body;
    EXPECT_EQ(told.body["errors"][0]["pointer"], "/reason");
    EXPECT_THAT(told.whole.body, HasSubstr("`words`"));
    EXPECT_THAT(told.whole.body, HasSubstr("complex_case"));
    EXPECT_THAT(told.whole.body, Not(HasSubstr(phone_in_words))) << "a refusal is kept as well";
    EXPECT_EQ(desk.records(), before);
    desk.step(code, "enforcement_officer", "suspend_case",
              {{"reason", "12/2017/QĐ-CTHADS"}}); // the number of a paper is none either
}

TEST(words_of_a_step, state_the_reason_where_no_code_does) {
    api_desk desk;
    const auto code = request_in_examination(desk);
    desk.step(code, "enforcement_officer", "suspend_case",
              {{"reason", ""}, {"words", officers_words}});
    const auto step = newest_step_of(desk, code, "head");
    EXPECT_EQ(step["detail"]["reason"], "stated");
    EXPECT_EQ(step["words"]["text"], officers_words);
}

TEST(words_of_a_step, tell_why_a_period_was_excused_to_those_who_may_read_them) {
    api_desk desk;
    const auto code = request_in_examination(desk);
    const auto path = "/v1/cases/" + code + "/deadlines?deadline=decide";
    desk.step(code, "head", "excuse_deadline",
              {{"deadline", "decide"}, {"reason", "stated"}, {"words", officers_words}});
    const auto why = [&] {
        return desk.get(path, "head").body["items"][0]["steps"].back().value("reason", "");
    };
    EXPECT_EQ(why(), officers_words);
    erase_applicant(desk, code);
    EXPECT_EQ(why(), "");
}

TEST(words_of_a_step, of_logs_of_before_are_shown_where_the_code_is_now) {
    api_desk desk;
    const auto code = request_in_examination(desk);
    // The node looks only at what people type, so that an event can be had as it was once written.
    engine::command old;
    old.id = events::command_id{events::uuid_of("as it was once")};
    old.office = events::office_code{"96"};
    old.subject =
        events::case_id{desk.get("/v1/cases/" + code, "head").body["id"].get<std::string>()};
    old.actor = events::officer_id{"enforcement_officer"};
    old.acting_as = events::role::system;
    old.detail = engine::suspend_case{officers_words};
    ASSERT_TRUE(std::holds_alternative<engine::accepted>(desk.on().node().run(old)));
    const auto step = newest_step_of(desk, code, "head");
    EXPECT_EQ(step["detail"]["reason"], officers_words);
    EXPECT_FALSE(step.contains("words"));
    erase_applicant(desk, code);
    EXPECT_FALSE(newest_step_of(desk, code, "head")["detail"].contains("reason"));
}

TEST(words_of_a_step, need_a_case_whose_person_they_belong_to) {
    api_desk desk;
    const auto told = desk.give("/v1/offices/96/commands/grant_role", "operations",
                                {{"officer", "new"},
                                 {"granted", "head"},
                                 {"at", "96"},
                                 {"descendants", false},
                                 {"words", officers_words}});
    EXPECT_EQ(told.status, 422) << told.whole.body;
    ASSERT_EQ(told.body["errors"].size(), 1U) << told.whole.body;
    EXPECT_EQ(told.body["errors"][0]["pointer"], "/words");
    EXPECT_EQ(told.body["errors"][0]["code"], "no_case");
}

TEST(reason_text, calls_each_code_of_the_file_something_in_both_languages) {
    const auto file =
        nlohmann::json::parse(testing_support::source_file("schemas/words/reasons.json"));
    std::set<std::string> codes;
    for (const auto& one : file["reasons"]) {
        const auto code = one["code"].get<std::string>();
        EXPECT_TRUE(codes.insert(code).second) << code << " stands there twice";
        EXPECT_TRUE(engine::is_code_or_number(code)) << code << " could not be stated";
        EXPECT_EQ(one["vi"], connectors::reason_text(code, "", connectors::language::vietnamese));
        EXPECT_EQ(one["en"], connectors::reason_text(code, "", connectors::language::english));
    }
    EXPECT_TRUE(codes.contains("no_answer"));
    EXPECT_FALSE(codes.contains(std::string{engine::stated_in_words}));
}

TEST(reason_text, says_what_was_said_before_what_a_code_is_called) {
    using connectors::reason_text;
    constexpr auto vi = connectors::language::vietnamese;
    EXPECT_EQ(reason_text("complex_case", officers_words, vi), officers_words);
    EXPECT_EQ(reason_text("complex_case", "", vi), "hồ sơ, vụ việc phức tạp");
    EXPECT_EQ(reason_text("complex_case", "", connectors::language::english),
              "the matter is complex");
    EXPECT_EQ(reason_text("stated", "", vi), "") << "the words are gone";
    EXPECT_EQ(reason_text("a_code_of_ours", "", vi), "a_code_of_ours");
    EXPECT_EQ(reason_text("Hồ sơ phức tạp", "", vi), "Hồ sơ phức tạp") << "of a log of before";
}

} // namespace
