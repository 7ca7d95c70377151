#include "connectors/http/output_buffer.hpp"

#include <algorithm>
#include <utility>

namespace connectors {
namespace {

/// Copying up to here is cheaper than a further block in the gathering write.
constexpr std::size_t joined_bytes_max = 16 * 1024;

} // namespace

void output_buffer::append(std::string_view bytes) {
    if (bytes.empty()) {
        return;
    }
    if (blocks_.empty() || blocks_.back().size() + bytes.size() > joined_bytes_max) {
        blocks_.emplace_back();
    }
    blocks_.back().append(bytes);
    size_ += bytes.size();
}

void output_buffer::append_body(std::string body) {
    if (body.size() <= joined_bytes_max) {
        append(std::string_view{body});
        return;
    }
    size_ += body.size();
    blocks_.push_back(std::move(body));
}

std::span<const std::string_view> output_buffer::front(view_array& into) const {
    const std::size_t count = std::min(blocks_.size(), views_max);
    for (std::size_t i = 0; i < count; ++i) {
        into[i] = blocks_[i];
    }
    if (count > 0) {
        into[0].remove_prefix(used_);
    }
    return {into.data(), count};
}

void output_buffer::consume(std::size_t bytes) {
    size_ -= bytes;
    used_ += bytes;
    std::size_t done = 0;
    while (done < blocks_.size() && used_ >= blocks_[done].size()) {
        used_ -= blocks_[done].size();
        ++done;
    }
    blocks_.erase(blocks_.begin(), blocks_.begin() + static_cast<std::ptrdiff_t>(done));
}

} // namespace connectors
