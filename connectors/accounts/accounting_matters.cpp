#include "connectors/accounts/accounting_matters.hpp"

#include "projections/cases.hpp"
#include "projections/counted_rows.hpp"

#include <set>

namespace connectors {
namespace {

constexpr events::local_date before_any_decision{std::chrono::year{2000}, std::chrono::January,
                                                 std::chrono::day{1}};

/// Which of two cases of one number is meant: that of the newer decision; where it is one decision
/// of both, the one in which it was issued.
bool is_meant_before(const engine::case_state& one, const engine::case_state& other) {
    const std::chrono::sys_days day{events::office_date(*one.issued_at)};
    const std::chrono::sys_days other_day{events::office_date(*other.issued_at)};
    return day != other_day ? day > other_day
                            : one.common_with.empty() && !other.common_with.empty();
}

} // namespace

const engine::case_state* accounting_matters::find(const accounting_line& line) {
    for (const auto& id : projections::ids_by_code(view_, line.matter)) {
        if (const auto* state = read(id); state != nullptr && state->code == line.matter) {
            return state;
        }
    }
    // The numbers of decisions begin anew each year: the newest that was issued by that day.
    const engine::case_state* newest = nullptr;
    for (const auto& id : decided_as(line.matter)) {
        const auto* state = read(id);
        if (state != nullptr && state->issued_at &&
            events::office_date(*state->issued_at) <= line.dated &&
            (newest == nullptr || is_meant_before(*state, *newest))) {
            newest = state;
        }
    }
    return newest;
}

const engine::case_state* accounting_matters::read(const events::case_id& id) {
    const auto known = read_.find(id);
    const auto& state = known != read_.end()
                            ? known->second
                            : read_.emplace(id, projections::find_case(view_, id)).first->second;
    return state && state->office == office_ ? &*state : nullptr;
}

const std::vector<events::case_id>& accounting_matters::decided_as(const std::string& number) {
    if (!by_decision_) {
        by_decision_.emplace();
        const auto ever = projections::days(before_any_decision, today_);
        std::set<events::case_id> ids;
        projections::each_counted(
            view_, office_, projections::figure::decided, ever,
            [&](const auto& row) { ids.insert(projections::case_of(row.case_key)); });
        for (const auto& id : ids) {
            if (const auto state = projections::find_case(view_, id)) {
                (*by_decision_)[state->decision_number].push_back(id);
            }
        }
    }
    return (*by_decision_)[number];
}

} // namespace connectors
