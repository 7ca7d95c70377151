#include "connectors/api/confirmed_matter.hpp"

#include "connectors/api/case_access.hpp"
#include "connectors/api/command_request.hpp"
#include "connectors/input_error.hpp"
#include "engine/law.hpp"

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
    if (matter.office != office) {
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

} // namespace

void check_confirmed_matter(call& of, engine::command& what) {
    if (auto* draft = std::get_if<engine::submit_draft>(&what.detail)) {
        check_matter(of, what.office, draft->matter, draft->performed);
    } else if (auto* at_once = std::get_if<engine::solve_at_once>(&what.detail)) {
        check_matter(of, what.office, at_once->matter, at_once->performed);
    }
}

} // namespace connectors::api
