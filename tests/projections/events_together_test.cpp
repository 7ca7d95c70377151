#include "events/fault.hpp"
#include "projections/timeline.hpp"
#include "tests/support/offices_at_work.hpp"
#include "tests/support/passing_log.hpp"
#include "tests/support/projected.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <initializer_list>
#include <vector>

namespace {

/// Counts how often it is asked.
class asked_log : public testing_support::passing_log {
public:
    using passing_log::passing_log;
    events::offset
    read(events::partition_id partition, events::offset from, std::size_t count_max,
         const std::function<bool(const events::stored_record&)>& visit) const override {
        ++asked;
        return passing_log::read(partition, from, count_max, visit);
    }
    mutable int asked = 0;
};

std::vector<engine::log_position> places_at(std::initializer_list<events::offset> offsets) {
    std::vector<engine::log_position> out;
    for (const auto at : offsets) {
        out.push_back({{0}, at});
    }
    return out;
}

TEST(events_at, reads_what_lies_together_at_once_and_answers_in_the_order_asked) {
    testing_support::projected world;
    testing_support::offices_at_work{{.seed = 71}}.write(world.log(), 400);
    const asked_log log{world.log()};
    const auto places = places_at({390, 3, 40, 5, 391, 3});
    const auto together = projections::events_at(log, places);
    EXPECT_EQ(log.asked, 2) << "those about 3 to 40, and those about 390";
    ASSERT_EQ(together.size(), places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        EXPECT_EQ(together[i].about.id, projections::event_at(log, places[i]).about.id) << i;
    }
    EXPECT_TRUE(projections::events_at(log, {}).empty());
    EXPECT_THROW(static_cast<void>(projections::events_at(log, places_at({399, 400}))),
                 events::log_fault)
        << "there is no such record";
}

} // namespace
