#pragma once

#include "connectors/api/call.hpp"

#include <vector>

/// Who may open what the events of a case name. A document is stored once however many cases name
/// it, and its hash is its name: whoever could name one of another case in their own would open it
/// there.
namespace connectors::api {

/// As is_secret_case(), and a mail that was set apart is as secret as the case that it repeats,
/// that it answers by machine, or into which an officer took it: whatever became of that one later.
[[nodiscard]] bool is_secret_now(call& of, const engine::case_state& state);

/// Mails and papers name people in clear, so they ask for as much as the sealed data of the case
/// does, and end when one of its persons was erased. `state` is the newest. Throws refusal
/// `forbidden`, `erased`.
void require_documents(call& of, const engine::case_state& state);
/// The same where no is an answer: whoever may not is not told the names of the documents either.
[[nodiscard]] bool may_open_documents(call& of, const engine::case_state& state);

/// Whether the caller sees what officers said in words of the case's own steps, such as why it was
/// suspended: in a secret case only the few who may know its persons, and nobody once one of them
/// was erased.
[[nodiscard]] bool may_read_words(call& of, const engine::case_state& state);
/// Whether one of the persons of the case was erased, so that nothing in words is shown any more.
[[nodiscard]] bool somebody_erased(const call& of, const engine::case_state& state);

/// Refuses a document that another case names where a person was erased: what that erasure ended
/// does not go on here. Throws refusal `erased`.
void require_unerased(call& of, const events::digest& document);

/// Refuses a document that another case names, unless this one does so already or the caller may
/// open it there: else whoever learned the hash of a paper would read it through a case of their
/// own. The refusal goes into the trail. Throws refusal `forbidden`.
void require_names(call& of, const engine::command& what,
                   const std::vector<events::document_ref>& documents);

} // namespace connectors::api
