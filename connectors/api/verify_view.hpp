#pragma once

#include "connectors/api/answer_json.hpp"
#include "engine/verify.hpp"
#include "events/ids.hpp"

#include <optional>
#include <string>

namespace connectors::api {

/// The first place where a log does not hold.
struct break_view {
    std::string event;
    std::string subject;
    std::uint64_t sequence = 0;
    std::uint64_t partition = 0;
    std::uint64_t offset = 0;
    engine::verdict why{};
    std::string text;
    std::optional<std::string> suspect; ///< the record that is no longer what its follower names
    static constexpr auto fields() {
        using v = break_view;
        using events::field;
        return std::tuple{field{"event", &v::event},       field{"case", &v::subject},
                          field{"sequence", &v::sequence}, field{"partition", &v::partition},
                          field{"offset", &v::offset},     field{"why", &v::why},
                          field{"text", &v::text},         field{"suspect", &v::suspect}};
    }
};

/// What the one rule says of a log. `events` are the sum of the four that follow it.
struct verify_view {
    std::uint64_t events = 0;
    std::uint64_t counting = 0;
    std::uint64_t superseded = 0;
    std::uint64_t foreign = 0;
    std::uint64_t damaged = 0;
    std::uint64_t cases = 0;
    ::events::digest heads;
    bool holds = false;
    std::uint64_t breaks = 0;
    std::optional<break_view> first_break;
    static constexpr auto fields() {
        using v = verify_view;
        using ::events::field;
        return std::tuple{
            field{"events", &v::events},         field{"counting", &v::counting},
            field{"superseded", &v::superseded}, field{"foreign", &v::foreign},
            field{"damaged", &v::damaged},       field{"cases", &v::cases},
            field{"heads", &v::heads},           field{"holds", &v::holds},
            field{"breaks", &v::breaks},         field{"first_break", &v::first_break}};
    }
};

[[nodiscard]] verify_view view_of(const engine::verify_report& report);

} // namespace connectors::api
