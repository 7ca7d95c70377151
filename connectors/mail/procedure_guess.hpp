#pragma once

#include "connectors/mail/message.hpp"

#include <string>
#include <vector>

namespace connectors {

/// The procedures that a message speaks of, by their codes (enf_request, result_confirm, complaint,
/// denunciation, officer_change, coercion_cost_relief, fee_relief), from its words without accents.
/// The subject decides where it names any; then what the sender wrote; then the names of the files.
/// Empty: a person chooses. Several: a person chooses among them.
[[nodiscard]] std::vector<std::string> guess_procedures(const inbound_message& message);

} // namespace connectors
