#pragma once

#include "projections/notes.hpp"
#include "projections/snapshot.hpp"
#include "projections/statistics.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Figures from rows alone: one scan over rows that lie side by side, where statistics.hpp gives
/// the cases themselves page by page.
namespace projections {

/// One time that a figure counted, or one case that is in progress. The texts last as long as the
/// call that shows them.
struct counted_row {
    std::string_view case_key;  ///< stands for the case among rows; see case_of()
    std::string_view procedure; ///< under which it was counted
    events::local_date day{};   ///< on which it was counted; none for a case in progress
    std::uint64_t sequence = 0; ///< of the event that counted; none for a case in progress
    std::string_view note;      ///< read it with note_of()
};
using see_row = std::function<void(const counted_row&)>;

/// Everything behind a figure, oldest first: exactly as many rows as the figure says.
void each_counted(const snapshot& view, const events::office_code& office, figure what,
                  const period& when, const see_row& see);
/// Every case of the office that is in progress now, with a standing_note.
void each_in_progress(const snapshot& view, const events::office_code& office, const see_row& see);

/// The note of a row: a standing_note with figure::settled, a refusal_note with figure::refused, a
/// return_note with results returned, a performance_note with what was performed, a stop_note with
/// figure::stopped_on and stopped_no_more, with figure::to_enforce a common_note or nothing. Throws
/// events::corruption when it is none.
template <class Note> [[nodiscard]] Note note_of(std::string_view note);
template <> [[nodiscard]] standing_note note_of<standing_note>(std::string_view note);
template <> [[nodiscard]] refusal_note note_of<refusal_note>(std::string_view note);
template <> [[nodiscard]] return_note note_of<return_note>(std::string_view note);
template <> [[nodiscard]] performance_note note_of<performance_note>(std::string_view note);
template <> [[nodiscard]] stop_note note_of<stop_note>(std::string_view note);
template <> [[nodiscard]] common_note note_of<common_note>(std::string_view note);

[[nodiscard]] events::case_id case_of(std::string_view case_key);
/// The cases that these stand for as lists show them, page by page. The keys are in order.
[[nodiscard]] page<case_row> page_of_cases(const snapshot& view,
                                           const std::vector<std::string>& case_keys,
                                           const page_request& which);

} // namespace projections
