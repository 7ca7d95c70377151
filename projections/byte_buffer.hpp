#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace projections {

/// Bytes that are put together a few at a time, as the values of rows are: a string makes a call of
/// each piece, and there are some hundred of them for every event.
class byte_buffer {
public:
    void push_back(char one) {
        *room(1) = one;
        ++size_;
    }
    void append(std::string_view piece) {
        if (!piece.empty()) { // nothing may lie nowhere
            std::memcpy(room(piece.size()), piece.data(), piece.size());
            size_ += piece.size();
        }
    }
    /// Where the next `count` bytes may be written; they belong to the buffer once use() is told.
    [[nodiscard]] char* room(std::size_t count) {
        if (bytes_.size() - size_ < count) {
            bytes_.resize(std::max(2 * bytes_.size(), size_ + count + least));
        }
        return bytes_.data() + size_;
    }
    void use(std::size_t count) { size_ += count; }
    void clear() { size_ = 0; }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::string_view view() const { return {bytes_.data(), size_}; }
    // NOLINTNEXTLINE(google-explicit-constructor): a buffer is its bytes
    operator std::string_view() const { return view(); }

private:
    static constexpr std::size_t least = 256;

    std::string bytes_; ///< all of them may be written to, the first size_ have been
    std::size_t size_ = 0;
};

} // namespace projections
