#pragma once

namespace ops {

/// What a command ends with; scripts rely on these.
enum exit_code : int {
    done = 0,
    failed = 1,    ///< the world failed: a disk, a network, a fault
    usage = 2,     ///< the command line or the input is wrong
    not_found = 3, ///< no such case, office, file …
    conflict = 4,  ///< refused by a rule, by the permissions, or because the case moved on
    verification_failed = 5, ///< the log does not hold
    degraded = 6,            ///< it works, but not all of it
    interrupted = 130,       ///< by a second Ctrl-C
};

} // namespace ops
