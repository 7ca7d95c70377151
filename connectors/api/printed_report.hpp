#pragma once

#include "connectors/api/reported_figures.hpp"
#include "connectors/books/book.hpp"

#include <string>
#include <string_view>
#include <vector>

/// What every report has in common when it is printed. A page is Vietnamese, whoever asks for it.
namespace connectors::api {

/// A figure, which is a line of the page.
struct printed_figure {
    std::string id;
    std::string label;
    bool bold = false;
    bool is_money = false; ///< printed as 1.234.567
};

/// The figures of a procedure, in their order.
struct printed_line {
    std::string procedure;
    std::vector<std::int64_t> counts;
};

/// A line for each figure, a column for each procedure with all its offices and channels together,
/// and a column of totals.
void put_figures(const call& of, const std::vector<printed_figure>& figures,
                 const std::vector<printed_line>& lines, const std::vector<std::int64_t>& total,
                 book& into);

/// A report without its table: who reports, about which days, and who signs.
[[nodiscard]] book report_page(const call& of, std::string title, const projections::period& when,
                               const std::vector<events::office_code>& offices);

/// Such a page of counts in this unit, with the offices that it counts above them.
[[nodiscard]] book page_of_counts(const call& of, std::string title, std::string_view unit,
                                  const projections::period& when,
                                  const std::vector<events::office_code>& offices);

/// A line on the closing, one for each correction, with the office where the report is of several,
/// and one for each closing that could not be read.
[[nodiscard]] std::vector<std::string>
reported_words(const call& of, const reported_periods& past,
               const std::vector<printed_figure>& figures,
               const std::vector<events::office_code>& offices);
/// What a report says of the past, for that.
template <class Report> [[nodiscard]] reported_periods past_of(const Report& report) {
    return {report.closed, report.corrections, report.unread_closings};
}

} // namespace connectors::api
