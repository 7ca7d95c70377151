#include "events/catalogue.hpp"

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

} // namespace events
