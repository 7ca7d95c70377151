#pragma once

#include "projections/projection.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace projections {

class row_batch;

/// The rows of one case, side by side.
class row_list : public row_sink {
public:
    void put(table where, std::string_view key, std::string_view value) override;
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    [[nodiscard]] std::size_t bytes() const;

    /// What all projections say of a state.
    [[nodiscard]] static row_list of(const engine::case_state& state);

    /// Writes to `into` what turns the rows `from` into the rows `to`.
    static void difference(const row_list& from, const row_list& to, row_batch& into);

private:
    struct row {
        std::string key; ///< with the table's byte in front
        std::string value;
        bool operator==(const row&) const = default;
    };
    std::vector<row> rows_; // sorted once of() returns
};

} // namespace projections
