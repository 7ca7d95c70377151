#include "ops/commands/catalogue.hpp"

namespace ops {

std::vector<noun> catalogue() {
    return {
        init_noun(),    serve_noun(),      case_noun(),    mail_noun(),  document_noun(),
        overdue_noun(), deadline_noun(),   fee_noun(),     rules_noun(), lifecycle_noun(),
        office_noun(),  grant_noun(),      verify_noun(),  login_noun(), logout_noun(),
        config_noun(),  completion_noun(), version_noun(),
    };
}

} // namespace ops
