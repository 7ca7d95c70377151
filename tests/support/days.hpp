#pragma once

#include "events/instant.hpp"

#include <string_view>

namespace testing_support {

/// `2017-06-01`.
[[nodiscard]] inline events::local_date day(std::string_view text) {
    return events::date_from_text(text).value();
}

} // namespace testing_support
