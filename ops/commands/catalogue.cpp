#include "ops/commands/catalogue.hpp"

#include "ops/commands/law_nouns.hpp"

namespace ops {

std::vector<noun> catalogue() {
    return {
        // to begin with
        demo_noun(),
        init_noun(),
        serve_noun(),
        // the work of an office
        case_noun(),
        worklist_noun(),
        mail_noun(),
        document_noun(),
        overdue_noun(),
        deadline_noun(),
        alert_noun(),
        register_noun(),
        statistics_noun(),
        report_noun(),
        voucher_noun(),
        // the law
        explain_noun(),
        fee_noun(),
        rules_noun(),
        lifecycle_noun(),
        procedure_noun(),
        office_noun(),
        // proof
        verify_noun(),
        log_noun(),
        refusal_noun(),
        // who may what
        account_noun(),
        grant_noun(),
        login_noun(),
        logout_noun(),
        // running it
        projection_noun(),
        clock_noun(),
        config_noun(),
        completion_noun(),
        version_noun(),
    };
}

} // namespace ops
