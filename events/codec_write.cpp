#include "events/codec.hpp"
#include "events/event_attributes.hpp"
#include "events/json_text.hpp"

namespace events {
namespace {

constexpr std::size_t usual_bytes = 2048;

void append_described(std::string& into, const auto& part) {
    for_each_field(part, [&](std::string_view name, const auto& member) {
        json_text::append_member(into, name, member);
    });
}

} // namespace

std::string encode(const event& what) {
    const auto& about = what.about;
    std::string out;
    out.reserve(usual_bytes);
    out.push_back('{');
    const auto put = [&](std::string_view name, const auto& value) {
        json_text::append_member(out, name, value);
    };
    const auto put_plain = [&](std::string_view name, std::string_view value) {
        json_text::append_name(out, name);
        json_text::append_plain(out, value);
    };
    put_plain("specversion", "1.0");
    put("id", about.id);
    put("source", std::string{envelope::source_prefix} + about.office.str());
    put("type", envelope::type_text(what.detail));
    put("subject", about.subject);
    put("time", about.time);
    put("recordedtime", about.recorded);
    put_plain("datacontenttype", "application/json");
    put("dataschema", envelope::schema_text(what.detail));
    put("partitionkey", about.office);
    put("sequence", envelope::sequence_text(about.sequence));
    put("prev", about.prev);
    put("command", about.command);
    put("causationid", about.causation);
    put("correlationid", about.correlation);
    put("actor", about.actor);
    put("actingas", about.acting_as);
    put("rules", about.rules);
    put("traceparent", about.traceparent);
    json_text::append_name(out, "data");
    out.push_back('{');
    append_described(out, what.common);
    std::visit(
        [&](const auto& detail) {
            if constexpr (described<std::remove_cvref_t<decltype(detail)>>) {
                append_described(out, detail);
            }
        },
        what.detail);
    out.append("}}");
    return out;
}

} // namespace events
