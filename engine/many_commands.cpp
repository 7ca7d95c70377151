#include "engine/many_commands.hpp"

#include <utility>
#include <variant>

namespace engine {

many_commands::~many_commands() {
    std::unique_lock lock(mutex_);
    fewer_.wait(lock, [&] { return unanswered_ == 0; });
}

void many_commands::ask(command what) {
    {
        std::unique_lock lock(mutex_);
        fewer_.wait(lock, [&] { return unanswered_ < unanswered_max_; });
        if (so_far_.failed) {
            return;
        }
        ++unanswered_;
    }
    of_.submit(std::move(what), [this](const answer& told) { hear(told); });
}

many_commands::tally many_commands::answered() {
    std::unique_lock lock(mutex_);
    fewer_.wait(lock, [&] { return unanswered_ == 0; });
    return so_far_;
}

/// On the node's thread. Told under the lock: once nothing is unanswered this may be gone.
void many_commands::hear(const answer& told) {
    const std::lock_guard lock(mutex_);
    if (const auto* gone = std::get_if<unavailable>(&told)) {
        if (!so_far_.failed) {
            so_far_.failed = *gone;
        }
    } else {
        ++(std::holds_alternative<accepted>(told) ? so_far_.recorded : so_far_.refused);
    }
    // Woken seldom, for room for many, and at the end.
    if (--unanswered_ == 0 || unanswered_ == unanswered_max_ / 2) {
        fewer_.notify_one();
    }
}

} // namespace engine
