#pragma once

#include "connectors/api/operation.hpp"

/// Resources about what the law gives: periods explained, calendars compared, books, reports,
/// the statistics of enforcement. Named
/// apart from catalogue.hpp, which every resource includes.
namespace connectors::api {

class service;

void add_explained_deadlines(operations& into, service& of);
void add_calendar_changes(operations& into, service& of);
void add_enforcement_statistics(operations& into, service& of);
void add_reports(operations& into, service& of);
void add_report_cases(operations& into, service& of);
void add_closings(operations& into, service& of);
void add_due_reports(operations& into, service& of);
void add_books(operations& into, service& of);
void add_reconciliation(operations& into, service& of);
void add_folios(operations& into, service& of);
void add_rules(operations& into, service& of);

} // namespace connectors::api
