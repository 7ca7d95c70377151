#pragma once

#include "events/describe.hpp"
#include "events/event.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a case's events amount to in each of its periods: since when it runs, when it is due, and
/// the alerts over it.
namespace engine {

/// A stretch of time that does not count.
struct pause_span {
    events::instant from{};
    std::optional<events::instant> to;
    static constexpr auto fields() {
        return std::tuple{events::field{"from", &pause_span::from},
                          events::field{"to", &pause_span::to}};
    }
    bool operator==(const pause_span&) const = default;
};

/// A period of a case, running or ended. The due instant is the one that events stated.
struct deadline {
    std::string id;
    events::instant since{};
    events::instant due{};
    std::int64_t amount = 0;
    std::string unit;
    events::role act_by = events::role::head;
    std::string source;
    std::optional<events::instant> met;
    bool lapsed = false;
    bool excused = false;
    std::int64_t extended_days = 0;
    std::string extended_unit;        ///< of those days; empty: the unit of the period
    bool extended_from_start = false; ///< they count from the start, and not from the end
    std::uint64_t set_by = 0;         ///< sequence of the event that said last when it is due
    std::vector<pause_span> pauses;

    /// Still owed: neither met nor lapsed.
    [[nodiscard]] bool open() const { return !met && !lapsed; }
    [[nodiscard]] bool paused() const { return !pauses.empty() && !pauses.back().to; }

    static constexpr auto fields() {
        return std::tuple{events::field{"id", &deadline::id},
                          events::field{"since", &deadline::since},
                          events::field{"due", &deadline::due},
                          events::field{"amount", &deadline::amount},
                          events::field{"unit", &deadline::unit},
                          events::field{"act_by", &deadline::act_by},
                          events::field{"source", &deadline::source},
                          events::field{"met", &deadline::met},
                          events::field{"lapsed", &deadline::lapsed},
                          events::field{"excused", &deadline::excused},
                          events::field{"extended_days", &deadline::extended_days},
                          events::field{"extended_unit", &deadline::extended_unit},
                          events::field{"extended_from_start", &deadline::extended_from_start},
                          events::field{"set_by", &deadline::set_by},
                          events::field{"pauses", &deadline::pauses}};
    }
    bool operator==(const deadline&) const = default;
};

/// The rung of an alert that the agency above raised; the others are those of the watch.
inline constexpr std::string_view rung_pressed = "pressed";

enum class alert_status { none, raised, acknowledged, escalated, resolved };

/// One rung of the watch over one deadline.
struct alert {
    std::string deadline;
    std::string rung;
    alert_status state = alert_status::none;
    events::instant since{};
    events::instant due{};
    events::role act_by = events::role::head;

    static constexpr auto fields();
    bool operator==(const alert&) const = default;
};

constexpr auto alert::fields() {
    return std::tuple{
        events::field{"deadline", &alert::deadline}, events::field{"rung", &alert::rung},
        events::field{"state", &alert::state},       events::field{"since", &alert::since},
        events::field{"due", &alert::due},           events::field{"act_by", &alert::act_by}};
}

} // namespace engine

template <> struct events::enum_names<engine::alert_status> {
    static constexpr std::array<std::string_view, 5> names{"none", "raised", "acknowledged",
                                                           "escalated", "resolved"};
};
