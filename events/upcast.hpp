#pragma once

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string_view>

namespace events {

/// How one old version of an event is turned into the next one.
struct upcaster {
    std::string_view from; ///< type text of the old version, for example `vn.thads.motcua.x.v1`
    void (*rewrite)(nlohmann::json& record); ///< sets `type` and reshapes `data`
};

/// The old versions that were ever published. To add one: a line here, a golden sample of the old
/// version in tests/golden/events, and the new schema.
[[nodiscard]] std::span<const upcaster> published_upcasters();

/// Rewrites a record of an old version step by step into the newest; leaves others alone.
void upcast(nlohmann::json& record, std::span<const upcaster> known = published_upcasters());

/// Whether records of this type text need upcast() before they are read.
[[nodiscard]] bool needs_upcast(std::string_view type);

} // namespace events
