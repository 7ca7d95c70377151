#pragma once

#include "connectors/documents/pdf_page.hpp"

namespace connectors {

/// State and motto at the right, agency at the left, number and date below them.
void draw_header(page_flow& on, const engine::form_header& header);

} // namespace connectors
