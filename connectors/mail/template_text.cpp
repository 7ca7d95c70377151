#include "connectors/mail/template_text.hpp"

#include "connectors/mail/clean.hpp"
#include "connectors/mail/unicode.hpp"
#include "engine/forms/placeholders.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace connectors {
namespace {

/// A line such as `Điện thoại: {{office_phone}}` says nothing when there is no phone.
bool is_label_of_nothing(std::string_view line, const mail_values& values) {
    const auto names = names_in_letter(line);
    const auto open = line.find("{{");
    return names.size() == 1 && line.ends_with("}}") &&
           trimmed(line.substr(0, open)).ends_with(':') && values.contains(*names.begin()) &&
           values.find(*names.begin())->second.empty();
}

std::string without_labels_of_nothing(std::string_view body, const mail_values& values) {
    std::string out;
    while (!body.empty()) {
        const auto end = std::min(body.find('\n'), body.size() - 1);
        if (!is_label_of_nothing(trimmed(body.substr(0, end + 1)), values)) {
            out += body.substr(0, end + 1);
        }
        body.remove_prefix(end + 1);
    }
    return out;
}

/// Without the pieces within `[[` and `]]` that would have nothing to say: an empty value stands in
/// them. Of the others, the marks fall away.
std::string without_empty_pieces(std::string_view body, const mail_values& values) {
    std::string out;
    while (!body.empty()) {
        const auto open = body.find("[[");
        const auto close = open == std::string_view::npos ? open : body.find("]]", open);
        if (close == std::string_view::npos) {
            break;
        }
        const auto piece = body.substr(open + 2, close - open - 2);
        out += body.substr(0, open);
        if (std::ranges::none_of(names_in_letter(piece), [&](const std::string& name) {
                const auto value = values.find(name);
                return value != values.end() && value->second.empty();
            })) {
            out += piece;
        }
        body.remove_prefix(close + 2);
    }
    return out += body;
}

} // namespace

std::set<std::string> names_in_letter(std::string_view text) {
    std::set<std::string> names;
    engine::each_placeholder(
        text, [](std::string_view) {}, [&](std::string_view name) { names.emplace(name); });
    return names;
}

std::string filled_letter(std::string_view text, const mail_values& values,
                          std::string_view letter) {
    std::string result;
    engine::each_placeholder(
        text, [&](std::string_view plain) { result += plain; },
        [&](std::string_view name) {
            const auto value = values.find(name);
            if (value == values.end()) {
                throw events::fault("mail_template", fmt::format("write the letter {}: no value "
                                                                 "for {}; give it and try again",
                                                                 letter, name));
            }
            result += clean_text(value->second);
        });
    return result;
}

std::string letter_with_something_to_say(std::string_view body, const mail_values& values) {
    return without_empty_pieces(without_labels_of_nothing(body, values), values);
}

} // namespace connectors
