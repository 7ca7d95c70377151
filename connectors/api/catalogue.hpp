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
void add_next_steps(operations& into, service& of);
void add_commands(operations& into, service& of);

} // namespace connectors::api
