#pragma once

#include "connectors/http/request_fields.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ops {

using connectors::language;

/// For people: `01/06/2017 08:30` at the office, of an RFC 3339 time; the text itself when it is
/// none.
[[nodiscard]] std::string office_time(std::string_view rfc3339);
/// `01/06/2017` of an ISO day or an RFC 3339 time.
[[nodiscard]] std::string office_day(std::string_view iso);

/// `98,25%` of hundredths of a percent, as the printed report has it.
[[nodiscard]] std::string share_text(std::int64_t hundredths, language in);

/// The words that people use for codes of the vocabulary: roles, lateness, channels, outcomes. A
/// code without a word of its own is shown with spaces for its underscores.
[[nodiscard]] std::string label_of(std::string_view code, language in);

} // namespace ops
