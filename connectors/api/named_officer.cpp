#include "connectors/api/named_officer.hpp"

#include "connectors/api/command_request.hpp"

namespace connectors::api {
namespace {

struct officer_in_body {
    const events::officer_id* who = nullptr;
    const char* pointer = "";
};

officer_in_body officer_named_in(const engine::command_detail& step) {
    if (const auto* given = std::get_if<engine::hand_over>(&step)) {
        return {&given->to, "/to"};
    }
    if (const auto* assigned = std::get_if<engine::assign_officer>(&step)) {
        return {&assigned->officer, "/officer"};
    }
    return {};
}

/// Which steps a role takes is asked when one is taken; here it is enough that there is one.
bool acts_at(const call& of, const events::officer_id& who, const events::office_code& office) {
    const auto held = of.on.grants.of(who);
    const auto may = engine::authorise(*held, office_branches{of.on.rules, of.now()},
                                       {.wants = engine::action::command,
                                        .command = engine::begin_examination::name,
                                        .office = office});
    return may.allowed || may.why == "role_may_not";
}

} // namespace

void check_named_officer(const call& of, const engine::command& what,
                         const engine::case_state* known) {
    const auto named = officer_named_in(what.detail);
    // That nobody is named at all is a rule of the step, and told as one.
    if (named.who == nullptr || named.who->empty() ||
        (known != nullptr && known->has_counted(what.id))) {
        return;
    }
    if (!acts_at(of, *named.who, what.office)) {
        // Without the id: what was typed may be the name of a person.
        refuse_input({{named.pointer,
                       "no_role_here",
                       {"Cán bộ này không được giao vai trò nào tại cơ quan " + what.office.str() +
                            ". Hãy nêu mã của một cán bộ tại đây, hoặc giao vai trò cho người này "
                            "trước (lệnh grant_role).",
                        "This officer has no role at office " + what.office.str() +
                            ". Name the id of an officer there, or have a role given to this one "
                            "first (command grant_role)."}}});
    }
}

} // namespace connectors::api
