#include "engine/embedded_file.hpp"

#include <algorithm>

namespace engine {

std::span<const embedded> embedded_files(std::string_view prefix) {
    const auto all = embedded_table();
    const auto first = std::ranges::lower_bound(all, prefix, {}, &embedded::path);
    const auto last = std::ranges::find_if_not(
        first, all.end(), [&](const embedded& file) { return file.path.starts_with(prefix); });
    return {first, last};
}

std::optional<std::string_view> embedded_file(std::string_view path) {
    const auto all = embedded_table();
    const auto found = std::ranges::lower_bound(all, path, {}, &embedded::path);
    return found != all.end() && found->path == path ? std::optional{found->bytes} : std::nullopt;
}

} // namespace engine
