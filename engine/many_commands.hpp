#pragma once

#include "engine/node.hpp"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>

namespace engine {

/// Many commands asked of one node: each goes out as soon as fewer than a number of them are
/// unanswered, so that whoever looks for the next one does so while those before are decided and
/// written. For one thread.
class many_commands {
public:
    struct tally {
        std::uint64_t recorded = 0;
        std::uint64_t refused = 0;
        std::optional<unavailable> failed; ///< the first answer that was neither
    };

    /// `unanswered_max` should be well below what a node lets wait, so that none is told to come
    /// later.
    many_commands(node& of, std::size_t unanswered_max)
        : of_(of), unanswered_max_(unanswered_max) {}
    /// Waits for the answers.
    ~many_commands();
    many_commands(const many_commands&) = delete;
    many_commands& operator=(const many_commands&) = delete;

    /// Waits for room. After a failure nothing more is asked.
    void ask(command what);
    /// What became of all of them.
    [[nodiscard]] tally answered();

private:
    void hear(const answer& told);

    node& of_;
    std::size_t unanswered_max_;
    std::mutex mutex_; // guards what follows
    std::condition_variable fewer_;
    std::size_t unanswered_ = 0;
    tally so_far_;
};

} // namespace engine
