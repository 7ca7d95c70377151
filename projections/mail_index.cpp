#include "projections/mail_index.hpp"

#include "projections/key.hpp"
#include "projections/pager.hpp"
#include "projections/projection.hpp"

#include <array>
#include <type_traits>
#include <variant>

namespace projections {
namespace {

/// What is told to the person by e-mail.
using told_by_mail =
    std::variant<events::guidance_sent, events::appointment_confirmed, events::appointment_moved,
                 events::support_closed, events::supplement_requested, events::request_refused,
                 events::referred_elsewhere, events::dossier_accepted, events::apology_issued,
                 events::decision_issued, events::decision_corrected, events::decision_withdrawn,
                 events::result_sent, events::petitioner_guided, events::petition_declined,
                 events::petition_transferred, events::result_not_collected, events::case_suspended,
                 events::case_resumed, events::case_terminated, events::request_withdrawn,
                 events::complaint_docketed, events::resolution_sent, events::period_extended,
                 events::letter_issued>;

template <class Event, class... Told>
constexpr bool is_among(std::type_identity<std::variant<Told...>>) {
    return (std::is_same_v<Event, Told> || ...);
}

template <class... Told>
bool names_one(std::type_identity<std::variant<Told...>>, std::string_view type) {
    return ((Told::name == type) || ...);
}

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

bool is_told_by_mail(const events::payload& what) {
    return std::visit(
        []<class Event>(const Event&) {
            return is_among<Event>(std::type_identity<told_by_mail>{});
        },
        what);
}

bool is_told_by_mail(std::string_view type) {
    return names_one(std::type_identity<told_by_mail>{}, type);
}

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
