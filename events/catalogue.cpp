#include "events/catalogue.hpp"

#include "events/word_table.hpp"

namespace events {

payload::payload() = default;
payload::payload(const payload& other) = default;
payload::payload(payload&& other) noexcept = default;
payload& payload::operator=(const payload& other) = default;
payload& payload::operator=(payload&& other) noexcept = default;
payload::~payload() = default;

bool payload::operator==(const payload& other) const {
    return static_cast<const payload_alternatives&>(*this) ==
           static_cast<const payload_alternatives&>(other);
}

std::string_view name_of(const payload& what) {
    const auto* unknown = std::get_if<unknown_event>(&what);
    return unknown != nullptr ? std::string_view{unknown->type} : payload_names[what.index()];
}

std::optional<std::size_t> payload_index(std::string_view name) {
    static constexpr word_table names{payload_names};
    const auto at = name.empty() ? names.size() : names.find(name);
    return at < names.size() ? std::optional{at} : std::nullopt;
}

} // namespace events
