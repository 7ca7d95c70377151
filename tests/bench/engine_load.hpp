#pragma once

#include "engine/clock.hpp"
#include "engine/node.hpp"
#include "events/vault.hpp"
#include "projections/store.hpp"
#include "tests/bench/counting_log.hpp"
#include "tests/bench/latency_histogram.hpp"

#include <filesystem>
#include <memory>

namespace bench {

/// How the clients ask.
struct engine_load {
    std::size_t clients = 64; ///< each waits for its answer before it goes on
    double seconds = 5;
    double warm_up_s = 0.5; ///< not counted
    double steps_per_s = 0; ///< of all clients together; 0: as fast as they are answered
};

struct engine_load_result {
    double seconds = 0;
    std::uint64_t steps = 0;
    latency_histogram answered; ///< from when the step was due to its answer
    latency_histogram visible;  ///< from the same moment until the case is shown with the step
    latency_histogram listed;   ///< the same for the rows that lists are made of, now and then
    log_traffic traffic;
    double processor_us = 0; ///< of the whole process, clients too

    [[nodiscard]] double steps_per_s() const {
        return seconds > 0 ? static_cast<double>(steps) / seconds : 0;
    }
};

/// A node on the embedded log, the vault and the projections of a folder, as `serve` has it, and
/// clients in the same process that walk cases through it.
class engine_under_load {
public:
    explicit engine_under_load(const std::filesystem::path& folder);
    /// On this log and vault; only the projections lie in the folder.
    engine_under_load(const std::filesystem::path& folder, std::unique_ptr<events::log> log,
                      std::unique_ptr<events::vault> vault);
    ~engine_under_load();

    /// Throws events::fault when a step is refused: the walks are lawful.
    [[nodiscard]] engine_load_result run(const engine_load& how);

private:
    class clients;

    std::unique_ptr<events::log> file_;
    counting_log log_;
    std::unique_ptr<events::vault> vault_;
    projections::store store_;
    engine::manual_clock time_;
    engine::node node_;
    std::uint64_t cases_ = 0; ///< opened by all runs
};

} // namespace bench
