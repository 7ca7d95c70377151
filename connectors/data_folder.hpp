#pragma once

#include "connectors/space_watch.hpp"
#include "engine/rule_set.hpp"
#include "events/log.hpp"
#include "events/vault.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace connectors {

struct application_options;

/// Throws events::fault `folder-not-initialised` when initialise() never made the folder.
void check_folder(const application_options& options);

/// Where the folder grows. The parts may be mounts of their own.
[[nodiscard]] std::unique_ptr<space_watch> watch_space(const application_options& options);

/// The log of events and that of refusals, in the folder or in Kafka. `room` is asked before
/// anything is written; null for a reader. Throws events::fault, as `log-held`.
[[nodiscard]] std::unique_ptr<events::log> open_event_log(const application_options& options,
                                                          space_watch* room);
[[nodiscard]] std::unique_ptr<events::log> open_audit_log(const application_options& options,
                                                          space_watch* room);

/// An auditor may have a copy of the log without its vault: then everybody's data stays sealed.
[[nodiscard]] std::unique_ptr<events::vault> open_vault(const application_options& options);

/// The rules of this installation: the built-in ones, with the files of `rules/` in their place.
/// Nothing when the folder has none of its own.
[[nodiscard]] std::optional<engine::rule_set> rules_of_folder(const std::filesystem::path& data);
/// The same from their texts, as rule_files_of() has read them.
[[nodiscard]] std::optional<engine::rule_set> rules_of_folder(const std::filesystem::path& data,
                                                              const engine::rule_files& files);

/// Makes the data folder of a node whose log is in Kafka, where its topics must be already; see
/// connectors::make_topics. `key` is the installation key of the node that was made first; empty: a
/// new one. Throws fault when the folder is not empty.
void initialise_node(const std::filesystem::path& data, const std::filesystem::path& key = {});

/// Makes an empty data folder with its keys. Throws fault when it is not empty.
void initialise(const std::filesystem::path& data, std::uint32_t partitions);

} // namespace connectors
