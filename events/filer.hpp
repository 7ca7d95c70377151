#pragma once

#include "events/describe.hpp"

#include <array>
#include <cstdint>

namespace events {

/// Who hands a request in; some have to prove why they may. Luật THADS 26/2008/QH12 art. 31.1 (a
/// representative), NĐ 62/2015/NĐ-CP art. 37.1 (a relative).
enum class filer : std::uint8_t { party, representative, relative };

template <> struct enum_names<filer> {
    static constexpr std::array<std::string_view, 3> names{"party", "representative", "relative"};
};

} // namespace events
