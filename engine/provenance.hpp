#pragma once

#include "events/describe.hpp"

#include <array>
#include <string>
#include <string_view>

namespace engine {

/// How well a legal fact is known.
enum class confidence {
    verbatim,    ///< V: the legal text or the official page was read
    second_hand, ///< S: reported by others
    general,     ///< G: general knowledge
    derived,     ///< D: follows from tagged facts
    proposed,    ///< P: a proposal of this project
};

/// Where a piece of legal data comes from.
struct provenance {
    std::string source;
    confidence tag = confidence::proposed;

    /// Only what was read or derived may apply by default; the rest an installation must adopt.
    [[nodiscard]] bool may_be_default() const {
        return tag == confidence::verbatim || tag == confidence::derived;
    }
    bool operator==(const provenance&) const = default;
};

class json_cursor;
/// Reads `source` and `tag`, both required.
[[nodiscard]] provenance read_provenance(const json_cursor& at);

} // namespace engine

template <> struct events::enum_names<engine::confidence> {
    static constexpr std::array<std::string_view, 5> names{"V", "S", "G", "D", "P"};
};
