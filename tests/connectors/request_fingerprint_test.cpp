#include "connectors/request_fingerprint.hpp"
#include "events/memory_vault.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using connectors::request_fingerprint;

const events::person_id lan{"7e57ab1e-0000-4000-8000-000000000001"};
const events::person_id minh{"7e57ab1e-0000-4000-8000-000000000002"};
const auto asked = events::sha256("one request");

/// A vault that knows both, and a box of each.
struct request_of_two : testing::Test {
    request_of_two() { keys.ensure(std::vector{lan, minh}); }

    events::memory_vault keys;
    std::vector<events::sealed_box> boxes{{lan, "applicant", ""}, {minh, "debtor", ""}};
};

using request_fingerprints = request_of_two;

TEST_F(request_fingerprints, are_the_same_for_the_same_request_only) {
    const auto first = request_fingerprint(asked, boxes, keys);
    ASSERT_TRUE(first);
    EXPECT_EQ(request_fingerprint(asked, boxes, keys), first);
    EXPECT_NE(request_fingerprint(events::sha256("another request"), boxes, keys), first);
    std::swap(boxes.front(), boxes.back());
    boxes.push_back({lan, "note", ""});
    EXPECT_EQ(request_fingerprint(asked, boxes, keys), first) << "who, and not how they are listed";
}

TEST_F(request_fingerprints, cannot_be_made_without_the_key_of_any_person) {
    const auto first = request_fingerprint(asked, boxes, keys);
    for (const auto& gone : {lan, minh}) {
        events::memory_vault others;
        others.ensure(std::vector{lan, minh});
        EXPECT_NE(request_fingerprint(asked, boxes, others), first) << "other keys";
        others.destroy(gone);
        EXPECT_EQ(request_fingerprint(asked, boxes, others), std::nullopt) << gone.str();
    }
}

TEST_F(request_fingerprints, need_no_key_where_nobody_is_named) {
    const auto plain = request_fingerprint(asked, {}, keys);
    ASSERT_TRUE(plain);
    EXPECT_EQ(request_fingerprint(asked, {}, events::memory_vault{}), plain);
    EXPECT_NE(plain, request_fingerprint(events::sha256("another request"), {}, keys));
}

} // namespace
