#include "engine/case_state.hpp"

#include "engine/ended_otherwise.hpp"
#include "engine/finality.hpp"
#include "engine/money_ledger.hpp"
#include "engine/withdrawn_decision.hpp"

#include <algorithm>

namespace engine {

const deadline* case_state::open_deadline(std::string_view deadline_id) const {
    const auto found = std::find_if(deadlines.begin(), deadlines.end(), [&](const deadline& one) {
        return one.open() && one.id == deadline_id;
    });
    return found == deadlines.end() ? nullptr : &*found;
}

bool case_state::ended_by_law() const {
    return at == events::status::closed && performed == events::performance::whole;
}

bool case_state::still_pays_out() const {
    const auto is_held = [](const voucher& one) {
        return is_to_be_paid_out(one) || is_to_be_paid_in(one);
    };
    return archiving.empty() &&
           (ended_by_law() || (ended_otherwise(*this) && std::ranges::any_of(vouchers, is_held)));
}

bool case_state::owes(const deadline& one) const {
    if (!one.open()) {
        return false;
    }
    if (one.id == acknowledging_period) {
        return true;
    }
    if (!is_final(follows, at)) {
        return true;
    }
    const bool ended_by_decision =
        (follows == events::lifecycle::dossier && issued_at) ||
        (follows == events::lifecycle::denunciation && at == events::status::terminated);
    const bool of_money = still_pays_out() && std::ranges::count(money_periods, one.id) > 0;
    // What was open before the end and is open still is the telling of the decision, or of its
    // withdrawal, or of money: no other outlives the end by law, or that of a matter whose decision
    // was withdrawn (periods_of_step.cpp).
    const bool ended_untold = ended_by_law() || has_withdrawn_decision(*this);
    return of_money || (ended_at && ((ended_by_decision && one.since == *ended_at) ||
                                     (ended_untold && one.since < *ended_at)));
}

bool case_state::has_counted(const events::command_id& command) const {
    return std::find(commands.begin(), commands.end(), command) != commands.end();
}

} // namespace engine
