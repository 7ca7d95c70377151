#include "connectors/seeding/feeder.hpp"

#include "engine/commands.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

namespace connectors::seeding {
namespace {

constexpr std::size_t in_flight_max = 8192;
/// Waking up for every answer would cost more than the answer.
constexpr std::size_t in_flight_low = in_flight_max / 2;

} // namespace

void feeder::check() const {
    if (!problem_.empty()) {
        throw events::fault("seed-not-recorded",
                            "fill the data folder: the log did not take a step: " + problem_ +
                                "; remove the folder and make it again");
    }
}

void feeder::submit(engine::command what, std::uint64_t matter) {
    const auto name = engine::name_of(what.detail);
    {
        std::unique_lock lock(mutex_);
        if (in_flight_ >= in_flight_max) {
            emptier_.wait(lock, [&] { return in_flight_ <= in_flight_low; });
        }
        check();
        ++in_flight_;
    }
    to_.submit(std::move(what),
               [this, name, matter](const engine::answer& told) { answered(told, name, matter); });
}

void feeder::answered(const engine::answer& told, std::string_view name, std::uint64_t matter) {
    const std::lock_guard lock(mutex_);
    if (const auto* recorded = std::get_if<engine::accepted>(&told)) {
        ++accepted_;
        ++by_command_[std::string{name}];
        if (matter != 0 && at_[matter] != recorded->at) {
            at_[matter] = recorded->at;
            ++reached_[recorded->at];
        }
    } else if (const auto* no = std::get_if<engine::rejection>(&told)) {
        if (++refused_ == 1) {
            first_refusal_ =
                fmt::format("{} in {}: {} ({})", name, events::name_of(no->at), no->en, no->rule);
        }
    } else {
        problem_ = std::get<engine::unavailable>(told).problem;
    }
    --in_flight_;
    if (in_flight_ == 0 || in_flight_ == in_flight_low) {
        emptier_.notify_one();
    }
}

void feeder::drain() {
    std::unique_lock lock(mutex_);
    emptier_.wait(lock, [&] { return in_flight_ == 0; });
}

void feeder::settle() {
    drain();
    const std::lock_guard lock(mutex_);
    check();
}

std::map<events::status, std::uint64_t> feeder::by_status() const {
    std::map<events::status, std::uint64_t> out;
    for (const auto at : at_) {
        if (at != events::status::none) {
            ++out[at];
        }
    }
    return out;
}

} // namespace connectors::seeding
