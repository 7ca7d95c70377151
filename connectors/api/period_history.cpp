#include "connectors/api/period_history.hpp"

#include "connectors/api/document_access.hpp"
#include "connectors/api/step_view.hpp"
#include "connectors/stated_words.hpp"

namespace connectors::api {
namespace {

step_on_period step_that(const events::event& what, std::string did) {
    return {what.about.sequence,
            std::string{events::name_of(what.detail)},
            what.about.time,
            std::move(did),
            {},
            {},
            {},
            {}};
}

} // namespace

void period_history::pass(const events::event& what, const std::string& words) {
    const auto& facts = what.common;
    for (const auto& id : facts.deadlines_met) {
        end(id, step_that(what, "met"));
    }
    for (const auto& id : facts.deadlines_lapsed) {
        end(id, step_that(what, "lapsed"));
    }
    for (const auto& id : facts.deadlines_paused) {
        add(id, step_that(what, "paused"));
    }
    for (const auto& moved : facts.deadlines_moved) {
        add_move(what, moved, words);
    }
    for (const auto& started : facts.deadlines_started) {
        auto step = step_that(what, "started");
        step.due = started.due;
        all_.push_back({{std::move(step)}, started.calendar, what.about.rules, true});
        ids_.push_back(started.id);
    }
    if (const auto* excused = std::get_if<events::deadline_excused>(&what.detail)) {
        auto step = step_that(what, "excused");
        step.reason = words.empty() ? excused->reason : words;
        add(excused->deadline, std::move(step));
    }
}

period_steps* period_history::find(const std::string& id) {
    for (std::size_t i = all_.size(); i-- > 0;) {
        if (ids_[i] == id) {
            return &all_[i];
        }
    }
    return nullptr;
}

void period_history::add(const std::string& id, step_on_period step) {
    if (auto* one = find(id)) {
        one->steps.push_back(std::move(step));
    }
}

void period_history::end(const std::string& id, step_on_period step) {
    if (auto* one = find(id); one != nullptr && one->open) {
        one->open = false;
        one->steps.push_back(std::move(step));
    }
}

void period_history::add_move(const events::event& what, const events::deadline_moved& moved,
                              const std::string& words) {
    auto* one = find(moved.id);
    if (one == nullptr || !one->open) {
        return;
    }
    auto step = step_that(what, "resumed");
    if (const auto* longer = std::get_if<events::period_extended>(&what.detail)) {
        step.did = longer->days == 0 ? "counted_again" : "extended"; // 0: before period_recounted
        step.days = longer->days;
        step.unit = longer->unit;
        step.reason = words.empty() ? longer->reason : words;
    } else if (const auto* again = std::get_if<events::period_recounted>(&what.detail)) {
        step.did = "counted_again";
        step.reason = words.empty() ? again->reason : words;
        one->calendar = again->calendar;
    }
    step.due = moved.due;
    one->counted_by = what.about.rules;
    one->steps.push_back(std::move(step));
}

void period_history::withhold_words() {
    for (auto& one : all_) {
        for (auto& step : one.steps) {
            if (step.did != "counted_again") { // whose reason is the calendar's
                step.reason.reset();
            }
        }
    }
}

void period_history::name_reasons(language in) {
    for (auto& one : all_) {
        for (auto& step : one.steps) {
            if (step.reason) {
                auto text = reason_text(*step.reason, {}, in);
                step.reason = text.empty() ? std::nullopt : std::optional{std::move(text)};
            }
        }
    }
}

period_history period_history_of(call& of, const engine::case_state& state) {
    period_history out;
    const bool words = may_read_words(of, state);
    for (const auto& entry : whole_timeline(of.view(), state.id)) {
        const auto step = projections::event_at(of.on.log, entry.place);
        out.pass(step, words ? stated_words(step, of.on.vault) : std::string{});
    }
    if (!words) {
        out.withhold_words();
    }
    out.name_reasons(of.speaks());
    return out;
}

} // namespace connectors::api
