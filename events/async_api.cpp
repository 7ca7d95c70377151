#include "events/async_api.hpp"

#include "events/attribute_schema.hpp"
#include "events/codec.hpp"
#include "events/event_attributes.hpp"
#include "events/json_schema.hpp"
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
    "its counter. The first event of a case has no `prev`. Only an event that lies in the "
    "partition "
    "of its office can count: murmur2 of the office's code (what follows `/offices/` in `source`), "
    "as Kafka's Java client computes it, over the number of partitions that the topic was made "
    "with. In any other partition it is foreign, whatever the record's key says. Apply the rule in "
    "the order of each "
    "partition, "
    "and you come to the verdicts of motcua; `motcua verify` prints the hash over all heads to "
    "compare with. What does not count was superseded by another node's event, and must be passed "
    "over.\n\n"
    "motcua writes without transactions. Read with read_uncommitted, as it does: with "
    "read_committed, a transaction that a stranger opens in the topic hides what was confirmed "
    "meanwhile, and one that is aborted hides what motcua counts. Offsets may have holes where "
    "such "
    "a transaction ended. A record of another shape is foreign: pass it over.";

/// What `decode` takes and what it refuses, for those who read a topic without it.
constexpr std::string_view about_shapes =
    "**What is foreign.** A record is an event if all of this holds; else it is foreign, and "
    "counts for nothing:\n"
    "- its value is JSON in UTF-8. One byte order mark before it is passed over. Half a surrogate "
    "pair, NaN and a number that a double cannot hold make it none;\n"
    "- it fits `#/components/schemas/event`;\n"
    "- where its type is `vn.thads.motcua.NAME.v` and anything, and NAME is a message here, its "
    "`data` fits the `data` of that message's schema. Other types are events, too;\n"
    "- it lies in the partition of its office.\n\n"
    "What the schemas do not say: members that they do not name may be anything. Of a member that "
    "is given twice, the last one holds. `sequence` is from 1 and below 2^64. A whole number is "
    "written without fraction and exponent; it is at least -2^63 and below 2^63, or below 2^64 "
    "where its minimum is 0. A `date` is `2017-06-01`, a day that there is. A `date-time` is "
    "that, `T08:30:00`, no decimals or one to nine of them, and `Z` or an offset such as "
    "`+07:00`; there are no leap seconds.\n\n"
    "**What else an event needs to count.** Its `sequence` is the next of its case, from 1, and "
    "its `source` is that of the case's first event. Of the numbers of one counter that one event "
    "claims, each is the next after the one before it.";

json text(std::string_view about) { return {{"type", "string"}, {"description", about}}; }

json reference(std::string_view to) { return {{"$ref", to}}; }

json headers() {
    return {{"type", "object"},
            {"properties",
             {{"ce_type", text("The event's type, for tools that route without reading it.")},
              {"content-type", {{"const", "application/cloudevents+json"}}}}}};
}

/// What every event has, whatever its type: as strict as `decode`, and not more.
json any_event() {
    const auto form = [](std::string_view pattern) {
        return json{{"type", "string"}, {"pattern", pattern}};
    };
    json p = json::object();
    p["specversion"] = {{"const", "1.0"}};
    p["id"] = schema::of<event_id>();
    p["source"] = form("^/offices/");
    p["type"] = schema::of<std::string>();
    p["subject"] = schema::of<case_id>();
    p["time"] = schema::of<instant>();
    p["recordedtime"] = schema::of<instant>();
    p["sequence"] = form("^[0-9]+$");
    schema::add_links(p);
    p["data"] = schema::of<facts>();
    return {{"type", "object"},
            {"properties", std::move(p)},
            {"required",
             {"specversion", "id", "source", "type", "subject", "time", "recordedtime", "sequence",
              "command", "actor", "actingas", "rules", "data"}}};
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
        {"info",
         {{"title", "motcua"},
          {"version", "1.0.0"},
          {"description", fmt::format("{}\n\n{}", about_all, about_shapes)}}},
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
        {"components",
         {{"schemas", {{"headers", headers()}, {"event", any_event()}}},
          {"messages", std::move(messages)}}}};
    return out.dump(2) + "\n";
}

} // namespace events
