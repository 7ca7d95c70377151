#include "connectors/http/event_reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace connectors {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The end of the first line and how long its break is; nothing while a CR is last, since a LF may
/// follow.
std::optional<std::pair<std::size_t, std::size_t>> line_break(std::string_view bytes) {
    const std::size_t at = bytes.find_first_of("\r\n");
    if (at == std::string_view::npos || (bytes[at] == '\r' && at + 1 == bytes.size())) {
        return std::nullopt;
    }
    return std::pair{at, bytes.substr(at).starts_with("\r\n") ? 2u : 1u};
}

} // namespace

bool event_reader::feed(std::string_view bytes,
                        const std::function<bool(const server_event&)>& visit) {
    bytes_.append(bytes);
    std::string_view rest = bytes_;
    if (!started_ && rest.size() >= byte_order_mark.size()) {
        started_ = true;
        rest.remove_prefix(rest.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
    }
    bool go_on = true;
    while (go_on) {
        const auto end = line_break(rest);
        if (!end) {
            break;
        }
        const std::string_view line = rest.substr(0, end->first);
        rest.remove_prefix(end->first + end->second);
        if (!line.empty()) {
            take_line(line);
            continue;
        }
        std::string event = std::exchange(event_, {});
        if (std::exchange(has_data_, false)) {
            go_on = visit(
                {last_id_, event.empty() ? "message" : std::move(event), std::exchange(data_, {})});
        }
    }
    bytes_.erase(0, bytes_.size() - rest.size());
    return go_on;
}

void event_reader::take_line(std::string_view line) {
    const std::size_t colon = std::min(line.find(':'), line.size());
    std::string_view value = line.substr(std::min(colon + 1, line.size()));
    value.remove_prefix(value.starts_with(' ') ? 1 : 0);
    take_field(line.substr(0, colon), value);
}

void event_reader::take_field(std::string_view name, std::string_view value) {
    if (name == "data") {
        data_.append(std::exchange(has_data_, true) ? "\n" : "").append(value);
    } else if (name == "event") {
        event_ = value;
    } else if (name == "id" && value.find('\0') == std::string_view::npos) {
        last_id_ = value;
    } else if (name == "retry") {
        std::uint32_t ms = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), ms);
        if (error == std::errc{} && end == value.data() + value.size()) {
            retry_ms_ = ms;
        }
    }
}

} // namespace connectors
