#include "connectors/mail/parse.hpp"
#include "connectors/mail/unicode.hpp"
#include "connectors/seeding/letters.hpp"
#include "connectors/seeding/office_hours.hpp"
#include "connectors/seeding/people.hpp"
#include "projections/mail_index.hpp"
#include "tests/support/desk.hpp"

#include <gtest/gtest.h>

namespace {

using namespace connectors;
using namespace connectors::seeding;
using testing_support::office_time;

const engine::rule_set& rules() { return engine::default_rule_set(); }

TEST(invented_letter, is_described_as_the_intake_would_describe_it) {
    chance luck{3};
    for (const auto* procedure : {"enf_request", "result_confirm", "complaint", "denunciation"}) {
        const auto from = invent_person(luck, rules().offices.front());
        const auto made =
            write_letter({.from = from,
                          .to = rules().offices.front(),
                          .sent = office_time("2017-10-02 09:15"),
                          .name = procedure,
                          .in_reply_to = "x@96.motcua.invalid"},
                         request_words(luck, from, rules().offices.front(), procedure, false));
        const auto read = parse_message(made.raw);
        EXPECT_TRUE(read.ambiguous.empty());
        EXPECT_EQ(read.sha256, made.about.sha256);
        EXPECT_EQ(read.content_key, made.about.content_key);
        EXPECT_EQ(projections::message_key(read.message_id), made.about.message_key);
        EXPECT_EQ(read.from_name, from.name);
        EXPECT_EQ(read.subject, made.said.subject);
    }
}

TEST(invented_people, live_where_their_office_is_competent_and_are_written_in_nfc) {
    chance luck{5};
    for (const auto& office : rules().offices) {
        for (int i = 0; i < 40; ++i) {
            const auto one = invent_person(luck, office);
            const auto all = one.name + one.address;
            EXPECT_EQ(nfc(all), all);
            EXPECT_TRUE(one.address.ends_with("tỉnh " + office.province)) << one.address;
            EXPECT_EQ(one.address.find(", ,"), std::string::npos) << one.address;
            EXPECT_TRUE(is_ascii(one.email)) << one.email;
        }
    }
}

TEST(office_hours_of_a_story, leave_out_nights_weekends_and_tet) {
    const office_hours hours{rules().calendar, std::chrono::year{2017} / 6 / 1,
                             std::chrono::year{2018} / 7 / 31};
    EXPECT_EQ(hours.after(office_time("2017-06-02 16:30"), std::chrono::minutes{45}),
              office_time("2017-06-05 08:00"));
    EXPECT_EQ(hours.after(office_time("2017-06-01 11:00"), std::chrono::minutes{60}),
              office_time("2017-06-01 14:00"));
    EXPECT_EQ(hours.open_at(office_time("2018-02-15 10:00")), office_time("2018-02-21 07:45"));
    EXPECT_EQ(hours.on_working_day(office_time("2018-02-13 10:00"), 1, std::chrono::hours{9}),
              office_time("2018-02-21 09:00"));
    EXPECT_EQ(hours.on_working_day(office_time("2017-06-03 10:00"), 1, std::chrono::hours{9}),
              office_time("2017-06-05 09:00"));
}

} // namespace
