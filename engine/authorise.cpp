#include "engine/authorise.hpp"

#include "engine/decide.hpp"

#include <algorithm>

namespace engine {
namespace {

using events::role;

/// Reads by role; commands carry their own list of roles.
bool may_read(role as, action wants) {
    switch (wants) {
    case action::read_case:
    case action::read_register:
        return as != role::statistician && as != role::operations;
    case action::read_person:
        return as == role::counter_officer || as == role::enforcement_officer ||
               as == role::examiner || as == role::clerk || as == role::head || as == role::auditor;
    case action::read_denouncer: // Luật Tố cáo 25/2018/QH14 Điều 9.1b: identity is secret
        return as == role::head || as == role::examiner;
    case action::read_overdue:
        return as != role::statistician;
    case action::read_statistics:
        return true;
    case action::read_refusals:
        return as == role::auditor || as == role::supervisor || as == role::head;
    case action::verify_log:
        return as == role::auditor || as == role::operations;
    case action::operate:
        return as == role::operations;
    case action::command:
        return false;
    }
    return false;
}

bool reaches(const grant& held, const office_tree& offices, const events::office_code& office) {
    if (held.at.str() == "*" || held.at == office) {
        return true;
    }
    return (held.descendants && offices.within(office, held.at)) ||
           offices.follows(held.at, office);
}

/// Who was granted a role at an office acts in it as long as the office exists; what was done there
/// can be read afterwards.
bool has_ended(const grant& held, const office_tree& offices, action wants) {
    return wants == action::command && held.at.str() != "*" && !offices.at_work(held.at);
}

} // namespace

bool role_may(role as, action wants, std::string_view command) {
    if (wants != action::command) {
        return as == role::system || may_read(as, wants);
    }
    const auto& roles = roles_of(command);
    return std::find(roles.begin(), roles.end(), as) != roles.end();
}

permission authorise(std::span<const grant> grants, const office_tree& offices,
                     const permission_question& asked) {
    std::optional<events::role> here;
    bool ended = false;
    for (const auto& held : grants) {
        if (!reaches(held, offices, asked.office) ||
            (asked.role_chosen && held.as != asked.acting_as)) {
            continue;
        }
        if (has_ended(held, offices, asked.wants)) {
            ended = true;
            continue;
        }
        here = here.value_or(held.as);
        if (role_may(held.as, asked.wants, asked.command)) {
            return {true, held.as, std::nullopt, "granted"};
        }
    }
    const auto* const why = here ? "role_may_not" : ended ? "office_ended" : "no_grant_here";
    return {false, here.value_or(asked.acting_as), here, why};
}

rejection forbidden(const permission_question& asked, std::string_view why) {
    const auto& office = asked.office.str();
    std::string vi = "Vai trò của bạn không được thực hiện việc này.";
    std::string en = "Your role may not do this.";
    if (why == "no_grant_here") {
        const bool everywhere = office == "*";
        vi = everywhere ? "Bạn không được giao vai trò nào trên toàn hệ thống."
                        : "Bạn không có quyền tại cơ quan " + office + ".";
        en = everywhere ? "You were given no role for all offices."
                        : "You have no role at office " + office + ".";
    } else if (why == "office_ended") {
        vi = "Cơ quan " + office + " đã kết thúc hoạt động; cơ quan kế thừa tiếp tục hồ sơ.";
        en = "Office " + office + " has ended; the one that follows it goes on with its cases.";
    }
    return rejection{.code = rejection_code::forbidden,
                     .rule = std::string{why},
                     .vi = std::move(vi),
                     .en = std::move(en),
                     .source = "Phân công theo Quyết định thành lập Bộ phận một cửa",
                     .pointer = {},
                     .at = events::status::none,
                     .allowed = {}};
}

} // namespace engine
