#pragma once

#include "events/instant.hpp"

#include <atomic>

namespace engine {

/// Where time enters, once, at the edge.
class clock {
public:
    virtual ~clock() = default;
    [[nodiscard]] virtual events::instant now() const = 0;
};

/// The machine's clock, which a demonstration may move by an offset.
class system_clock : public clock {
public:
    [[nodiscard]] events::instant now() const override;
    void move(std::chrono::milliseconds by) { offset_ms_ += by.count(); }
    void set(events::instant to);
    [[nodiscard]] std::chrono::milliseconds offset() const {
        return std::chrono::milliseconds{offset_ms_.load()};
    }

private:
    std::atomic<std::int64_t> offset_ms_ = 0;
};

/// A clock that stands still until a test or the seeding of data moves it.
class manual_clock : public clock {
public:
    explicit manual_clock(events::instant at) : at_(at) {}
    [[nodiscard]] events::instant now() const override { return at_.load(); }
    void set(events::instant to) { at_ = to; }
    void move(std::chrono::milliseconds by) { at_ = at_.load() + by; }

private:
    std::atomic<events::instant> at_;
};

} // namespace engine
