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

/// What every vault throws when a person shall be taken over who has another key here.
[[nodiscard]] inline fault other_key_fault(const person_id& person) {
    return {"vault-copy-differs",
            "take over the key of person " + person.str() +
                ": there is another key for that person here, and with either one something could "
                "not be opened; copy into a vault that is empty or holds a beginning of this one"};
}

} // namespace events
