#pragma once

#include "connectors/duties/deadline_watch.hpp"
#include "connectors/duties/ended_matters.hpp"
#include "connectors/duties/erasures.hpp"
#include "connectors/duties/mail_intake.hpp"
#include "connectors/duties/mail_watch.hpp"
#include "connectors/duties/outgoing_mail.hpp"
#include "connectors/duties/program_steps.hpp"
#include "engine/clock.hpp"

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace connectors {

/// What the node does by itself: watches deadlines, ends matters by law, erases persons, puts
/// letters into the outboxes, takes mail in from the Maildirs. One thread; every duty is a function
/// that can be called without it, and none waits for another that fails.
class duties {
public:
    struct lent {
        projections::store& store;
        engine::node& node;
        const engine::rule_set& rules;
        const engine::clock& time;
        mail_intake& intake;
        outgoing_mail& outgoing;
        erasures& erased;
        std::filesystem::path mail; ///< a Maildir an office
        /// Told of faults; the duty goes on. The same text is told once a minute.
        std::function<void(const std::string&)> problem;
        /// Told of mails that were set aside, for the audit trail.
        std::function<void(const events::office_code&, const std::string&)> refused;
        /// Which partitions are this node's to care for; empty: all.
        std::function<bool(events::partition_id)> mine{};
        std::uint32_t partitions = 1; ///< of the log
    };

    explicit duties(lent on);
    ~duties(); ///< stops
    duties(const duties&) = delete;
    duties& operator=(const duties&) = delete;

    /// Looks at once, for example after the clock was moved.
    void wake();

private:
    void run();
    [[nodiscard]] bool look_once();
    void perform(const std::function<void()>& duty);
    void tell(const std::string& problem);
    [[nodiscard]] std::function<bool(const events::office_code&)> my_offices() const;

    lent on_;
    program_steps steps_;
    ended_matters ended_;
    mail_watch mail_;
    std::map<std::string, std::chrono::steady_clock::time_point> told_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    bool woken_ = false;
    std::thread thread_;
};

} // namespace connectors
