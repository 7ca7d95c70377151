#include "projections/key.hpp"

#include "events/digest.hpp"
#include "events/fault.hpp"
#include "projections/uuid_bytes.hpp"

#include <cstring>

namespace projections {
namespace {

constexpr char end_mark = '\x01';     // after a zero: the text ends
constexpr char zero_follows = '\xff'; // after a zero: the zero is a character of the text
constexpr std::uint8_t is_uuid = 1;
constexpr std::uint8_t is_text = 2;
constexpr std::uint8_t is_digest = 3;
constexpr std::uint64_t sign = 1ULL << 63U; // turns the order of signed numbers into unsigned

std::uint64_t ordered(events::instant value) {
    return static_cast<std::uint64_t>(value.time_since_epoch().count()) ^ sign;
}
events::instant unordered(std::uint64_t value) {
    return events::instant{std::chrono::milliseconds{static_cast<std::int64_t>(value ^ sign)}};
}

void append_text(std::string& to, std::string_view value) {
    for (auto zero = value.find('\0'); zero != std::string_view::npos; zero = value.find('\0')) {
        to.append(value.substr(0, zero + 1));
        to.push_back(zero_follows);
        value.remove_prefix(zero + 1);
    }
    to.append(value);
}

[[noreturn]] void refuse() {
    throw events::corruption("store-corrupt",
                             "read a key of the projections: it is not of its table's form; "
                             "remove the folder of the projections to have it rebuilt");
}

} // namespace

key& key::number(std::uint64_t value) {
    char out[8];
    for (std::size_t i = 0; i < 8; ++i) {
        out[i] = static_cast<char>(value >> (56U - 8U * i));
    }
    bytes_.append(out, sizeof out);
    return *this;
}

key& key::byte(std::uint8_t value) {
    bytes_.push_back(static_cast<char>(value));
    return *this;
}

key& key::at(events::instant value) { return number(ordered(value)); }
key& key::newest_first(events::instant value) { return number(~ordered(value)); }

key& key::day(events::local_date value) {
    const auto days = std::chrono::sys_days{value}.time_since_epoch().count();
    const auto shifted = static_cast<std::uint32_t>(days) ^ 0x80000000U;
    for (std::uint32_t i = 0; i < 4; ++i) {
        bytes_.push_back(static_cast<char>(shifted >> (24U - 8U * i)));
    }
    return *this;
}

key& key::text(std::string_view value) {
    append_text(bytes_, value);
    bytes_.push_back('\0');
    bytes_.push_back(end_mark);
    return *this;
}

key& key::text_prefix(std::string_view value) {
    append_text(bytes_, value);
    return *this;
}

key& key::id(std::string_view value) {
    char uuid[16];
    if (uuid_from_text(value, uuid)) {
        bytes_.push_back(static_cast<char>(is_uuid));
        bytes_.append(uuid, sizeof uuid);
        return *this;
    }
    if (const auto digest = events::digest_from_hex(value)) {
        bytes_.push_back(static_cast<char>(is_digest));
        bytes_.append(reinterpret_cast<const char*>(digest->bytes.data()), digest->bytes.size());
        return *this;
    }
    bytes_.push_back(static_cast<char>(is_text));
    return text(value);
}

std::string after_prefix(std::string_view prefix) {
    std::string out{prefix};
    while (!out.empty() && out.back() == '\xff') {
        out.pop_back();
    }
    if (!out.empty()) {
        out.back() = static_cast<char>(static_cast<unsigned char>(out.back()) + 1U);
    }
    return out;
}

std::string_view key_reader::take(std::size_t count) {
    if (rest_.size() < count) {
        refuse();
    }
    const auto out = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return out;
}

std::uint64_t key_reader::number() {
    std::uint64_t out = 0;
    for (const char c : take(8)) {
        out = (out << 8U) | static_cast<unsigned char>(c);
    }
    return out;
}

std::uint8_t key_reader::byte() { return static_cast<std::uint8_t>(take(1).front()); }
events::instant key_reader::at() { return unordered(number()); }
events::instant key_reader::newest_first() { return unordered(~number()); }

events::local_date key_reader::day() {
    std::uint32_t out = 0;
    for (const char c : take(4)) {
        out = (out << 8U) | static_cast<unsigned char>(c);
    }
    const auto days = static_cast<std::int32_t>(out ^ 0x80000000U);
    return events::local_date{std::chrono::sys_days{std::chrono::days{days}}};
}

std::string key_reader::text() {
    std::string out;
    for (;;) {
        const char c = take(1).front();
        if (c != '\0') {
            out.push_back(c);
            continue;
        }
        const char next = take(1).front();
        if (next == end_mark) {
            return out;
        }
        if (next != zero_follows) {
            refuse();
        }
        out.push_back('\0');
    }
}

std::string key_reader::id_text() {
    const auto kind = byte();
    if (kind == is_text) {
        return text();
    }
    if (kind == is_digest) {
        events::digest digest;
        std::memcpy(digest.bytes.data(), take(digest.bytes.size()).data(), digest.bytes.size());
        return events::hex(digest);
    }
    if (kind != is_uuid) {
        refuse();
    }
    std::string out;
    append_uuid_text(out, take(16));
    return out;
}

} // namespace projections
