#include "connectors/api/reach.hpp"

namespace connectors::api {

reach reach_of(call& of, engine::action wants) {
    reach out;
    const auto* named = of.query("office");
    if (named != nullptr && !named->empty()) {
        const auto all = offices_of(of);
        of.require(wants, all.front());
        std::copy_if(all.begin(), all.end(), std::back_inserter(out.offices),
                     [&](const auto& office) { return of.may(wants, office); });
        return out;
    }
    const auto& all = of.on.rules.offices;
    for (const auto& office : all) {
        if (of.may(wants, office.key)) {
            out.offices.push_back(office.key);
        }
    }
    if (out.offices.empty()) {
        throw refusal(problem_of("forbidden", {"Bạn không có quyền xem mục này tại cơ quan nào.",
                                               "You may not read this at any office."}));
    }
    out.everywhere = out.offices.size() == all.size();
    return out;
}

void require_somewhere(call& of, engine::action wants) {
    const auto& all = of.on.rules.offices;
    const bool somewhere = std::any_of(
        all.begin(), all.end(), [&](const auto& office) { return of.may(wants, office.key); });
    if (!somewhere) {
        of.require(wants, events::office_code{"*"});
    }
}

std::vector<parameter_note> reach_parameters() {
    auto office = office_parameter();
    office.about = "Key of the office, such as 96; all that the caller may read when absent.";
    office.required = false;
    auto below = below_parameter();
    below.about = "Also the offices below it, as far as the caller may read them.";
    return {std::move(office), std::move(below)};
}

} // namespace connectors::api
