#pragma once

#include "events/describe.hpp"

#include <cstdint>
#include <string>

namespace events {

/// A letter was numbered and issued. Its document stands in facts::documents, its number (Nghị định
/// 30/2020/NĐ-CP Điều 15) in facts::numbers.
struct letter_issued {
    static constexpr std::string_view name = "letter_issued";

    std::string form;        ///< complaint_docketing_notice
    std::string version;     ///< of the form
    std::uint64_t of_step{}; ///< place in the case of the step that it tells of

    static constexpr auto fields() {
        return std::tuple{field{"form", &letter_issued::form},
                          field{"version", &letter_issued::version},
                          field{"of_step", &letter_issued::of_step}};
    }
    bool operator==(const letter_issued&) const = default;
};

} // namespace events
