#include "connectors/duties/mail_writer.hpp"

#include "connectors/mail/unicode.hpp"
#include "connectors/sealed_object.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace connectors {
namespace {

/// Parts of those who write to the office in their own matter, or for them; who filed comes first.
constexpr std::array<std::string_view, 4> writers{"applicant", "denouncer", "complainant",
                                                  "representative"};

bool is_writer(const events::sealed_box& box) { return std::ranges::count(writers, box.part) > 0; }

} // namespace

std::string address_told(const events::vault& keys, const events::sealed_box& box) {
    if (box.part != "mail" && !is_writer(box)) {
        return {};
    }
    const auto* const member = box.part == "mail" ? "from_address" : "email";
    return lower_ascii(trimmed(text_member(opened_object(keys, box), member)));
}

const events::sealed_box* writer_of(const engine::case_state& known, const events::vault& keys,
                                    const std::string& address) {
    const events::sealed_box* filed = nullptr;
    for (const auto part : writers) {
        for (const auto& box : known.persons) {
            if (box.part != part || !keys.key(box.person)) {
                continue;
            }
            if (!address.empty() && address_told(keys, box) == address) {
                return &box;
            }
            filed = filed == nullptr && part != "representative" ? &box : filed;
        }
    }
    return filed;
}

} // namespace connectors
