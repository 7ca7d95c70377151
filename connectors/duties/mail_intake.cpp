#include "connectors/duties/mail_intake.hpp"

#include "connectors/duties/indexed_mail.hpp"
#include "connectors/duties/mail_writer.hpp"
#include "connectors/mail/limits.hpp"
#include "connectors/mail/parse.hpp"
#include "connectors/mail/words.hpp"
#include "connectors/mail_documents.hpp"
#include "connectors/secret_case.hpp"
#include "events/fault.hpp"
#include "projections/cases.hpp"
#include "projections/mail_index.hpp"
#include "projections/store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace connectors {
namespace {

events::incoming_mail described_mail(const inbound_message& message, const std::string& reason) {
    events::incoming_mail out;
    out.sha256 = message.sha256;
    if (!message.message_id.empty()) {
        out.message_key = projections::message_key(message.message_id);
    }
    out.content_key = message.content_key;
    for (const auto* list : {&message.ambiguous, &message.notes}) {
        for (const auto& finding : *list) {
            out.findings.push_back(finding.code);
        }
    }
    out.reason = reason;
    return out;
}

/// An ambiguous mail's reason is a finding too, also one that comes from what is known besides it.
void find_reason(events::incoming_mail& in, const recognition& is) {
    if (is.outcome == events::mail_outcome::ambiguous &&
        std::ranges::count(in.findings, is.code) == 0) {
        in.findings.insert(in.findings.begin(), is.code);
    }
}

std::string clipped(const std::string& text) {
    constexpr std::size_t bytes_max = 8 * 1024; // the raw mail has the rest
    if (text.size() <= bytes_max) {
        return text;
    }
    std::size_t end = bytes_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end; // never inside a character
    }
    return text.substr(0, end) + "…";
}

/// A function of the office and the bytes: taking the same mail in again is the same command.
events::command_id command_of_mail(const events::office_code& office, const events::digest& raw) {
    return events::command_id{
        events::uuid_of(fmt::format("mail:{}:{}", office.str(), events::hex(raw)))};
}

/// Who denounces is secret: also while the mail is only help, while nobody has chosen between a
/// denunciation and what else it names, and when it belongs to such a case in whatever way.
bool is_secret_mail(const recognition& is, const projections::snapshot& view) {
    return std::ranges::count(is.procedures, "denunciation") > 0 ||
           std::ranges::any_of(is.leads_to, [&](const std::string& reference) {
               const auto state = projections::find_case(view, events::case_id{reference});
               return state && is_secret_case(*state);
           });
}

/// The step that a mail is, by what it was recognised as.
engine::command_detail step_for(const recognition& is, const events::incoming_mail& described) {
    using outcome = events::mail_outcome;
    switch (is.outcome) {
    case outcome::new_case:
        return engine::receive_mail{is.procedure, described};
    case outcome::reply:
        return engine::attach_reply{described};
    case outcome::ambiguous:
        return engine::set_aside_mail{described};
    case outcome::duplicate:
    case outcome::automatic:
        break;
    }
    const events::case_id known{is.case_ref};
    return engine::note_mail{is.outcome, described,
                             known.empty() ? std::nullopt : std::optional{known}};
}

} // namespace

struct mail_intake::read_mail {
    events::office_code office;
    events::document_ref stored; ///< the raw bytes
    mail_documents& documents;
    inbound_message message;
    recognition is;
    std::optional<cut_mail> cut;
};

recognition mail_intake::recognised(const events::office_code& office,
                                    const inbound_message& message) const {
    std::vector<std::string> own;
    if (const auto* known = rules_.find_office(office); known != nullptr && known->email) {
        own.push_back(known->email->address);
    }
    if (const auto named = contacts_.find(office.str());
        named != contacts_.end() && !named->second.email.empty()) {
        own.push_back(named->second.email); // from which the letters go
    }
    const auto view = store_.view();
    return recognise(message, indexed_mail{view, log_, keys_, office}, own);
}

std::optional<intake_result> mail_intake::taken_before(const events::office_code& office,
                                                       std::string_view raw,
                                                       const events::digest& hash) const {
    const auto id = command_of_mail(office, hash);
    const auto view = store_.view();
    auto subject = std::optional{events::case_opened_by(id)};
    if (!projections::find_case(view, *subject)) {
        subject.reset();
        for (const auto& one : projections::mails_by_content_key(view, office, events::hex(hash))) {
            const auto state = projections::find_case(view, one.subject);
            if (state && std::find(state->commands.begin(), state->commands.end(), id) !=
                             state->commands.end()) {
                subject = one.subject;
            }
        }
    }
    if (!subject) {
        return std::nullopt;
    }
    const auto words = words_of("taken_before");
    intake_result out{.sha256 = hash,
                      .outcome = events::mail_outcome::duplicate,
                      .subject = *subject,
                      .code = {},
                      .why = "taken_before",
                      .reason_vi = std::string{words.vi},
                      .reason = std::string{words.en}};
    const auto is = recognised(office, parse_message(raw));
    if (is.outcome == events::mail_outcome::automatic) {
        out.outcome = is.outcome;
    } else if (is.outcome == events::mail_outcome::duplicate) {
        out.subject = events::case_id{is.case_ref}; // of what was only noted: what it repeats
    }
    if (const auto state = projections::find_case(view, out.subject)) {
        out.code = state->shown_code();
    }
    return out;
}

engine::command mail_intake::command_of(const read_mail& mail,
                                        const events::case_id& subject) const {
    engine::command out;
    out.id = command_of_mail(mail.office, mail.message.sha256);
    out.office = mail.office;
    out.subject = subject;
    out.actor = events::officer_id{"system"};
    out.acting_as = events::role::system;
    return out;
}

std::optional<events::person_id> mail_intake::writer_in(const engine::case_state& known,
                                                        const read_mail& mail) const {
    const auto& from = mail.message.from_address;
    const auto* const box = writer_of(known, keys_, from);
    if (!from.empty() && (box == nullptr || address_told(keys_, *box) != from)) {
        const auto view = store_.view(); // no person of the case by name, as who wrote for them
        if (auto other =
                indexed_mail{view, log_, keys_, mail.office}.who_wrote_before(known, from)) {
            return other;
        }
    }
    return box == nullptr ? std::nullopt : std::optional{box->person};
}

void mail_intake::seal_sender(engine::command& into, const read_mail& mail,
                              const engine::case_state* known, bool secret) const {
    // A duplicate is kept apart from the case, where nothing else would say how secret it is.
    const bool apart = mail.is.outcome == events::mail_outcome::duplicate ||
                       mail.is.outcome == events::mail_outcome::automatic;
    const bool own = mail.is.outcome == events::mail_outcome::ambiguous;
    const auto writer = own || known == nullptr ? std::nullopt : writer_in(*known, mail);
    const auto person =
        writer.value_or(events::person_id{events::uuid_of("person:" + into.id.str())});
    keys_.ensure(std::array{person});
    const auto& message = mail.message;
    if (!writer || (secret && apart)) {
        const nlohmann::json who{{"name", message.from_name}, {"email", message.from_address}};
        into.sealed.push_back(
            events::seal(keys_, person, secret ? "denouncer" : "applicant", who.dump()));
    }
    nlohmann::json said{{"subject", message.subject},
                        {"text", clipped(message.fresh_text)},
                        {"message_id", message.message_id},
                        {"raw", events::hex(mail.stored.sha256)},
                        {"raw_sha256", events::hex(message.sha256)},
                        {"document_key", mail.documents.key_text()}};
    if (mail.cut) { // what lies in the store is not what the hash is of
        said["whole_bytes"] = mail.cut->bytes;
        said["kept_bytes"] = mail_limits::kept_bytes_max;
    }
    if (mail.is.outcome == events::mail_outcome::reply) {
        // The case's box of the applicant does not say from where this mail came.
        said["from_name"] = message.from_name;
        said["from_address"] = message.from_address;
    } else if (own && known != nullptr) {
        said["may_belong_to"] = known->id.str();
    }
    into.documents.push_back(mail.stored);
    for (const auto& file : message.attachments) {
        into.documents.push_back(mail.documents.keep(
            "attachment", file.sniffed_type.empty() ? file.declared_type : file.sniffed_type,
            file.bytes));
        said["files"].push_back({{"name", file.display_name},
                                 {"sha256", events::hex(file.sha256)},
                                 {"stored", events::hex(into.documents.back().sha256)}});
    }
    into.sealed.push_back(
        events::seal(keys_, person, "mail",
                     said.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)));
}

intake_result mail_intake::take(const events::office_code& office, std::string_view raw,
                                const std::optional<cut_mail>& cut) {
    const auto hash = cut ? cut->sha256 : events::sha256(raw);
    if (auto before = taken_before(office, raw, hash)) {
        return *std::move(before);
    }
    // Before anything reads them: whatever happens below, the bytes are not lost.
    mail_documents documents{documents_};
    auto stored = documents.keep("raw_mail", "message/rfc822", raw);
    read_mail mail{office, std::move(stored), documents, parse_message(raw), {}, cut};
    mail.message.sha256 = hash;
    if (cut) {
        mail.message.ambiguous.push_back(
            {kept_in_part, fmt::format("the message has {} bytes, of which only the first {} MiB "
                                       "were kept; its SHA-256 is of all of them",
                                       cut->bytes, mail_limits::kept_bytes_max >> 20U)});
    }
    mail.is = recognised(office, mail.message);
    return record(std::move(mail));
}

intake_result mail_intake::record(read_mail mail) {
    using outcome = events::mail_outcome;
    auto described = described_mail(mail.message, mail.is.code);
    find_reason(described, mail.is);
    const events::case_id known{mail.is.case_ref};
    const bool replies = mail.is.outcome == outcome::reply;
    engine::command what = command_of(mail, replies ? known : events::case_id{});
    const auto view = store_.view();
    const auto state = known.empty() ? std::nullopt : projections::find_case(view, known);
    seal_sender(what, mail, state ? &*state : nullptr, is_secret_mail(mail.is, view));
    what.detail = step_for(mail.is, described);
    const auto told = node_.run(std::move(what));
    if (const auto* recorded = std::get_if<engine::accepted>(&told)) {
        intake_result out{.sha256 = mail.message.sha256,
                          .outcome = mail.is.outcome,
                          .subject = recorded->subject,
                          .code = recorded->code,
                          .why = mail.is.code,
                          .reason_vi = mail.is.reason_vi,
                          .reason = mail.is.reason};
        if (out.code.empty() && !mail.is.case_ref.empty()) {
            if (const auto belongs = projections::find_case(store_.view(), known)) {
                out.subject = known;
                out.code = belongs->shown_code();
            }
        }
        return out;
    }
    const auto* no = std::get_if<engine::rejection>(&told);
    const bool lost_every_race = no != nullptr && no->code == engine::rejection_code::busy;
    if (no != nullptr && !lost_every_race) {
        if (!replies) {
            throw events::fault("mail-not-taken", "take in a mail: " + no->en);
        }
        // The case takes no more replies: a person must see the mail all the same.
        mail.is.outcome = outcome::ambiguous;
        mail.is.code = "case_takes_no_reply";
        const auto words = words_of(mail.is.code);
        mail.is.reason_vi = std::string{words.vi} + " " + no->vi;
        mail.is.reason = std::string{words.en} + " " + no->en;
        return record(std::move(mail));
    }
    const auto problem = lost_every_race ? std::string{"others took each number that it claimed"}
                                         : std::get<engine::unavailable>(told).problem;
    throw events::fault("mail-not-now",
                        "take in a mail: " + problem + "; it is kept and will be tried again");
}

} // namespace connectors
