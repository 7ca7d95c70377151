#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace connectors {

/// One event of a `text/event-stream`.
struct server_event {
    std::string id;    ///< the last id that the stream has named
    std::string event; ///< "message" when the stream does not say
    std::string data;
};

/// Cuts events out of a stream's bytes, however they come.
/// https://html.spec.whatwg.org/#event-stream-interpretation
class event_reader {
public:
    /// `visit` answers false to stop; what follows is then kept unread.
    bool feed(std::string_view bytes, const std::function<bool(const server_event&)>& visit);

    [[nodiscard]] const std::string& last_id() const { return last_id_; }
    [[nodiscard]] std::optional<std::uint32_t> retry_ms() const { return retry_ms_; }

private:
    void take_line(std::string_view line);
    void take_field(std::string_view name, std::string_view value);

    std::string bytes_;
    bool started_ = false;
    std::string last_id_;
    std::string event_;
    std::string data_;
    bool has_data_ = false;
    std::optional<std::uint32_t> retry_ms_;
};

} // namespace connectors
