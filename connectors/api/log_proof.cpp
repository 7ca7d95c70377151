#include "connectors/api/log_proof.hpp"

#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <algorithm>
#include <utility>

namespace connectors::api {
namespace {

/// For so long the result waits for the caller who was told to ask again.
constexpr std::chrono::seconds unheard_for{30};
constexpr int behind_everything_else = 10;

} // namespace

log_proof::~log_proof() {
    thread_.request_stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

void log_proof::ask(listener told) {
    std::unique_lock lock(mutex_);
    if (const auto unheard = take_unheard()) {
        lock.unlock();
        told(*unheard);
        return;
    }
    waiting_.push_back({clock::now() + patience_, std::move(told)});
    if (!running_) {
        running_ = true;
        thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
    }
}

std::shared_ptr<const log_proof::news> log_proof::take_unheard() {
    const auto unheard = std::exchange(unheard_, nullptr);
    return clock::now() > unheard_until_ ? nullptr : unheard;
}

void log_proof::run(const std::stop_token& stop) {
    // Of this thread, and with Linux of those that it starts.
    if (::setpriority(PRIO_PROCESS, 0, behind_everything_else) != 0) {
        spdlog::debug("the proof of the log runs at the usual priority");
    }
    news last;
    try {
        last.report = std::make_shared<const engine::verify_report>(engine::verify(
            log_, [this](auto passed, auto all) { tell_impatient(passed, all); }, stop));
    } catch (const std::exception&) {
        last.failed = std::current_exception();
    }
    if (!stop.stop_requested()) {
        end(std::move(last));
    }
}

void log_proof::tell_impatient(std::uint64_t passed, std::uint64_t all) {
    std::vector<waiting_listener> out;
    {
        const std::lock_guard lock(mutex_);
        const auto now = clock::now();
        const auto rest = std::ranges::stable_partition(
            waiting_, [&](const auto& one) { return one.until > now; });
        out.assign(std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
        waiting_.erase(rest.begin(), rest.end());
    }
    for (const auto& one : out) {
        one.told({nullptr, passed, all, nullptr});
    }
}

void log_proof::end(news of) {
    const auto last = std::make_shared<const news>(std::move(of));
    std::vector<waiting_listener> out;
    {
        const std::lock_guard lock(mutex_);
        out = std::exchange(waiting_, {});
        running_ = false;
        if (out.empty()) {
            unheard_ = last;
            unheard_until_ = clock::now() + unheard_for;
        }
    }
    for (const auto& one : out) {
        one.told(*last);
    }
}

} // namespace connectors::api
