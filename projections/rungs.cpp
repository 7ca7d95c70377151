#include "projections/rungs.hpp"

#include "engine/keeping.hpp"
#include "projections/due_rows.hpp"

#include <algorithm>
#include <chrono>

namespace projections {
namespace {

/// The first moment after `now` at which the period reaches a rung that was not raised yet.
events::instant next_rung_of(const engine::deadline& one, bool warned, events::instant now,
                             const due_soon_rule& warn) {
    const auto first = one.due - warn.before(one.since, one.due, one.unit);
    return !warned && first > now ? first : one.due;
}

/// What is due from its first moment was not yet so at a `now` that is older than it: whoever met
/// it meanwhile had not looked.
bool is_due_soon(const engine::deadline& one, events::instant now, const due_soon_rule& warn) {
    return one.since <= now &&
           (!warn.exact || now >= one.due - warn.before(one.since, one.due, one.unit));
}

} // namespace

std::vector<rung_reached>
rungs_reached(const snapshot& view, events::instant now, const due_soon_rule& warn,
              std::size_t limit, const std::function<bool(const events::office_code&)>& wanted,
              const rung_reached* after) {
    std::vector<rung_reached> out;
    const auto to = key{}.at(now + warn.longest + std::chrono::milliseconds{1}).bytes();
    const auto visit = [&](std::string_view row, std::string_view value) {
        auto parts = parts_of(table::watch, row);
        const bool late = parts.due <= now;
        if ((!late && (value.front() & is_warned) != 0) || (wanted && !wanted(parts.office))) {
            return true;
        }
        const auto state = find_case(view, parts.subject);
        const auto* one = state ? state->open_deadline(parts.deadline) : nullptr;
        if (one == nullptr || (!late && !is_due_soon(*one, now, warn))) {
            return true;
        }
        const auto rung = engine::runs_while_kept(*state, *one) ? engine::rung_kept
                          : late                                ? rung_overdue
                                                                : rung_due_soon;
        out.push_back({std::move(parts.subject), std::move(parts.office), std::move(parts.deadline),
                       rung, parts.due, one->set_by, state->version});
        return out.size() < limit;
    };
    if (after == nullptr) {
        view.scan_list(table::watch, {}, to, visit);
    } else {
        auto from = watch_key(after->due, after->office, after->subject, after->deadline).bytes();
        from.push_back('\0'); // the first key behind it
        view.scan(table::watch, from, to, visit);
    }
    return out;
}

std::optional<events::instant> next_rung(const snapshot& view, events::instant now,
                                         const due_soon_rule& warn) {
    std::optional<events::instant> out;
    const auto from = key{}.at(now + std::chrono::milliseconds{1}).bytes();
    view.scan(table::watch, from, {}, [&](std::string_view row, std::string_view value) {
        const auto parts = parts_of(table::watch, row);
        if (out && parts.due - warn.longest >= *out) {
            return false; // this one and all later ones come after
        }
        const bool warned = (value.front() & is_warned) != 0;
        engine::deadline one;
        one.due = parts.due;
        if (warn.exact && !warned) {
            const auto state = find_case(view, parts.subject);
            const auto* known = state ? state->open_deadline(parts.deadline) : nullptr;
            one.since = known == nullptr ? one.since : known->since;
        }
        const auto next = next_rung_of(one, warned, now, warn);
        out = out ? std::min(*out, next) : next;
        return true;
    });
    return out;
}

} // namespace projections
