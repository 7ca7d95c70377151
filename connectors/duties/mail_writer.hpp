#pragma once

#include "engine/case_state.hpp"
#include "events/sealed.hpp"
#include "events/vault.hpp"

#include <string>

namespace connectors {

/// The address that a box tells: of a person who writes to the office in their own matter, or from
/// which a reply came. In lower case; empty when it tells none, or the person was erased.
[[nodiscard]] std::string address_told(const events::vault& keys, const events::sealed_box& box);

/// The box of the case's person who wrote from there, under whose key the mail is sealed: erasing
/// that person erases it. Of an address that no person of the case has now, the one who filed. Null
/// when none of them has a key any more: one who was erased comes back under a new one. `address`
/// is in lower case.
[[nodiscard]] const events::sealed_box*
writer_of(const engine::case_state& known, const events::vault& keys, const std::string& address);

} // namespace connectors
