#pragma once

#include "connectors/api/book_answer.hpp"
#include "connectors/api/period_table.hpp"
#include "engine/rules/enforcement_columns.hpp"

#include <mutex>

/// The statistics of enforcement as they are answered, closed and printed.
namespace connectors::api {

/// A column of the table and how well it is known.
struct column_view {
    std::string id;
    std::string label;
    std::string source;
    engine::confidence tag{};
    bool verified = false; ///< read or derived; otherwise it is not known to be the official one
    static constexpr auto fields() {
        using v = column_view;
        using events::field;
        return std::tuple{field{"id", &v::id}, field{"label", &v::label},
                          field{"source", &v::source}, field{"tag", &v::tag},
                          field{"verified", &v::verified}};
    }
};

struct enforcement_line {
    std::optional<events::office_code> office; ///< absent in the total
    std::optional<std::string> office_name;
    std::string procedure;
    std::optional<std::string> procedure_name;
    any_json figures;                       ///< by column
    std::int64_t amount = 0;                ///< đồng performed in the period
    std::optional<std::int64_t> rate_parts; ///< performed of those with means, of 10,000
    static constexpr auto fields() {
        using v = enforcement_line;
        using events::field;
        return std::tuple{
            field{"office", &v::office},        field{"office_name", &v::office_name},
            field{"procedure", &v::procedure},  field{"procedure_name", &v::procedure_name},
            field{"figures", &v::figures},      field{"amount", &v::amount},
            field{"rate_parts", &v::rate_parts}};
    }
};

using enforcement_view = period_table<column_view, enforcement_line>;

/// Of the rules; without columns where they have none.
[[nodiscard]] const engine::enforcement_table& table_in_force(const call& of);

/// All that an office ever had to enforce is passed over: one request at a time does that, so that
/// those for other things find a worker. Throws refusal `one_at_a_time`.
[[nodiscard]] std::unique_lock<std::mutex> turn_to_count();

/// As known now, of these offices, with what reported_periods_of() says of each. Takes a turn to
/// count, and throws as that does.
[[nodiscard]] enforcement_view enforcement_view_of(call& of,
                                                   const std::vector<events::office_code>& offices,
                                                   const projections::period& when,
                                                   past_reports past);

/// As it is printed: a line for each figure, a column for each procedure.
[[nodiscard]] book printed(const call& of, const enforcement_view& report,
                           const std::vector<events::office_code>& offices);
/// A line for each office and procedure, a column for each figure.
[[nodiscard]] book as_table(const call& of, const enforcement_view& report,
                            const std::vector<events::office_code>& offices, book_format as);

} // namespace connectors::api
