#include "connectors/duties/outgoing_mail.hpp"
#include "connectors/duties/outgoing_progress.hpp"
#include "connectors/mail/outbox.hpp"
#include "events/memory_vault.hpp"
#include "projections/store.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/counter_work.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <thread>

/// Letters where several nodes send, each for some partitions.
namespace {

using nlohmann::json;
using testing_support::api_desk;

/// Three persons whose dossiers lack something, each of whom is to be told.
constexpr int persons_to_tell = 3;

class letters_of_nodes : public testing::Test {
protected:
    letters_of_nodes() {
        for (int i = 0; i < persons_to_tell; ++i) {
            static_cast<void>(testing_support::request_that_lacks_a_paper(desk_));
        }
        home_ = events::partition_of(events::office_code{"96"}, desk_.on().log().partitions());
    }

    [[nodiscard]] connectors::outgoing_mail node(const char* name) {
        auto& on = desk_.on();
        connectors::outgoing_mail out{
            on.log(),   on.store(),           on.node(), on.vault(), on.documents(),
            on.rules(), desk_.folder() / name};
        out.share_progress(notes_);
        return out;
    }
    [[nodiscard]] std::size_t sent_by(const char* name) const {
        return connectors::outbox{desk_.folder() / name / "96"}.waiting().size();
    }
    [[nodiscard]] events::offset noted() const {
        return connectors::outgoing_progress_in(notes_, home_).value_or(0);
    }

    api_desk desk_;
    events::memory_vault notes_; ///< that the nodes share
    events::partition_id home_;
};

TEST_F(letters_of_nodes, end_where_another_node_took_the_partition_over) {
    auto slow = node("slow");
    auto next = node("next");
    // Given a node that stands still after its first letter, so that its partition goes to another.
    const auto still_mine = [&](events::partition_id p) {
        return p != home_ || sent_by("slow") == 0;
    };
    EXPECT_EQ(slow.send_new(still_mine), 1U);
    // Then the other goes on behind what was sent, and the first has nothing left to do.
    EXPECT_EQ(next.send_new(), 2U);
    EXPECT_EQ(slow.send_new(still_mine), 0U);
    EXPECT_EQ(sent_by("slow") + sent_by("next"), std::size_t{persons_to_tell})
        << "nobody is told twice";
    // And when the partition comes back, it goes on where the other one ended.
    EXPECT_EQ(slow.send_new(), 0U);
    EXPECT_EQ(noted(), desk_.on().store().passed(home_));
}

TEST_F(letters_of_nodes, are_left_to_the_node_that_took_the_partition_while_one_was_issued) {
    auto slow = node("slow");
    // Given a partition that goes to another node between the event and the outbox.
    const auto recorded = desk_.records();
    const auto still_mine = [&](events::partition_id p) {
        return p != home_ || desk_.records() == recorded;
    };
    EXPECT_EQ(slow.send_new(still_mine), 0U);
    EXPECT_EQ(desk_.records(), recorded + 1) << "the mail is issued";
    EXPECT_EQ(sent_by("slow"), 0U) << "and not put out where it is nobody's business any more";
    auto next = node("next");
    EXPECT_EQ(next.send_new(), std::size_t{persons_to_tell}) << "that one too";
    EXPECT_EQ(slow.send_new(), 0U);
    EXPECT_EQ(desk_.records(), recorded + persons_to_tell) << "each is issued once";
}

TEST_F(letters_of_nodes, are_sent_some_at_a_time_so_that_deadlines_are_looked_at_in_between) {
    auto node_of_duties = node("node");
    const auto mine = [](events::partition_id) { return true; };
    for (std::size_t sent = 1; sent <= std::size_t{persons_to_tell}; ++sent) {
        while (sent_by("node") < sent) { // other partitions have their turn
            ASSERT_TRUE(node_of_duties.send_some({}, mine)) << "more waits";
        }
        ASSERT_EQ(sent_by("node"), sent) << "one letter, and what else there is to do";
    }
    int looks = 0;
    while (node_of_duties.send_some({}, mine)) {
        ASSERT_LT(++looks, 1000) << "it ends when all is sent";
    }
    EXPECT_EQ(sent_by("node"), std::size_t{persons_to_tell});
    EXPECT_FALSE(node_of_duties.send_some(std::chrono::hours{1}, mine));
}

TEST_F(letters_of_nodes, are_noted_while_a_node_is_still_busy_with_others) {
    auto busy = node("busy");
    busy.share_progress(notes_, {.letters = {}, .silence = std::chrono::hours{1}});
    // Asked before each letter: a node that dies there has noted those that it put out.
    std::set<events::offset> noted_before;
    busy.send_new([&](events::partition_id p) {
        if (p == home_) {
            noted_before.insert(noted());
        }
        return true;
    });
    EXPECT_EQ(noted_before.size(), std::size_t{persons_to_tell});
    EXPECT_EQ(node("next").send_new(), 0U);
}

TEST_F(letters_of_nodes, are_noted_in_time_where_nothing_is_to_be_sent) {
    constexpr std::chrono::milliseconds silence{300};
    auto quiet = node("quiet");
    quiet.share_progress(notes_, {.letters = {}, .silence = silence});
    EXPECT_EQ(quiet.send_new(), std::size_t{persons_to_tell});
    desk_.file_request(); // nobody is told
    EXPECT_EQ(quiet.send_new(), 0U);
    std::this_thread::sleep_for(silence);
    EXPECT_EQ(quiet.send_new(), 0U) << "it finds nothing new";
    EXPECT_EQ(noted(), desk_.on().store().passed(home_));
}

TEST_F(letters_of_nodes, never_take_back_how_far_another_node_came) {
    auto slow = node("slow");
    const auto far = desk_.on().store().passed(home_) + 100;
    int asked = 0;
    slow.send_new([&](events::partition_id p) {
        if (p == home_ && ++asked == 2) { // it is busy with its letters
            connectors::keep_outgoing_progress(notes_, home_, far);
        }
        return true;
    });
    EXPECT_EQ(noted(), far);
}

} // namespace
