#include "events/codec.hpp"
#include "events/event_attributes.hpp"
#include "events/json_read.hpp"
#include "events/upcast.hpp"

#include <array>

namespace events {
namespace {

using nlohmann::json;

const json& member(const json& from, const char* name) {
    const auto found = from.find(name);
    if (found == from.end()) {
        throw decode_error(std::string{"/"} + name, "is missing");
    }
    return *found;
}

template <class T> void required(const json& from, const char* name, T& into) {
    reading::value(member(from, name), into, std::string{"/"} + name, extra_members::ignored);
}

template <class T> void optional_member(const json& from, const char* name, T& into) {
    if (const auto found = from.find(name); found != from.end()) {
        reading::value(*found, into, std::string{"/"} + name, extra_members::ignored);
    }
}

attributes read_attributes(const json& from) {
    attributes about;
    if (reading::text(member(from, "specversion"), "/specversion") != "1.0") {
        throw decode_error("/specversion", "must be 1.0");
    }
    required(from, "id", about.id);
    const auto& source = reading::text(member(from, "source"), "/source");
    if (!source.starts_with(envelope::source_prefix)) {
        throw decode_error("/source", "must be /offices/<code>");
    }
    about.office = office_code{source.substr(envelope::source_prefix.size())};
    required(from, "subject", about.subject);
    required(from, "time", about.time);
    required(from, "recordedtime", about.recorded);
    const auto sequence =
        envelope::sequence_from_text(reading::text(member(from, "sequence"), "/sequence"));
    if (!sequence) {
        throw decode_error("/sequence", "must be a zero-padded number from 1");
    }
    about.sequence = *sequence;
    optional_member(from, "prev", about.prev);
    required(from, "command", about.command);
    optional_member(from, "causationid", about.causation);
    optional_member(from, "correlationid", about.correlation);
    required(from, "actor", about.actor);
    required(from, "actingas", about.acting_as);
    required(from, "rules", about.rules);
    optional_member(from, "traceparent", about.traceparent);
    return about;
}

/// Reads data into the alternative of each index, which it makes; null for unknown_event.
constexpr auto payload_readers = []<std::size_t... I>(std::index_sequence<I...>) {
    using reader = void (*)(const json& data, payload& into);
    return std::array<reader, sizeof...(I)>{[]() -> reader {
        using T = std::variant_alternative_t<I, payload>;
        if constexpr (described<T>) {
            return [](const json& data, payload& into) {
                reading::value(data, into.emplace<T>(), "/data", extra_members::ignored);
            };
        } else {
            return nullptr;
        }
    }()...};
}(std::make_index_sequence<std::variant_size_v<payload>>{});

void read_payload(const std::string& type, const json& data, payload& into) {
    if (const auto at = payload_index(envelope::short_name(type))) {
        payload_readers[*at](data, into);
    } else {
        into.emplace<unknown_event>().type = type;
    }
}

} // namespace

event decode(std::string_view bytes) {
    // nlohmann takes NUL for the end of the text, and would not look at what follows it.
    if (bytes.find('\0') != std::string_view::npos) {
        throw decode_error("", "has a byte 0, which JSON has not");
    }
    json whole = json::parse(bytes, nullptr, false);
    if (!whole.is_object()) {
        throw decode_error("", "is not a JSON object");
    }
    upcast(whole);
    event out;
    out.about = read_attributes(whole);
    const auto& type = reading::text(member(whole, "type"), "/type");
    const json& data = member(whole, "data");
    out.common = from_json_object<facts>(data, extra_members::ignored, "/data");
    read_payload(type, data, out.detail);
    return out;
}

} // namespace events
