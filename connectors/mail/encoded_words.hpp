#pragma once

#include "connectors/mail/message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// Decodes a header value or a name as mail carries it: RFC 2047 words (a letter may be split over
/// several of them), raw UTF-8 and raw 8-bit text. NFC. Doubts are added to `doubts`.
/// GMime's own decoder loses split letters and drops words of unknown sets without a word.
[[nodiscard]] std::string decode_words(std::string_view raw, std::vector<mail_finding>& doubts);

} // namespace connectors
