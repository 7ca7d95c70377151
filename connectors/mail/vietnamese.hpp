#pragma once

#include <string>
#include <string_view>

namespace connectors {

/// How much a text (UTF-8, NFC) looks like Vietnamese written by people: Vietnamese letters count
/// for it; foreign letters, symbols inside words, controls and two tones in one word against it.
/// Plain ASCII is 0.
[[nodiscard]] int vietnamese_score(std::string_view text);

/// Reads VNI-Windows, the font encoding of many offices before 2001, which no library knows: each
/// accent is a Latin-1 letter behind its vowel. In: the bytes read as windows-1252, as UTF-8.
[[nodiscard]] std::string from_vni(std::string_view text);

} // namespace connectors
