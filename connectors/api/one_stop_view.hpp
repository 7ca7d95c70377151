#pragma once

#include "connectors/api/answer_json.hpp"
#include "connectors/api/reported_figures.hpp"
#include "connectors/books/book.hpp"
#include "connectors/reports/one_stop.hpp"

#include <optional>
#include <string>
#include <vector>

/// The one-stop report as it is answered, closed and printed.
namespace connectors::api {

struct report_line {
    std::optional<events::office_code> office; ///< absent in the total
    std::optional<std::string> office_name;
    std::string procedure;
    std::optional<std::string> procedure_name;
    any_json figures;
    std::optional<std::int64_t> on_time_share; ///< hundredths of a percent of the results returned
    std::optional<std::int64_t>
        average_working_tenths; ///< of a working day, from receipt to return
    static constexpr auto fields() {
        using v = report_line;
        using events::field;
        return std::tuple{field{"office", &v::office},
                          field{"office_name", &v::office_name},
                          field{"procedure", &v::procedure},
                          field{"procedure_name", &v::procedure_name},
                          field{"figures", &v::figures},
                          field{"on_time_share", &v::on_time_share},
                          field{"average_working_tenths", &v::average_working_tenths}};
    }
};

/// The balance, and its check by counting the cases one by one.
struct identity_view {
    bool holds = false;
    std::int64_t came_in = 0;  ///< carried over, received, reopened, moved in
    std::int64_t went_out = 0; ///< settled, moved out
    std::int64_t in_progress = 0;
    std::int64_t counted_one_by_one = 0;
    static constexpr auto fields() {
        using v = identity_view;
        using events::field;
        return std::tuple{field{"holds", &v::holds}, field{"came_in", &v::came_in},
                          field{"went_out", &v::went_out}, field{"in_progress", &v::in_progress},
                          field{"counted_one_by_one", &v::counted_one_by_one}};
    }
};

/// An office by the share of results that it returned in time.
struct rated_unit {
    std::uint64_t rank = 0;
    events::office_code office;
    std::string office_name;
    std::int64_t returned = 0;
    std::optional<std::int64_t> on_time_share;
    static constexpr auto fields() {
        using v = rated_unit;
        using events::field;
        return std::tuple{field{"rank", &v::rank}, field{"office", &v::office},
                          field{"office_name", &v::office_name}, field{"returned", &v::returned},
                          field{"on_time_share", &v::on_time_share}};
    }
};

/// To whom the report of this period goes, and before which day where a text names one.
struct sending_view {
    std::string to;
    std::optional<events::local_date> before;
    std::string source;
    static constexpr auto fields() {
        using v = sending_view;
        using events::field;
        return std::tuple{field{"to", &v::to}, field{"before", &v::before},
                          field{"source", &v::source}};
    }
};

struct report_view {
    std::string period;
    events::local_date first{};
    events::local_date last{};
    bool is_over = false;
    std::vector<report_line> rows;
    report_line total;
    identity_view identity;
    std::vector<rated_unit> units;
    std::optional<closed_book> closed; ///< of one office: when it was reported
    std::vector<late_correction> corrections;
    std::vector<unread_closing> unread_closings;
    /// Of half years and years, where one and the same is known for every office.
    std::optional<sending_view> sending;
    static constexpr auto fields() {
        using v = report_view;
        using events::field;
        return std::tuple{field{"period", &v::period},
                          field{"first", &v::first},
                          field{"last", &v::last},
                          field{"is_over", &v::is_over},
                          field{"rows", &v::rows},
                          field{"total", &v::total},
                          field{"identity", &v::identity},
                          field{"units", &v::units},
                          field{"closed", &v::closed},
                          field{"corrections", &v::corrections},
                          field{"unread_closings", &v::unread_closings},
                          field{"sending", &v::sending}};
    }
};

/// As known now, of these offices, and with what reported_periods_of() says of each.
[[nodiscard]] report_view one_stop_report_of(call& of,
                                             const std::vector<events::office_code>& offices,
                                             const projections::period& when, past_reports past);

/// As it is printed: a line for each figure, a column for each procedure, and the parts that people
/// write.
[[nodiscard]] book printed(const call& of, const report_view& report,
                           const std::vector<events::office_code>& offices);
/// As a table for spreadsheets and programs: a line for each office and procedure, a column for
/// each figure. A spreadsheet says around it what the printed page says.
[[nodiscard]] book as_table(const call& of, const report_view& report,
                            const std::vector<events::office_code>& offices);

} // namespace connectors::api
