#include "connectors/mail/template_check.hpp"

#include "connectors/mail/files.hpp"
#include "connectors/mail/template_text.hpp"
#include "connectors/mail/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

namespace connectors {
namespace {

constexpr std::string_view common_names =
    "code recipient received office office_address office_phone office_email";

bool is_word_of(std::string_view words, std::string_view word) {
    const std::string padded = fmt::format(" {} ", words);
    return padded.find(fmt::format(" {} ", word)) != std::string::npos;
}

/// The first name that nobody gives a value for.
std::optional<mail_problem> unknown_name(const std::string& file, std::string_view text,
                                         std::string_view own_names) {
    for (const std::string& wanted : names_in_letter(text)) {
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

/// Of a folder: the common text, whether it is there or not, and those beside it.
std::vector<std::string> files_of(const std::filesystem::path& folder, const letter_kind& kind) {
    std::vector<std::string> all{common_file_of(kind)};
    for (const auto& one : std::filesystem::directory_iterator(folder)) {
        if (auto file = one.path().filename().string(); lies_beside(kind, file)) {
            all.push_back(std::move(file));
        }
    }
    std::sort(all.begin() + 1, all.end());
    return all;
}

} // namespace

std::optional<mail_problem> problem_of_letter(const letter_kind& kind, const std::string& file,
                                              const std::string& text) {
    const auto parts = parts_of_letter(text);
    if (trimmed(parts.body).empty() || !names_in_letter(parts.subject()).contains("code")) {
        return mail_problem{file, 1,
                            "it needs a Subject line with {{code}}, an empty line and a text"};
    }
    const auto from = parts.line("Valid-from:");
    const bool every = from.empty() && parts.line("Procedure:").empty();
    if (every != (file == common_file_of(kind))) {
        return mail_problem{file, 1,
                            "the text of the letter's name is for every case, and each other one "
                            "says by Procedure or Valid-from for which"};
    }
    if (!from.empty() && !events::date_from_text(from)) {
        return mail_problem{file, 1, "Valid-from is no day such as 2026-07-01"};
    }
    return unknown_name(file, text, kind.own_names);
}

std::optional<mail_problem> problem_of_signature(const std::string& text) {
    if (trimmed(text).empty()) {
        return mail_problem{std::string{signature_file}, 1, "it says nothing"};
    }
    return unknown_name(std::string{signature_file}, text, "");
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
    check(std::string{signature_file}, problem_of_signature);
    for (const letter_kind& kind : letter_kinds()) {
        for (const std::string& file : files_of(folder, kind)) {
            check(file, [&](const std::string& text) -> std::optional<mail_problem> {
                if (auto problem = problem_of_letter(kind, file, text)) {
                    return problem;
                }
                return parts_of_letter(text).line("Source:").empty()
                           ? std::optional{mail_problem{file, 1, "it names no Source"}}
                           : std::nullopt;
            });
        }
    }
    return all;
}

} // namespace connectors
