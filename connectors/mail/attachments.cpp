#include "connectors/mail/attachments.hpp"

#include "connectors/mail/body.hpp"
#include "connectors/mail/clean.hpp"
#include "connectors/mail/encoded_words.hpp"
#include "connectors/mail/findings.hpp"
#include "connectors/mail/sniff.hpp"

#include <algorithm>

namespace connectors {
namespace {

void add_attachment(const mime_leaf& leaf, std::string_view unnamed, inbound_message& message) {
    mail_attachment file;
    file.declared_type = clean_line(leaf.type);
    // A message may begin with anything that it carries.
    file.sniffed_type = leaf.type == "message/rfc822" ? "" : sniffed_media_type(leaf.bytes);
    std::string fallback(unnamed);
    fallback += std::to_string(message.attachments.size() + 1);
    fallback += file_ending(file.sniffed_type.empty() ? file.declared_type : file.sniffed_type);
    file.sent_name = decode_words(leaf.file_name, message.ambiguous);
    file.display_name = clean_file_name(file.sent_name, fallback);
    file.sha256 = events::sha256(leaf.bytes);
    file.bytes = leaf.bytes;
    message.attachments.push_back(std::move(file));
}

/// Text without its line ends and the blanks before them, in which honest parsers differ where a
/// mail mixes LF and CRLF.
std::string evened(std::string_view text) {
    std::string even;
    for (const char c : text) {
        if (c == '\n') {
            even.erase(even.find_last_not_of(" \t\r\n") + 1);
        }
        even.push_back(c);
    }
    even.erase(even.find_last_not_of(" \t\r\n") + 1);
    return even;
}

/// What identifies a leaf for comparing; empty for those that parsers count differently anyway:
/// empty ones and containers.
std::string mark_of(const mime_leaf& leaf) {
    const std::string bytes = leaf.type.starts_with("text/") ? evened(leaf.bytes) : leaf.bytes;
    return bytes.empty() || leaf.type == "message/rfc822"
               ? ""
               : leaf.type + ' ' + events::hex(events::sha256(bytes));
}

std::vector<std::string> marks_of(const mime_reading& reading) {
    std::vector<std::string> marks;
    for (const mime_leaf& leaf : reading.leaves) {
        if (std::string mark = mark_of(leaf); !mark.empty()) {
            marks.push_back(std::move(mark));
        }
    }
    return marks;
}

} // namespace

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
        add_attachment(leaf, "tep-dinh-kem-", message);
    }
}

void compare_readings(const mime_reading& reading, const mime_reading& strict,
                      inbound_message& message) {
    const auto marks = marks_of(reading);
    if (marks == marks_of(strict)) {
        return;
    }
    add_once(message.ambiguous,
             {"readings_differ", "two parsers do not agree on the parts of the message"});
    for (const mime_leaf& leaf : strict.leaves) {
        const std::string mark = mark_of(leaf);
        if (!mark.empty() && std::find(marks.begin(), marks.end(), mark) == marks.end()) {
            add_attachment(leaf, "phan-doc-cach-khac-", message);
        }
    }
}

} // namespace connectors
