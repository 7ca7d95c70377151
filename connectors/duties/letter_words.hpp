#pragma once

#include "connectors/mail/templates.hpp"
#include "engine/case_state.hpp"
#include "engine/rule_set.hpp"
#include "events/event.hpp"

#include <string>
#include <vector>

/// The words of the office's e-mails that come from the rules and from what a step states.
namespace connectors {

/// As it stands within a sentence.
[[nodiscard]] std::string procedure_name(const engine::rule_set& rules,
                                         const std::string& procedure);
[[nodiscard]] std::string full_sentence(std::string text);

/// The texts of the grounds that a step states; empty when it states none.
[[nodiscard]] std::string grounds_text(const engine::rule_set& rules,
                                       const engine::case_state& state, const events::event& what);
/// The reason that the step itself states, `words` where it says more than a code.
[[nodiscard]] std::string stated_reason(const events::payload& what, const std::string& words);
/// Why a check found what it found: the grounds that the officer named, or what the law says.
[[nodiscard]] std::string reason_of(const engine::rule_set& rules, const engine::case_state& state,
                                    const events::event& check, std::string usual);

/// The last day of the period that the step is about, or of the one within which the office must
/// decide; empty when none runs.
[[nodiscard]] std::string due_text(const engine::rule_set& rules, const engine::case_state& state,
                                   const events::event& what);

[[nodiscard]] std::string paper_names(const engine::rule_set& rules, const std::string& procedure,
                                      const std::vector<std::string>& ids);

/// Who resolves, by whom the petition is about: the mail does not say that in a way that a program
/// could rely on. Luật THADS Điều 142 (khiếu nại), Điều 157 khoản 1-2 (tố cáo).
[[nodiscard]] std::string competent_persons(const engine::rule_set& rules, mail_template which,
                                            const events::office_code& competent,
                                            events::local_date day);

} // namespace connectors
