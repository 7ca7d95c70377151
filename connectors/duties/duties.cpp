#include "connectors/duties/duties.hpp"

#include "projections/store.hpp"

#include <exception>

namespace connectors {
namespace {

/// A period that has passed is shown at once by queries; the alert follows within this time.
constexpr std::chrono::milliseconds look_interval{200};
/// However much mail waits, to come in or to go out, deadlines are looked at in between.
constexpr std::chrono::milliseconds mail_budget{300};
constexpr std::chrono::minutes tell_again{1};

} // namespace

duties::duties(lent on)
    : on_(std::move(on)), steps_(on_.node), ended_(on_.store, steps_, on_.rules),
      mail_({.rules = on_.rules,
             .intake = on_.intake,
             .mail = on_.mail,
             .refused = on_.refused,
             .problem = [this](const std::string& text) { tell(text); },
             .mine = my_offices()}),
      thread_([this] { run(); }) {}

duties::~duties() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_one();
    }
    thread_.join();
}

void duties::wake() {
    const std::lock_guard lock(mutex_);
    woken_ = true;
    changed_.notify_one();
}

void duties::run() {
    bool more = false;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            if (!more) {
                changed_.wait_for(lock, look_interval, [&] { return stopping_ || woken_; });
            }
            if (stopping_) {
                return;
            }
            woken_ = false;
        }
        more = look_once();
    }
}

bool duties::look_once() {
    bool more = false;
    const auto now = on_.time.now();
    // First, so that nobody is warned of a period that the program is about to close: what begins
    // after `now` is not due soon yet.
    perform([&] { ended_.end_all(now, my_offices()); });
    perform([&] { raise_alerts(on_.store, steps_, on_.rules, now, my_offices()); });
    perform([&] { on_.erased.carry_out_new(); });
    bool letters = false;
    perform([&] { letters = on_.outgoing.send_some(mail_budget, on_.mine); });
    perform([&] { more = mail_.look(mail_budget); });
    return more || letters;
}

void duties::perform(const std::function<void()>& duty) {
    try {
        duty();
    } catch (const std::exception& problem) {
        tell(problem.what());
    }
}

std::function<bool(const events::office_code&)> duties::my_offices() const {
    if (!on_.mine) {
        return {};
    }
    return [this](const events::office_code& office) {
        return on_.mine(events::partition_of(office, on_.partitions));
    };
}

void duties::tell(const std::string& problem) {
    const auto now = std::chrono::steady_clock::now();
    std::erase_if(told_, [&](const auto& one) { return now >= one.second + tell_again; });
    if (told_.emplace(problem, now).second && on_.problem) {
        on_.problem(problem);
    }
}

} // namespace connectors
