#pragma once

#include "projections/projection.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace projections {

class row_batch;

/// The rows of one case, side by side in one piece of memory.
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
    struct place {
        std::uint32_t begin;
        std::uint32_t key_size; ///< with the table's byte in front
        std::uint32_t value_size;
    };
    [[nodiscard]] std::string_view key_of(const place& one) const {
        return std::string_view{bytes_}.substr(one.begin, one.key_size);
    }
    [[nodiscard]] std::string_view value_of(const place& one) const {
        return std::string_view{bytes_}.substr(one.begin + one.key_size, one.value_size);
    }

    std::string bytes_;
    std::vector<place> rows_; // in key order once of() returns
};

} // namespace projections
