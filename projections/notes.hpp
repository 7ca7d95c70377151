#pragma once

#include "engine/case_state.hpp"
#include "events/describe.hpp"
#include "events/event.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What a row says of its case beside naming it, so that a report over a year is counted from rows
/// that lie side by side and not case by case (ops/decisions, "reports are counted from rows").
namespace projections {

/// A period that the law sets, by which a case without a promise is judged.
struct noted_period {
    std::string id; ///< the step of the procedure, for example `decide`
    events::instant due{};
    std::optional<events::instant> met; ///< what was done is awaited by nobody any more
    static constexpr auto fields() {
        return std::tuple{events::field{"id", &noted_period::id},
                          events::field{"due", &noted_period::due},
                          events::field{"met", &noted_period::met}};
    }
};

/// Of a case that is in progress, or that an event has just settled.
struct standing_note {
    std::optional<events::instant> received;
    std::optional<events::instant> promised; ///< none once the result was offered in time
    std::vector<noted_period> periods; ///< without a promise: those that run or ran, not paused
    static constexpr auto fields() {
        return std::tuple{events::field{"received", &standing_note::received},
                          events::field{"promised", &standing_note::promised},
                          events::field{"periods", &standing_note::periods}};
    }
};
[[nodiscard]] standing_note standing_of(const engine::case_state& state);

/// Of a refusal.
struct refusal_note {
    events::local_date received{};    ///< or opened, when it was never received
    std::vector<std::string> grounds; ///< codes of the procedure's grounds
    static constexpr auto fields() {
        return std::tuple{events::field{"received", &refusal_note::received},
                          events::field{"grounds", &refusal_note::grounds}};
    }
};
[[nodiscard]] refusal_note refusal_of(const engine::case_state& state, const events::event& what);

/// Of a result that was returned.
struct return_note {
    std::optional<events::local_date> received;
    static constexpr auto fields() {
        return std::tuple{events::field{"received", &return_note::received}};
    }
};
[[nodiscard]] return_note return_of(const engine::case_state& state);

/// Of a record of performance.
struct performance_note {
    std::int64_t amount = 0; ///< đồng that came with it
    static constexpr auto fields() {
        return std::tuple{events::field{"amount", &performance_note::amount}};
    }
};
[[nodiscard]] performance_note performance_of(const events::event& what);

/// Of an enforcement that is stopped, or is no more.
struct stop_note {
    std::string ground; ///< code
    static constexpr auto fields() {
        return std::tuple{events::field{"ground", &stop_note::ground}};
    }
};

/// Of a decision that is to be enforced, where it is one of another case too: the statistics count
/// it there. None where the decision is the case's own.
struct common_note {
    bool common = true;
    static constexpr auto fields() {
        return std::tuple{events::field{"common", &common_note::common}};
    }
};

/// The fields of all notes, for store_schema().
[[nodiscard]] std::string notes_schema();

} // namespace projections
