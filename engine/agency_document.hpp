#pragma once

#include "events/describe.hpp"
#include "events/instant.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Electronic documents of other agencies, which are told the same day that they came (Nghị định
/// 30/2020/NĐ-CP Điều 21.2c).
namespace engine {

/// The period of that day. Whoever sent a document is told whatever becomes of the case.
inline constexpr std::string_view acknowledging_period = "acknowledge_document";

/// One that came and was not answered yet.
struct agency_document {
    std::string sender;
    std::string number;
    std::optional<events::local_date> dated;
    events::instant at{}; ///< when it came

    static constexpr auto fields() {
        using d = agency_document;
        return std::tuple{events::field{"sender", &d::sender}, events::field{"number", &d::number},
                          events::field{"dated", &d::dated}, events::field{"at", &d::at}};
    }
    bool operator==(const agency_document&) const = default;
};

/// Null when none of that sender and number waits.
[[nodiscard]] inline const agency_document* find_document(const std::vector<agency_document>& all,
                                                          std::string_view sender,
                                                          std::string_view number) {
    const auto found = std::ranges::find_if(all, [&](const agency_document& one) {
        return one.sender == sender && one.number == number;
    });
    return found == all.end() ? nullptr : &*found;
}

} // namespace engine
