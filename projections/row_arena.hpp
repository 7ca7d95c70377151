#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace projections {

/// Memory for rows on their way into the store, which stay where they were put until all of them
/// are forgotten together: one piece that grows would copy what it holds, and touch new memory,
/// each time.
class row_arena {
public:
    /// Room for `count` bytes that lie side by side.
    [[nodiscard]] char* take(std::size_t count) {
        while (at_ < blocks_.size() && blocks_[at_].size - used_ < count) {
            ++at_;
            used_ = 0;
        }
        if (at_ >= blocks_.size()) {
            at_ = blocks_.size();
            used_ = 0;
            const auto size = std::max(count, next_size());
            blocks_.push_back({std::make_unique_for_overwrite<char[]>(size), size});
        }
        char* const out = blocks_[at_].memory.get() + used_;
        used_ += count;
        bytes_ += count;
        return out;
    }
    /// Forgets what was put; the memory is used again.
    void clear() {
        at_ = 0;
        used_ = 0;
        bytes_ = 0;
    }
    /// What was taken since.
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    static constexpr std::size_t first = 1U << 12U;
    static constexpr std::size_t largest = 1U << 21U; // of which the memory is one page

    struct block {
        std::unique_ptr<char[]> memory;
        std::size_t size = 0;
    };

    [[nodiscard]] std::size_t next_size() const {
        return blocks_.empty() ? first : std::min(largest, 4 * blocks_.back().size);
    }

    std::vector<block> blocks_;
    std::size_t at_ = 0;   ///< the block that is being filled
    std::size_t used_ = 0; ///< of it
    std::size_t bytes_ = 0;
};

} // namespace projections
