#pragma once

#include "connectors/api/register_book.hpp"

#include <string>

namespace connectors::api {

/// What stood in the cells of a line before it was corrected; empty where nothing was.
struct register_corrections {
    std::string applicant;
    std::string reach; ///< address and phone
    std::string promised;
    std::string note; ///< what was corrected, and when: "đã sửa đổi, bổ sung ngày …"
};

/// From the steps of the case after its line was entered: persons' data that were given anew, and
/// promises that were moved with an apology. `line` says what the caller may see.
[[nodiscard]] register_corrections corrections_of(call& of, const projections::register_line& row,
                                                  const register_line& line);

} // namespace connectors::api
