#include "tests/support/given.hpp"

#include "events/codec.hpp"
#include "projections/digest.hpp"
#include "projections/key_text.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace testing_support {
namespace {

projections::snapshot fold(projected& world, const std::vector<events::event>& happened) {
    for (const auto& one : happened) {
        const events::log_record record{one.about.office, {}, events::encode(one)};
        world.log().records()->land({0}, {&record, 1});
    }
    return world.fold(1);
}

} // namespace

given::given(const std::vector<events::event>& happened) : view_(fold(world_, happened)) {
    const projected loaded{world_.log().records()};
    EXPECT_EQ(projections::difference(projections::digest(loaded.store().view()),
                                      projections::digest(view_)),
              "");
}

std::vector<std::string> given::keys_of(projections::table where) const {
    std::vector<std::string> out;
    view_.scan(where, {}, {}, [&](std::string_view key, std::string_view) {
        out.push_back(projections::key_text(where, key));
        return true;
    });
    return out;
}

const given& given::then_row(projections::table where, const std::string& key) const {
    EXPECT_THAT(keys_of(where), testing::Contains(key)) << projections::name_of(where);
    return *this;
}

const given& given::then_no_row(projections::table where, const std::string& key) const {
    EXPECT_THAT(keys_of(where), testing::Not(testing::Contains(key)))
        << projections::name_of(where);
    return *this;
}

const given& given::then_rows(projections::table where, std::size_t count) const {
    EXPECT_THAT(keys_of(where), testing::SizeIs(count)) << projections::name_of(where);
    return *this;
}

} // namespace testing_support
