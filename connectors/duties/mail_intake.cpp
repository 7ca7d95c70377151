#include "connectors/duties/mail_intake.hpp"

#include "connectors/mail/parse.hpp"
#include "connectors/mail/unicode.hpp"
#include "events/fault.hpp"
#include "projections/cases.hpp"
#include "projections/mail_index.hpp"
#include "projections/store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connectors {
namespace {

/// What the projections know of an office's earlier mail.
class indexed_mail : public known_mail {
public:
    indexed_mail(const projections::snapshot& view, const events::office_code& office)
        : view_(view), office_(office) {}

    [[nodiscard]] std::optional<std::string>
    by_message_id(const std::string& message_id) const override {
        return first(projections::mails_by_message_key(view_, office_,
                                                       projections::message_key(message_id)));
    }
    [[nodiscard]] std::optional<std::string>
    by_content_key(const std::string& content_key) const override {
        return first(projections::mails_by_content_key(view_, office_, content_key));
    }
    [[nodiscard]] std::optional<std::string>
    by_case_code(const std::string& case_code) const override {
        for (const auto& row : projections::cases_by_code(view_, case_code)) {
            if (row.office == office_) {
                return row.id.str();
            }
        }
        return std::nullopt;
    }

private:
    static std::optional<std::string> first(const std::vector<projections::known_mail>& found) {
        if (found.empty()) {
            return std::nullopt;
        }
        return found.front().subject.str();
    }

    const projections::snapshot& view_;
    const events::office_code& office_;
};

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

} // namespace

struct mail_intake::read_mail {
    events::office_code office;
    std::string_view raw;
    inbound_message message;
    recognition is;
};

mail_intake::read_mail mail_intake::read(const events::office_code& office, std::string_view raw,
                                         const std::vector<mail_finding>& found) const {
    read_mail out{office, raw, parse_message(raw), {}};
    out.message.ambiguous.insert(out.message.ambiguous.end(), found.begin(), found.end());
    std::vector<std::string> own;
    if (const auto* known = rules_.find_office(office); known != nullptr && known->email) {
        own.push_back(known->email->address);
    }
    const auto view = store_.view();
    out.is = recognise(out.message, indexed_mail{view, office}, own);
    return out;
}

engine::command mail_intake::command_of(const read_mail& mail,
                                        const events::case_id& subject) const {
    engine::command out;
    // A function of the office and the bytes: taking the same mail in again is the same command.
    out.id = events::command_id{events::uuid_of(
        fmt::format("mail:{}:{}", mail.office.str(), events::hex(mail.message.sha256)))};
    out.office = mail.office;
    out.subject = subject;
    out.actor = events::officer_id{"system"};
    out.acting_as = events::role::system;
    return out;
}

void mail_intake::keep_files(engine::command& into, const read_mail& mail) {
    into.documents.push_back({mail.message.sha256, "raw_mail", "message/rfc822", mail.raw.size()});
    for (const auto& file : mail.message.attachments) {
        const auto name = documents_.put(file.bytes);
        into.documents.push_back(
            {name, "attachment", file.sniffed_type.empty() ? file.declared_type : file.sniffed_type,
             file.bytes.size()});
    }
}

void mail_intake::seal_sender(engine::command& into, const read_mail& mail,
                              const engine::case_state* known) const {
    // Who denounces is secret, also while the mail is only help.
    const bool secret = mail.is.procedure == "denunciation";
    const std::string part = secret ? "denouncer" : "applicant";
    events::person_id person{events::uuid_of("person:" + into.id.str())};
    bool new_person = true;
    if (known != nullptr) {
        for (const auto& box : known->persons) {
            if (box.part == "applicant" || box.part == "denouncer") {
                person = box.person;
                new_person = false;
            }
        }
    }
    keys_.ensure(std::array{person});
    const auto& message = mail.message;
    if (new_person) {
        const nlohmann::json who{{"name", message.from_name}, {"email", message.from_address}};
        into.sealed.push_back(events::seal(keys_, person, part, who.dump()));
    }
    nlohmann::json said{{"subject", message.subject},
                        {"text", clipped(message.fresh_text)},
                        {"message_id", message.message_id}};
    for (const auto& file : message.attachments) {
        said["files"].push_back(
            {{"name", file.display_name}, {"sha256", events::hex(file.sha256)}});
    }
    into.sealed.push_back(
        events::seal(keys_, person, "mail",
                     said.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)));
}

intake_result mail_intake::take(const events::office_code& office, std::string_view raw,
                                const std::vector<mail_finding>& found) {
    documents_.put(raw); // first of all: whatever happens below, the mail is not lost
    return record(read(office, raw, found));
}

intake_result mail_intake::record(read_mail mail) {
    using outcome = events::mail_outcome;
    const auto described = described_mail(mail.message, mail.is.code);
    const events::case_id known{mail.is.case_ref};
    const bool replies = mail.is.outcome == outcome::reply;
    engine::command what = command_of(mail, replies ? known : events::case_id{});
    const auto view = store_.view();
    const auto state = replies ? projections::find_case(view, known) : std::nullopt;
    keep_files(what, mail);
    if (mail.is.outcome != outcome::duplicate) {
        seal_sender(what, mail, state ? &*state : nullptr);
    }
    switch (mail.is.outcome) {
    case outcome::new_case:
        what.detail = engine::receive_mail{mail.is.procedure, described};
        break;
    case outcome::reply:
        what.detail = engine::attach_reply{described};
        break;
    case outcome::ambiguous:
        what.detail = engine::set_aside_mail{described};
        break;
    case outcome::duplicate:
    case outcome::automatic:
        what.detail =
            engine::note_mail{mail.is.outcome, described,
                              mail.is.case_ref.empty() ? std::nullopt : std::optional{known}};
        break;
    }
    const auto told = node_.run(std::move(what));
    if (const auto* recorded = std::get_if<engine::accepted>(&told)) {
        intake_result out{mail.message.sha256, mail.is.outcome, recorded->subject, recorded->code,
                          mail.is.reason};
        if (out.code.empty() && !mail.is.case_ref.empty()) {
            if (const auto belongs = projections::find_case(store_.view(), known)) {
                out.subject = known;
                out.code = belongs->shown_code();
            }
        }
        return out;
    }
    if (const auto* no = std::get_if<engine::rejection>(&told)) {
        if (!replies) {
            throw events::fault("mail-not-taken", "take in a mail: " + no->en);
        }
        // The case takes no more replies: a person must see the mail all the same.
        mail.is.outcome = outcome::ambiguous;
        mail.is.code = "case_takes_no_reply";
        mail.is.reason = "It answers a case that takes no replies any more: " + no->en;
        return record(std::move(mail));
    }
    throw events::fault("mail-not-taken",
                        "take in a mail: " + std::get<engine::unavailable>(told).problem +
                            "; it is kept and will be tried again");
}

} // namespace connectors
