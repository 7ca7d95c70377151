#include "connectors/issued_mail.hpp"

#include "connectors/mail_documents.hpp"
#include "connectors/sealed_object.hpp"
#include "events/fault.hpp"
#include "projections/timeline.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace connectors {
namespace {

const events::sealed_box* mail_box_in(const events::event& issued) {
    const auto& boxes = issued.common.sealed;
    const auto box =
        std::ranges::find(boxes, events::outgoing_mail_part, &events::sealed_box::part);
    return box == boxes.end() ? nullptr : &*box;
}

/// The hash of the bytes stands here and not in clear: who has the wording and guesses a name could
/// make such a mail, and a bare hash would tell them that they guessed well.
std::string what_is_kept(const mail_to_issue& what, const events::document_ref& stored,
                         const std::string& key) {
    nlohmann::json said{{"to", what.message.to_address},
                        {"subject", what.message.subject},
                        {"message_id", what.message.message_id},
                        {"raw", events::hex(stored.sha256)},
                        {"raw_sha256", events::hex(events::sha256(what.bytes))},
                        {"document_key", key}};
    if (!what.message.files.empty()) {
        said["enclosed"] = what.message.files.front().name;
    }
    return said.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool issues_mail_of(const events::event& what, std::uint64_t step) {
    const auto* issued = std::get_if<events::mail_issued>(&what.detail);
    return issued != nullptr && issued->of_step == step;
}

} // namespace

engine::command command_to_issue(const mail_to_issue& what, const events::event& step,
                                 const events::vault& keys, events::document_store& into) {
    mail_documents documents{into};
    const auto stored =
        documents.keep(std::string{events::outgoing_mail_part}, "message/rfc822", what.bytes);
    engine::command out;
    out.id = events::command_id{events::uuid_of("mail:" + step.about.id.str())};
    out.office = step.about.office;
    out.subject = step.about.subject;
    out.actor = events::officer_id{"system"};
    out.acting_as = events::role::system;
    out.causation = step.about.id.str();
    out.documents = {stored};
    out.sealed = {events::seal(keys, what.person, events::outgoing_mail_part,
                               what_is_kept(what, stored, documents.key_text()))};
    out.detail = engine::issue_mail{step.about.sequence};
    return out;
}

std::optional<events::event> mail_issued_for(const projections::snapshot& view,
                                             const events::log& log, const events::case_id& subject,
                                             std::uint64_t step) {
    std::optional<events::event> found;
    const auto look_at = [&](const projections::timeline_entry& one) {
        if (one.type == events::mail_issued::name) {
            auto issued = projections::event_at(log, one.place);
            if (issues_mail_of(issued, step)) {
                found = std::move(issued);
            }
        }
        return !found;
    };
    projections::each_step_behind(view, subject, step, look_at); // no mail goes before its step
    return found;
}

std::optional<issued_mail_summary> summary_of(const events::vault& keys,
                                              const events::event& issued) {
    const auto* box = mail_box_in(issued);
    const auto said = box == nullptr ? nlohmann::json::object() : opened_object(keys, *box);
    const auto hash = events::digest_from_hex(text_member(said, "raw_sha256"));
    if (!hash) {
        return std::nullopt;
    }
    issued_mail_summary out{.to_address = text_member(said, "to"),
                            .subject = text_member(said, "subject"),
                            .message_id = text_member(said, "message_id"),
                            .enclosed = {},
                            .sha256 = *hash};
    if (auto name = text_member(said, "enclosed"); !name.empty()) {
        out.enclosed = std::move(name);
    }
    return out;
}

std::optional<std::string> issued_bytes(const events::vault& keys,
                                        const events::document_store& documents,
                                        const events::event& issued) {
    const auto known = summary_of(keys, issued);
    if (!known || issued.common.documents.empty()) {
        return std::nullopt;
    }
    const auto& stored = issued.common.documents.front().sha256;
    auto bytes = open_mail_document(keys, documents, *mail_box_in(issued), stored);
    if (!bytes) {
        throw events::fault("document-missing",
                            fmt::format("read the mail that step {} of case {} issued: its "
                                        "document {} is not in the store; restore it there",
                                        issued.about.sequence, issued.about.subject.str(),
                                        events::hex(stored)));
    }
    if (events::sha256(*bytes) != known->sha256) {
        throw events::corruption("document-damaged",
                                 fmt::format("read the mail that step {} of case {} issued: the "
                                             "document {} does not hold what was hashed; restore "
                                             "it from a backup",
                                             issued.about.sequence, issued.about.subject.str(),
                                             events::hex(stored)));
    }
    return bytes;
}

} // namespace connectors
