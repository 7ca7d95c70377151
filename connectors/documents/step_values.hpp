#pragma once

#include "connectors/documents/case_values.hpp"

namespace connectors {

/// Adds what the step itself says: papers, hand-overs, dates, reasons, who is competent.
void add_step_values(const slip_source& from, engine::form_values& into);

} // namespace connectors
