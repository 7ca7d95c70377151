#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace connectors {

/// The dark modules of a QR code, without its quiet zone.
struct qr_modules {
    std::size_t size = 0; ///< modules a side
    std::vector<bool> dark;

    [[nodiscard]] bool at(std::size_t x, std::size_t y) const { return dark[y * size + x]; }
};

/// Error correction M: a seventh of it may be soiled. Throws std::length_error for a text of more
/// than about 2300 bytes.
[[nodiscard]] qr_modules make_qr(std::string_view text);

} // namespace connectors
