#pragma once

#include "connectors/api/call.hpp"
#include "engine/case_state.hpp"
#include "projections/sharing.hpp"

#include <string>
#include <vector>

namespace connectors::api {

/// Another case that has a paper or the request in common with this one.
struct shared_case {
    std::string code;
    events::case_id id;
    projections::sharing_kind kind{};
    bool leads = false; ///< what is common was issued, or received, there
};

/// The one that leads first, the others by kind; of the newest state. Those that follow the same
/// one as this case are not among them: they stand with the one that leads.
[[nodiscard]] std::vector<shared_case> cases_sharing(call& of, const engine::case_state& state);

/// Which of the papers that a case has had: its decisions by their number, its notices of docketing
/// by the instance.
struct paper_of_case {
    std::string decision_number;
    events::instance level{};
};

/// Those among whom that paper of the case is common; `all` is what cases_sharing() told of it. The
/// one that leads comes first, then all that follow it, for it is one paper. A case that follows
/// has the paper that it had: what the one that leads was decided anew, or docketed as a second
/// complaint, is none of its.
[[nodiscard]] std::vector<shared_case> cases_of_paper(call& of, const engine::case_state& state,
                                                      std::vector<shared_case> all,
                                                      const paper_of_case& paper);

/// Codes of the cases of that kind, one behind the other; empty when there are none.
[[nodiscard]] std::string codes_sharing(const std::vector<shared_case>& all,
                                        projections::sharing_kind kind);

} // namespace connectors::api
