#include "connectors/mail/templates.hpp"

#include "connectors/mail/clean.hpp"
#include "connectors/mail/files.hpp"
#include "connectors/mail/template_check.hpp"
#include "connectors/mail/unicode.hpp"
#include "engine/embedded_file.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <system_error>

namespace connectors {
namespace {

struct catalogue_entry {
    mail_template which;
    std::string_view name;
    /// What it may ask for, besides the names that every letter may use.
    std::string_view own_names;
};

constexpr std::array catalogue{
    catalogue_entry{mail_template::guidance_incomplete, "guidance_incomplete", "request missing"},
    catalogue_entry{mail_template::guidance_no_right, "guidance_no_right", "request reason"},
    catalogue_entry{mail_template::guidance_no_jurisdiction, "guidance_no_jurisdiction",
                    "request reason competent_office competent_address"},
    catalogue_entry{mail_template::guidance_complaint, "guidance_complaint", "competent_person"},
    catalogue_entry{mail_template::guidance_denunciation, "guidance_denunciation",
                    "competent_person"},
    catalogue_entry{mail_template::appointment, "appointment", "request when place papers"},
    catalogue_entry{mail_template::apology, "apology", "request due reason new_due"},
    catalogue_entry{mail_template::result_ready, "result_ready", "request result when place"},
    catalogue_entry{mail_template::receipt, "receipt", "request when place"},
    catalogue_entry{mail_template::supplement, "supplement", "request missing reason place"},
    catalogue_entry{mail_template::refusal, "refusal", "request reason"},
    catalogue_entry{mail_template::referral, "referral",
                    "request competent_office competent_address"},
    catalogue_entry{mail_template::suspended, "suspended", "request reason"},
    catalogue_entry{mail_template::resumed, "resumed", "request due"},
    catalogue_entry{mail_template::stopped, "stopped", "request reason"},
    catalogue_entry{mail_template::corrected, "corrected", "request result reason"},
    catalogue_entry{mail_template::revoked, "revoked", "request result reason"},
    catalogue_entry{mail_template::result_sent, "result_sent", "request result"},
    catalogue_entry{mail_template::result_waits, "result_waits", "request result place"},
    catalogue_entry{mail_template::support_closed, "support_closed", "request"},
    catalogue_entry{mail_template::petition_docketed, "petition_docketed", "due"},
    catalogue_entry{mail_template::petition_declined, "petition_declined", "reason"},
    catalogue_entry{mail_template::petition_transferred, "petition_transferred",
                    "competent_office"},
    catalogue_entry{mail_template::petition_guided, "petition_guided", "reason"},
    catalogue_entry{mail_template::resolution_sent, "resolution_sent", ""},
    catalogue_entry{mail_template::period_extended, "period_extended", "due reason"},
    catalogue_entry{mail_template::letter_enclosed, "letter_enclosed", "document number"},
};
constexpr std::size_t letter_bytes_max = 1024U * 1024;
constexpr std::string_view common_names =
    "code recipient received office office_address office_phone office_email";

bool is_word_of(std::string_view words, std::string_view word) {
    const std::string padded = fmt::format(" {} ", words);
    return padded.find(fmt::format(" {} ", word)) != std::string::npos;
}

[[noreturn]] void malformed(const std::string& file, std::string_view what) {
    throw events::corruption("mail_template", fmt::format("read the letter {}: {}", file, what));
}

std::string published(const std::string& file) {
    const auto bytes = engine::embedded_file("mail/" + file);
    if (!bytes) {
        malformed(file, "it is not in this binary; build it with schemas/mail");
    }
    return std::string(*bytes);
}

/// Calls `plain` with text and `name` with what stands between braces, in order.
template <typename Plain, typename Name>
void each_piece(std::string_view text, Plain plain, Name name) {
    while (!text.empty()) {
        const auto open = text.find("{{");
        const auto close = open == std::string_view::npos ? open : text.find("}}", open);
        if (close == std::string_view::npos) {
            plain(text);
            return;
        }
        plain(text.substr(0, open));
        name(text.substr(open + 2, close - open - 2));
        text.remove_prefix(close + 2);
    }
}

std::set<std::string> names_of(std::string_view text) {
    std::set<std::string> names;
    each_piece(text, [](std::string_view) {}, [&](std::string_view name) { names.emplace(name); });
    return names;
}

std::string filled(std::string_view text, const mail_values& values, std::string_view letter) {
    std::string result;
    each_piece(
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

/// A line such as `Điện thoại: {{office_phone}}` says nothing when there is no phone.
bool is_label_of_nothing(std::string_view line, const mail_values& values) {
    const auto names = names_of(line);
    const auto open = line.find("{{");
    return names.size() == 1 && line.ends_with("}}") &&
           trimmed(line.substr(0, open)).ends_with(':') && values.contains(*names.begin()) &&
           values.find(*names.begin())->second.empty();
}

std::string with_something_to_say(std::string_view body, const mail_values& values) {
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

std::string header_of(std::string_view head, std::string_view name) {
    const auto at = head.find(name);
    if (at != 0 && (at == std::string_view::npos || head[at - 1] != '\n')) {
        return {};
    }
    const auto start = at + name.size();
    return std::string(trimmed(head.substr(start, head.find('\n', at) - start)));
}

const std::string signature_file = "signature.txt";

std::string file_of(const catalogue_entry& entry) { return fmt::format("{}.txt", entry.name); }

std::string_view head_of(std::string_view text) { return text.substr(0, text.find("\n\n")); }

std::string subject_of(std::string_view text) { return header_of(head_of(text), "Subject:"); }

std::string body_of(std::string_view text) {
    const auto gap = text.find("\n\n");
    return gap == std::string_view::npos ? std::string{} : std::string(text.substr(gap + 2));
}

/// The first name that nobody gives a value for.
std::optional<mail_problem> unknown_name(const std::string& file, std::string_view text,
                                         std::string_view own_names) {
    for (const std::string& wanted : names_of(text)) {
        if (!is_word_of(own_names, wanted) && !is_word_of(common_names, wanted)) {
            const auto at = text.find("{{" + wanted + "}}");
            const auto before = text.substr(0, at);
            return mail_problem{file,
                                1 + static_cast<std::size_t>(std::ranges::count(before, '\n')),
                                fmt::format("nothing gives a value for {}; remove it", wanted)};
        }
    }
    return std::nullopt;
}

std::optional<mail_problem> problem_of(const catalogue_entry& entry, const std::string& text) {
    if (trimmed(body_of(text)).empty() || names_of(subject_of(text)).count("code") == 0) {
        return mail_problem{file_of(entry), 1,
                            "it needs a Subject line with {{code}}, an empty line and a text"};
    }
    return unknown_name(file_of(entry), text, entry.own_names);
}

std::optional<mail_problem> problem_of_signature(const std::string& text) {
    if (trimmed(text).empty()) {
        return mail_problem{signature_file, 1, "it says nothing"};
    }
    return unknown_name(signature_file, text, "");
}

} // namespace

std::string_view to_text(mail_template which) {
    const auto* const found =
        std::find_if(catalogue.begin(), catalogue.end(),
                     [&](const catalogue_entry& entry) { return entry.which == which; });
    return found == catalogue.end() ? std::string_view{} : found->name;
}

mail_templates::mail_templates() { read(published); }

mail_templates::mail_templates(const std::filesystem::path& folder) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        throw events::fault("mail_template",
                            fmt::format("read the letters in {}: there is no such folder; make it "
                                        "or leave the setting out",
                                        folder.string()));
    }
    read([&](const std::string& file) {
        std::error_code missing;
        return std::filesystem::exists(folder / file, missing)
                   ? read_plain_file(folder / file, letter_bytes_max).bytes
                   : published(file);
    });
}

void mail_templates::read(const source& file) {
    const std::string signature = file(signature_file);
    if (const auto problem = problem_of_signature(signature)) {
        malformed(problem->file, problem->reason);
    }
    for (const catalogue_entry& entry : catalogue) {
        const std::string name = file_of(entry);
        const std::string text = file(name);
        if (const auto problem = problem_of(entry, text)) {
            malformed(name, problem->reason);
        }
        letters_.emplace(entry.which, letter{subject_of(text), body_of(text) + signature});
    }
}

std::vector<mail_problem> mail_problems(const std::filesystem::path& folder) {
    std::vector<mail_problem> all;
    const auto check = [&](const std::string& name, const auto& problem_in) {
        std::error_code missing;
        if (!std::filesystem::exists(folder / name, missing)) {
            all.push_back({name, 1, "the file is missing"});
            return;
        }
        if (auto problem = problem_in(read_plain_file(folder / name, letter_bytes_max).bytes)) {
            all.push_back(*std::move(problem));
        }
    };
    check(signature_file, problem_of_signature);
    for (const catalogue_entry& entry : catalogue) {
        check(file_of(entry), [&](const std::string& text) -> std::optional<mail_problem> {
            if (auto problem = problem_of(entry, text)) {
                return problem;
            }
            return header_of(head_of(text), "Source:").empty()
                       ? std::optional{mail_problem{file_of(entry), 1, "it names no Source"}}
                       : std::nullopt;
        });
    }
    return all;
}

rendered_mail mail_templates::render(mail_template which, const mail_values& values) const {
    const letter& asked = letters_.at(which);
    return {clean_line(filled(asked.subject, values, to_text(which))),
            filled(with_something_to_say(asked.body, values), values, to_text(which))};
}

std::vector<std::string> mail_templates::names_in(mail_template which) const {
    const letter& asked = letters_.at(which);
    const std::set<std::string> names = names_of(asked.subject + asked.body);
    return {names.begin(), names.end()};
}

} // namespace connectors
