#include "connectors/duties/ended_matters.hpp"

#include "connectors/one_agency.hpp"
#include "engine/finality.hpp"
#include "engine/law.hpp"
#include "projections/cases.hpp"
#include "projections/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace connectors {
namespace {

/// The confirmation, and the cases of the code that it names.
std::vector<events::case_id> cases_about(const projections::snapshot& view,
                                         const events::case_id& confirmation,
                                         const std::string& matter) {
    std::vector<events::case_id> out{confirmation};
    auto named = projections::ids_by_code(view, matter);
    std::ranges::move(named, std::back_inserter(out));
    return out;
}

/// Among several of one code that of the office itself comes first.
const engine::case_state* matter_of(const std::vector<engine::case_state>& named,
                                    const engine::case_state& confirmation,
                                    const engine::rule_set& rules, events::local_date today) {
    const auto own = std::ranges::find(named, confirmation.office, &engine::case_state::office);
    if (own != named.end()) {
        return &*own;
    }
    const auto found = std::ranges::find_if(named, [&](const auto& one) {
        return is_one_agency(rules, one.office, confirmation.office, today);
    });
    return found == named.end() ? nullptr : &*found;
}

program_step step_of_program(const engine::case_state& on, const std::string& name) {
    program_step out;
    out.what.id = events::command_id{events::uuid_of(name)};
    out.what.office = on.office;
    out.what.subject = on.id;
    out.what.actor = events::officer_id{"system"};
    out.what.acting_as = events::role::system;
    out.version = on.version;
    return out;
}

/// The matter ends first; once it has, by this or otherwise, that is noted.
std::optional<program_step> next_step(const engine::case_state& confirmation,
                                      const engine::case_state& matter) {
    const auto* period = confirmation.open_deadline(engine::law::matter_end_period);
    if (period == nullptr) {
        return std::nullopt;
    }
    // By the event that began the period: a confirmation that is given anew is another one.
    const auto name = fmt::format("{}:{}", confirmation.id.str(), period->set_by);
    if (engine::is_final(matter.follows, matter.at)) {
        auto out = step_of_program(confirmation, "matter-end-noted:" + name);
        out.what.detail = engine::note_matter_end{};
        return out;
    }
    if (matter.performed != events::performance::whole) {
        return std::nullopt;
    }
    auto out = step_of_program(matter, "enforcement-ended:" + name);
    out.what.detail = engine::end_enforcement{confirmation.shown_code()};
    return out;
}

} // namespace

std::size_t ended_matters::look(events::instant now, const office_filter& mine,
                                std::size_t at_once) {
    if (const auto today = events::office_date(now); today != today_) {
        idle_.clear(); // an agency may have ended in between
        today_ = today;
    }
    const auto view = store_.view();
    idle_ones still;
    std::size_t recorded = 0;
    std::optional<projections::matter_to_end> last;
    for (;;) {
        const auto rows = projections::matters_to_end(view, at_once, last ? &*last : nullptr);
        std::vector<program_step> steps;
        for (const auto& row : rows) {
            // The matter may be of another office than the confirmation, and of another node.
            auto step = step_of(view, row.confirmation, still);
            if (step && (!mine || mine(step->what.office))) {
                steps.push_back(*std::move(step));
            }
        }
        recorded += steps_.take(std::move(steps), now);
        if (rows.size() < at_once) {
            break;
        }
        last = rows.back();
    }
    idle_ = std::move(still);
    return recorded;
}

std::size_t ended_matters::end_all(events::instant now, const office_filter& mine) {
    const auto first = look(now, mine);
    return first == 0 ? 0 : first + look(now, mine);
}

std::optional<program_step> ended_matters::step_of(const projections::snapshot& view,
                                                   const events::case_id& confirmation,
                                                   idle_ones& still) {
    if (const auto known = idle_.find(confirmation);
        known != idle_.end() &&
        cases_about(view, confirmation, known->second.matter) == known->second.cases &&
        projections::versions_of(view, known->second.cases) == known->second.versions) {
        still.insert(idle_.extract(known));
        return std::nullopt;
    }
    ++read_;
    const auto state = projections::find_case(view, confirmation);
    if (!state) {
        return std::nullopt;
    }
    auto cases = cases_about(view, confirmation, state->confirmed_matter);
    const auto named = projections::find_cases(view, {std::next(cases.begin()), cases.end()});
    const auto* matter = matter_of(named, *state, rules_, today_);
    auto step = matter == nullptr ? std::nullopt : next_step(*state, *matter);
    if (!step) {
        auto versions = projections::versions_of(view, cases);
        still.emplace(confirmation,
                      idle{state->confirmed_matter, std::move(cases), std::move(versions)});
    }
    return step;
}

} // namespace connectors
