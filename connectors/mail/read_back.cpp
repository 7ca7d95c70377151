#include "connectors/mail/read_back.hpp"

#include "connectors/mail/bounded.hpp"
#include "connectors/mail/clean.hpp"
#include "connectors/mail/encoded_words.hpp"
#include "connectors/mail/findings.hpp"
#include "connectors/mail/mime_read.hpp"
#include "connectors/mail/parse.hpp"

#include <utility>

namespace connectors {
namespace {

/// Our own mails have one mailbox in each header.
raw_mailbox mailbox_in(const mime_reading& mail, std::string_view header) {
    mail_findings doubts; // about what we wrote ourselves
    const auto all = read_mailboxes(mail.header(header));
    return all.empty() ? raw_mailbox{}
                       : raw_mailbox{clean_line(decode_words(all.front().name, doubts)),
                                     all.front().address};
}

} // namespace

outgoing_message read_back(std::string_view sent) {
    auto seen = parse_message(sent);
    const auto mail = read_mime(bounded(sent).bytes);
    const auto from = mailbox_in(mail, "from");
    const auto to = mailbox_in(mail, "to");
    outgoing_message out;
    out.from_name = from.name;
    out.from_address = from.address;
    out.to_name = to.name;
    out.to_address = to.address;
    out.subject = seen.subject;
    out.date = seen.date.value_or(events::instant{});
    out.message_id = seen.message_id;
    out.in_reply_to = seen.in_reply_to;
    out.references = seen.references;
    out.origin =
        mail.has_header("auto-submitted") ? mail_origin::automatic : mail_origin::by_person;
    out.text = std::move(seen.text);
    for (auto& file : seen.attachments) {
        out.files.push_back(
            {std::move(file.display_name), std::move(file.declared_type), std::move(file.bytes)});
    }
    return out;
}

} // namespace connectors
