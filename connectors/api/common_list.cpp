#include "connectors/api/common_list.hpp"

#include "connectors/api/step_view.hpp"
#include "connectors/mail/official_words.hpp"
#include "connectors/sealed_object.hpp"

#include <algorithm>
#include <array>
#include <ranges>

namespace connectors::api {
namespace {

/// Its line in the docket, as the newest docketing has it.
std::string docketed_under(call& of, const engine::case_state& state) {
    const auto steps = whole_timeline(of.view(), state.id);
    for (const auto& step : std::views::reverse(steps)) {
        if (step.type == events::complaint_docketed::name) {
            const auto said = projections::event_at(of.on.log, step.place);
            return said.common.numbers.empty() ? std::string{} : said.common.numbers.front().text;
        }
    }
    return {};
}

std::string who_complains(call& of, const engine::case_state& state) {
    constexpr std::array<std::string_view, 3> parts{"complainant", "applicant", "representative"};
    for (const auto part : parts) {
        const auto box = std::ranges::find(state.persons, part, &events::sealed_box::part);
        if (box != state.persons.end()) {
            const auto seen = view_of(of, state, *box);
            return seen.data && seen.data->value.is_object() ? text_member(seen.data->value, "name")
                                                             : std::string{};
        }
    }
    return {};
}

void add_complaint(call& of, const engine::case_state& state,
                   std::vector<engine::common_line>& into) {
    into.push_back({std::to_string(into.size() + 1), state.shown_code(), docketed_under(of, state),
                    official_date(state.law_of()), who_complains(of, state)});
}

} // namespace

std::vector<engine::common_line> complaints_of_notice(call& of, const engine::case_state& leads,
                                                      const std::vector<shared_case>& others) {
    std::vector<engine::common_line> out;
    for (const auto& one : others) {
        if (one.kind != projections::sharing_kind::paper || one.leads) {
            continue;
        }
        if (const auto other = projections::find_case(of.view(), one.id)) {
            if (out.empty()) {
                add_complaint(of, leads, out);
            }
            add_complaint(of, *other, out);
        }
    }
    return out;
}

} // namespace connectors::api
