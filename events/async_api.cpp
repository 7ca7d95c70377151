#include "events/async_api.hpp"

#include "events/codec.hpp"
#include "events/event_attributes.hpp"
#include "events/kafka_vault.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace events {
namespace {

using json = nlohmann::ordered_json;

constexpr std::string_view about_all =
    "What an installation of motcua writes to Apache Kafka. Anybody who may read a topic can "
    "follow "
    "it.\n\n"
    "**The one rule.** An event counts if, and only if, its `prev` is the SHA-256 of its case's "
    "newest counting event (of the record's value, as it lies in the topic), its `command` has not "
    "counted before in that case, and every number that it claims in `data.numbers` is the next of "
    "its counter. The first event of a case has no `prev`. Apply it in the order of each "
    "partition, "
    "and you come to the verdicts of motcua; `motcua verify` prints the hash over all heads to "
    "compare with. What does not count was superseded by another node's event, and must be passed "
    "over.\n\n"
    "There are no transactions: read_uncommitted and read_committed show the same. A record of "
    "another shape is foreign: pass it over.";

json text(std::string_view about) { return {{"type", "string"}, {"description", about}}; }

json reference(std::string_view to) { return {{"$ref", to}}; }

json headers() {
    return {{"type", "object"},
            {"properties",
             {{"ce_type", text("The event's type, for tools that route without reading it.")},
              {"content-type", {{"const", "application/cloudevents+json"}}}}}};
}

json message_of(std::string_view name) {
    return {{"name", std::string{name}},
            {"title", fmt::format("{}{}.v1", envelope::type_prefix, name)},
            {"contentType", "application/cloudevents+json"},
            {"headers", reference("#/components/schemas/headers")},
            {"payload",
             {{"schemaFormat", "application/schema+json;version=draft-07"},
              {"schema", reference(fmt::format("./events/{}.v1.json", name))}}},
            {"bindings", {{"kafka", {{"key", text("The office.")}, {"bindingVersion", "0.5.0"}}}}}};
}

json bindings(std::string_view topic, int partitions, json settings) {
    return {{"kafka",
             {{"topic", topic},
              {"partitions", partitions},
              {"replicas", 3},
              {"topicConfiguration", std::move(settings)},
              {"bindingVersion", "0.5.0"}}}};
}

json kept_for_ever() {
    return {
        {"cleanup.policy", json::array({"delete"})}, {"retention.ms", -1}, {"retention.bytes", -1}};
}

json channel_of_events() {
    json messages = json::object();
    for (const auto name : event_names()) {
        messages[std::string{name}] = reference(fmt::format("#/components/messages/{}", name));
    }
    return {{"address", kafka_events_topic},
            {"title", "Events"},
            {"description",
             "Every step of every case, as a CloudEvents 1.0 event in structured JSON. The key is "
             "the office, its partition murmur2 of the key, as Kafka's own clients compute it; all "
             "events of a case lie in one partition. min.insync.replicas is 2, and unclean leader "
             "election is off. The number of partitions is fixed when the topic is made; 8 unless "
             "said."},
            {"messages", std::move(messages)},
            {"bindings", bindings(kafka_events_topic, 8, kept_for_ever())}};
}

json channel_of_refusals() {
    return {{"address", "motcua.case.refusals.v1"},
            {"title", "Refusals"},
            {"description", "What was refused, to whom and by which rule. No CloudEvents, and no "
                            "part of any case."},
            {"messages", {{"refusal", reference("#/components/messages/refusal")}}},
            {"bindings", bindings("motcua.case.refusals.v1", 8, kept_for_ever())}};
}

json channel_of_keys() {
    const auto topic = keys_topic_of(kafka_events_topic);
    return {{"address", topic},
            {"title", "Keys of persons, accounts"},
            {"description",
             "The vault of the nodes, everything wrapped by the installation's key. Nobody else "
             "needs to read it. A tombstone destroys a key."},
            {"messages", {{"key", reference("#/components/messages/key")}}},
            {"bindings", bindings(topic, 1,
                                  {{"cleanup.policy", json::array({"compact"})},
                                   {"delete.retention.ms", keys_compaction_lag_ms}})}};
}

json other_message(std::string_view name, std::string_view type, json payload) {
    return {{"name", name}, {"contentType", type}, {"payload", std::move(payload)}};
}

json operation(std::string_view action, std::string_view channel, std::string_view about) {
    return {{"action", action},
            {"channel", reference(fmt::format("#/channels/{}", channel))},
            {"summary", about}};
}

} // namespace

std::string async_api() {
    json messages = json::object();
    for (const auto name : event_names()) {
        messages[std::string{name}] = message_of(name);
    }
    messages["refusal"] = other_message("refusal", "application/json", {{"type", "object"}});
    messages["key"] = other_message("key", "application/octet-stream",
                                    {{"type", "string"}, {"format", "binary"}});
    const json out{
        {"asyncapi", "3.0.0"},
        {"info", {{"title", "motcua"}, {"version", "1.0.0"}, {"description", about_all}}},
        {"defaultContentType", "application/cloudevents+json"},
        {"servers",
         {{"cluster",
           {{"host", "localhost:9092"},
            {"protocol", "kafka"},
            {"description", "Apache Kafka 3.9 or later, three brokers."}}}}},
        {"channels",
         {{"events", channel_of_events()},
          {"refusals", channel_of_refusals()},
          {"keys", channel_of_keys()}}},
        {"operations",
         {{"append_event", operation("send", "events", "Each node appends what it decides.")},
          {"follow_events", operation("receive", "events", "Each node folds what all append.")},
          {"append_refusal", operation("send", "refusals", "Each node appends what it refuses.")},
          {"change_keys", operation("send", "keys", "Each node makes and destroys keys.")},
          {"follow_keys", operation("receive", "keys", "Each node holds all keys.")}}},
        {"components", {{"schemas", {{"headers", headers()}}}, {"messages", std::move(messages)}}}};
    return out.dump(2) + "\n";
}

} // namespace events
