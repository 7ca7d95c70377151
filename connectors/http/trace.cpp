#include "connectors/http/trace.hpp"

#include <algorithm>
#include <cstdint>
#include <random>

namespace connectors {
namespace {

constexpr std::string_view digits = "0123456789abcdef";
constexpr std::size_t trace_id_digits = 32;

bool is_lower_hex(std::string_view text) {
    return std::ranges::all_of(text,
                               [](char c) { return digits.find(c) != std::string_view::npos; });
}

std::mt19937_64 seeded() {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device()};
    return std::mt19937_64{seed};
}

} // namespace

std::optional<std::string> trace_id_of(std::string_view traceparent) {
    // version "-" trace-id "-" parent-id "-" flags; later versions may append more.
    constexpr std::size_t size = 55;
    if (traceparent.size() < size || traceparent[2] != '-' || traceparent[35] != '-' ||
        traceparent[52] != '-' || (traceparent.size() > size && traceparent[size] != '-')) {
        return std::nullopt;
    }
    const std::string_view version = traceparent.substr(0, 2);
    const std::string_view trace = traceparent.substr(3, trace_id_digits);
    const std::string_view parent = traceparent.substr(36, 16);
    const std::string_view flags = traceparent.substr(53, 2);
    const bool longer = traceparent.size() > size;
    if (!is_lower_hex(version) || version == "ff" || (version == "00" && longer) ||
        !is_lower_hex(trace) || !is_lower_hex(parent) || !is_lower_hex(flags) ||
        trace.find_first_not_of('0') == std::string_view::npos) {
        return std::nullopt;
    }
    return std::string{trace};
}

std::string new_trace_id() {
    thread_local std::mt19937_64 random = seeded();
    std::string out(trace_id_digits, '0');
    for (std::size_t i = 0; i < trace_id_digits; i += 16) {
        std::uint64_t word = random();
        for (std::size_t j = i; j < i + 16; ++j, word >>= 4) {
            out[j] = digits[word & 15];
        }
    }
    return out;
}

} // namespace connectors
