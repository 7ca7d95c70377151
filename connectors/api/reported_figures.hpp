#pragma once

#include "connectors/api/answer_json.hpp"
#include "connectors/api/book_answer.hpp"
#include "connectors/api/closed_books.hpp"
#include "events/vocabulary.hpp"

#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// As reported, against as known now: what a closed report said, and where that has become another.
namespace connectors::api {

/// A figure that was reported otherwise than it is known now.
struct late_correction {
    events::office_code office;
    std::string period; ///< that was reported
    std::string procedure;
    std::optional<events::channel> channel; ///< where the lines of the report are told apart by it
    std::string figure;
    std::int64_t as_reported = 0;
    std::int64_t as_known_now = 0;
    static constexpr auto fields() {
        using v = late_correction;
        using events::field;
        return std::tuple{field{"office", &v::office},
                          field{"period", &v::period},
                          field{"procedure", &v::procedure},
                          field{"channel", &v::channel},
                          field{"figure", &v::figure},
                          field{"as_reported", &v::as_reported},
                          field{"as_known_now", &v::as_known_now}};
    }
};

/// A closing with which nothing was compared, since what it says cannot be read just now.
struct unread_closing {
    events::office_code office;
    std::string period; ///< that was reported
    std::string sha256;
    std::string why; ///< a page of ops/runbooks, such as document-missing
    static constexpr auto fields() {
        using v = unread_closing;
        using events::field;
        return std::tuple{field{"office", &v::office}, field{"period", &v::period},
                          field{"sha256", &v::sha256}, field{"why", &v::why}};
    }
};

/// Whether a report says what was reported before. To compare reads what was closed and counts each
/// of its periods once more.
enum class past_reports : std::uint8_t { compared, left_out };
/// A CSV and JSON lines have the rows and nothing around them.
[[nodiscard]] past_reports past_reports_in(book_format as);

/// A report that is closed period by period.
struct closed_report {
    std::string_view book;                       ///< as which it is closed
    std::vector<std::string_view> beside;        ///< figures of a line outside its `figures`
    std::vector<std::string_view> of_the_moment; ///< that say how it stands when one asks
};

/// What an office reported for a period and for earlier ones of the same year.
struct reported_periods {
    std::optional<closed_book> closed; ///< of the period itself
    std::vector<late_correction> corrections;
    std::vector<unread_closing> unread;
};

/// `rows` and `total` of an office in a period, as the report answers with them.
using lines_known_now = std::function<json(const projections::period&)>;

/// The corrections of a period: what was reported for it, for parts of it and for what ended before
/// it in the same statistics year, where that has become another (TTLT 12/2021 art. 10: corrected
/// in the next period of the same year). A figure that was not counted when the report was closed,
/// or is not counted any more, is none to compare. A closing that cannot be read is told and
/// compared with nothing. `known_now` is asked once for the same days.
[[nodiscard]] reported_periods reported_periods_of(call& of, const closed_report& what,
                                                   const events::office_code& office,
                                                   const projections::period& when,
                                                   const lines_known_now& known_now);

/// Adds what one of its offices reported to a report. Only the report of one office was closed
/// itself.
template <class Report> void put_reported(Report& into, reported_periods from, bool of_one_office) {
    if (of_one_office) {
        into.closed = std::move(from.closed);
    }
    std::move(from.corrections.begin(), from.corrections.end(),
              std::back_inserter(into.corrections));
    std::move(from.unread.begin(), from.unread.end(), std::back_inserter(into.unread_closings));
}

} // namespace connectors::api
