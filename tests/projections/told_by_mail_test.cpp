#include "projections/mail_index.hpp"

#include <gtest/gtest.h>

namespace {

/// For each event there is: its value, its name, and what is said of them.
template <std::size_t... Index> int told(std::index_sequence<Index...>) {
    int out = 0;
    const auto look = [&]<class Event>(const Event& what) {
        const bool by_value = projections::is_told_by_mail(events::payload{what});
        const auto name = events::name_of(events::payload{what});
        EXPECT_EQ(projections::is_told_by_mail(name), by_value) << name;
        out += by_value ? 1 : 0;
    };
    (look(std::variant_alternative_t<Index, events::payload>{}), ...);
    return out;
}

TEST(what_is_told_by_mail, is_known_by_the_name_of_a_step_without_reading_it) {
    EXPECT_EQ(told(std::make_index_sequence<std::variant_size_v<events::payload>>{}), 25);
    EXPECT_FALSE(projections::is_told_by_mail("no_such_event"));
}

} // namespace
