#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace engine {

/// A file of schemas/ as it was when the binary was built.
struct embedded {
    std::string_view path; ///< below schemas/, for example procedures/enf_request.json
    std::string_view bytes;
};

/// All of them, by path.
[[nodiscard]] std::span<const embedded> embedded_table();
/// Those whose path begins with `prefix`, by path.
[[nodiscard]] std::span<const embedded> embedded_files(std::string_view prefix);
[[nodiscard]] std::optional<std::string_view> embedded_file(std::string_view path);

} // namespace engine
