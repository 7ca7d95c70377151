#include "connectors/mail/templates.hpp"

#include "connectors/mail/clean.hpp"
#include "connectors/mail/files.hpp"
#include "connectors/mail/template_check.hpp"
#include "connectors/mail/template_file.hpp"
#include "connectors/mail/template_text.hpp"
#include "connectors/mail/unicode.hpp"
#include "engine/embedded_file.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <tuple>

namespace connectors {
namespace {

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

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    while (!(text = trimmed(text)).empty()) {
        const auto end = std::min(text.find(' '), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return words;
}

} // namespace

std::string_view to_text(mail_template which) {
    const auto kinds = letter_kinds();
    const auto found = std::ranges::find(kinds, which, &letter_kind::which);
    return found == kinds.end() ? std::string_view{} : found->name;
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
    const std::string signature = file(std::string{signature_file});
    if (const auto problem = problem_of_signature(signature)) {
        malformed(problem->file, problem->reason);
    }
    for (const letter_kind& kind : letter_kinds()) {
        for (const std::string& name : published_files_of(kind)) {
            const std::string text = file(name);
            if (const auto problem = problem_of_letter(kind, name, text)) {
                malformed(name, problem->reason);
            }
            const auto parts = parts_of_letter(text);
            letters_[kind.which].push_back({words_in(parts.line("Procedure:")),
                                            events::date_from_text(parts.line("Valid-from:")),
                                            parts.line("Usual-reason:"), parts.subject(),
                                            std::string{parts.body} + signature});
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

rendered_mail mail_templates::render(mail_template which, const mail_values& values,
                                     const mail_occasion& of) const {
    const letter& asked = chosen(which, of);
    const auto body = letter_with_something_to_say(asked.body, values);
    return {clean_line(filled_letter(asked.subject, values, to_text(which))),
            filled_letter(body, values, to_text(which))};
}

std::string mail_templates::usual_reason(mail_template which, const mail_occasion& of) const {
    return chosen(which, of).usual_reason;
}

std::vector<std::string> mail_templates::names_in(mail_template which) const {
    const letter& asked = letters_.at(which).front();
    const std::set<std::string> names = names_in_letter(asked.subject + asked.body);
    return {names.begin(), names.end()};
}

} // namespace connectors
