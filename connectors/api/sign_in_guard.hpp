#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace connectors::api {

/// Makes guessing passwords slow: after a few wrong ones a login must wait, longer each time.
class sign_in_guard {
public:
    /// How long the login must wait; none when it may try.
    [[nodiscard]] std::optional<std::uint32_t> wait_s(const std::string& login) {
        const std::lock_guard lock(mutex_);
        const auto found = failures_.find(login);
        const auto now = std::chrono::steady_clock::now();
        if (found == failures_.end() || found->second.until <= now) {
            return std::nullopt;
        }
        const auto left = std::chrono::ceil<std::chrono::seconds>(found->second.until - now);
        return static_cast<std::uint32_t>(left.count());
    }

    void tried(const std::string& login, bool right) {
        const std::lock_guard lock(mutex_);
        if (right) {
            failures_.erase(login);
            return;
        }
        if (failures_.size() >= logins_max) {
            failures_.clear(); // somebody invents logins; what matters is memory
        }
        auto& one = failures_[login];
        if (++one.count >= free_tries) {
            const auto wait = std::chrono::seconds{1LL << std::min(one.count - free_tries, 8)};
            one.until = std::chrono::steady_clock::now() + wait;
        }
    }

private:
    static constexpr int free_tries = 5;
    static constexpr std::size_t logins_max = 10'000;
    struct failures {
        int count = 0;
        std::chrono::steady_clock::time_point until{};
    };
    std::mutex mutex_;
    std::map<std::string, failures> failures_;
};

} // namespace connectors::api
