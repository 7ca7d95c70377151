#pragma once

#include "events/describe.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace events {

/// As what a paper was handed in (loại: bản chính, bản chứng thực, bản chụp).
enum class paper_kind : std::uint8_t { original, certified_copy, copy };

template <> struct enum_names<paper_kind> {
    static constexpr std::array<std::string_view, 3> names{"original", "certified_copy", "copy"};
};

/// What the receipt slip says of a paper beside its name, and its sheets for the folio numbers (bút
/// lục). Each is absent where the counter did not state it.
struct accepted_paper {
    std::string paper; ///< as the procedure names it
    std::optional<paper_kind> kind;
    std::optional<std::uint64_t> count;  ///< số lượng
    std::optional<std::uint64_t> sheets; ///< of all of them together

    static constexpr auto fields() {
        return std::tuple{
            field{"paper", &accepted_paper::paper}, field{"kind", &accepted_paper::kind},
            field{"count", &accepted_paper::count}, field{"sheets", &accepted_paper::sheets}};
    }
    bool operator==(const accepted_paper&) const = default;
};

} // namespace events
