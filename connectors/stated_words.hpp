#pragma once

#include "connectors/http/request_fields.hpp"
#include "events/event.hpp"
#include "events/vault.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Why a step was taken, for people: the log has a code, and what was said in words lies in a box
/// beside it (decision 0048). Logs of before have the words where the code is now.
namespace connectors {

/// The box of a step's words; null when it says none.
[[nodiscard]] const events::sealed_box* words_box(const events::event& what);
/// What a step says in words; empty when it says none, or whose they were was erased.
[[nodiscard]] std::string stated_words(const events::event& what, const events::vault& keys);

/// A reason as people read it: the words, else what the code is called, else the code itself, or
/// what a log of before has in its place. Empty when the words are gone: what nobody knows is not
/// made up.
[[nodiscard]] std::string reason_text(std::string_view reason, const std::string& words,
                                      language in);

} // namespace connectors
