#include "projections/mail_index.hpp"

#include "projections/key.hpp"
#include "projections/pager.hpp"
#include "projections/projection.hpp"

#include <array>

namespace projections {
namespace {

struct told_by_mail {
    bool operator()(const auto&) const { return false; }
    bool operator()(const events::guidance_sent&) const { return true; }
    bool operator()(const events::appointment_confirmed&) const { return true; }
    bool operator()(const events::appointment_moved&) const { return true; }
    bool operator()(const events::support_closed&) const { return true; }
    bool operator()(const events::supplement_requested&) const { return true; }
    bool operator()(const events::request_refused&) const { return true; }
    bool operator()(const events::referred_elsewhere&) const { return true; }
    bool operator()(const events::dossier_accepted&) const { return true; }
    bool operator()(const events::apology_issued&) const { return true; }
    bool operator()(const events::decision_issued&) const { return true; }
    bool operator()(const events::decision_corrected&) const { return true; }
    bool operator()(const events::decision_withdrawn&) const { return true; }
    bool operator()(const events::result_sent&) const { return true; }
    bool operator()(const events::petitioner_guided&) const { return true; }
    bool operator()(const events::petition_declined&) const { return true; }
    bool operator()(const events::petition_transferred&) const { return true; }
    bool operator()(const events::result_not_collected&) const { return true; }
    bool operator()(const events::case_suspended&) const { return true; }
    bool operator()(const events::case_resumed&) const { return true; }
    bool operator()(const events::case_terminated&) const { return true; }
    bool operator()(const events::request_withdrawn&) const { return true; }
    bool operator()(const events::complaint_docketed&) const { return true; }
    bool operator()(const events::resolution_sent&) const { return true; }
    bool operator()(const events::period_extended&) const { return true; }
    bool operator()(const events::letter_issued&) const { return true; }
};

/// The mail that an event took in, and the case that it belongs to.
struct taken_in {
    const events::incoming_mail* mail = nullptr;
    const events::case_id* subject = nullptr;
};

taken_in mail_of(const events::event& what) {
    const auto& about = what.about;
    if (const auto* e = std::get_if<events::support_requested>(&what.detail)) {
        return {&e->mail, &about.subject};
    }
    if (const auto* e = std::get_if<events::mail_set_aside>(&what.detail)) {
        return {&e->mail, &about.subject};
    }
    if (const auto* e = std::get_if<events::reply_received>(&what.detail)) {
        return {&e->mail, &about.subject};
    }
    if (const auto* e = std::get_if<events::mail_noted>(&what.detail)) {
        return {&e->mail, e->of ? &*e->of : &about.subject};
    }
    return {};
}

class mail_rows : public projection {
public:
    [[nodiscard]] std::string_view name() const override { return "mail_index"; }
    [[nodiscard]] std::span<const table> writes() const override {
        static constexpr std::array mine{table::mail_messages, table::mail_contents};
        return mine;
    }
    [[nodiscard]] std::string schema() const override {
        return "contents also by the bytes' SHA-256; letters of 25 steps, and those on paper";
    }
    void apply(const engine::placed_event& event, const case_before&, const engine::case_state&,
               event_sink& into) const override {
        const auto& about = event.what.about;
        if (const auto in = mail_of(event.what); in.mail != nullptr) {
            if (!in.mail->message_key.empty()) {
                put_message(into, about.office, in.mail->message_key, *in.subject,
                            mail_direction::incoming);
            }
            // By what was said, and by the very bytes: a file that is found again.
            for (const auto& content : {in.mail->content_key, events::hex(in.mail->sha256)}) {
                if (!content.empty()) {
                    into.put(table::mail_contents,
                             key{}.text(about.office.str()).id(content).id(*in.subject), {});
                }
            }
        }
        if (is_told_by_mail(event.what.detail)) {
            put_message(into, about.office,
                        message_key(outgoing_message_id(about.id, about.office)), about.subject,
                        mail_direction::outgoing);
        }
    }

private:
    static void put_message(event_sink& into, const events::office_code& office,
                            const std::string& message, const events::case_id& subject,
                            mail_direction direction) {
        key row;
        row.text(office.str()).id(message).id(subject).byte(static_cast<std::uint8_t>(direction));
        into.put(table::mail_messages, row, {});
    }
};

} // namespace

const projection& mail_projection() {
    static const mail_rows one;
    return one;
}

std::string outgoing_message_id(const events::event_id& event, const events::office_code& office) {
    return event.str() + "@" + office.str() + ".motcua.invalid";
}

std::string message_key(std::string_view message_id) {
    if (message_id.size() >= 2 && message_id.front() == '<' && message_id.back() == '>') {
        message_id = message_id.substr(1, message_id.size() - 2);
    }
    return events::hex(events::sha256(message_id));
}

bool is_told_by_mail(const events::payload& what) { return std::visit(told_by_mail{}, what); }

std::vector<known_mail> mails_by_message_key(const snapshot& view,
                                             const events::office_code& office,
                                             std::string_view message_key) {
    std::vector<known_mail> out;
    const auto range =
        rows_with_prefix(table::mail_messages, key{}.text(office.str()).id(message_key).bytes());
    view.scan(range.where, range.from, range.to, [&](std::string_view row, std::string_view) {
        key_reader parts{row.substr(range.from.size())};
        auto subject = parts.id<events::case_id>();
        out.push_back({std::move(subject), office, static_cast<mail_direction>(parts.byte())});
        return true;
    });
    return out;
}

std::vector<known_mail> mails_by_content_key(const snapshot& view,
                                             const events::office_code& office,
                                             std::string_view content_key) {
    std::vector<known_mail> out;
    const auto range =
        rows_with_prefix(table::mail_contents, key{}.text(office.str()).id(content_key).bytes());
    view.scan(range.where, range.from, range.to, [&](std::string_view row, std::string_view) {
        key_reader parts{row.substr(range.from.size())};
        out.push_back({parts.id<events::case_id>(), office, mail_direction::incoming});
        return true;
    });
    return out;
}

} // namespace projections
