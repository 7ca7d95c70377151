#pragma once

#include <optional>
#include <string_view>

/// What a mail calls a character set, in lowercase.
namespace connectors {

/// The set that is meant, as iconv calls it; empty for a name that is none of mail's own, which may
/// be one of iconv's.
[[nodiscard]] std::optional<std::string_view> charset_meant_by(std::string_view name);

/// Converters of glibc that have had memory errors, endless loops or failed assertions, and what is
/// no set of a mail but of this machine. See ops/decisions/0037.
[[nodiscard]] bool is_refused_charset(std::string_view name);

/// Whether iconv may be asked for it. A slash parts a name of glibc from what is to be done with
/// errors, and no name of a mail has one.
[[nodiscard]] bool is_charset_name(std::string_view name);

} // namespace connectors
