#pragma once

#include "engine/node.hpp"
#include "events/vocabulary.hpp"

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace connectors::seeding {

/// Hands commands to the node, so many at once that it never waits, and never so many that memory
/// grows. Used by one thread.
class feeder {
public:
    feeder(engine::node& to, std::uint64_t matters) : to_(to), at_(matters + 1) {}
    ~feeder() { drain(); }
    feeder(const feeder&) = delete;
    feeder& operator=(const feeder&) = delete;

    /// `matter` is the number of the case, 0 when the status does not matter. Throws events::fault
    /// `seed-not-recorded` once the log has not taken a step.
    void submit(engine::command what, std::uint64_t matter = 0);
    /// Waits until everything has been answered, and so can be seen.
    void drain();
    /// The same, and throws as submit().
    void settle();

    [[nodiscard]] std::uint64_t accepted() const { return accepted_; }
    [[nodiscard]] std::uint64_t refused() const { return refused_; }
    [[nodiscard]] const std::string& first_refusal() const { return first_refusal_; }
    [[nodiscard]] const std::map<std::string, std::uint64_t>& by_command() const {
        return by_command_;
    }
    /// Cases by where they stand. Call it when all is settled.
    [[nodiscard]] std::map<events::status, std::uint64_t> by_status() const;
    /// How many steps ended in each status. Call it when all is settled.
    [[nodiscard]] const std::map<events::status, std::uint64_t>& reached() const {
        return reached_;
    }

private:
    void answered(const engine::answer& told, std::string_view name, std::uint64_t matter);
    void check() const;

    engine::node& to_;
    std::mutex mutex_;
    std::condition_variable emptier_;
    std::size_t in_flight_ = 0;
    std::vector<events::status> at_; ///< by matter
    std::map<events::status, std::uint64_t> reached_;
    std::map<std::string, std::uint64_t> by_command_;
    std::uint64_t accepted_ = 0;
    std::uint64_t refused_ = 0;
    std::string first_refusal_;
    std::string problem_;
};

} // namespace connectors::seeding
