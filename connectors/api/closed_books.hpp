#pragma once

#include "connectors/api/answer_json.hpp"
#include "connectors/api/call.hpp"
#include "projections/period.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectors::api {

// The books that an office closes for a period.
inline constexpr std::string_view follow_up_register = "follow_up_register";
inline constexpr std::string_view one_stop_report = "one_stop_report";
inline constexpr std::string_view statistics_report = "statistics";
inline constexpr std::string_view enforcement_report = "enforcement_statistics";

/// A book that was closed (kết sổ, khóa sổ): what was reported lies in a document that the event
/// names by its hash, and never changes.
struct closed_book {
    std::string book;
    std::string period;
    events::instant at{};
    events::officer_id by;
    std::string sha256;
    std::uint64_t size_bytes = 0;
    std::string position; ///< of the event in the log
    static constexpr auto fields() {
        using v = closed_book;
        using events::field;
        return std::tuple{field{"book", &v::book},
                          field{"period", &v::period},
                          field{"at", &v::at},
                          field{"by", &v::by},
                          field{"sha256", &v::sha256},
                          field{"size_bytes", &v::size_bytes},
                          field{"position", &v::position}};
    }
};

/// All that an office has closed, in the order of closing.
[[nodiscard]] std::vector<closed_book> closed_books(call& of, const events::office_code& office);
[[nodiscard]] std::optional<closed_book> find_closed(call& of, const events::office_code& office,
                                                     std::string_view book,
                                                     std::string_view period);
/// As reported: the document, whose bytes have been compared with the hash. Throws events::fault
/// `document-missing`.
[[nodiscard]] json closed_content(const call& of, const closed_book& one);

/// Closes a book: stores the content, durable, then records the event that names it. Closing again
/// finds the first closing. The content is asked for only when it is needed: it may take a year of
/// cases to count. Throws refusal `rule_not_met` while the period is not over, and what the log
/// answers.
[[nodiscard]] closed_book close_book(call& of, const events::office_code& office,
                                     std::string_view book, const projections::period& when,
                                     const std::function<json()>& content);

} // namespace connectors::api
