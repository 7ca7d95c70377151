#pragma once

#include "events/fault.hpp"
#include "events/ids.hpp"

namespace events {

/// What every vault throws when a destroyed person shall get a key again.
[[nodiscard]] inline fault destroyed_fault(const person_id& person) {
    return {"vault-key-destroyed",
            "make a key for person " + person.str() +
                ": the person was erased and stays so; give the person a new id"};
}

} // namespace events
