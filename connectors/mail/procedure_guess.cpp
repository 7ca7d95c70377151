#include "connectors/mail/procedure_guess.hpp"

#include "connectors/mail/unicode.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace connectors {
namespace {

struct phrase {
    std::string_view words;
    std::string_view procedure;
};

/// Folded words of the seven procedures of QĐ 536 and 537/QĐ-TCTHADS, as offices and citizens write
/// them. Each is looked for as whole words.
constexpr std::array phrases{
    phrase{"yeu cau thi hanh an", "enf_request"},
    phrase{"de nghi thi hanh an", "enf_request"},
    phrase{"xac nhan ket qua", "result_confirm"},
    phrase{"khieu nai", "complaint"},
    phrase{"to cao", "denunciation"},
    phrase{"thay doi chap hanh vien", "officer_change"},
    phrase{"mien giam chi phi cuong che", "coercion_cost_relief"},
    phrase{"mien chi phi cuong che", "coercion_cost_relief"},
    phrase{"giam chi phi cuong che", "coercion_cost_relief"},
    phrase{"mien giam phi thi hanh an", "fee_relief"},
    phrase{"mien phi thi hanh an", "fee_relief"},
    phrase{"giam phi thi hanh an", "fee_relief"},
};

std::vector<std::string> named_in(const std::string& text) {
    const std::string words = " " + folded(text) + " ";
    std::vector<std::string> found;
    for (const phrase& one : phrases) {
        const std::string wanted = " " + std::string(one.words) + " ";
        if (words.find(wanted) != std::string::npos &&
            std::find(found.begin(), found.end(), one.procedure) == found.end()) {
            found.emplace_back(one.procedure);
        }
    }
    return found;
}

} // namespace

std::vector<std::string> guess_procedures(const inbound_message& message) {
    std::vector<std::string> found = named_in(message.subject);
    if (found.empty()) {
        found = named_in(message.fresh_text);
    }
    for (const mail_attachment& file : message.attachments) {
        if (!found.empty()) {
            break;
        }
        found = named_in(file.display_name);
    }
    return found;
}

} // namespace connectors
