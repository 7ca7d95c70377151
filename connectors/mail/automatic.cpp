#include "connectors/mail/automatic.hpp"

#include "connectors/mail/strict_mime.hpp"
#include "connectors/mail/unicode.hpp"

#include <algorithm>
#include <array>

namespace connectors {
namespace {

/// The first word of a header value, in lower case: `auto-replied` of `auto-replied; x=y`.
std::string first_word(const std::string& value) {
    return lower_ascii(trimmed(std::string_view(value).substr(0, value.find_first_of(";( \t"))));
}

template <std::size_t Count>
bool any(const std::array<std::string_view, Count>& all, std::string_view wanted) {
    return std::find(all.begin(), all.end(), wanted) != all.end();
}

bool is_report(const mime_reading& reading) {
    const std::string type = first_word(reading.header("content-type"));
    return type == "multipart/report" ||
           std::any_of(reading.leaves.begin(), reading.leaves.end(), [](const mime_leaf& leaf) {
               return leaf.inner == 0 && (leaf.type == "message/delivery-status" ||
                                          leaf.type == "message/disposition-notification");
           });
}

bool is_bulk(const mime_reading& reading) {
    constexpr std::array<std::string_view, 4> bulk{"bulk", "junk", "list", "auto_reply"};
    return any(bulk, first_word(reading.header("precedence")));
}

bool is_system(const std::string& address) {
    constexpr std::array<std::string_view, 3> names{"mailer-daemon", "postmaster", "mail-daemon"};
    return any(names, std::string_view(address).substr(0, address.find('@')));
}

} // namespace

std::optional<mail_finding> automatic_reason(const mime_reading& reading,
                                             const std::string& from_address) {
    const std::string submitted = first_word(reading.header("auto-submitted"));
    if (!submitted.empty() && submitted != "no") {
        return mail_finding{"auto_submitted", "Auto-Submitted says that no person sent it"};
    }
    if (is_report(reading)) {
        return mail_finding{"delivery_report", "it is a delivery or reading report"};
    }
    if (reading.has_header("return-path") && trimmed(reading.header("return-path")) == "<>") {
        return mail_finding{"null_return_path", "its return path is empty, so it wants no answer"};
    }
    if (reading.has_header("list-id") || reading.has_header("list-post")) {
        return mail_finding{"mailing_list", "it came through a mailing list"};
    }
    if (is_bulk(reading)) {
        return mail_finding{"bulk_precedence", "Precedence says that it is bulk mail"};
    }
    if (reading.has_header("x-autoreply") || reading.has_header("x-autorespond")) {
        return mail_finding{"auto_reply_header", "an X- header says that it is an automatic reply"};
    }
    if (is_system(from_address)) {
        return mail_finding{"system_sender", "the sender is a mail system"};
    }
    return std::nullopt;
}

std::string reported_message_id(const mime_reading& reading) {
    if (!is_report(reading)) {
        return {};
    }
    for (const mime_leaf& leaf : reading.leaves) {
        if (leaf.inner == 0 &&
            (leaf.type == "message/rfc822" || leaf.type == "text/rfc822-headers")) {
            const auto ids = read_message_ids(read_mime_strictly(leaf.bytes).header("message-id"));
            return ids.empty() ? "" : ids.front();
        }
    }
    return {};
}

} // namespace connectors
