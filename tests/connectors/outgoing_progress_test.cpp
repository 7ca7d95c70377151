#include "connectors/duties/outgoing_progress.hpp"
#include "tests/support/vault_of_rivals.hpp"

#include <gtest/gtest.h>

namespace {

constexpr events::partition_id of_letters{3};

TEST(the_progress_of_letters, is_not_taken_back_by_a_node_that_was_slower) {
    testing_support::vault_of_rivals shared;
    EXPECT_TRUE(connectors::raise_outgoing_progress(shared, of_letters, 5));
    // Given another node that notes more between this one's look and its note.
    shared.rival = [&] { connectors::keep_outgoing_progress(shared, of_letters, 20); };
    EXPECT_FALSE(connectors::raise_outgoing_progress(shared, of_letters, 10));
    EXPECT_EQ(connectors::outgoing_progress_in(shared, of_letters), 20U)
        << "letters were sent again";
    EXPECT_FALSE(connectors::raise_outgoing_progress(shared, of_letters, 0));
    EXPECT_TRUE(connectors::raise_outgoing_progress(shared, of_letters, 21));
}

TEST(the_progress_of_letters, is_not_noted_before_there_is_any) {
    testing_support::vault_of_rivals shared;
    EXPECT_FALSE(connectors::raise_outgoing_progress(shared, of_letters, 0));
    EXPECT_EQ(connectors::outgoing_progress_in(shared, of_letters), std::nullopt);
}

} // namespace
