#pragma once

#include "events/instant.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// The letters that an office sends by e-mail, files of schemas/mail, and in the binary. Each has a
/// text of its name, receipt.txt, and may have others beside it, receipt.law_2025.txt, whose heads
/// say for which procedures (`Procedure:`) or from which day of receipt on (`Valid-from:`) they
/// are.
enum class mail_template {
    guidance_incomplete,
    guidance_no_right,
    guidance_no_jurisdiction,
    guidance_complaint,
    guidance_denunciation,
    appointment,
    apology,
    result_ready,
    receipt,
    supplement,
    refusal,
    referral,
    suspended,
    resumed,
    stopped,
    corrected,
    revoked,
    result_sent,
    result_waits,
    support_closed,
    petition_docketed,
    petition_declined,
    petition_transferred,
    petition_guided,
    resolution_sent,
    period_extended,
    letter_enclosed
};

/// The name of its file, without the ending: `guidance_incomplete`.
[[nodiscard]] std::string_view to_text(mail_template which);

/// What stands for `{{name}}`. Values are put in as they are and never read for further names.
using mail_values = std::map<std::string, std::string, std::less<>>;

/// What a letter is about, as far as its text depends on it.
struct mail_occasion {
    std::string procedure;
    /// The day whose law holds: of the receipt. Without one, the first text.
    std::optional<events::local_date> received;
};

/// A letter ready for compose_message.
struct rendered_mail {
    std::string subject;
    std::string text;
};

/// The office's letters, read once.
class mail_templates {
public:
    /// The letters as they were published.
    mail_templates();
    /// The same, but those that lie in the folder take the place of the published ones. Throws
    /// events::fault when the folder cannot be read and events::corruption when a letter in it is
    /// malformed or asks for a value that nobody gives.
    explicit mail_templates(const std::filesystem::path& folder);

    /// The text of the procedure goes before the common one, a later one before an earlier one. A
    /// line that is only a label and an empty value is left out, and so is what stands within
    /// `[[` and `]]` with an empty value. Throws events::fault when a value that the letter asks
    /// for is missing.
    [[nodiscard]] rendered_mail render(mail_template which, const mail_values& values,
                                       const mail_occasion& of = {}) const;
    /// What stands for the reason where the officer stated no ground: `Usual-reason:` of the text.
    [[nodiscard]] std::string usual_reason(mail_template which, const mail_occasion& of) const;
    /// The names that the first text of a letter asks for, in alphabetical order.
    [[nodiscard]] std::vector<std::string> names_in(mail_template which) const;

private:
    struct letter {
        std::vector<std::string> procedures; ///< of all, when empty
        std::optional<events::local_date> valid_from;
        std::string usual_reason;
        std::string subject;
        std::string body;
    };
    /// The file of that name, ending included.
    using source = std::function<std::string(const std::string& name)>;
    void read(const source& file);
    [[nodiscard]] const letter& chosen(mail_template which, const mail_occasion& of) const;

    /// The common one first.
    std::map<mail_template, std::vector<letter>> letters_;
};

} // namespace connectors
