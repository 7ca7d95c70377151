#pragma once

#include "connectors/api/operation.hpp"

namespace connectors::api {

class service;

/// Every operation there is, in the order of /openapi.json. A resource is a file here and a line in
/// catalogue.cpp.
[[nodiscard]] operations catalogue(service& of);

void add_sessions(operations& into, service& of);
void add_cases(operations& into, service& of);
void add_history(operations& into, service& of);
void add_sharing(operations& into, service& of);
void add_next_steps(operations& into, service& of);
void add_commands(operations& into, service& of);
void add_deadlines(operations& into, service& of);
void add_deadline_math(operations& into, service& of);
void add_alerts(operations& into, service& of);
void add_statistics(operations& into, service& of);
void add_statistics_cases(operations& into, service& of);
void add_register(operations& into, service& of);
void add_worklist(operations& into, service& of);
void add_refusals(operations& into, service& of);
void add_live(operations& into, service& of);
void add_waiting_mail(operations& into, service& of);
void add_mail(operations& into, service& of);
void add_sent_mail(operations& into, service& of);
void add_documents(operations& into, service& of);
void add_law(operations& into, service& of);
void add_accounts(operations& into, service& of);
void add_grants(operations& into, service& of);
void add_installation(operations& into, service& of);
void add_rebuild(operations& into, service& of);
void add_health(operations& into, service& of);
void add_metrics(operations& into, service& of);
void add_pages(operations& into, service& of);
void add_slips(operations& into, service& of);
void add_fees(operations& into, service& of);

} // namespace connectors::api
