#pragma once

#include "events/event.hpp"

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace events {

/// The bytes are not an event. `pointer` is the JSON pointer of what is wrong.
class decode_error : public std::runtime_error {
public:
    decode_error(std::string pointer, const std::string& what)
        : std::runtime_error(what + " at " + (pointer.empty() ? "/" : pointer)),
          pointer_(std::move(pointer)) {}
    [[nodiscard]] const std::string& pointer() const { return pointer_; }

private:
    std::string pointer_;
};

/// The CloudEvents 1.0 structured JSON of an event: the very bytes that are stored and hashed.
[[nodiscard]] std::string encode(const event& what);

/// Reads stored bytes strictly, with nlohmann/json: for the edges and for tests. Old versions are
/// upcast. Throws decode_error.
[[nodiscard]] event decode(std::string_view bytes);

/// Reads stored bytes fast, with simdjson: for the fold. Equal to decode() for every event that
/// encode() wrote. Not thread-safe; one a thread. Throws decode_error.
class fast_decoder {
public:
    fast_decoder();
    ~fast_decoder();
    fast_decoder(fast_decoder&&) noexcept;
    fast_decoder& operator=(fast_decoder&&) noexcept;

    [[nodiscard]] event decode(std::string_view bytes);

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// The names of all event types, in catalogue order.
[[nodiscard]] const std::vector<std::string_view>& event_names();

/// The JSON Schema (subset of draft-07 and 2020-12) of one event type's whole record, as text.
[[nodiscard]] std::string event_schema(std::string_view name);

} // namespace events
