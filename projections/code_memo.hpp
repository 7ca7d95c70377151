#pragma once

#include "events/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace projections {

/// Which cases have a code, for the codes that came up or were asked for last. The fold says here
/// what rows will say only after the next commit, so that a case can be found by its code without
/// one. Several cases may have one code, when offices made the same.
class code_memo {
public:
    explicit code_memo(std::size_t codes_max) : codes_max_(codes_max) {}

    /// An event that was folded gave the case this code.
    void add(const std::string& code, const events::case_id& of);
    /// All cases that have the code; empty when it is not known here whether they are all.
    [[nodiscard]] std::optional<std::vector<events::case_id>> all(const std::string& code) const;
    /// Adds what was found in the rows, which were looked at when the memo had forgotten
    /// `forgotten` times, and returns all.
    std::vector<events::case_id> complete(const std::string& code,
                                          std::vector<events::case_id> in_rows,
                                          std::uint64_t forgotten);

    [[nodiscard]] std::uint64_t forgotten() const { return forgotten_; }
    [[nodiscard]] bool is_full() const { return entries_.size() >= codes_max_; }
    /// Forgets everything: all that was added is in the rows.
    void forget();

private:
    struct entry {
        std::vector<events::case_id> cases;
        bool whole = false; ///< the rows have no others
    };

    std::size_t codes_max_;
    std::unordered_map<std::string, entry> entries_;
    std::uint64_t forgotten_ = 0;
};

} // namespace projections
