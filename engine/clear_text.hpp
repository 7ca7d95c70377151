#pragma once

#include "engine/case_state.hpp"
#include "engine/command.hpp"
#include "engine/rejection.hpp"

#include <optional>
#include <string_view>

/// What an event states beside its sealed boxes lies in the log in clear and for good: no key that
/// is destroyed takes it back. So it is a code or a number; what people say in words is sealed
/// (decision 0048).
namespace engine {

/// The code of a reason that the step says in words, which lie in its box of part `words`.
inline constexpr std::string_view stated_in_words = "stated";

/// What may stand for a reason in clear: a code as `complex_case`, or the number of a paper as
/// `12729/VPCP-KGVX`. Nothing is neither words.
[[nodiscard]] bool is_code_or_number(std::string_view text);
/// One word as ids, numbers and kinds are written: no spaces, and no letters with tone marks.
[[nodiscard]] bool is_one_word(std::string_view text);

/// Refuses a command whose event would say words in clear, and says where: never which, since a
/// refusal is told and kept as well. What the installation itself states is not looked at: programs
/// write it.
[[nodiscard]] std::optional<rejection> refused_for_words(const case_state& state,
                                                         const command& what);

} // namespace engine
