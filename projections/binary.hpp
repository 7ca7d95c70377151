#pragma once

#include "events/describe.hpp"
#include "events/digest.hpp"
#include "events/fault.hpp"
#include "events/ids.hpp"
#include "events/instant.hpp"
#include "projections/byte_buffer.hpp"
#include "projections/uuid_bytes.hpp"

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Compact bytes of described structs, for the values of rows. Fields follow each other in their
/// described order without names, so bytes are read only by the program whose schema_text() equals
/// that of the writer.
namespace projections::binary {

// A strong_string begins with one of these, or with its length and first_length.
inline constexpr std::uint64_t uuid_mark = 0;   // 16 bytes follow
inline constexpr std::uint64_t digest_mark = 1; // 32 bytes follow: lowercase hex of a SHA-256
inline constexpr std::uint64_t first_length = 2;

inline void put(byte_buffer& to, std::uint64_t value) {
    constexpr std::size_t longest = 10;
    char* const begin = to.room(longest);
    char* at = begin;
    for (; value >= 0x80U; value >>= 7U) {
        *at++ = static_cast<char>(value | 0x80U);
    }
    *at++ = static_cast<char>(value);
    to.use(static_cast<std::size_t>(at - begin));
}
inline void put(byte_buffer& to, std::int64_t value) {
    put(to, (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63U));
}
inline void put(byte_buffer& to, bool value) { to.push_back(value ? '\1' : '\0'); }
inline void put(byte_buffer& to, std::string_view value) {
    put(to, std::uint64_t{value.size()});
    to.append(value);
}
inline void put(byte_buffer& to, const std::string& value) { put(to, std::string_view{value}); }
inline void put(byte_buffer& to, const events::digest& value) {
    to.append({reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size()});
}
inline void put(byte_buffer& to, events::instant value) {
    put(to, std::int64_t{value.time_since_epoch().count()});
}
inline void put(byte_buffer& to, events::local_date value) {
    put(to, std::int64_t{std::chrono::sys_days{value}.time_since_epoch().count()});
}
template <class Tag> void put(byte_buffer& to, const events::strong_string<Tag>& value) {
    constexpr std::size_t uuid_size = 16;
    static_assert(uuid_mark < 0x80U);
    char* const uuid = to.room(1 + uuid_size);
    if (uuid_from_text(value.str(), uuid + 1)) {
        *uuid = static_cast<char>(uuid_mark);
        to.use(1 + uuid_size);
    } else if (const auto digest = events::digest_from_hex(value.str())) {
        put(to, digest_mark);
        put(to, *digest);
    } else {
        put(to, std::uint64_t{value.str().size()} + first_length);
        to.append(value.str());
    }
}
template <events::named_enum E> void put(byte_buffer& to, E value) {
    static_assert(events::enum_names<E>::names.size() < 256);
    to.push_back(static_cast<char>(value));
}
template <events::described T> void put(byte_buffer& to, const T& value);
template <class T> void put(byte_buffer& to, const std::optional<T>& value) {
    put(to, value.has_value());
    if (value) {
        put(to, *value);
    }
}
template <class T> void put(byte_buffer& to, const std::vector<T>& value) {
    put(to, std::uint64_t{value.size()});
    for (const auto& item : value) {
        put(to, item);
    }
}
template <events::described T> void put(byte_buffer& to, const T& value) {
    events::for_each_field(value, [&](std::string_view, const auto& member) { put(to, member); });
}

/// Reads what put() wrote. Throws events::corruption when the bytes are something else.
class reader {
public:
    explicit reader(std::string_view bytes) : rest_(bytes) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    void get(std::uint64_t& into) {
        into = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const auto byte = static_cast<unsigned char>(take(1).front());
            into |= std::uint64_t{byte & 0x7fU} << shift;
            if (byte < 0x80U) {
                return;
            }
        }
        refuse();
    }
    void get(std::int64_t& into) {
        std::uint64_t raw = 0;
        get(raw);
        into = static_cast<std::int64_t>(raw >> 1U) ^ -static_cast<std::int64_t>(raw & 1U);
    }
    void get(bool& into) { into = take(1).front() != '\0'; }
    void get(std::string& into) { into = take(length()); }
    void get(events::digest& into) {
        std::memcpy(into.bytes.data(), take(into.bytes.size()).data(), into.bytes.size());
    }
    void get(events::instant& into) {
        std::int64_t raw = 0;
        get(raw);
        into = events::instant{std::chrono::milliseconds{raw}};
    }
    void get(events::local_date& into) {
        std::int64_t raw = 0;
        get(raw);
        into = std::chrono::sys_days{std::chrono::days{static_cast<std::int32_t>(raw)}};
    }
    template <class Tag> void get(events::strong_string<Tag>& into) {
        std::uint64_t mark = 0;
        get(mark);
        std::string text;
        if (mark == uuid_mark) {
            append_uuid_text(text, take(16));
        } else if (mark == digest_mark) {
            events::digest digest;
            get(digest);
            text = events::hex(digest);
        } else {
            text = take(mark - first_length);
        }
        into = events::strong_string<Tag>{std::move(text)};
    }
    template <events::named_enum E> void get(E& into) {
        const auto raw = static_cast<unsigned char>(take(1).front());
        if (raw >= events::enum_names<E>::names.size()) {
            refuse();
        }
        into = static_cast<E>(raw);
    }
    template <class T> void get(std::optional<T>& into) {
        bool present = false;
        get(present);
        if (present) {
            get(into.emplace());
        } else {
            into.reset();
        }
    }
    template <class T> void get(std::vector<T>& into) {
        const auto count = length(); // every item takes at least one byte
        into.resize(count);
        for (auto& item : into) {
            get(item);
        }
    }
    template <events::described T> void get(T& into) {
        events::for_each_field(into, [&](std::string_view, auto& member) { get(member); });
    }

private:
    [[noreturn]] static void refuse() {
        throw events::corruption("store-corrupt",
                                 "read a row of the projections: its bytes are not of its table's "
                                 "form; remove the folder of the projections to have it rebuilt");
    }
    [[nodiscard]] std::string_view take(std::uint64_t count) {
        if (rest_.size() < count) {
            refuse();
        }
        const auto out = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return out;
    }
    [[nodiscard]] std::size_t length() {
        std::uint64_t count = 0;
        get(count);
        if (count > rest_.size()) {
            refuse();
        }
        return count;
    }

    std::string_view rest_;
};

template <class T> [[nodiscard]] std::string encode(const T& value) {
    byte_buffer out;
    put(out, value);
    return std::string{out.view()};
}

/// Throws events::corruption when the bytes are not exactly one T.
template <class T> [[nodiscard]] T decode(std::string_view bytes) {
    T out{};
    reader from{bytes};
    from.get(out);
    if (!from.at_end()) {
        throw events::corruption("store-corrupt",
                                 "read a row of the projections: it is longer than its table's "
                                 "form; remove the folder of the projections to have it rebuilt");
    }
    return out;
}

} // namespace projections::binary
