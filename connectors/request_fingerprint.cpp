#include "connectors/request_fingerprint.hpp"

#include "events/aead.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {
namespace {

/// Sets these hashes apart from whatever else is keyed with a person's key.
constexpr std::string_view fingerprint_purpose = "motcua request fingerprint\n";

std::string_view bytes_of(const auto& array) {
    return {reinterpret_cast<const char*>(array.data()), array.size()};
}

/// In an order that does not hang on that of the boxes.
std::vector<events::person_id> everybody_in(std::span<const events::sealed_box> boxes) {
    std::vector<events::person_id> out;
    for (const auto& box : boxes) {
        out.push_back(box.person);
    }
    std::ranges::sort(out, {}, &events::person_id::str);
    const auto doubled = std::ranges::unique(out);
    out.erase(doubled.begin(), doubled.end());
    return out;
}

} // namespace

std::optional<events::digest> request_fingerprint(const events::digest& request,
                                                  std::span<const events::sealed_box> boxes,
                                                  const events::vault& keys) {
    auto hash = std::string{bytes_of(request.bytes)};
    // One key upon another: without any of them the last hash can be neither made nor guessed.
    for (const auto& person : everybody_in(boxes)) {
        const auto key = keys.key(person);
        if (!key) {
            return std::nullopt;
        }
        hash = events::keyed_hash(*key, std::string{fingerprint_purpose} + hash);
    }
    return events::sha256(std::string{fingerprint_purpose} + hash);
}

} // namespace connectors
