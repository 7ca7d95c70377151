#include "connectors/duties/program_steps.hpp"

#include <future>
#include <memory>
#include <utility>

namespace connectors {
namespace {

constexpr std::chrono::minutes refused_rests{10};

/// Also when the clock was set back behind the refusal, which says nothing of what is true then.
bool is_rest_over(events::instant refused_at, events::instant now) {
    return now < refused_at || now >= refused_at + refused_rests;
}

/// Of a case that others were quicker with nothing was said.
bool is_refusal(const engine::answer& told) {
    const auto* no = std::get_if<engine::rejection>(&told);
    return no != nullptr && no->code != engine::rejection_code::busy;
}

bool is_new(const engine::answer& told) {
    const auto* recorded = std::get_if<engine::accepted>(&told);
    return recorded != nullptr && !recorded->repeated;
}

} // namespace

std::size_t program_steps::take(std::vector<program_step> steps, events::instant now) {
    constexpr std::size_t many = 10'000;
    if (refused_.size() >= many) { // those of cases that have moved on are never asked for again
        std::erase_if(refused_, [&](const auto& one) { return is_rest_over(one.second.at, now); });
    }
    std::erase_if(steps, [&](const auto& one) { return is_to_rest(one, now); });
    std::vector<std::future<engine::answer>> answers;
    answers.reserve(steps.size());
    for (const auto& one : steps) {
        auto told = std::make_shared<std::promise<engine::answer>>();
        answers.push_back(told->get_future());
        node_.submit(one.what,
                     [told](engine::answer answer) { told->set_value(std::move(answer)); });
    }
    std::size_t recorded = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto told = answers[i].get();
        recorded += is_new(told) ? 1 : 0;
        if (is_refusal(told)) {
            remember(steps[i].what.id, {steps[i].version, now});
        } else {
            refused_.erase(steps[i].what.id);
        }
    }
    return recorded;
}

bool program_steps::is_to_rest(const program_step& step, events::instant now) const {
    const auto known = refused_.find(step.what.id);
    return known != refused_.end() && known->second.version == step.version &&
           !is_rest_over(known->second.at, now);
}

void program_steps::remember(const events::command_id& id, const refusal& what) {
    refused_.insert_or_assign(id, what);
}

} // namespace connectors
