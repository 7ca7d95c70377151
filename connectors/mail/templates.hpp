#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// The letters that an office sends by e-mail, one file each in schemas/mail, and in the binary.
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

    /// A line that is only a label and an empty value is left out. Throws events::fault when a
    /// value that the letter asks for is missing.
    [[nodiscard]] rendered_mail render(mail_template which, const mail_values& values) const;
    /// The names that a letter asks for, in alphabetical order.
    [[nodiscard]] std::vector<std::string> names_in(mail_template which) const;

private:
    struct letter {
        std::string subject;
        std::string body;
    };
    /// The file of that name, ending included.
    using source = std::function<std::string(const std::string& name)>;
    void read(const source& file);

    std::map<mail_template, letter> letters_;
};

} // namespace connectors
