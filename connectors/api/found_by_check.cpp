#include "connectors/api/found_by_check.hpp"

#include "connectors/api/command_request.hpp"
#include "connectors/input_error.hpp"

#include <utility>

namespace connectors::api {

void check_findings_of_mail(const call& of, const engine::command& what,
                            const engine::case_state* known) {
    const auto* check = std::get_if<engine::check_mail>(&what.detail);
    if (check == nullptr || (known != nullptr && known->has_counted(what.id))) {
        return;
    }
    std::vector<problem_item> wrong;
    if (check->outcome == events::check_outcome::incomplete && check->missing.empty()) {
        wrong.push_back(input_error("/missing", "is missing"));
    }
    if (check->competent_office && of.on.rules.find_office(*check->competent_office) == nullptr) {
        wrong.push_back(input_error("/competent_office", "is no office here"));
    }
    if (!wrong.empty()) {
        refuse_input(std::move(wrong));
    }
}

} // namespace connectors::api
