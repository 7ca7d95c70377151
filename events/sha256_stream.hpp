#pragma once

#include "events/digest.hpp"

#include <memory>
#include <string_view>

namespace events {

/// SHA-256 of bytes that come piece by piece, for what is too large to be held at once.
class sha256_stream {
public:
    sha256_stream();
    ~sha256_stream();
    sha256_stream(const sha256_stream&) = delete;
    sha256_stream& operator=(const sha256_stream&) = delete;

    void add(std::string_view bytes);
    /// Of all that was added. Call it once, last.
    [[nodiscard]] digest end();

private:
    struct state;
    std::unique_ptr<state> state_;
};

} // namespace events
