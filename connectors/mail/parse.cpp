#include "connectors/mail/parse.hpp"

#include "connectors/mail/attachments.hpp"
#include "connectors/mail/automatic.hpp"
#include "connectors/mail/body.hpp"
#include "connectors/mail/bounded.hpp"
#include "connectors/mail/charset.hpp"
#include "connectors/mail/clean.hpp"
#include "connectors/mail/content_key.hpp"
#include "connectors/mail/encoded_words.hpp"
#include "connectors/mail/findings.hpp"
#include "connectors/mail/mime_read.hpp"
#include "connectors/mail/strict_mime.hpp"
#include "connectors/mail/unicode.hpp"

namespace connectors {
namespace {

/// Raw 8-bit headers are made UTF-8 first; the syntax of addresses is ASCII, so nothing moves.
std::string utf8_header(const std::string& value, mail_findings& doubts) {
    const decoded_text read = decode_text(value, "");
    if (read.doubt) {
        add_once(doubts, *read.doubt);
    }
    return read.text;
}

std::vector<raw_mailbox> mailboxes(const mime_reading& mail, std::string_view name,
                                   mail_findings& doubts) {
    std::vector<raw_mailbox> read = read_mailboxes(utf8_header(mail.header(name), doubts));
    for (raw_mailbox& one : read) {
        one.name = clean_line(decode_words(one.name, doubts));
        one.address = lower_ascii(clean_line(one.address));
    }
    return read;
}

std::vector<std::string> addresses(const mime_reading& mail, std::string_view name,
                                   mail_findings& doubts) {
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
    mail_findings& doubts = message.ambiguous;
    const auto own = message_ids(mail, "message-id");
    message.message_id = own.empty() ? clean_line(mail.header("message-id")) : own.front();
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
    add_each_once(message.ambiguous, mail.findings);
    add_each_once(message.ambiguous, strict.findings);
    add_each_once(message.ambiguous, reading.findings);
    read_headers(reading, message);
    read_text(reading, message);
    read_attachments(reading, message);
    compare_readings(reading, strict, message);
    judge(message);
    message.automatic = automatic_reason(reading, message.from_address);
    message.report_of = reported_message_id(reading);
    message.content_key = content_key(message);
    return message;
}

} // namespace connectors
