#pragma once

#include <string>
#include <string_view>

namespace connectors {

/// Why a mail was sorted as it was, or what is odd about it, for a person: the sentence that stands
/// for a code of `recognition` or of a finding. Empty for a code that is not known here, such as
/// one of a later version.
struct mail_words {
    std::string_view vi;
    std::string_view en;
};
[[nodiscard]] mail_words words_of(std::string_view code);

} // namespace connectors
