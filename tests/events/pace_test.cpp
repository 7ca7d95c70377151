#include "events/pace.hpp"

#include <gtest/gtest.h>

namespace {

using events::pace_of;
using std::chrono::seconds;

TEST(pace, says_how_long_the_rest_takes_if_it_goes_on_like_this) {
    const auto quarter = pace_of(250, 1000, seconds{5});
    EXPECT_DOUBLE_EQ(quarter.per_second, 50);
    ASSERT_TRUE(quarter.left);
    EXPECT_DOUBLE_EQ(quarter.left->count(), 15);
    EXPECT_DOUBLE_EQ(pace_of(1000, 1000, seconds{5}).left.value().count(), 0);
}

TEST(pace, promises_nothing_while_nothing_gets_done) {
    EXPECT_FALSE(pace_of(0, 1000, seconds{5}).left);
    EXPECT_FALSE(pace_of(0, 1000, seconds{0}).left);
    EXPECT_DOUBLE_EQ(pace_of(0, 0, seconds{0}).left.value().count(), 0) << "there is nothing to do";
}

} // namespace
