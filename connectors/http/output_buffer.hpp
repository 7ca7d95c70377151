#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// Bytes on their way to one socket: small pieces are joined, large bodies are not copied.
class output_buffer {
public:
    [[nodiscard]] bool empty() const { return blocks_.empty(); }
    [[nodiscard]] std::size_t size() const { return size_; }

    void append(std::string_view bytes);
    void append_body(std::string body);

    static constexpr std::size_t views_max = 8;
    using view_array = std::array<std::string_view, views_max>;
    /// Fills `into` with the front, as much as one gathering write takes.
    [[nodiscard]] std::span<const std::string_view> front(view_array& into) const;
    void consume(std::size_t bytes);

private:
    std::vector<std::string> blocks_;
    std::size_t used_ = 0; ///< of the first block
    std::size_t size_ = 0; ///< not yet consumed
};

} // namespace connectors
