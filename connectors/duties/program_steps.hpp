#pragma once

#include "engine/node.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace connectors {

/// A step that a duty is to take by itself.
struct program_step {
    engine::command what;
    std::uint64_t version = 0; ///< of the case that it is about, as the duty saw it
};

/// Takes the steps of duties, and remembers those that were refused: a duty that looks five times a
/// second would ask for them as often, and each refusal is a line of the audit trail. Such a step
/// is asked for again once its case has another version, or after ten minutes by the office's
/// clock. For one thread.
class program_steps {
public:
    explicit program_steps(engine::node& node) : node_(node) {}

    /// All together; waits for the answers. How many were recorded now: not those that had been
    /// before.
    std::size_t take(std::vector<program_step> steps, events::instant now);

private:
    struct refusal {
        std::uint64_t version = 0;
        events::instant at{};
    };
    [[nodiscard]] bool is_to_rest(const program_step& step, events::instant now) const;
    void remember(const events::command_id& id, const refusal& what);

    engine::node& node_;
    std::unordered_map<events::command_id, refusal, events::strong_hash> refused_;
};

} // namespace connectors
