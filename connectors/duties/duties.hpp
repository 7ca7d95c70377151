#pragma once

#include "connectors/duties/deadline_watch.hpp"
#include "connectors/duties/mail_intake.hpp"
#include "connectors/duties/outgoing_mail.hpp"
#include "engine/clock.hpp"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace connectors {

/// What the node does by itself: watches deadlines, takes mail in from the Maildirs, puts letters
/// into the outboxes. One thread; every duty is a function that can be called without it.
class duties {
public:
    struct lent {
        projections::store& store;
        engine::node& node;
        const engine::rule_set& rules;
        const engine::clock& time;
        mail_intake& intake;
        outgoing_mail& outgoing;
        std::filesystem::path mail;                      ///< a Maildir an office
        std::function<void(const std::string&)> problem; ///< told of faults; the duty goes on
    };

    explicit duties(lent on);
    ~duties(); ///< stops
    duties(const duties&) = delete;
    duties& operator=(const duties&) = delete;

    /// Looks at once, for example after the clock was moved.
    void wake();

private:
    void run();
    void look_once();
    void take_mail();

    lent on_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    bool woken_ = false;
    std::thread thread_;
};

} // namespace connectors
