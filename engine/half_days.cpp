#include "engine/half_days.hpp"

namespace engine {

calendar::answer<next_session> session_after(const calendar& days_of, events::instant at) {
    const auto day = events::office_date(at);
    const auto clock = events::office_time_of_day(at);
    const auto worked = days_of.is_working_day(day);
    if (!worked) {
        return tl::unexpected(worked.error());
    }
    if (*worked && clock < days_of.morning().start) {
        return next_session{{day, false}, false};
    }
    if (*worked && clock < days_of.afternoon().start && clock <= days_of.hand_over_cutoff()) {
        return next_session{{day, true}, false};
    }
    const bool past_cutoff = *worked && clock > days_of.hand_over_cutoff();
    return days_of.next_working_day(day).map(
        [&](local_date next) { return next_session{{next, false}, past_cutoff}; });
}

namespace {

calendar::answer<session_of_day> plus_sessions(const calendar& days_of, session_of_day from,
                                               std::int64_t count) {
    const auto steps = count + (from.afternoon ? 1 : 0);
    return days_of.add_working_days(from.day, steps / 2).map([&](local_date day) {
        return session_of_day{day, steps % 2 == 1};
    });
}

} // namespace

calendar::answer<events::instant> half_days_due(const calendar& days_of, events::instant start,
                                                std::int64_t count) {
    const auto next = session_after(days_of, start);
    if (!next) {
        return tl::unexpected(next.error());
    }
    if (next->past_cutoff && count == 1) {
        return events::at_office(next->session.day,
                                 days_of.morning().start + days_of.morning_start_window());
    }
    const auto sessions = count - (next->past_cutoff ? 2 : 1);
    return plus_sessions(days_of, next->session, sessions).map([&](session_of_day last) {
        return events::at_office(last.day,
                                 last.afternoon ? days_of.afternoon().end : days_of.morning().end);
    });
}

} // namespace engine
