#include "connectors/duties/ended_matters.hpp"

#include "engine/finality.hpp"
#include "engine/law.hpp"
#include "projections/matters_to_end.hpp"
#include "projections/store.hpp"

#include <fmt/format.h>

#include <future>
#include <memory>
#include <optional>
#include <vector>

namespace connectors {
namespace {

std::optional<engine::case_state> matter_of(const projections::snapshot& view,
                                            const engine::case_state& confirmation) {
    const auto ids = projections::ids_by_code(view, confirmation.confirmed_matter);
    for (auto& one : projections::find_cases(view, ids)) {
        if (one.office == confirmation.office) {
            return std::move(one);
        }
    }
    return std::nullopt;
}

engine::command step_of_program(const engine::case_state& on, const std::string& name) {
    engine::command out;
    out.id = events::command_id{events::uuid_of(name)};
    out.office = on.office;
    out.subject = on.id;
    out.actor = events::officer_id{"system"};
    out.acting_as = events::role::system;
    return out;
}

/// The matter ends first; once it has, by this or otherwise, that is noted.
std::optional<engine::command> next_step(const engine::case_state& confirmation,
                                         const engine::case_state& matter) {
    // By the event that began the period: a confirmation that is given anew is another one.
    const auto set_by = confirmation.open_deadline(engine::law::matter_end_period)->set_by;
    const auto name = fmt::format("{}:{}", confirmation.id.str(), set_by);
    if (engine::is_final(matter.follows, matter.at)) {
        auto out = step_of_program(confirmation, "matter-end-noted:" + name);
        out.detail = engine::note_matter_end{};
        return out;
    }
    if (matter.performed != events::performance::whole) {
        return std::nullopt;
    }
    auto out = step_of_program(matter, "enforcement-ended:" + name);
    out.detail = engine::end_enforcement{confirmation.shown_code()};
    return out;
}

} // namespace

std::size_t end_confirmed_matters(const projections::store& store, engine::node& node,
                                  const std::function<bool(const events::office_code&)>& mine) {
    constexpr std::size_t most = 1000; // those behind them at the next look
    const auto view = store.view();
    std::vector<std::future<bool>> answers;
    for (const auto& confirmation : projections::confirmations_of_open_matters(view, most, mine)) {
        const auto matter = matter_of(view, confirmation);
        auto step = matter ? next_step(confirmation, *matter) : std::nullopt;
        if (!step) {
            continue;
        }
        auto told = std::make_shared<std::promise<bool>>();
        answers.push_back(told->get_future());
        node.submit(*std::move(step), [told](const engine::answer& answer) {
            const auto* recorded = std::get_if<engine::accepted>(&answer);
            told->set_value(recorded != nullptr && !recorded->repeated);
        });
    }
    std::size_t recorded = 0;
    for (auto& one : answers) {
        recorded += one.get() ? 1 : 0;
    }
    return recorded;
}

} // namespace connectors
