#pragma once

#include "connectors/command_json.hpp"

namespace connectors {

/// The persons for whom seal_into() will make keys or find them, for one who has the keys of many
/// commands made together. With input that seal_into() refuses it may name fewer.
[[nodiscard]] std::vector<events::person_id> keys_needed(const engine::command& into,
                                                         const common_input& from,
                                                         const engine::case_state* known,
                                                         events::vault& keys);

} // namespace connectors
