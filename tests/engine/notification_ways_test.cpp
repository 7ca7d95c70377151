#include "engine/rule_set.hpp"
#include "engine/rules/notification_ways.hpp"
#include "tests/support/days.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// In which ways somebody is notified, by the day of the notice: Luật THADS 2008 art. 39-43, NĐ
/// 62/2015 art. 12, TTLT 11/2016 art. 2, NĐ 152/2026 art. 15-19.
namespace {

using engine::notify_party;
using events::notified_matter;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;
using testing_support::day;
using testing_support::desk;

std::vector<std::string> words_on(std::string_view on,
                                  notified_matter what = notified_matter::decision) {
    std::vector<std::string> out;
    for (const auto* one :
         engine::ways_on(engine::default_rule_set().notification_ways, what, day(on))) {
        out.push_back(one->word);
    }
    return out;
}

/// A matter that nobody requests, decided on that day, of which nobody was told.
desk a_decision_of(std::string_view on) {
    desk d{std::string{on} + " 08:00"};
    engine::receive_request received;
    received.procedure = "ex_officio";
    received.received_by = events::channel::counter;
    d.does(received).does(engine::begin_examination{});
    d.does(engine::submit_draft{events::decision_outcome::grant});
    d.by("head").does(engine::sign_decision{});
    d.by("officer-1").does(engine::issue_decision{});
    return d;
}

/// What the rules were before `change`, or without the list.
engine::rule_set with_ways(const std::function<void(engine::rule_files&)>& change) {
    auto files = engine::default_rule_set().files;
    change(files);
    return engine::make_rule_set(files);
}

engine::decided<events::event> told_under(const engine::rule_set& rules, const desk& d,
                                          const notify_party& what) {
    const auto now = d.context();
    return engine::decide(d.state(), d.command_of(what),
                          {.now = now.now, .rules = rules, .numbers = now.numbers, .id = now.id});
}

TEST(notification_ways, are_those_of_the_law_of_the_day) {
    EXPECT_THAT(words_on("2016-09-29"),
                ElementsAre("direct", "household", "organisation", "refused", "posting",
                            "mass_media", "electronic", "as_asked", "through_others"));
    EXPECT_THAT(words_on("2017-06-01"),
                ElementsAre("direct", "household", "organisation", "refused", "posting",
                            "mass_media", "registered_mail", "electronic", "as_asked",
                            "through_others"));
    EXPECT_THAT(words_on("2025-01-01"),
                ElementsAre("direct", "household", "organisation", "refused", "posting",
                            "mass_media", "registered_mail", "electronic", "as_asked", "vneid",
                            "website", "through_others"))
        << "NĐ 152/2024 adds VNeID and the website";
    EXPECT_EQ(words_on("2025-01-01"), words_on("2026-06-30"));
    EXPECT_THAT(words_on("2026-07-01"),
                UnorderedElementsAre("direct", "household", "organisation", "refused", "posting",
                                     "mass_media", "vneid", "postal_service", "through_others",
                                     "ministry_portal", "legal_assistance"));
    EXPECT_THAT(words_on("2026-07-01", notified_matter::explanation_request),
                testing::Contains("electronic"))
        << "papers go between agencies digitally (art. 20.1)";
}

TEST(notification_ways, take_each_way_of_the_law_of_the_day) {
    for (const auto* on : {"2017-06-01", "2025-03-03", "2026-07-02"}) {
        const auto decided = a_decision_of(on);
        const auto words = words_on(on);
        for (const auto& word : words) {
            SCOPED_TRACE(std::string{on} + " " + word);
            desk d = decided;
            d.does(notify_party{word, day(on)});
            EXPECT_EQ(std::get<events::party_notified>(d.last().detail).way, word);
        }
    }
}

TEST(notification_ways, in_an_unknown_word_are_refused_with_those_in_force) {
    desk d = a_decision_of("2017-06-01");
    for (const auto* word : {"", "as_said", "vneid", "postal_service"}) {
        const auto no = d.refuses(notify_party{word, day("2017-06-01")});
        EXPECT_EQ(no.code, engine::rejection_code::invalid_input) << word;
        EXPECT_EQ(no.rule, "way_is_in_force");
        EXPECT_EQ(no.pointer, "/way");
        EXPECT_THAT(no.vi, HasSubstr("01/06/2017"));
        EXPECT_THAT(no.vi, HasSubstr("`mass_media` (trên phương tiện thông tin đại chúng)"));
        EXPECT_THAT(no.en, HasSubstr("`mass_media` (mass media)"));
        EXPECT_THAT(no.en, Not(HasSubstr("vneid")));
        EXPECT_THAT(no.en, Not(HasSubstr("legal_assistance"))) << "nobody read that it is one";
        EXPECT_THAT(no.source, HasSubstr("art.43.3"));
    }
}

TEST(notification_ways, of_a_matter_from_before_july_2026_are_those_of_both_laws) {
    // Given a matter of before: by art. 115.1 it goes on by the decree of 2026, but the transition
    // of the law itself was not seen, so that neither is refused
    desk d = a_decision_of("2026-06-29");
    d.at("2026-07-02 08:00");
    desk by_mail = d;
    by_mail.does(notify_party{"registered_mail", day("2026-07-01")});
    const auto no = d.refuses(notify_party{"by_drum", day("2026-07-01")});
    EXPECT_THAT(no.vi, HasSubstr("ngày 01/07/2026 và của ngày tiếp nhận 29/06/2026 không có"))
        << "the refusal names both days whose ways it lists";
    EXPECT_THAT(no.en, HasSubstr("of 2026-07-01 and of the receipt, 2026-06-29, knows"));
    EXPECT_THAT(no.en, testing::AllOf(HasSubstr("`registered_mail`"), HasSubstr("`vneid`")));
    d.does(notify_party{"vneid", day("2026-07-01")});
}

TEST(notification_ways, from_july_2026_are_vneid_and_no_registered_mail) {
    desk d = a_decision_of("2026-07-01");
    d.at("2026-07-02 08:00");
    const auto no = d.refuses(notify_party{"registered_mail", day("2026-07-01")});
    EXPECT_THAT(no.en, HasSubstr("`vneid`"));
    EXPECT_THAT(no.source, HasSubstr("NĐ 152/2026/NĐ-CP art.15.1-15.2"));
    d.does(notify_party{"vneid", day("2026-07-01")});
    EXPECT_EQ(d.refuses(notify_party{"website", day("2026-07-01")}).rule, "way_is_in_force");
}

TEST(a_notification, is_of_no_day_that_has_not_come) {
    // Given a decision of a Thursday, whose posting begins on Monday
    desk d = a_decision_of("2017-06-01");
    const auto no = d.refuses(notify_party{"posting", day("2017-06-05")});
    EXPECT_EQ(no.rule, "notified_by_now");
    EXPECT_EQ(no.pointer, "/valid_on");
    EXPECT_NE(d.state().open_deadline("notify"), nullptr) << "nobody was told yet";
    d.at("2017-06-05 16:00").does(notify_party{"posting", day("2017-06-05")});
    EXPECT_EQ(d.state().open_deadline("notify"), nullptr);
}

TEST(notification_ways, of_a_rule_set_of_before_there_were_any_take_every_word) {
    const auto before = with_ways([](auto& files) { files.erase("rules/notification_ways.json"); });
    const desk d = a_decision_of("2017-06-01");
    EXPECT_TRUE(told_under(before, d, {"by_drum", day("2017-06-01")}));
    EXPECT_TRUE(engine::begins_posting(before.notification_ways, "posting", day("2017-06-01")));
}

TEST(notification_ways, that_were_not_read_forbid_nothing_and_are_named_once_adopted) {
    // Given judicial assistance abroad, of which the law of before July 2026 was not read
    desk d = a_decision_of("2017-06-01");
    EXPECT_THAT(words_on("2017-06-01"), Not(testing::Contains("legal_assistance")));
    const auto unread =
        told_under(engine::default_rule_set(), d, {"legal_assistance", day("2017-06-01")});
    EXPECT_TRUE(unread) << "what nobody read is no prohibition";

    const auto adopted = with_ways([](auto& files) {
        auto& text = files.at("rules/notification_ways.json");
        const std::string tag = R"("tag":"G")";
        ASSERT_NE(text.find(tag), std::string::npos);
        text.replace(text.find(tag), tag.size(), R"("adopted":true,"tag":"G")");
    });
    EXPECT_TRUE(told_under(adopted, d, {"legal_assistance", day("2017-06-01")}));
    const auto no = told_under(adopted, d, {"by_drum", day("2017-06-01")});
    ASSERT_FALSE(no);
    EXPECT_THAT(no.error().en, HasSubstr("`legal_assistance`"));
}

TEST(notification_ways, of_enforcement_are_no_rule_for_who_is_told_of_a_petition) {
    // Given a denunciation of after 01/07/2026 that was suspended, which its parties are told
    desk d{"2026-07-01 08:00"};
    d.does(engine::receive_denunciation{events::channel::counter, false});
    d.does(engine::accept_denunciation{}).does(engine::notify_parties{}).does(engine::set_team{});
    d.on_grounds({"awaits_expert_opinion"}).does(engine::suspend_case{"expert_opinion"});
    // Then registered mail will do, though no notice of an enforcement goes that way any more
    d.does(notify_party{"registered_mail", day("2026-07-01")});
    EXPECT_EQ(std::get<events::party_notified>(d.last().detail).way, "registered_mail");
}

} // namespace
