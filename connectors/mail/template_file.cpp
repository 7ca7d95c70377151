#include "connectors/mail/template_file.hpp"

#include "connectors/mail/unicode.hpp"
#include "engine/embedded_file.hpp"

#include <fmt/format.h>

#include <array>

namespace connectors {
namespace {

constexpr std::array letter_catalogue{
    letter_kind{mail_template::guidance_incomplete, "guidance_incomplete", "request missing"},
    letter_kind{mail_template::guidance_no_right, "guidance_no_right", "request reason"},
    letter_kind{mail_template::guidance_no_jurisdiction, "guidance_no_jurisdiction",
                "request reason competent_office competent_address"},
    letter_kind{mail_template::guidance_complaint, "guidance_complaint", "competent_person"},
    letter_kind{mail_template::guidance_denunciation, "guidance_denunciation", "competent_person"},
    letter_kind{mail_template::appointment, "appointment", "request when place papers"},
    letter_kind{mail_template::apology, "apology", "request due reason new_due"},
    letter_kind{mail_template::result_ready, "result_ready", "request result when place"},
    letter_kind{mail_template::receipt, "receipt", "request when place"},
    letter_kind{mail_template::supplement, "supplement", "request missing reason place"},
    letter_kind{mail_template::refusal, "refusal", "request reason"},
    letter_kind{mail_template::referral, "referral", "request competent_office competent_address"},
    letter_kind{mail_template::suspended, "suspended", "request reason"},
    letter_kind{mail_template::resumed, "resumed", "request due"},
    letter_kind{mail_template::stopped, "stopped", "request reason"},
    letter_kind{mail_template::corrected, "corrected", "request result reason"},
    letter_kind{mail_template::revoked, "revoked", "request result reason"},
    letter_kind{mail_template::result_sent, "result_sent", "request result"},
    letter_kind{mail_template::result_waits, "result_waits", "request result place"},
    letter_kind{mail_template::support_closed, "support_closed", "request"},
    letter_kind{mail_template::petition_docketed, "petition_docketed", "due"},
    letter_kind{mail_template::petition_declined, "petition_declined", "reason"},
    letter_kind{mail_template::petition_transferred, "petition_transferred", "competent_office"},
    letter_kind{mail_template::petition_guided, "petition_guided", "reason"},
    letter_kind{mail_template::resolution_sent, "resolution_sent", ""},
    letter_kind{mail_template::period_extended, "period_extended", "due reason"},
    letter_kind{mail_template::letter_enclosed, "letter_enclosed", "document number"},
};

} // namespace

std::span<const letter_kind> letter_kinds() { return letter_catalogue; }

std::string common_file_of(const letter_kind& kind) { return fmt::format("{}.txt", kind.name); }

bool lies_beside(const letter_kind& kind, std::string_view file) {
    return file.starts_with(fmt::format("{}.", kind.name)) && file.ends_with(".txt") &&
           file != common_file_of(kind);
}

std::vector<std::string> published_files_of(const letter_kind& kind) {
    constexpr std::string_view folder = "mail/";
    std::vector<std::string> all{common_file_of(kind)};
    for (const auto& one : engine::embedded_files(fmt::format("{}{}.", folder, kind.name))) {
        if (const auto file = one.path.substr(folder.size()); lies_beside(kind, file)) {
            all.emplace_back(file);
        }
    }
    return all;
}

std::string letter_parts::line(std::string_view name) const {
    const auto at = head.find(name);
    if (at != 0 && (at == std::string_view::npos || head[at - 1] != '\n')) {
        return {};
    }
    const auto start = at + name.size();
    return std::string(trimmed(head.substr(start, head.find('\n', at) - start)));
}

letter_parts parts_of_letter(std::string_view text) {
    const auto gap = text.find("\n\n");
    return {text.substr(0, gap),
            gap == std::string_view::npos ? std::string_view{} : text.substr(gap + 2)};
}

} // namespace connectors
