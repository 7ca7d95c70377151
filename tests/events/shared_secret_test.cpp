#include "events/shared_secret.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace events;

/// A log of one secret, to which several nodes write.
struct log_of_a_secret {
    std::vector<std::optional<std::string>> records;

    [[nodiscard]] std::optional<std::string> now() const {
        return records.empty() ? std::nullopt : records.back();
    }
    offset write(const std::string& value) {
        records.push_back(value.empty() ? std::nullopt : std::optional{value});
        return records.size() - 1;
    }
    /// As one node sees it from now on.
    [[nodiscard]] shared_secret seen_by_a_node() {
        return {now(), [this](const std::string& value) { return write(value); },
                [this, from = records.size()] {
                    std::vector<secret_version> out;
                    for (auto at = from; at < records.size(); ++at) {
                        out.push_back({at, records[at]});
                    }
                    return out;
                }};
    }
};

/// Adds a letter to what is there, and lets something happen after it has looked.
vault::secret_change adding(const std::string& letter, std::function<void()> meanwhile = {}) {
    return [letter, meanwhile = std::move(meanwhile)](
               const std::optional<std::string>& now) mutable -> std::optional<std::string> {
        if (auto happens = std::exchange(meanwhile, nullptr)) {
            happens();
        }
        return now ? std::optional{*now + letter} : std::nullopt;
    };
}

TEST(a_shared_secret, that_nobody_else_changes_is_written_once) {
    log_of_a_secret log;
    log.write("a");
    EXPECT_TRUE(change_shared_secret(log.seen_by_a_node(), adding("b")));
    EXPECT_EQ(log.now(), "ab");
    EXPECT_EQ(log.records.size(), 2U);
}

TEST(a_shared_secret, that_two_nodes_change_at_once_has_both_changes) {
    log_of_a_secret log;
    log.write("a");
    const auto other = [&] {
        EXPECT_TRUE(change_shared_secret(log.seen_by_a_node(), adding("c")));
    };
    EXPECT_TRUE(change_shared_secret(log.seen_by_a_node(), adding("b", other)));
    EXPECT_EQ(log.now(), "acb") << "whoever wrote last has undone the other";
    // And once more, while the one that was too late mends it.
    auto here = log.seen_by_a_node();
    const auto write = here.write;
    int writes = 0;
    here.write = [&](const std::string& value) {
        if (++writes <= 2) {
            log.write(log.now().value_or("") + std::to_string(writes));
        }
        return write(value);
    };
    EXPECT_TRUE(change_shared_secret(std::move(here), adding("d")));
    EXPECT_EQ(log.now()->back(), 'd');
    EXPECT_NE(log.now()->find('2'), std::string::npos) << *log.now();
}

TEST(a_shared_secret, that_is_removed_meanwhile_stays_removed) {
    log_of_a_secret log;
    log.write("a");
    EXPECT_FALSE(change_shared_secret(log.seen_by_a_node(),
                                      adding("b", [&] { static_cast<void>(log.write("")); })));
    EXPECT_EQ(log.now(), std::nullopt) << "it was made anew by a change of what is no more";
}

TEST(a_shared_secret, that_is_left_as_it_is_is_not_written) {
    log_of_a_secret log;
    EXPECT_FALSE(change_shared_secret(log.seen_by_a_node(), adding("b")));
    EXPECT_TRUE(log.records.empty());
}

} // namespace
