#pragma once

#include "events/log.hpp"
#include "events/vault.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

/// How far the letters to persons have been put out: by partition the offset of the first event
/// that was not looked at. One node keeps it in its outbox, nodes that share a vault keep it there.
namespace connectors {

/// Nought for what is not noted.
[[nodiscard]] std::vector<events::offset> outgoing_progress_in(const std::filesystem::path& outbox,
                                                               std::uint32_t partitions);
/// Durable when it returns. Throws events::fault `mail_file`.
void keep_outgoing_progress(const std::filesystem::path& outbox,
                            const std::vector<events::offset>& passed);

[[nodiscard]] std::optional<events::offset> outgoing_progress_in(const events::vault& shared,
                                                                 events::partition_id partition);
void keep_outgoing_progress(events::vault& shared, events::partition_id partition,
                            events::offset passed);
/// The same, unless another node has come further. Answers whether it had not.
bool raise_outgoing_progress(events::vault& shared, events::partition_id partition,
                             events::offset passed);

/// Where an installation keeps it: in one of them, or nowhere when both are missing.
struct outgoing_progress_place {
    std::filesystem::path outbox{};
    events::vault* shared = nullptr;
};
[[nodiscard]] std::vector<events::offset> outgoing_progress_at(const outgoing_progress_place& where,
                                                               std::uint32_t partitions);
/// Never takes back what was passed there. Answers how many partitions are further now.
std::size_t raise_outgoing_progress(const outgoing_progress_place& where,
                                    const std::vector<events::offset>& passed);

} // namespace connectors
