#include "events/upcast.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace events {

std::span<const upcaster> published_upcasters() {
    return {}; // every event is in its first published version
}

void upcast(nlohmann::json& record, std::span<const upcaster> known) {
    // A chain v1 → v2 → v3 takes one round each; the bound stops a table that runs in a circle.
    for (std::size_t round = 0; round <= known.size(); ++round) {
        const auto type = record.find("type");
        if (type == record.end() || !type->is_string()) {
            return;
        }
        const auto& name = type->get_ref<const std::string&>();
        const auto found = std::find_if(known.begin(), known.end(),
                                        [&](const upcaster& one) { return one.from == name; });
        if (found == known.end()) {
            return;
        }
        found->rewrite(record);
    }
}

bool needs_upcast(std::string_view type) {
    const auto known = published_upcasters();
    return std::any_of(known.begin(), known.end(),
                       [&](const upcaster& one) { return one.from == type; });
}

} // namespace events
