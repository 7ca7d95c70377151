#pragma once

#include "engine/memory_target.hpp"
#include "engine/node.hpp"
#include "events/memory_log.hpp"
#include "tests/support/desk.hpp"

#include <gtest/gtest.h>

#include <atomic>

namespace testing_support {

/// A request for enforcement at the counter of office 96; the same key is the same command.
inline engine::command filing(const std::string& key) {
    engine::command out;
    out.id = events::command_id{events::uuid_of(key)};
    out.office = events::office_code{"96"};
    out.actor = events::officer_id{"officer-1"};
    out.acting_as = events::role::counter_officer;
    out.detail = filed_at_counter("enf_request");
    return out;
}

inline engine::command step(const events::case_id& subject, const std::string& key,
                            engine::command_detail what) {
    auto out = filing(key);
    out.subject = subject;
    out.detail = std::move(what);
    return out;
}

/// A node on a log in memory, under the default rules, on 1 June 2017.
struct running_node {
    std::shared_ptr<events::memory_records> records = std::make_shared<events::memory_records>(4);
    events::memory_log log{records};
    engine::memory_target folded;
    engine::manual_clock time{office_time("2017-06-01 08:00")};
    std::atomic<int> refusals = 0;
    engine::node engine_node{
        log, folded, engine::default_rule_set(), time,
        engine::node_options{.refused = [this](const auto&, const auto&, auto) { ++refusals; }}};

    running_node() { engine_node.start(); }

    engine::accepted opened(const std::string& key) {
        return std::get<engine::accepted>(engine_node.run(filing(key)));
    }
    /// What a stranger would fold from the log now.
    [[nodiscard]] engine::memory_target refolded() const {
        engine::memory_target fresh;
        for (std::uint32_t p = 0; p < log.partitions(); ++p) {
            engine::fold_partition(fresh, log, {p}, log.end({p}), 100);
        }
        return fresh;
    }
    void expect_dense_numbers_and_equal_replay() {
        engine_node.stop();
        const auto fresh = refolded();
        EXPECT_EQ(fresh.cases(), folded.cases());
        EXPECT_EQ(fresh.counters(), folded.counters());
        std::uint64_t codes = 0;
        for (const auto& [id, state] : fresh.cases()) {
            codes += state.code.empty() ? 0 : 1;
        }
        const auto counter = fresh.counters().find("code/96/170601");
        EXPECT_EQ(counter == fresh.counters().end() ? 0 : counter->second, codes);
    }
};

} // namespace testing_support
