#include "connectors/api/confirmed_matter.hpp"

#include "connectors/api/case_access.hpp"
#include "connectors/api/command_request.hpp"
#include "connectors/input_error.hpp"
#include "connectors/one_agency.hpp"
#include "engine/finality.hpp"
#include "engine/law.hpp"
#include "projections/store.hpp"
#include "projections/timeline.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace connectors::api {
namespace {

[[noreturn]] void refuse_matter(const char* pointer, const char* why) {
    refuse_input({input_error(pointer, why)});
}

void check_matter(call& of, const events::office_code& office, std::optional<std::string>& named,
                  std::optional<events::performance> performed) {
    if (!named || named->empty()) {
        return;
    }
    const auto matter = case_named(of, *named, engine::action::read_case);
    if (!is_one_agency(of.on.rules, matter.office, office, events::office_date(of.now()))) {
        refuse_matter("/matter", "is a matter of another office");
    }
    if (!matter.issued_at || !engine::law::decides_to_enforce(of.on.rules, matter)) {
        refuse_matter("/matter", "has no decision that is enforced");
    }
    const bool agrees =
        matter.performed == events::performance::whole || matter.at == events::status::closed;
    if (performed == events::performance::whole && !agrees) {
        refuse_matter("/performed",
                      "is not recorded in the matter, where record_performance comes first");
    }
    named = matter.code;
}

/// The cases of a code or id that are here, as they stand now.
std::vector<engine::case_state> cases_named(const call& of, const std::string& name) {
    std::vector<engine::case_state> found;
    if (events::is_uuid(name)) {
        if (auto one = of.on.store.newest(events::case_id{name})) {
            found.push_back(*std::move(one));
        }
    } else {
        found = of.on.store.newest_named(name);
    }
    std::erase_if(found, [](const auto& one) { return !projections::is_case(one); });
    return found;
}

void check_matter_has_ended(const call& of, const engine::case_state& confirmation) {
    auto matters = cases_named(of, confirmation.confirmed_matter);
    std::erase_if(matters, [&](const auto& one) {
        return !is_one_agency(of.on.rules, one.office, confirmation.office,
                              events::office_date(of.now()));
    });
    const bool has_ended = std::ranges::any_of(
        matters, [](const auto& one) { return engine::is_final(one.follows, one.at); });
    if (!matters.empty() && !has_ended) { // one that is not here is somebody else's to end
        refuse_matter("", "is not true yet: the matter has not ended");
    }
}

/// Whether it is a case here, and confirms as it stands now no such thing of this matter. The
/// number of a paper is not looked at.
bool confirms_nothing(const call& of, const engine::case_state& matter,
                      const std::string& confirmation) {
    if (confirmation.empty()) {
        return false;
    }
    const auto named = cases_named(of, confirmation);
    const bool confirms = std::ranges::any_of(named, [&](const auto& one) {
        const bool is_given = one.issued_at || one.at == events::status::solved_at_once ||
                              one.at == events::status::closed;
        return is_given && one.confirms_all() && one.confirmed_matter == matter.code;
    });
    return !named.empty() && !confirms;
}

/// By which the matter ended by law; empty when it ended otherwise.
std::string confirmation_that_ended(call& of, const engine::case_state& matter) {
    std::optional<engine::log_position> ended;
    projections::each_step_behind(of.view(), matter.id, 0, [&](const auto& step) {
        if (step.type == events::enforcement_ended::name) {
            ended = step.place; // the newest: it may have been taken up again in between
        }
        return true;
    });
    if (!ended) {
        return {};
    }
    const auto step = projections::event_at(of.on.log, *ended);
    return std::get<events::enforcement_ended>(step.detail).confirmation;
}

} // namespace

void check_confirmed_matter(call& of, engine::command& what, const engine::case_state* known) {
    if (known != nullptr && known->has_counted(what.id)) {
        return;
    }
    if (auto* draft = std::get_if<engine::submit_draft>(&what.detail)) {
        check_matter(of, what.office, draft->matter, draft->performed);
    } else if (auto* at_once = std::get_if<engine::solve_at_once>(&what.detail)) {
        check_matter(of, what.office, at_once->matter, at_once->performed);
    } else if (std::holds_alternative<engine::note_matter_end>(what.detail) && known != nullptr) {
        check_matter_has_ended(of, *known);
    } else if (const auto* end = std::get_if<engine::end_enforcement>(&what.detail);
               end != nullptr && known != nullptr) {
        if (confirms_nothing(of, *known, end->confirmation)) {
            refuse_matter("/confirmation", "is a case that confirms no such thing of this matter");
        }
    }
}

std::optional<std::string> withdrawn_confirmation_of(call& of, const engine::case_state& matter) {
    if (matter.at != events::status::closed || matter.performed != events::performance::whole) {
        return std::nullopt; // read of the log only where it can be
    }
    auto confirmation = confirmation_that_ended(of, matter);
    return confirms_nothing(of, matter, confirmation) ? std::optional{std::move(confirmation)}
                                                      : std::nullopt;
}

} // namespace connectors::api
