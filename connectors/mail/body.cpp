#include "connectors/mail/body.hpp"

#include "connectors/mail/charset.hpp"
#include "connectors/mail/clean.hpp"
#include "connectors/mail/findings.hpp"
#include "connectors/mail/html.hpp"
#include "connectors/mail/limits.hpp"
#include "connectors/mail/quotes.hpp"
#include "connectors/mail/unicode.hpp"

#include <algorithm>
#include <map>

namespace connectors {
namespace {

/// The decoded text of a part, as much of it as `room` allows.
std::string body_text(const mime_leaf& leaf, std::size_t room, mail_findings& doubts) {
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

} // namespace

bool is_body(const mime_leaf& leaf, std::string_view type) {
    return leaf.inner == 0 && leaf.type == type && !leaf.attached && leaf.file_name.empty();
}

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

} // namespace connectors
