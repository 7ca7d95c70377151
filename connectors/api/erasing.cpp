#include "connectors/api/erasing.hpp"

#include "connectors/api/service.hpp"
#include "connectors/input_error.hpp"
#include "projections/grants.hpp"

namespace connectors::api {
namespace {

/// A person's key opens what every office has sealed of them, and its loss is for good.
void require_everywhere(call& of, const engine::command& what) {
    const engine::permission_question asked{.wants = engine::action::command,
                                            .command = engine::erase_person::name,
                                            .office = events::office_code{"*"}};
    const auto may = of.ask(asked.wants, asked.office, asked.command);
    if (may.allowed) {
        return;
    }
    auto no = engine::forbidden(asked, may.why);
    no.vi = "Xóa dữ liệu của một người có hiệu lực ở mọi cơ quan và không thể khôi phục, nên cần "
            "vai trò operations tại mọi cơ quan (*). Hãy chuyển yêu cầu cho người vận hành toàn hệ "
            "thống.";
    no.en = "Erasing a person takes effect at every office and for good, so it needs the role "
            "operations at every office (*). Hand it to whoever operates the whole installation.";
    of.on.refusals.record(what, no, of.now(), may.refused_in);
    throw refusal(problem_of(no));
}

/// An id that is nobody's would leave an event which says that somebody was erased, while the one
/// who was meant can still be read. Who was erased before may be once more: a vault that was
/// restored from a backup may have the key again.
void check_person(call& of, const events::person_id& person) {
    if (of.on.vault.key(person) || projections::erased(of.view(), person)) {
        return;
    }
    auto told = problem_of(
        "invalid_input",
        {"Không có người nào mang mã " + person.str() +
             "; chưa xóa gì. Hãy lấy mã ở mục persons của hồ sơ (trường person).",
         "No person has the id " + person.str() +
             "; nothing was erased. Take the id from `persons` of the case (member `person`)."});
    told.errors.push_back(input_error("/person", "is no person here"));
    throw refusal(std::move(told));
}

} // namespace

void require_erasing(call& of, const engine::command& what, const events::person_id& person) {
    require_everywhere(of, what);
    check_person(of, person);
}

} // namespace connectors::api
