#pragma once

#include "connectors/seeding/seed.hpp"
#include "ops/output/printer.hpp"

#include <cstdint>
#include <filesystem>

namespace ops {

struct seeding_wish {
    std::filesystem::path folder; ///< that connectors::initialise() made and nobody has used
    std::uint64_t cases = 2400;
    std::uint64_t seed = 1;
    bool synced = true;
};

/// Fills a new data folder with invented cases while it tells how far it has come. Throws what
/// connectors::seed_folder() throws.
connectors::seed_report fill_with_cases(printer& out, const seeding_wish& wish);

/// How many cases, events and offices there are now, and what waits: a line or two for people.
void say_seeded(printer& out, const connectors::seed_report& seeded);

} // namespace ops
