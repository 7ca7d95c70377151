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
#include <tuple>

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
        if (std::ranges::none_of(names_of(piece), [&](const std::string& name) {
                const auto value = values.find(name);
                return value != values.end() && value->second.empty();
            })) {
            out += piece;
        }
        body.remove_prefix(close + 2);
    }
    return out += body;
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

/// receipt.law_2025.txt beside receipt.txt.
bool is_beside(const catalogue_entry& entry, std::string_view file) {
    return file.starts_with(fmt::format("{}.", entry.name)) && file.ends_with(".txt") &&
           file != file_of(entry);
}

/// The common text first.
std::vector<std::string> published_files(const catalogue_entry& entry) {
    constexpr std::string_view folder = "mail/";
    std::vector<std::string> all{file_of(entry)};
    for (const auto& one : engine::embedded_files(fmt::format("{}{}.", folder, entry.name))) {
        if (const auto file = one.path.substr(folder.size()); is_beside(entry, file)) {
            all.emplace_back(file);
        }
    }
    return all;
}

std::string_view head_of(std::string_view text) { return text.substr(0, text.find("\n\n")); }

std::string subject_of(std::string_view text) { return header_of(head_of(text), "Subject:"); }

std::string body_of(std::string_view text) {
    const auto gap = text.find("\n\n");
    return gap == std::string_view::npos ? std::string{} : std::string(text.substr(gap + 2));
}

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    while (!(text = trimmed(text)).empty()) {
        const auto end = std::min(text.find(' '), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
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

std::optional<mail_problem> problem_of(const catalogue_entry& entry, const std::string& file,
                                       const std::string& text) {
    if (trimmed(body_of(text)).empty() || names_of(subject_of(text)).count("code") == 0) {
        return mail_problem{file, 1,
                            "it needs a Subject line with {{code}}, an empty line and a text"};
    }
    const auto from = header_of(head_of(text), "Valid-from:");
    const bool every = from.empty() && header_of(head_of(text), "Procedure:").empty();
    if (every != (file == file_of(entry))) {
        return mail_problem{file, 1,
                            "the text of the letter's name is for every case, and each other one "
                            "says by Procedure or Valid-from for which"};
    }
    if (!from.empty() && !events::date_from_text(from)) {
        return mail_problem{file, 1, "Valid-from is no day such as 2026-07-01"};
    }
    return unknown_name(file, text, entry.own_names);
}

/// Of a folder: the common text, whether it is there or not, and those beside it.
std::vector<std::string> files_of(const std::filesystem::path& folder,
                                  const catalogue_entry& entry) {
    std::vector<std::string> all{file_of(entry)};
    for (const auto& one : std::filesystem::directory_iterator(folder)) {
        if (auto file = one.path().filename().string(); is_beside(entry, file)) {
            all.push_back(std::move(file));
        }
    }
    std::sort(all.begin() + 1, all.end());
    return all;
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
        for (const std::string& name : published_files(entry)) {
            const std::string text = file(name);
            if (const auto problem = problem_of(entry, name, text)) {
                malformed(name, problem->reason);
            }
            const auto head = head_of(text);
            letters_[entry.which].push_back({words_in(header_of(head, "Procedure:")),
                                             events::date_from_text(header_of(head, "Valid-from:")),
                                             header_of(head, "Usual-reason:"), subject_of(text),
                                             body_of(text) + signature});
        }
    }
}

const mail_templates::letter& mail_templates::chosen(mail_template which,
                                                     const mail_occasion& of) const {
    const auto fits = [&](const letter& one) {
        return (one.procedures.empty() || std::ranges::count(one.procedures, of.procedure) > 0) &&
               (!one.valid_from || (of.received && *one.valid_from <= *of.received));
    };
    const auto rank = [](const letter& one) {
        return std::tuple{!one.procedures.empty(), one.valid_from};
    };
    const auto& all = letters_.at(which);
    const auto* best = &all.front();
    for (const auto& one : all) {
        best = fits(one) && rank(*best) < rank(one) ? &one : best;
    }
    return *best;
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
        for (const std::string& file : files_of(folder, entry)) {
            check(file, [&](const std::string& text) -> std::optional<mail_problem> {
                if (auto problem = problem_of(entry, file, text)) {
                    return problem;
                }
                return header_of(head_of(text), "Source:").empty()
                           ? std::optional{mail_problem{file, 1, "it names no Source"}}
                           : std::nullopt;
            });
        }
    }
    return all;
}

rendered_mail mail_templates::render(mail_template which, const mail_values& values,
                                     const mail_occasion& of) const {
    const letter& asked = chosen(which, of);
    const auto body = without_empty_pieces(with_something_to_say(asked.body, values), values);
    return {clean_line(filled(asked.subject, values, to_text(which))),
            filled(body, values, to_text(which))};
}

std::string mail_templates::usual_reason(mail_template which, const mail_occasion& of) const {
    return chosen(which, of).usual_reason;
}

std::vector<std::string> mail_templates::names_in(mail_template which) const {
    const letter& asked = letters_.at(which).front();
    const std::set<std::string> names = names_of(asked.subject + asked.body);
    return {names.begin(), names.end()};
}

} // namespace connectors
