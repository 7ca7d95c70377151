#pragma once

#include "projections/statistics.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What became in a period of the matters that an office has to enforce, matter by matter: the
/// national statistics are columns of these.
namespace projections {

/// A matter that was to be enforced at some moment of the period. What was performed of a decision
/// that was withdrawn in the same period is nothing that was performed. Its members are of the
/// period and of its end; what comes later changes nothing of them.
struct enforced_matter {
    std::string case_key;      ///< stands for the case among rows; see case_of()
    std::string procedure;     ///< under which it was counted
    bool carried_over = false; ///< was to be enforced before the period
    bool stands = false;       ///< is to be enforced at its end
    std::string ground;        ///< on which it is stopped then; empty while it goes on
    /// Wholly, in the period; does not stand again, nor is it `ended` or `entrusted`.
    bool performed = false;
    bool in_part = false; ///< a part was performed in the period
    bool ended = false;   ///< terminated
    bool entrusted = false;
    bool revoked = false;    ///< its decision was withdrawn, and none took its place
    std::int64_t amount = 0; ///< đồng performed in the period
    /// Its decision is one of another case too, which is counted for both: of this one only what
    /// was paid is.
    bool common = false;

    /// Left otherwise than the law has it: closed without a record of performance.
    [[nodiscard]] bool left_otherwise() const {
        return !stands && !performed && !ended && !entrusted && !revoked;
    }
};

/// By case, in the order of their keys.
[[nodiscard]] std::vector<enforced_matter>
enforced_matters(const snapshot& view, const events::office_code& office, const period& when);

/// Those cases as lists show them, in the order of the keys.
[[nodiscard]] page<case_row> cases_of_matters(const snapshot& view,
                                              const std::vector<enforced_matter>& matters,
                                              const page_request& which);

} // namespace projections
