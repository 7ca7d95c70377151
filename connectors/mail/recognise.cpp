#include "connectors/mail/recognise.hpp"

#include "connectors/mail/procedure_guess.hpp"
#include "connectors/mail/unicode.hpp"
#include "connectors/mail/words.hpp"
#include "engine/case_code.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace connectors {
namespace {

using events::mail_outcome;

recognition decided(mail_outcome outcome, std::string case_ref, std::string code) {
    recognition result;
    result.outcome = outcome;
    result.case_ref = std::move(case_ref);
    const auto words = words_of(code);
    result.reason_vi = words.vi;
    result.reason = words.en;
    result.code = std::move(code);
    return result;
}

std::optional<recognition> automatic(const inbound_message& message,
                                     const std::vector<std::string>& own_addresses) {
    if (message.automatic) {
        auto result = decided(mail_outcome::automatic, "", message.automatic->code);
        result.reason_vi = "Thư do chương trình gửi. " + result.reason_vi;
        result.reason = "A program sent this message: " + message.automatic->detail + ".";
        return result;
    }
    if (std::any_of(own_addresses.begin(), own_addresses.end(), [&](const std::string& own) {
            return lower_ascii(own) == message.from_address;
        })) {
        return decided(mail_outcome::automatic, "", "own_address");
    }
    return std::nullopt;
}

std::optional<recognition> broken(const inbound_message& message) {
    if (message.ambiguous.empty()) {
        return std::nullopt;
    }
    auto result = decided(mail_outcome::ambiguous, "", message.ambiguous.front().code);
    result.reason_vi = "Cần người đọc thư này trước.";
    result.reason = "A person must read this message first: ";
    std::string told; // one code may stand for several findings
    for (const mail_finding& found : message.ambiguous) {
        if (std::exchange(told, found.code) != found.code) {
            result.reason_vi += " " + std::string(words_of(found.code).vi);
        }
        result.reason += found.detail + "; ";
    }
    result.reason.replace(result.reason.size() - 2, 2, ".");
    return result;
}

std::optional<recognition> seen_before(const inbound_message& message, const known_mail& known) {
    const auto by_content = known.by_content_key(message.content_key);
    const auto by_id =
        message.message_id.empty() ? std::nullopt : known.by_message_id(message.message_id);
    if (by_content && (!by_id || by_id == by_content)) {
        return decided(mail_outcome::duplicate, *by_content, "same_content");
    }
    if (by_id) {
        return decided(mail_outcome::ambiguous, *by_id, "message_id_reused");
    }
    return std::nullopt;
}

/// The cases that a message points to, with the name of the first pointer that led to one.
struct pointers {
    std::set<std::string> cases;
    std::string code;

    void add(const std::optional<std::string>& found, const char* how) {
        if (found) {
            code = cases.empty() ? how : code;
            cases.insert(*found);
        }
    }
};

/// The cases in which the sender says to answer.
pointers answered_in(const inbound_message& message, const known_mail& known) {
    pointers to;
    if (!message.in_reply_to.empty()) {
        to.add(known.by_message_id(message.in_reply_to), "in_reply_to");
    }
    for (const std::string& id : message.references) {
        to.add(known.by_message_id(id), "references");
    }
    for (const std::string& code : case_codes_in(message.subject)) {
        to.add(known.by_case_code(code), "case_code");
    }
    return to;
}

/// Those, and what it returns or repeats: a report brings our own letter back, our mailbox a copy.
std::set<std::string> led_to(const inbound_message& message, const known_mail& known) {
    auto to = answered_in(message, known);
    for (const std::string* id : {&message.report_of, &message.message_id}) {
        if (!id->empty()) {
            to.add(known.by_message_id(*id), "message_id");
        }
    }
    to.add(known.by_content_key(message.content_key), "same_content");
    return std::move(to.cases);
}

std::optional<recognition> answers(const inbound_message& message, const known_mail& known) {
    const pointers to = answered_in(message, known);
    if (to.cases.empty()) {
        return std::nullopt;
    }
    if (to.cases.size() > 1) {
        return decided(mail_outcome::ambiguous, "", "points_to_several_cases");
    }
    const std::string& only = *to.cases.begin();
    if (!known.has_writer(only, message.from_address)) {
        return decided(mail_outcome::ambiguous, only, sender_unknown);
    }
    return decided(mail_outcome::reply, only, to.code);
}

recognition opened(const inbound_message& message) {
    return decided(mail_outcome::new_case, "",
                   case_codes_in(message.subject).empty() ? "nothing_known" : "unknown_case_code");
}

/// True when `text` has the shape of `form`, where 9 stands for a digit.
bool has_form(std::string_view text, std::string_view form) {
    return text.size() == form.size() &&
           std::equal(text.begin(), text.end(), form.begin(), [](char c, char wanted) {
               const bool digit = c >= '0' && c <= '9';
               return wanted == '9' ? digit : c == wanted;
           });
}

/// Of the official form, or of online support: office keys have 2 or 3 digits.
bool is_case_code(std::string_view word) {
    return engine::case_code_from_text(word).has_value() || has_form(word, "HT99-999999-9999") ||
           has_form(word, "HT999-999999-9999");
}

bool is_code_char(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
           c == '-' || c == '/' || c == '_';
}

} // namespace

std::vector<std::string> case_codes_in(const std::string& subject) {
    std::vector<std::string> codes;
    for (std::size_t at = 0; at < subject.size();) {
        std::size_t end = at;
        while (end < subject.size() && is_code_char(subject[end])) {
            ++end;
        }
        const std::string_view word = std::string_view(subject).substr(at, end - at);
        const bool bracketed =
            at > 0 && subject[at - 1] == '[' && end < subject.size() && subject[end] == ']';
        const bool numbered = word.find_first_of("0123456789") != std::string_view::npos;
        if (is_case_code(word) || (bracketed && numbered && word.size() <= 60)) {
            codes.emplace_back(word);
        }
        at = end + 1;
    }
    return codes;
}

recognition recognise(const inbound_message& message, const known_mail& known,
                      const std::vector<std::string>& own_addresses) {
    auto result = automatic(message, own_addresses);
    result = result ? result : broken(message);
    result = result ? result : seen_before(message, known);
    result = result ? result : answers(message, known);
    recognition sorted = result ? *std::move(result) : opened(message);
    sorted.leads_to = led_to(message, known);
    // A program may send for a person, such as the form of a web page: what it speaks of is as
    // secret as if the person had written it.
    if (sorted.outcome == events::mail_outcome::new_case ||
        sorted.outcome == events::mail_outcome::ambiguous ||
        sorted.outcome == events::mail_outcome::automatic) {
        sorted.procedures = guess_procedures(message);
        sorted.procedure = sorted.procedures.size() == 1 ? sorted.procedures.front() : "";
    }
    return sorted;
}

} // namespace connectors
