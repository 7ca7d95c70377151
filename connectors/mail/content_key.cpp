#include "connectors/mail/content_key.hpp"

#include "connectors/mail/unicode.hpp"

#include <algorithm>

namespace connectors {
namespace {

/// Every run of blanks and line ends as one space: relays rewrap lines and trim their ends.
std::string rewrapped(const std::string& text) {
    std::string even;
    bool gap = false;
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            gap = true;
            continue;
        }
        if (gap && !even.empty()) {
            even.push_back(' ');
        }
        gap = false;
        even.push_back(c);
    }
    return even;
}

/// Lengths make the fields unambiguous, whatever they contain.
void add(std::string& all, std::string_view name, const std::string& value) {
    all += std::string(name) + ' ' + std::to_string(value.size()) + '\n' + value + '\n';
}

} // namespace

std::string content_key(const inbound_message& message) {
    std::string all;
    add(all, "from", message.from_address);
    add(all, "subject", folded(message.subject));
    add(all, "answers", message.in_reply_to);
    add(all, "day", message.date ? events::to_text(events::office_date(*message.date)) : "");
    add(all, "text", rewrapped(message.text));
    std::vector<std::string> files;
    for (const mail_attachment& file : message.attachments) {
        files.push_back(events::hex(file.sha256));
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
        add(all, "file", file);
    }
    return events::hex(events::sha256(all));
}

} // namespace connectors
