#pragma once

#include "projections/cases.hpp"

namespace projections {

/// How a result was returned.
struct returned_result {
    events::return_method by = events::return_method::at_counter;
    events::timeliness against_promise = events::timeliness::on_time;

    static constexpr auto fields() {
        return std::tuple{events::field{"by", &returned_result::by},
                          events::field{"against_promise", &returned_result::against_promise}};
    }
    bool operator==(const returned_result&) const = default;
};

/// A line of the follow-up register (Mẫu 06, Sổ theo dõi hồ sơ): the columns that are not personal
/// data, and the box of those that are.
struct register_line {
    std::uint64_t number = 0;                   ///< TT
    std::string text;                           ///< the number as printed
    std::optional<events::instant> accepted_at; ///< when it was entered; none without a slip
    case_row matter; ///< code, procedure, applicant, office, received and promised dates
    std::optional<returned_result> returned;
    std::optional<events::return_method> wanted; ///< how the person wants the result
};

/// The counter that numbers an office's register of a calendar year: `register/96/2017`.
[[nodiscard]] std::string register_counter(const events::office_code& office, int year);

/// The lines of one register book, by number. `counter` as in register_counter(); books of other
/// names (complaints, denunciations) have counters of their own below `register/`.
[[nodiscard]] page<register_line> register_lines(const snapshot& view, std::string_view counter,
                                                 const page_request& which);

/// How the result of a case was returned; empty when it was not.
[[nodiscard]] std::optional<returned_result> returned_as(const snapshot& view,
                                                         const events::case_id& id);

/// The newest number that a counter has given; 0 when none.
[[nodiscard]] std::uint64_t newest_number(const snapshot& view, std::string_view counter);

} // namespace projections
