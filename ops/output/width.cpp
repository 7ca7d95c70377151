#include "ops/output/width.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace ops {
namespace {

/// Reads the next code point; negative when the bytes are not UTF-8.
UChar32 next_of(std::string_view text, std::size_t& at) {
    UChar32 point = 0;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    U8_NEXT(bytes, at, text.size(), point);
    return point;
}

std::size_t width_of(UChar32 point) {
    switch (u_charType(point)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
        return 0;
    default:
        break;
    }
    const auto wide = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

} // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = next_of(text, at);
        width += point < 0 ? 1 : width_of(point);
    }
    return width;
}

std::string cut_to_width(std::string_view text, std::size_t columns) {
    if (display_width(text) <= columns) {
        return std::string{text};
    }
    std::size_t width = 0;
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = next_of(text, at);
        width += point < 0 ? 1 : width_of(point);
        if (width + 1 > columns) {
            break;
        }
        end = at;
    }
    return std::string{text.substr(0, end)} + "…";
}

std::string printable(std::string_view text, bool keep_lines) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto begin = at;
        const auto point = next_of(text, at);
        if (point == '\n' || point == '\t' || point == '\r') {
            if (keep_lines && point == '\n') {
                out += '\n';
            } else if (point != '\r') {
                out += ' ';
            }
        } else if (point < 0 || u_charType(point) == U_CONTROL_CHAR ||
                   (u_charType(point) == U_FORMAT_CHAR && point != 0x200D)) {
            out += "\xEF\xBF\xBD";
        } else {
            out += text.substr(begin, at - begin);
        }
    }
    return out;
}

} // namespace ops
