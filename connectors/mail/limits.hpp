#pragma once

#include <cstddef>

namespace connectors::mail_limits {

/// Mail up to this is kept whole, also what is not read of it. Of larger mail this much is kept:
/// sealing needs the bytes in memory, twice.
inline constexpr std::size_t kept_bytes_max = 64U * 1024 * 1024;
/// Larger mail is not read past this. Mail servers of the sector take 25 MB, base64 adds a third.
inline constexpr std::size_t message_bytes_max = 35U * 1024 * 1024;
/// Text is for people and goes into events; what is longer is a file.
inline constexpr std::size_t text_bytes_max = 1024U * 1024;
inline constexpr std::size_t parts_max = 200;
inline constexpr std::size_t depth_max = 20;
/// All parts together, taken apart: a message within a message is a part, and so is, whole once
/// more, each message in that one. A mail that was forwarded as a file three times has room.
inline constexpr std::size_t parts_bytes_max = 4 * message_bytes_max;
/// One header with its continuation lines. GMime needs 300 bytes for each address in it.
inline constexpr std::size_t header_bytes_max = 64U * 1024;
/// All headers before the first empty line.
inline constexpr std::size_t header_block_bytes_max = 256U * 1024;
/// Lines with a colon, anywhere: each could become a header of 600 bytes in GMime.
inline constexpr std::size_t colon_lines_max = 20'000;
/// Lines that begin with `--`, anywhere: each could become a part of 1.3 kB in GMime.
inline constexpr std::size_t dash_lines_max = 2'000;
/// Colons in one address header: GMime recurses for each group, and overflows its stack.
inline constexpr std::size_t address_colons_max = 100;
/// Characters at which GMime may look in the headers of addresses and contents, all together: from
/// each comma, quote and parenthesis it goes on to the end of the header. 32,000 commas in one keep
/// it busy for ten seconds, and the parts of one mail have room for hundreds.
inline constexpr std::size_t header_looks_max = 100'000'000;
/// Encoded words in one header or name.
inline constexpr std::size_t encoded_words_max = 500;
/// A subject or a name on a screen, in characters.
inline constexpr std::size_t shown_line_max = 500;
inline constexpr std::size_t display_name_max = 120;

} // namespace connectors::mail_limits
