#pragma once

#include "events/event.hpp"
#include "projections/table.hpp"
#include "tests/support/projected.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace testing_support {

/// What the projections make of events: `given(events).then_row(table, "key / in / parts")`. The
/// events are folded one by one; a second store that loads them at once must have the same rows.
class given {
public:
    explicit given(const std::vector<events::event>& happened);

    /// Expects a row with this key, written as projections::key_text() writes it.
    const given& then_row(projections::table where, const std::string& key) const;
    const given& then_no_row(projections::table where, const std::string& key) const;
    /// Expects that the table has so many rows.
    const given& then_rows(projections::table where, std::size_t count) const;

    [[nodiscard]] projections::snapshot view() const { return view_; }

private:
    [[nodiscard]] std::vector<std::string> keys_of(projections::table where) const;

    projected world_;
    projections::snapshot view_;
};

} // namespace testing_support
