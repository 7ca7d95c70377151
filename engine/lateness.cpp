#include "engine/lateness.hpp"

#include <algorithm>

namespace engine {

using std::chrono::milliseconds;

deadline_state lateness_of(std::optional<events::instant> due, std::optional<events::instant> met,
                           bool excused, events::instant now, milliseconds warn_before) {
    const bool open = !met;
    if (!due) {
        return {lateness::on_time, open};
    }
    if (met.value_or(now) >= *due) {
        return {excused ? lateness::excused : open ? lateness::overdue : lateness::met_late, open};
    }
    return {open && now >= *due - warn_before ? lateness::due_soon : lateness::on_time, open};
}

tl::expected<milliseconds, std::string> warn_before(const calendar& days, events::instant start,
                                                    events::instant due, warning rule) {
    const auto whole = std::max(milliseconds{0}, due - start);
    const auto share = whole * std::clamp<std::int64_t>(rule.percent, 0, 100) / 100;
    if (rule.working_days <= 0) {
        return share;
    }
    return days.add_working_days(last_day_of(due), -rule.working_days).map([&](local_date day) {
        const auto early = due - events::at_office(day, milliseconds{0});
        return std::clamp<milliseconds>(early, share, whole);
    });
}

} // namespace engine
