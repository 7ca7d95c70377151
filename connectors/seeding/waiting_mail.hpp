#pragma once

#include "engine/rule_set.hpp"
#include "events/instant.hpp"
#include "events/vault.hpp"
#include "projections/snapshot.hpp"

#include <cstdint>
#include <filesystem>

namespace connectors::seeding {

/// Puts a morning's e-mails into an office's Maildir, which is made: a whole request and the same
/// one once more, one without the judgment, a complaint, an answer to guidance that a case of the
/// office waits for, and what a mail program sent by itself. Returns how many.
std::uint64_t leave_mails(const std::filesystem::path& maildir, const engine::office& office,
                          const projections::snapshot& view, const events::vault& keys,
                          events::instant now, std::uint64_t seed);

} // namespace connectors::seeding
