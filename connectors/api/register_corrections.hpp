#pragma once

#include "connectors/api/call.hpp"
#include "events/sealed.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace connectors::api {

/// What stood in the cells of a line before it was corrected; empty where nothing was.
struct register_corrections {
    std::string applicant;
    std::string reach; ///< address and phone
    std::string promised;
    std::string note;        ///< what was corrected, and when: "đã sửa đổi, bổ sung ngày …"
    std::string person_note; ///< the part of it that is about the person
};

/// From the steps of the case after its line was entered: persons' data that were given anew, and
/// promises that were moved with an apology. `person` is the newest box of the person in the line,
/// null where the caller may not see them; `entered_by` is the step that entered the line, absent
/// for the one that took its number in the follow-up register.
[[nodiscard]] register_corrections corrections_of(call& of, const events::case_id& subject,
                                                  const events::sealed_box* person,
                                                  std::optional<std::uint64_t> entered_by = {});

} // namespace connectors::api
