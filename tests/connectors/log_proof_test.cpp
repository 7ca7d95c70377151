#include "connectors/api/log_proof.hpp"
#include "events/codec.hpp"
#include "events/fault.hpp"
#include "events/memory_log.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/passing_log.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <mutex>

namespace {

using namespace std::chrono_literals;
using connectors::api::log_proof;

std::shared_ptr<events::memory_records> an_accepted_dossier_recorded() {
    const auto dossier = testing_support::an_accepted_dossier();
    auto kept = std::make_shared<events::memory_records>(1);
    for (const auto& one : dossier.told()) {
        kept->land({0}, std::vector<events::log_record>{
                            {events::office_code{"96"}, "x", events::encode(one)}});
    }
    return kept;
}

/// A log of one accepted dossier that is read only once the gate is open, and only as often as
/// told.
class gated_log final : public testing_support::passing_log {
public:
    gated_log() : passing_log(inner_) {}

    void open() {
        {
            const std::lock_guard lock(mutex_);
            open_ = true;
        }
        opened_.notify_all();
    }
    void break_down() { broken_ = true; }
    [[nodiscard]] int reads() const { return reads_; }

    events::offset
    read(events::partition_id partition, events::offset from, std::size_t count_max,
         const std::function<bool(const events::stored_record&)>& visit) const override {
        std::unique_lock lock(mutex_);
        opened_.wait(lock, [this] { return open_; });
        ++reads_;
        if (broken_) {
            throw events::log_fault("log-read", "read the log: the disk is gone");
        }
        // One at a time, so that there is something in between.
        return inner_.read(partition, from, std::min<std::size_t>(count_max, 1), visit);
    }

private:
    events::memory_log inner_{an_accepted_dossier_recorded(), events::memory_log::completion::pump};
    mutable std::mutex mutex_;
    mutable std::condition_variable opened_;
    bool open_ = false;
    bool broken_ = false;
    mutable int reads_ = 0;
};

/// What one caller hears.
std::future<log_proof::news> ask(log_proof& of) {
    auto heard = std::make_shared<std::promise<log_proof::news>>();
    auto out = heard->get_future();
    of.ask([heard](const log_proof::news& told) { heard->set_value(told); });
    return out;
}

log_proof::news hear(std::future<log_proof::news> from) {
    EXPECT_EQ(from.wait_for(20s), std::future_status::ready);
    return from.get();
}

TEST(log_proof, is_shared_by_all_who_ask_while_it_runs) {
    gated_log log;
    log_proof proof{log};
    auto first = ask(proof);
    auto second = ask(proof);
    log.open();
    const auto one = hear(std::move(first));
    const auto other = hear(std::move(second));
    ASSERT_TRUE(one.report);
    EXPECT_EQ(one.report, other.report);
    EXPECT_TRUE(one.report->holds());
    EXPECT_EQ(one.report->records, log.end({0}));
}

TEST(log_proof, reads_the_log_anew_for_who_asks_after_it_ended) {
    gated_log log;
    log.open();
    log_proof proof{log};
    const auto one = hear(ask(proof));
    const auto reads = log.reads();
    const auto other = hear(ask(proof));
    EXPECT_NE(one.report, other.report);
    EXPECT_EQ(log.reads(), 2 * reads);
}

TEST(log_proof, tells_the_impatient_how_far_it_is_and_the_result_when_they_ask_again) {
    gated_log log;
    log_proof proof{log, 0ms};
    auto waiting = ask(proof);
    log.open();
    const auto so_far = hear(std::move(waiting));
    EXPECT_FALSE(so_far.report);
    EXPECT_EQ(so_far.passed, 1U);
    EXPECT_EQ(so_far.all, log.end({0}));
    auto told = hear(ask(proof));
    for (int again = 0; !told.report && again < 1000; ++again) {
        told = hear(ask(proof));
    }
    ASSERT_TRUE(told.report);
    EXPECT_EQ(log.reads(), static_cast<int>(log.end({0}))) << "it went on and did not begin anew";
}

TEST(log_proof, tells_everybody_when_the_log_cannot_be_read) {
    gated_log log;
    log.break_down();
    log_proof proof{log};
    auto first = ask(proof);
    auto second = ask(proof);
    log.open();
    EXPECT_THROW(std::rethrow_exception(hear(std::move(first)).failed), events::log_fault);
    EXPECT_THROW(std::rethrow_exception(hear(std::move(second)).failed), events::log_fault);
}

TEST(log_proof, lets_its_listeners_go_when_it_is_ended) {
    gated_log log;
    std::future<log_proof::news> waiting;
    {
        log_proof proof{log};
        waiting = ask(proof);
        log.open();
    }
    EXPECT_EQ(waiting.wait_for(20s), std::future_status::ready) << "nobody waits for ever";
}

} // namespace
