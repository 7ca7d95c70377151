#include "events/crc32.hpp"

#include <zlib.h>

namespace events {

std::uint32_t crc32(std::uint32_t before, std::string_view text) {
    // zlib takes no bytes at a null address as a wish to begin anew.
    if (text.empty()) {
        return before;
    }
    return static_cast<std::uint32_t>(
        ::crc32_z(before, reinterpret_cast<const Bytef*>(text.data()), text.size()));
}

} // namespace events
