#pragma once

#include "events/log.hpp"
#include "events/vault.hpp"

#include <cstddef>
#include <vector>

namespace projections {
class store;
}

namespace connectors {

/// Carries out what `person_erased` says: destroys the person's key in the vault. How far it came
/// lies in the vault itself, after the keys were destroyed: a crash in between destroys again, and
/// a vault that was restored from a backup loses the keys once more that it had lost since.
class erasures {
public:
    erasures(const events::log& log, const projections::store& store, events::vault& keys);

    /// Handles every event that has become visible since. Returns how many persons were erased.
    /// Throws events::fault; doing it again is safe.
    std::size_t carry_out_new();

    /// Of a vault that was made from another log's: how far it came was told by places of that log,
    /// and what lies before them in this one may never have been carried out.
    static void begin_again(events::vault& keys);

private:
    void load_checkpoint();
    void save_checkpoint();

    const events::log& log_;
    const projections::store& store_;
    events::vault& keys_;
    std::vector<events::offset> passed_;
    std::vector<events::offset> saved_;
};

} // namespace connectors
