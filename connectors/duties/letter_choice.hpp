#pragma once

#include "connectors/mail/templates.hpp"
#include "events/event.hpp"

#include <optional>
#include <string>

/// Which of the office's e-mails a step sends, if any.
namespace connectors {

/// A step that, once the decision is issued, is about the enforcement and no longer about the
/// request: the parties are notified of it as the law has it (Luật THADS Điều 39-43), not by mail.
[[nodiscard]] bool is_about_enforcement(const events::payload& what);

/// The e-mail of a step that needs no more than its own facts.
[[nodiscard]] std::optional<mail_template> template_of(const events::payload& what);

/// The e-mail that answers what a check found.
[[nodiscard]] mail_template guidance_of(events::check_outcome found, const std::string& procedure);

} // namespace connectors
