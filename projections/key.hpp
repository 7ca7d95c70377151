#pragma once

#include "events/ids.hpp"
#include "events/instant.hpp"
#include "projections/table.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace projections {

inline constexpr std::size_t key_day_bytes = 4;
inline constexpr std::size_t key_number_bytes = 8;

/// Builds the key of a row so that the order of bytes is the order of its parts: numbers are big
/// endian, texts end with a mark that sorts before every byte of a longer text.
class key {
public:
    key() { bytes_.reserve(usual_bytes); }
    key& number(std::uint64_t value);
    key& byte(std::uint8_t value);
    /// Earlier first.
    key& at(events::instant value);
    /// Later first.
    key& newest_first(events::instant value);
    key& day(events::local_date value);
    key& text(std::string_view value);
    /// The beginning of a text, for looking up what begins so. Ends the key.
    key& text_prefix(std::string_view value);
    /// A UUID takes 17 bytes, the hex of a SHA-256 33, any other text what text() takes and one.
    key& id(std::string_view value);
    template <class Tag> key& id(const events::strong_string<Tag>& value) {
        return id(value.str());
    }

    [[nodiscard]] const std::string& bytes() const { return bytes_; }
    // NOLINTNEXTLINE(google-explicit-constructor): a key is its bytes
    operator std::string_view() const { return bytes_; }
    void clear() { bytes_.clear(); }
    /// Takes away what follows the first `size` bytes.
    key& cut(std::size_t size) {
        bytes_.resize(size);
        return *this;
    }

private:
    static constexpr std::size_t usual_bytes = 80; // one allocation for nearly every key

    std::string bytes_;
};

/// The first key after all keys that begin with `prefix`; empty when there is none.
[[nodiscard]] std::string after_prefix(std::string_view prefix);

/// Takes a key apart in the order in which it was built. Throws events::corruption when it is not
/// of that form.
class key_reader {
public:
    explicit key_reader(std::string_view bytes) : rest_(bytes) {}

    [[nodiscard]] std::uint64_t number();
    [[nodiscard]] std::uint8_t byte();
    [[nodiscard]] events::instant at();
    [[nodiscard]] events::instant newest_first();
    [[nodiscard]] events::local_date day();
    [[nodiscard]] std::string text();
    /// Bytes not yet taken.
    [[nodiscard]] std::size_t left() const { return rest_.size(); }
    template <class Id> [[nodiscard]] Id id() { return Id{id_text()}; }

private:
    [[nodiscard]] std::string id_text();
    [[nodiscard]] std::string_view take(std::size_t count);

    std::string_view rest_;
};

} // namespace projections
