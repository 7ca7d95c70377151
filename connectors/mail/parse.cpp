#include "connectors/mail/parse.hpp"

#include "connectors/mail/automatic.hpp"
#include "connectors/mail/bounded.hpp"
#include "connectors/mail/charset.hpp"
#include "connectors/mail/clean.hpp"
#include "connectors/mail/content_key.hpp"
#include "connectors/mail/encoded_words.hpp"
#include "connectors/mail/html.hpp"
#include "connectors/mail/limits.hpp"
#include "connectors/mail/mime_read.hpp"
#include "connectors/mail/quotes.hpp"
#include "connectors/mail/sniff.hpp"
#include "connectors/mail/strict_mime.hpp"
#include "connectors/mail/unicode.hpp"

#include <algorithm>
#include <map>

namespace connectors {
namespace {

using findings = std::vector<mail_finding>;

void add_once(findings& all, const mail_finding& found) {
    if (std::find(all.begin(), all.end(), found) == all.end()) {
        all.push_back(found);
    }
}

void add_all(findings& all, const findings& more) {
    for (const mail_finding& one : more) {
        add_once(all, one);
    }
}

/// Raw 8-bit headers are made UTF-8 first; the syntax of addresses is ASCII, so nothing moves.
std::string utf8_header(const std::string& value, findings& doubts) {
    const decoded_text read = decode_text(value, "");
    if (read.doubt) {
        add_once(doubts, *read.doubt);
    }
    return read.text;
}

std::vector<raw_mailbox> mailboxes(const mime_reading& mail, std::string_view name,
                                   findings& doubts) {
    std::vector<raw_mailbox> read = read_mailboxes(utf8_header(mail.header(name), doubts));
    for (raw_mailbox& one : read) {
        one.name = clean_line(decode_words(one.name, doubts));
        one.address = lower_ascii(clean_line(one.address));
    }
    return read;
}

std::vector<std::string> addresses(const mime_reading& mail, std::string_view name,
                                   findings& doubts) {
    std::vector<std::string> found;
    for (const raw_mailbox& one : mailboxes(mail, name, doubts)) {
        if (!one.address.empty()) {
            found.push_back(one.address);
        }
    }
    return found;
}

std::vector<std::string> message_ids(const mime_reading& mail, std::string_view name) {
    std::vector<std::string> ids = read_message_ids(mail.header(name));
    for (std::string& id : ids) {
        id = clean_line(id);
    }
    return ids;
}

void read_headers(const mime_reading& mail, inbound_message& message) {
    findings& doubts = message.ambiguous;
    const auto own = message_ids(mail, "message-id");
    message.message_id = own.empty() ? "" : own.front();
    const auto answered = message_ids(mail, "in-reply-to");
    message.in_reply_to = answered.empty() ? "" : answered.front();
    message.references = message_ids(mail, "references");
    const auto from = mailboxes(mail, "from", doubts);
    if (!from.empty()) {
        message.from_name = from.front().name;
        message.from_address = from.front().address;
    }
    if (from.size() > 1) {
        add_once(doubts, {"several_senders", "From names more than one sender"});
    }
    message.to = addresses(mail, "to", doubts);
    message.cc = addresses(mail, "cc", doubts);
    message.subject = clean_line(decode_words(mail.header("subject"), doubts));
    message.date = read_mail_date(mail.header("date"));
}

bool is_body(const mime_leaf& leaf, std::string_view type) {
    return leaf.inner == 0 && leaf.type == type && !leaf.attached && leaf.file_name.empty();
}

/// The decoded text of a part, as much of it as `room` allows.
std::string body_text(const mime_leaf& leaf, std::size_t room, findings& doubts) {
    if (leaf.bytes.size() > room) {
        add_once(doubts, {"text_too_long", "the text is longer than 1 MiB and was cut"});
    }
    const decoded_text read =
        decode_text(std::string_view(leaf.bytes).substr(0, room), leaf.charset);
    if (read.doubt) {
        add_once(doubts, *read.doubt);
    }
    return leaf.type == "text/html" ? text_of_html(read.text) : read.text;
}

std::size_t room_behind(const std::string& text) {
    return mail_limits::text_bytes_max - std::min(text.size(), mail_limits::text_bytes_max);
}

void append_text(std::string& all, std::string_view more) {
    if (!all.empty() && !all.ends_with('\n')) {
        all += '\n';
    }
    all += more;
}

/// Plain parts; an HTML part only where no plain part says the same.
void read_text(const mime_reading& mail, inbound_message& message) {
    std::map<std::size_t, bool> said;
    std::string text;
    for (const mime_leaf& leaf : mail.leaves) {
        if (is_body(leaf, "text/plain")) {
            const std::string part = body_text(leaf, room_behind(text), message.ambiguous);
            said[leaf.alternative] = said[leaf.alternative] || !trimmed(part).empty();
            append_text(text, part);
        }
    }
    for (const mime_leaf& leaf : mail.leaves) {
        if (is_body(leaf, "text/html") && (leaf.alternative == 0 || !said[leaf.alternative])) {
            append_text(text, body_text(leaf, room_behind(text), message.ambiguous));
            add_once(message.notes, {"html_text", "the text was taken from HTML"});
        }
    }
    if (has_hidden_characters(text)) {
        add_once(message.notes, {"hidden_characters", "invisible characters were left out"});
    }
    message.text = clean_text(text);
    message.fresh_text = without_quotes(message.text);
}

void add_attachment(const mime_leaf& leaf, inbound_message& message) {
    mail_attachment file;
    const std::size_t number = message.attachments.size() + 1;
    file.sent_name = decode_words(leaf.file_name, message.ambiguous);
    file.display_name = clean_file_name(file.sent_name, "tep-dinh-kem-" + std::to_string(number));
    file.declared_type = clean_line(leaf.type);
    file.sniffed_type = sniffed_media_type(leaf.bytes);
    file.sha256 = events::sha256(leaf.bytes);
    file.bytes = leaf.bytes;
    message.attachments.push_back(std::move(file));
}

void read_attachments(const mime_reading& mail, inbound_message& message) {
    for (const mime_leaf& leaf : mail.leaves) {
        const bool is_text = leaf.type == "text/plain" || leaf.type == "text/html";
        if (is_body(leaf, leaf.type) && is_text) {
            continue;
        }
        if (leaf.inner > 0 && is_text && leaf.file_name.empty()) {
            continue; // the forwarded message's own text stays in the forwarded message
        }
        if (leaf.type == "message/rfc822") {
            add_once(message.notes, {"forwarded_message", "a whole message is attached"});
        }
        if (leaf.type == "application/ms-tnef") {
            add_once(message.notes, {"tnef", "Outlook packed its attachments into winmail.dat"});
        }
        add_attachment(leaf, message);
    }
}

/// The leaves that both parsers count: no empty ones, no containers.
std::vector<std::string> compared(const mime_reading& reading) {
    std::vector<std::string> all;
    for (const mime_leaf& leaf : reading.leaves) {
        if (!leaf.bytes.empty() && leaf.type != "message/rfc822") {
            all.push_back(leaf.type + ' ' + events::hex(events::sha256(leaf.bytes)));
        }
    }
    return all;
}

/// Bytes of the text that stand for something unreadable.
std::size_t unreadable(std::string_view text) {
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::size_t bytes = 0;
    for (auto at = text.find(replacement); at != std::string_view::npos;
         at = text.find(replacement, at + replacement.size())) {
        bytes += replacement.size();
    }
    return bytes;
}

void judge(inbound_message& message) {
    if (message.from_address.empty()) {
        add_once(message.ambiguous, {"no_sender", "no sender's address can be read"});
    }
    if (unreadable(message.text) * 20 > message.text.size()) {
        add_once(message.ambiguous, {"text_not_plausible", "much of the text cannot be read"});
    }
}

} // namespace

inbound_message parse_message(std::string_view raw, std::vector<mail_finding> known) {
    inbound_message message;
    message.ambiguous = std::move(known);
    message.sha256 = events::sha256(raw);
    const bounded_mail mail = bounded(raw);
    const mime_reading strict = read_mime_strictly(mail.bytes);
    const mime_reading reading = read_mime(mail.bytes);
    add_all(message.ambiguous, mail.findings);
    add_all(message.ambiguous, strict.findings);
    add_all(message.ambiguous, reading.findings);
    if (compared(strict) != compared(reading)) {
        add_once(message.ambiguous,
                 {"readings_differ", "two parsers do not agree on the parts of the message"});
    }
    read_headers(reading, message);
    read_text(reading, message);
    read_attachments(reading, message);
    judge(message);
    message.automatic = automatic_reason(reading, message.from_address);
    message.report_of = reported_message_id(reading);
    message.content_key = content_key(message);
    return message;
}

} // namespace connectors
