#pragma once

#include "connectors/mail/message.hpp"
#include "events/vocabulary.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace connectors {

/// The reason of a message that answers in a case whose people are not known to write from there.
inline constexpr const char* sender_unknown = "sender_unknown";

/// What the caller knows of earlier mail. A reference names a case, or an intake item that has none
/// yet; it is passed through unread.
class known_mail {
public:
    virtual ~known_mail() = default;
    /// Of a message taken in or sent. `message_id` is without angle brackets.
    [[nodiscard]] virtual std::optional<std::string>
    by_message_id(const std::string& message_id) const = 0;
    /// Of a message taken in.
    [[nodiscard]] virtual std::optional<std::string>
    by_content_key(const std::string& content_key) const = 0;
    /// Of a case, by a code as people write it: 000.00.00.G15-170601-0001, HT96-170601-0001.
    [[nodiscard]] virtual std::optional<std::string>
    by_case_code(const std::string& case_code) const = 0;
    /// True when the case knows who writes from there: its applicant or their representative, or
    /// whoever wrote a mail that the case took. `address` is in lower case.
    [[nodiscard]] virtual bool has_writer(const std::string& case_ref,
                                          const std::string& address) const = 0;
};

/// What is to be done with a message.
struct recognition {
    events::mail_outcome outcome = events::mail_outcome::new_case;
    /// The case of a duplicate or a reply; for an ambiguous message the case it may belong to.
    std::string case_ref;
    /// Stable name of the reason.
    std::string code;
    /// The reason as a sentence.
    std::string reason_vi;
    std::string reason;
    /// The one procedure it speaks of; empty when a person must choose, for new,
    /// ambiguous and automatic mail.
    std::string procedure;
    /// All procedures it speaks of. One of them may be why it is secret, whichever it turns out to
    /// be.
    std::vector<std::string> procedures;
    /// Every case, or item without one, that it answers, returns or repeats, also where the outcome
    /// follows none of them: it is as secret as the most secret of these.
    std::set<std::string> leads_to;
};

/// Sorts a message. Pure. The first rule that fits decides:
/// 1. automatic: a program sent it, or our own mailbox did; attached to nothing, never answered;
/// 2. ambiguous: parsers could read it in two ways, so a person reads it first;
/// 3. duplicate: its content came before; but a known Message-ID with other content, or of another
///    case, is ambiguous, because senders reuse ids;
/// 4. reply: In-Reply-To, References or a case code in the subject lead to one case that knows the
///    sender; to several cases, or from somebody whom the case does not know: ambiguous, because
///    codes are easily guessed and letters forwarded;
/// 5. new case.
[[nodiscard]] recognition recognise(const inbound_message& message, const known_mail& known,
                                    const std::vector<std::string>& own_addresses);

/// The case codes that a subject names: those of an official or support form, and any in brackets.
[[nodiscard]] std::vector<std::string> case_codes_in(const std::string& subject);

} // namespace connectors
