#include "connectors/api/catalogue.hpp"

#include "connectors/api/law_routes.hpp"

namespace connectors::api {

operations catalogue(service& of) {
    operations all;
    for (const auto add : {
             // clang-format off
             &add_sessions,
             &add_cases,
             &add_history,
             &add_sharing,
             &add_explained_deadlines,
             &add_next_steps,
             &add_documents,
             &add_slips,
             &add_folios,
             &add_commands,
             &add_deadlines,
             &add_deadline_math,
             &add_calendar_changes,
             &add_fees,
             &add_alerts,
             &add_register,
             &add_books,
             &add_worklist,
             &add_statistics,
             &add_statistics_cases,
             &add_enforcement_statistics,
             &add_reports,
             &add_report_cases,
             &add_closings,
             &add_due_reports,
             &add_reconciliation,
             &add_waiting_mail,
             &add_mail,
             &add_sent_mail,
             &add_live,
             &add_law,
             &add_rules,
             &add_refusals,
             &add_accounts,
             &add_grants,
             &add_installation,
             &add_rebuild,
             &add_health,
             &add_metrics,
             &add_pages,
             // clang-format on
         }) {
        add(all, of);
    }
    return all;
}

} // namespace connectors::api
