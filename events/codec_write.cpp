#include "events/codec.hpp"
#include "events/event_attributes.hpp"
#include "events/json_write.hpp"

namespace events {

std::string encode(const event& what) {
    const auto& about = what.about;
    json_object out = json_object::object();
    const std::string type = envelope::type_text(what.detail);
    put(out, "specversion", std::string{"1.0"});
    put(out, "id", about.id);
    put(out, "source", std::string{envelope::source_prefix} + about.office.str());
    put(out, "type", type);
    put(out, "subject", about.subject);
    put(out, "time", about.time);
    put(out, "recordedtime", about.recorded);
    put(out, "datacontenttype", std::string{"application/json"});
    put(out, "dataschema",
        fmt::format("{}{}.v1.json", envelope::schema_prefix, name_of(what.detail)));
    put(out, "partitionkey", about.office);
    put(out, "sequence", envelope::sequence_text(about.sequence));
    put(out, "prev", about.prev);
    put(out, "command", about.command);
    put(out, "causationid", about.causation);
    put(out, "correlationid", about.correlation);
    put(out, "actor", about.actor);
    put(out, "actingas", about.acting_as);
    put(out, "rules", about.rules);
    put(out, "traceparent", about.traceparent);
    json_object data = json_of(what.common);
    std::visit(
        [&](const auto& detail) {
            if constexpr (described<std::remove_cvref_t<decltype(detail)>>) {
                for_each_field(detail, [&](std::string_view name, const auto& member) {
                    put(data, name, member);
                });
            }
        },
        what.detail);
    out.get_ref<json_object::object_t&>().emplace_back("data", std::move(data));
    return out.dump();
}

} // namespace events
