#pragma once

#include "connectors/api/sector_lines.hpp"

namespace connectors::api {

/// What the register of judgments received says of the judgment (Luật THADS 26/2008/QH12 Điều 29):
/// number and day as the receipt states them, the court and the parties as far as the caller may
/// see them, and what other papers came with it. Nothing in a register of something else.
void add_judgment(call& of, const engine::register_rule& what, sector_entry& entry,
                  book_line& into);

/// What a closed book keeps of it: nothing that is sealed.
void add_judgment_content(const engine::register_rule& what, sector_entry& entry, json& into);

} // namespace connectors::api
