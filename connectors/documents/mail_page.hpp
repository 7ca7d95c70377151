#pragma once

#include "connectors/mail/compose.hpp"
#include "engine/forms/compose.hpp"

namespace connectors {

/// Whether what a page shows is what was sent, or what today's wording makes of the event.
enum class mail_page_source { sent_bytes, rendered_anew };

/// An e-mail as a page for the file: who wrote to whom, when, about what, and its words. It is no
/// document of NĐ 30/2020/NĐ-CP, so that the head of the page with the state's name is left out.
/// One that is rendered anew says so.
[[nodiscard]] engine::composed_document
mail_page(const outgoing_message& sent, mail_page_source from = mail_page_source::sent_bytes);

} // namespace connectors
