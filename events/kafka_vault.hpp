#pragma once

#include "events/installation_key.hpp"
#include "events/kafka_log.hpp"
#include "events/portable_vault.hpp"

namespace events {

/// The topic of keys that goes with a topic of events: `motcua.keys.v1` with
/// `motcua.case.events.v1`.
[[nodiscard]] std::string keys_topic_of(const std::string& events_topic);

/// Within this time after a person was erased, the brokers begin to rewrite the files that hold
/// the wrapped key; it is the topic's max.compaction.lag.ms.
inline constexpr std::int64_t keys_compaction_lag_ms = 86'400'000;

/// The vault of several nodes: a compacted topic of one partition, which every node reads whole and
/// follows, and keeps in memory only (key_book.hpp). What one node changes, the others see within
/// milliseconds; whoever asks for a person or a secret that is not there is answered after a look
/// at the end of the topic, so that nobody is called erased who is new.
///
/// Who may begin the topic of keys: whoever makes an installation or fills a copy, but not a node
/// that was made for one that had been begun, since the keys of all persons would be gone.
enum class beginning_a_vault { allowed, refused };

/// `options.topic` is the topic of keys. Throws what open_kafka_log does, `vault-key-wrong` when
/// the topic was begun with another installation key, and `vault-keys-lost` when it was not begun
/// and `beginning` refuses that; changing throws `vault-unreachable` when the brokers do not
/// confirm.
[[nodiscard]] std::unique_ptr<portable_vault>
open_kafka_vault(const kafka_log_options& options, const installation_key& key,
                 beginning_a_vault beginning = beginning_a_vault::allowed);

/// Makes the topic of keys, with `copies` brokers for each record.
void create_kafka_vault(const kafka_log_options& options, std::uint32_t copies = 3);

/// Every setting by which keys could be lost, or outlive their destruction.
[[nodiscard]] std::vector<std::string> check_kafka_vault(const kafka_log_options& options);

} // namespace events
