#include "engine/memory_target.hpp"
#include "engine/overlay.hpp"
#include "tests/support/samples.hpp"

#include <gtest/gtest.h>

namespace {

using namespace engine;

const std::string register_counter = "register/96/2017";

/// A step of the case that takes this number of the register.
events::event step_taking(std::uint64_t number, std::uint64_t sequence = 1) {
    auto out = testing_support::sample_event("document_attached");
    out.about.subject = events::case_id{"a case"};
    out.about.sequence = sequence;
    out.common.numbers = {{register_counter, number, std::to_string(number)}};
    return out;
}

struct ahead_of_nothing {
    memory_target folded;
    overlay ahead{folded};
    events::digest hash{};

    overlay::mark sends(const events::event& what) { return ahead.sent(what, hash); }
};

TEST(overlay, keeps_what_was_decided_after_a_failure_when_the_next_failure_is_heard_of) {
    ahead_of_nothing n;
    const auto a = step_taking(1, 1);
    const auto b = step_taking(2, 2);
    const auto c = step_taking(1, 1);
    const auto d = step_taking(2, 2);
    const auto first = n.sends(a);
    const auto second = n.sends(b);
    n.ahead.failed(a, first); // another writer was quicker
    EXPECT_EQ(n.ahead.next(register_counter), 1U) << "decided again on what is folded";
    const auto third = n.sends(c);
    n.ahead.failed(b, second); // it stood on the first one
    EXPECT_EQ(n.ahead.next(register_counter), 2U) << "the third is good, and its number is taken";
    EXPECT_EQ(n.ahead.look(c.about.subject).version, 1U);

    const auto fourth = n.sends(d);
    EXPECT_EQ(n.ahead.next(register_counter), 3U);
    n.ahead.failed(c, third);
    EXPECT_EQ(n.ahead.next(register_counter), 1U) << "the fourth stands on the third";
    EXPECT_FALSE(n.ahead.look(c.about.subject).exists());
    n.ahead.failed(d, fourth);
    EXPECT_EQ(n.ahead.next(register_counter), 1U);
}

TEST(overlay, forgets_whatever_stands_on_a_case_that_another_writer_has_changed) {
    ahead_of_nothing n;
    const auto own = step_taking(1);
    const auto mark = n.sends(own);
    n.ahead.overtaken(step_taking(1));
    EXPECT_EQ(n.ahead.next(register_counter), 1U);
    EXPECT_FALSE(n.ahead.look(own.about.subject).exists());
    n.ahead.failed(own, mark);
    EXPECT_EQ(n.ahead.next(register_counter), 1U);
}

} // namespace
