#pragma once

#include <cstdint>
#include <string_view>

namespace events {

/// The CRC-32 of gzip and zlib, going on from the CRC of what came before (0 at the beginning).
[[nodiscard]] std::uint32_t crc32(std::uint32_t before, std::string_view text);

} // namespace events
