#include "connectors/duties/mail_issuer.hpp"

#include "events/fault.hpp"
#include "projections/store.hpp"

#include <fmt/format.h>

#include <chrono>

namespace connectors {

mail_issuer::mail_issuer(const events::log& log, const projections::store& store,
                         engine::node& node, const events::vault& keys,
                         events::document_store& documents)
    : log_(log), store_(store), keys_(keys), documents_(documents), steps_(node) {}

std::optional<events::event> mail_issuer::issued(const events::event& step) const {
    return mail_issued_for(store_.view(), log_, step.about.subject, step.about.sequence);
}

events::event mail_issuer::issue(const mail_to_issue& what, const events::event& step) {
    auto asked = unrecorded_.find(step.about.office);
    if (asked == unrecorded_.end() || asked->second.step != step.about.id) {
        unrecorded first{step.about.id, command_to_issue(what, step, keys_, documents_)};
        asked = unrecorded_.insert_or_assign(step.about.office, std::move(first)).first;
    }
    const auto state = store_.newest(step.about.subject);
    const auto now = std::chrono::system_clock::now(); // for how long a refusal rests, only
    steps_.take({{asked->second.asked, state ? state->version : 0}},
                std::chrono::floor<std::chrono::milliseconds>(now));
    auto recorded = issued(step); // by what the log says, whoever was quicker
    if (!recorded) {
        throw events::fault(
            "mail-not-recorded",
            fmt::format("issue the mail about step {} of case {}: the log did not take its event; "
                        "the letter waits and is tried again; look at the log, and at the refusals",
                        step.about.sequence, step.about.subject.str()));
    }
    unrecorded_.erase(asked);
    return *std::move(recorded);
}

void mail_issuer::forget(const events::event& step) {
    const auto asked = unrecorded_.find(step.about.office);
    if (asked != unrecorded_.end() && asked->second.step == step.about.id) {
        unrecorded_.erase(asked);
    }
}

} // namespace connectors
