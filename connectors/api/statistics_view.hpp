#pragma once

#include "connectors/api/book_answer.hpp"
#include "connectors/api/period_table.hpp"

/// The statistics of a period as they are answered, closed and printed.
namespace connectors::api {

/// The figures of a procedure and channel at an office, or a sum of such.
struct statistics_line {
    std::optional<events::office_code> office; ///< absent in the total
    std::optional<std::string> office_name;
    std::string procedure; ///< empty while nobody has said which one
    std::optional<std::string> procedure_name;
    std::optional<events::channel> channel;
    std::int64_t carried_over = 0;
    any_json figures;
    std::int64_t in_progress = 0;
    static constexpr auto fields() {
        using v = statistics_line;
        using events::field;
        return std::tuple{
            field{"office", &v::office},       field{"office_name", &v::office_name},
            field{"procedure", &v::procedure}, field{"procedure_name", &v::procedure_name},
            field{"channel", &v::channel},     field{"carried_over", &v::carried_over},
            field{"figures", &v::figures},     field{"in_progress", &v::in_progress}};
    }
};

/// A column of the table, for people.
struct figure_name {
    std::string figure;
    std::string label;
    static constexpr auto fields() {
        using v = figure_name;
        using events::field;
        return std::tuple{field{"figure", &v::figure}, field{"label", &v::label}};
    }
};

using statistics_view = period_table<figure_name, statistics_line>;
[[nodiscard]] json statistics_schema();

/// As known now, of these offices, with what reported_periods_of() says of each.
[[nodiscard]] statistics_view statistics_view_of(call& of,
                                                 const std::vector<events::office_code>& offices,
                                                 const projections::period& when,
                                                 past_reports past);

/// As it is printed: a line for each figure, a column for each procedure.
[[nodiscard]] book printed(const call& of, const statistics_view& report,
                           const std::vector<events::office_code>& offices);
/// A line for each office, procedure and channel, a column for each figure.
[[nodiscard]] book as_table(const call& of, const statistics_view& report,
                            const std::vector<events::office_code>& offices, book_format as);

} // namespace connectors::api
