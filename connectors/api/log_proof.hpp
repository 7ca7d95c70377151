#pragma once

#include "engine/verify.hpp"
#include "events/log.hpp"

#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace connectors::api {

/// Proves the log for whoever asks. Reading all of it takes minutes and every processor, so there
/// is one proof at a time, behind everything else that runs, and all who ask meanwhile share it. A
/// caller hears within `patience`: the report, or how far it is, and then asks again.
class log_proof {
public:
    struct news {
        std::shared_ptr<const engine::verify_report> report; ///< null while it runs
        std::uint64_t passed = 0;                            ///< records
        std::uint64_t all = 0;
        std::exception_ptr failed; ///< the log could not be read
    };
    /// Called once, on any thread.
    using listener = std::function<void(const news&)>;

    explicit log_proof(const events::log& of,
                       std::chrono::milliseconds patience = std::chrono::seconds{20})
        : log_(of), patience_(patience) {}
    log_proof(const log_proof&) = delete;
    log_proof& operator=(const log_proof&) = delete;
    /// Ends a proof that runs; its listeners are let go without a call.
    ~log_proof();

    void ask(listener told);

private:
    using clock = std::chrono::steady_clock;
    struct waiting_listener {
        clock::time_point until;
        listener told;
    };

    /// With the mutex held.
    std::shared_ptr<const news> take_unheard();
    void run(const std::stop_token& stop);
    void tell_impatient(std::uint64_t passed, std::uint64_t all);
    void end(news of);

    const events::log& log_;
    std::chrono::milliseconds patience_;
    std::mutex mutex_;
    std::vector<waiting_listener> waiting_;
    bool running_ = false;
    /// A result that came while nobody listened belongs to who was told to ask again.
    std::shared_ptr<const news> unheard_;
    clock::time_point unheard_until_;
    std::jthread thread_; ///< last: it uses the others
};

} // namespace connectors::api
