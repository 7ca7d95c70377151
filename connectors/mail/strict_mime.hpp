#pragma once

#include "connectors/mail/mime_read.hpp"

#include <string_view>

namespace connectors {

/// Takes a message apart a second time, by the letter of RFC 5322 and 2045-2046 and without GMime.
/// Parsers disagree about broken MIME, and attackers hide attachments there; so what this one finds
/// broken, or reads otherwise than GMime, goes before a person. Total; header values of the leaves
/// that only people read (charset, file name, alternative) are left empty.
[[nodiscard]] mime_reading read_mime_strictly(std::string_view mail);

} // namespace connectors
