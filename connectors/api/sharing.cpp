#include "connectors/api/sharing.hpp"

#include "connectors/api/catalogue.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/views.hpp"

#include <algorithm>
#include <iterator>

namespace connectors::api {
namespace {

using projections::sharing_kind;

/// As people and programs are told.
struct sharing_line {
    std::string code;
    sharing_kind kind{};
    bool leads = false;
    events::status status{};
    std::string status_label;
    std::optional<std::string> decision_number;
    static constexpr auto fields() {
        using v = sharing_line;
        using events::field;
        return std::tuple{field{"code", &v::code},
                          field{"kind", &v::kind},
                          field{"leads", &v::leads},
                          field{"status", &v::status},
                          field{"status_label", &v::status_label},
                          field{"decision_number", &v::decision_number}};
    }
};

void add_leader(call& of, const engine::case_state& state, const std::string& code,
                sharing_kind kind, std::vector<shared_case>& into) {
    if (code.empty()) {
        return;
    }
    for (const auto& one :
         projections::find_cases(of.view(), projections::ids_by_code(of.view(), code))) {
        if (one.office == state.office) {
            into.push_back({code, one.id, kind, true});
        }
    }
}

bool has_paper(call& of, const shared_case& one, const paper_of_case& paper) {
    const auto state = projections::find_case(of.view(), one.id);
    return state && (state->follows == events::lifecycle::dossier
                         ? state->decision_number == paper.decision_number
                         : state->level == paper.level);
}

http_response list_sharing(call& of) {
    const auto state = case_of(of, engine::action::read_case);
    listed<sharing_line> out;
    for (const auto& one : cases_sharing(of, state)) {
        const auto other = projections::find_case(of.view(), one.id);
        if (!other) {
            continue;
        }
        sharing_line line{one.code, one.kind, one.leads, other->at, status_label_of(of, *other),
                          {}};
        if (!other->decision_number.empty()) {
            line.decision_number = other->decision_number;
        }
        out.items.push_back(std::move(line));
    }
    return json_answer(out);
}

} // namespace

std::vector<shared_case> cases_sharing(call& of, const engine::case_state& state) {
    std::vector<shared_case> out;
    add_leader(of, state, state.common_with, sharing_kind::paper, out);
    add_leader(of, state, state.shares_request_of, sharing_kind::request, out);
    if (state.code.empty()) {
        return out;
    }
    for (auto& one : projections::cases_sharing_with(of.view(), state.office, state.code)) {
        out.push_back({std::move(one.code), std::move(one.id), one.kind, false});
    }
    return out;
}

std::vector<shared_case> cases_of_paper(call& of, const engine::case_state& state,
                                        std::vector<shared_case> all, const paper_of_case& paper) {
    std::erase_if(all, [](const auto& one) { return one.kind != sharing_kind::paper; });
    const bool follows = !all.empty() && all.front().leads;
    const auto leader = follows ? projections::find_case(of.view(), all.front().id) : std::nullopt;
    if (leader) {
        std::ranges::copy_if(
            cases_sharing(of, *leader), std::back_inserter(all), [&](const shared_case& one) {
                return one.kind == sharing_kind::paper && !one.leads && one.id != state.id;
            });
    }
    std::erase_if(all, [&](const auto& one) { return !one.leads && !has_paper(of, one, paper); });
    return all;
}

std::string codes_sharing(const std::vector<shared_case>& all, sharing_kind kind) {
    std::string out;
    for (const auto& one : all) {
        if (one.kind == kind) {
            out += (out.empty() ? "" : ", ") + one.code;
        }
    }
    return out;
}

void add_sharing(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/cases/{code}/sharing",
         .id = "list_sharing",
         .group = "cases",
         .about = "The cases that have something in common with this one: a decision or a notice "
                  "of docketing (`paper`), or the request that opened them (`request`). `leads` "
                  "says that it was issued, or received, in the other one.",
         .answers = {{200, "The cases.", json_body<listed<sharing_line>>("sharing")}},
         .problems = {"case_unknown"},
         .serve = answering(list_sharing),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
