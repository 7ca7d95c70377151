#include "engine/transition_read.hpp"

namespace engine {
namespace {

bool ends_before(const validity& row, local_date day) {
    return row.to &&
           std::chrono::sys_days{*row.to} + std::chrono::days{1} == std::chrono::sys_days{day};
}

} // namespace

std::vector<law_transition> read_transitions(const json_cursor& root) {
    std::vector<law_transition> out;
    const auto list = root.find("transitions");
    if (!list) {
        return out;
    }
    for (const auto& at : list->items()) {
        at.only({"on", "by", "text", "source", "tag", "adopted"});
        law_transition each;
        each.on = at.at("on").date();
        each.by = at.at("by").name<judged_by>();
        if (each.by == judged_by::received) {
            at.at("by").fail("by the day of receipt goes what no transition is about");
        }
        each.text = at.at("text").text();
        each.from = read_standing(at);
        if (std::ranges::count(out, each.on, &law_transition::on) > 0) {
            at.at("on").fail("a day has one transition");
        }
        out.push_back(std::move(each));
    }
    return out;
}

void refuse_idle_transitions(const json_cursor& root,
                             const std::vector<law_transition>& transitions,
                             const std::vector<const validity*>& rows) {
    for (std::size_t i = 0; i < transitions.size(); ++i) {
        const auto day = transitions[i].on;
        if (std::ranges::none_of(rows, [&](const validity* row) {
                return row->from == day || ends_before(*row, day);
            })) {
            root.at("transitions")
                .items()[i]
                .at("on")
                .fail("no row of this file begins on this day, or ends before it");
        }
    }
}

void apply_transitions(const std::vector<law_transition>& transitions, validity& to) {
    for (const auto& each : transitions) {
        if (!each.from.adopted) {
            continue;
        }
        if (to.from == each.on) {
            to.from_by = each.by;
        }
        if (ends_before(to, each.on)) {
            to.to_by = each.by;
        }
    }
}

} // namespace engine
