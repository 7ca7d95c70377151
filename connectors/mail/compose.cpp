#include "connectors/mail/compose.hpp"

#include "connectors/mail/clean.hpp"
#include "connectors/mail/mime_write.hpp"
#include "connectors/mail/unicode.hpp"

#include <algorithm>
#include <optional>

namespace connectors {
namespace {

using refusal = std::optional<compose_refusal>;

bool has_controls(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F;
    });
}

bool is_atext(char c) {
    constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~.";
    const bool alphanumeric =
        (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return alphanumeric || signs.find(c) != std::string_view::npos;
}

bool is_dotted(std::string_view text) {
    return !text.empty() && text.front() != '.' && text.back() != '.' &&
           text.find("..") == std::string_view::npos &&
           std::all_of(text.begin(), text.end(), is_atext);
}

/// Ids of others are theirs to choose: any printable ASCII without angle brackets and blanks.
bool is_foreign_id(std::string_view id) {
    return !id.empty() && id.size() <= 900 && std::all_of(id.begin(), id.end(), [](char c) {
        return c > ' ' && c < 0x7F && c != '<' && c != '>';
    });
}

refusal refuse_lines(const outgoing_message& message) {
    for (const std::string* line : {&message.from_name, &message.to_name, &message.subject}) {
        if (has_controls(*line) || !fits_utf8(*line)) {
            return compose_refusal{"control_character",
                                   "a name or the subject has a line end, another control "
                                   "character or bytes that are not UTF-8"};
        }
    }
    for (const outgoing_file& file : message.files) {
        if (has_controls(file.name) || !fits_utf8(file.name)) {
            return compose_refusal{"control_character", "a file name has a control character"};
        }
    }
    return std::nullopt;
}

refusal refuse_addresses(const outgoing_message& message) {
    if (!is_plain_address(message.from_address) || !is_plain_address(message.to_address)) {
        return compose_refusal{"bad_address", "an address is not of the form name@domain"};
    }
    if (!is_plain_address(message.message_id)) { // the form of every id that we make
        return compose_refusal{"bad_message_id", "the Message-ID is not of the form name@domain"};
    }
    const bool good = (message.in_reply_to.empty() || is_foreign_id(message.in_reply_to)) &&
                      std::all_of(message.references.begin(), message.references.end(),
                                  [](const std::string& id) { return is_foreign_id(id); });
    if (!good) {
        return compose_refusal{"bad_message_id", "an id that is answered has characters of others"};
    }
    return std::nullopt;
}

bool is_media_type(std::string_view type) {
    const auto slash = type.find('/');
    return slash != std::string_view::npos && is_dotted(type.substr(0, slash)) &&
           is_dotted(type.substr(slash + 1)) &&
           type.substr(slash + 1).find('/') == std::string_view::npos &&
           !type.starts_with("multipart/") && !type.starts_with("message/");
}

refusal refuse_content(const outgoing_message& message) {
    for (const outgoing_file& file : message.files) {
        if (!is_media_type(file.media_type)) {
            return compose_refusal{"bad_media_type", "a file has no media type such as a/b"};
        }
    }
    if (trimmed(message.text).empty() || trimmed(message.subject).empty()) {
        return compose_refusal{"empty_message", "a message needs a subject and a text"};
    }
    return std::nullopt;
}

std::string header_of_ids(const std::vector<std::string>& ids) {
    std::string value;
    for (const std::string& id : ids) {
        value += (value.empty() ? "<" : " <") + id + ">";
    }
    return value;
}

std::vector<mime_header> other_headers(const outgoing_message& message) {
    std::vector<mime_header> others;
    if (!message.in_reply_to.empty()) {
        others.push_back({"In-Reply-To", "<" + message.in_reply_to + ">"});
    }
    if (!message.references.empty()) {
        others.push_back({"References", header_of_ids(message.references)});
    }
    if (message.origin == mail_origin::automatic) {
        others.push_back({"Auto-Submitted", "auto-replied"});
    }
    return others;
}

/// From the content, so that the same message has the same boundary, and no content can hold it:
/// it would have to hold its own hash.
std::string boundary_of(const outgoing_message& message) {
    std::string all = message.message_id + '\n' + message.text;
    for (const outgoing_file& file : message.files) {
        all += '\n' + file.name + '\n' + events::hex(events::sha256(file.bytes));
    }
    return "=_" + events::hex(events::sha256(all)).substr(0, 40);
}

mime_document document_of(const outgoing_message& message) {
    mime_document document;
    document.from = {nfc(message.from_name), message.from_address};
    document.to = {nfc(message.to_name), message.to_address};
    document.subject = nfc(message.subject);
    document.date = message.date;
    document.message_id = message.message_id;
    document.others = other_headers(message);
    document.text = clean_text(message.text);
    document.text += document.text.ends_with('\n') ? "" : "\n";
    for (const outgoing_file& file : message.files) {
        mail_attachment attached;
        attached.display_name = nfc(file.name);
        attached.declared_type = file.media_type;
        attached.bytes = file.bytes;
        document.files.push_back(std::move(attached));
    }
    document.boundary = boundary_of(message);
    return document;
}

} // namespace

bool is_plain_address(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || text.size() > 254 || at > 64) {
        return false;
    }
    return is_dotted(text.substr(0, at)) && is_dotted(text.substr(at + 1));
}

tl::expected<std::string, compose_refusal> compose_message(const outgoing_message& message) {
    for (const auto check : {refuse_lines, refuse_addresses, refuse_content}) {
        if (auto refused = check(message)) {
            return tl::unexpected(*std::move(refused));
        }
    }
    return write_mime(document_of(message));
}

std::string message_id_of(std::string_view name, std::string_view domain) {
    return events::hex(events::sha256(name)).substr(0, 40) + "@" + std::string(domain);
}

} // namespace connectors
