#pragma once

#include "engine/rules/book_rules.hpp"
#include "projections/period.hpp"

#include <array>
#include <string>

namespace connectors::api {

/// The year of a book, quarter by quarter: from January or, by the statistics year, from October of
/// the year before.
class book_year {
public:
    book_year(int year, engine::kept_year kept_by);

    /// Such as `Năm 2018`; of a statistics year with its days.
    [[nodiscard]] std::string title() const;
    [[nodiscard]] const std::array<projections::period, 4>& quarters() const { return quarters_; }
    /// How the totals of a quarter are called, counted from 0: `Cộng quý IV năm 2017`.
    [[nodiscard]] std::string quarter_title(std::size_t place) const;
    [[nodiscard]] const projections::period& half() const { return half_; }
    [[nodiscard]] std::string half_title() const { return "Cộng 6 tháng " + name(); }
    [[nodiscard]] const projections::period& whole() const { return whole_; }
    [[nodiscard]] std::string whole_title() const { return "Cộng cả " + name(); }
    [[nodiscard]] bool holds(events::local_date day) const { return whole_.holds(day); }
    /// Calendar years whose numbers its lines have, first and last.
    [[nodiscard]] int first_numbered() const;
    [[nodiscard]] int last_numbered() const;

private:
    [[nodiscard]] std::string name() const; ///< năm 2018, năm thống kê 2018

    int year_;
    engine::kept_year kept_by_;
    std::array<projections::period, 4> quarters_;
    projections::period half_;
    projections::period whole_;
};

} // namespace connectors::api
