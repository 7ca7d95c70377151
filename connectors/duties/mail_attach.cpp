#include "connectors/duties/mail_attach.hpp"

#include "connectors/mail_documents.hpp"
#include "connectors/sealed_object.hpp"
#include "connectors/secret_case.hpp"
#include "events/fault.hpp"
#include "projections/timeline.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace connectors {
namespace {

engine::command command_for(std::string_view what, const engine::case_state& mail,
                            const engine::case_state& to, const attaching& by) {
    engine::command out;
    out.id = events::command_id{
        events::uuid_of(fmt::format("{}:{}:{}", what, mail.id.str(), to.id.str()))};
    out.office = to.office;
    out.actor = by.officer;
    out.acting_as = by.as;
    return out;
}

events::command_id dismissal_of(const engine::case_state& mail, const engine::case_state& to) {
    return command_for("attached", mail, to, {}).id;
}

/// The event by which the mail came.
events::event arrival_of(const events::log& log, const projections::snapshot& view,
                         const engine::case_state& mail) {
    const auto steps = projections::timeline(view, mail.id, {1, {}});
    if (steps.rows.empty()) {
        throw events::fault("mail-not-found",
                            fmt::format("attach the mail {}: its first step is not in the "
                                        "projections; rebuild them",
                                        mail.shown_code()));
    }
    return projections::event_at(log, steps.rows.front().place);
}

/// The mail as a case keeps it: with its sender, who is not the case's known one.
events::sealed_box mail_box(const events::vault& keys, const events::event& arrival,
                            const engine::case_state& to) {
    const auto& boxes = arrival.common.sealed;
    const auto mail = std::ranges::find(boxes, "mail", &events::sealed_box::part);
    if (mail == boxes.end() || !keys.key(mail->person)) {
        throw events::fault("mail-erased", "attach a mail: its sender was erased; nothing of it "
                                           "can be read any more");
    }
    auto said = opened_object(keys, *mail);
    said.erase("may_belong_to");
    const bool secret_there = is_secret_case(to);
    for (const auto& box : boxes) {
        // Whoever denounced stays a secret where the case itself is none.
        if (box.part == "applicant" || (box.part == "denouncer" && secret_there)) {
            const auto who = opened_object(keys, box);
            said["from_name"] = text_member(who, "name");
            said["from_address"] = text_member(who, "email");
        }
    }
    return events::seal(keys, mail->person, "mail", said.dump());
}

/// That a denouncer wrote the mail, for the item in which it waited: the same particulars under the
/// same key, as those of one who stays a secret.
events::sealed_box denouncer_box(const events::vault& keys, const events::event& arrival) {
    const auto& boxes = arrival.common.sealed;
    auto writer = std::ranges::find(boxes, "applicant", &events::sealed_box::part);
    if (writer == boxes.end()) { // it names nobody beside the mail, which mail_box() has found
        writer = std::ranges::find(boxes, "mail", &events::sealed_box::part);
    }
    const auto who = opened_object(keys, *writer);
    const nlohmann::json said{{"name", text_member(who, "name")},
                              {"email", text_member(who, "email")}};
    return events::seal(keys, writer->person, "denouncer", said.dump());
}

} // namespace

bool can_be_attached(const engine::case_state& mail, const engine::case_state& to) {
    return mail.at == events::status::awaiting_sorting || mail.has_counted(dismissal_of(mail, to));
}

attached_mail attach_mail(engine::node& node, const events::log& log,
                          const projections::snapshot& view, const events::vault& keys,
                          const engine::case_state& mail, const engine::case_state& to,
                          const attaching& by) {
    const auto arrival = arrival_of(log, view, mail);
    const auto* set_aside = std::get_if<events::mail_set_aside>(&arrival.detail);
    if (set_aside == nullptr) {
        throw events::fault("mail-not-found", fmt::format("attach the mail {}: it was not set "
                                                          "aside; name one that waits",
                                                          mail.shown_code()));
    }
    attached_mail out{command_for("attach", mail, to, by), {}};
    out.asked.subject = to.id;
    out.asked.causation = arrival.about.id.str();
    out.asked.documents = arrival.common.documents;
    for (auto& one : out.asked.documents) {
        one.media_type = type_in_clear(std::move(one.media_type));
    }
    out.asked.sealed.push_back(mail_box(keys, arrival, to));
    out.asked.detail = engine::attach_reply{set_aside->mail};
    out.told = node.run(out.asked);
    if (!std::holds_alternative<engine::accepted>(out.told)) {
        return out;
    }
    // Second: a crash between the two leaves the mail waiting, and asking again ends it.
    auto done = command_for("attached", mail, to, by);
    done.subject = mail.id;
    done.causation = std::get<engine::accepted>(out.told).event.str();
    done.detail = engine::dismiss_mail{"attached_to_case"};
    if (is_secret_case(to) && !is_secret_case(mail)) { // else the item would still tell who wrote
        done.sealed.push_back(denouncer_box(keys, arrival));
    }
    auto ended = node.run(done);
    if (!std::holds_alternative<engine::accepted>(ended)) {
        return {std::move(done), std::move(ended)};
    }
    return out;
}

} // namespace connectors
