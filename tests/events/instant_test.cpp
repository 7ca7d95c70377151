#include "events/instant.hpp"

#include <gtest/gtest.h>

namespace {

using namespace events;
using namespace std::chrono;

instant at(std::string_view text) { return instant_from_text(text).value(); }

TEST(instant, is_written_in_utc_with_milliseconds) {
    EXPECT_EQ(to_text(instant{}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_text(instant{milliseconds{1'496'279'561'007}}), "2017-06-01T01:12:41.007Z");
    EXPECT_EQ(to_text(instant{milliseconds{-1}}), "1969-12-31T23:59:59.999Z");
}

TEST(instant, is_read_with_any_offset_and_up_to_9_decimals) {
    const instant wanted{milliseconds{1'496'279'561'120}};
    for (const char* text : {"2017-06-01T01:12:41.120Z", "2017-06-01T01:12:41.12Z",
                             "2017-06-01T01:12:41.120999999Z", "2017-06-01T08:12:41.120+07:00",
                             "2017-05-31T20:12:41.120-05:00", "2017-06-01T06:42:41.120+05:30"}) {
        EXPECT_EQ(instant_from_text(text), wanted) << text;
    }
    EXPECT_EQ(instant_from_text("2017-06-01T01:12:41Z"), wanted - milliseconds{120});
}

TEST(instant, is_not_read_from_anything_else) {
    for (const char* text : {"",
                             "2017-06-01",
                             "2017-06-01T01:12:41",
                             "2017-06-01 01:12:41Z",
                             "2017-06-01T01:12Z",
                             "2017-06-01T01:12:41.Z",
                             "2017-06-01T01:12:41.1234567890Z",
                             "2017-06-01T24:00:00Z",
                             "2017-06-01T23:60:00Z",
                             "2017-06-01T23:59:60Z",
                             "2017-02-29T00:00:00Z",
                             "2017-13-01T00:00:00Z",
                             "2017-00-01T00:00:00Z",
                             "2017-06-01T01:12:41Z ",
                             " 2017-06-01T01:12:41Z",
                             "2017-06-01T01:12:41z",
                             "2017-6-01T01:12:41Z",
                             "2017-06-01T01:12:41+7:00",
                             "2017-06-01T01:12:41+24:00",
                             "2017-06-01T01:12:41+07:60",
                             "2017-06-01T-1:12:41Z",
                             "+017-06-01T01:12:41Z",
                             "-017-06-01T01:12:41Z"}) {
        EXPECT_FALSE(instant_from_text(text)) << text;
    }
}

TEST(instant, is_read_as_it_was_written) {
    for (std::int64_t ms = -3'000'000'000'000; ms < 6'000'000'000'000; ms += 7'777'777'777) {
        const instant moment{milliseconds{ms}};
        EXPECT_EQ(instant_from_text(to_text(moment)), moment);
    }
}

TEST(local_date, is_written_and_read) {
    const local_date day = 2024y / February / 29;
    EXPECT_EQ(to_text(day), "2024-02-29");
    EXPECT_EQ(date_from_text("2024-02-29"), day);
    for (const char* text : {"", "2023-02-29", "2024-2-29", "2024-02-29T", "24-02-29"}) {
        EXPECT_FALSE(date_from_text(text)) << text;
    }
}

TEST(office_date, turns_at_17_00_utc) {
    EXPECT_EQ(office_date(at("2017-06-01T16:59:59.999Z")), 2017y / June / 1);
    EXPECT_EQ(office_date(at("2017-06-01T17:00:00Z")), 2017y / June / 2);
    EXPECT_EQ(office_date(at("1969-12-31T17:00:00Z")), 1970y / January / 1);
}

TEST(office_time_of_day, is_seven_hours_ahead_of_utc) {
    EXPECT_EQ(office_time_of_day(at("2017-06-01T01:12:41.007Z")), 8h + 12min + 41s + 7ms);
    EXPECT_EQ(office_time_of_day(at("2017-06-01T17:00:00Z")), 0ms);
    EXPECT_EQ(office_time_of_day(at("1960-06-01T16:59:59.999Z")), 24h - 1ms);
}

TEST(at_office, is_the_moment_of_a_day_and_a_time_there) {
    EXPECT_EQ(at_office(2017y / June / 1, 8h), at("2017-06-01T01:00:00Z"));
    EXPECT_EQ(at_office(2017y / June / 1, 0ms), at("2017-05-31T17:00:00Z"));
    const instant moment = at("2017-12-31T20:15:30.250Z");
    EXPECT_EQ(at_office(office_date(moment), office_time_of_day(moment)), moment);
}

} // namespace
