#include "connectors/http/event_stream.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace connectors {
namespace {

void append_line(std::string& out, std::string_view name, std::string_view value) {
    if (value.empty()) {
        return;
    }
    out.append(name);
    std::ranges::copy_if(value, std::back_inserter(out),
                         [](char c) { return c != '\r' && c != '\n' && c != '\0'; });
    out += '\n';
}

} // namespace

std::string event_text(std::string_view id, std::string_view event, std::string_view data) {
    std::string out;
    out.reserve(id.size() + event.size() + data.size() + 32);
    append_line(out, "id: ", id);
    append_line(out, "event: ", event);
    while (true) {
        const std::size_t end = std::min(data.find_first_of("\r\n"), data.size());
        out.append("data: ").append(data.substr(0, end)) += '\n';
        if (end == data.size()) {
            break;
        }
        data.remove_prefix(data.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
    }
    out += '\n';
    return out;
}

send_status stream_buffer::push(std::string_view text, std::string_view goes_on_after) {
    const std::lock_guard lock{mutex_};
    if (closed_ || finished_) {
        return send_status::closed;
    }
    if (taken_bytes_ + waiting_.size() + text.size() > options_.buffer_bytes_max) {
        waiting_ = event_text(goes_on_after, "reset", "{}");
        finished_ = true;
        wake_locked();
        return send_status::closed;
    }
    waiting_ += text;
    wake_locked();
    return send_status::queued;
}

void stream_buffer::finish() {
    const std::lock_guard lock{mutex_};
    if (!finished_ && !closed_) {
        finished_ = true;
        wake_locked();
    }
}

bool stream_buffer::closed() const {
    const std::lock_guard lock{mutex_};
    return closed_ || finished_;
}

void stream_buffer::on_close(std::function<void()> notice) {
    {
        const std::lock_guard lock{mutex_};
        if (!closed_) {
            notice_ = std::move(notice);
            return;
        }
    }
    notice();
}

void stream_buffer::attach(std::function<void()> wake) {
    const std::lock_guard lock{mutex_};
    wake_ = std::move(wake);
    if (!waiting_.empty() || finished_) {
        wake_locked();
    }
}

stream_buffer::portion stream_buffer::take() {
    const std::lock_guard lock{mutex_};
    portion out{std::move(waiting_), finished_};
    waiting_.clear();
    taken_bytes_ = out.text.size();
    awake_ = false;
    return out;
}

void stream_buffer::close() {
    std::function<void()> notice;
    {
        const std::lock_guard lock{mutex_};
        closed_ = true;
        wake_ = nullptr;
        notice = std::exchange(notice_, nullptr);
    }
    if (notice) {
        notice();
    }
}

void stream_buffer::wake_locked() {
    if (!awake_ && wake_) {
        awake_ = true;
        wake_();
    }
}

send_status event_stream::send(std::string_view id, std::string_view event, std::string_view data,
                               std::string_view goes_on_after) const {
    return buffer_->push(event_text(id, event, data), goes_on_after.empty() ? id : goes_on_after);
}

} // namespace connectors
