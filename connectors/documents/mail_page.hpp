#pragma once

#include "connectors/mail/compose.hpp"
#include "engine/forms/compose.hpp"

namespace connectors {

/// An e-mail as a page for the file: who wrote to whom, when, about what, and its words. It is no
/// document of NĐ 30/2020/NĐ-CP, so that the head of the page with the state's name is left out.
[[nodiscard]] engine::composed_document mail_page(const outgoing_message& sent);

} // namespace connectors
