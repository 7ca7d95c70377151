#pragma once

#include "events/vocabulary.hpp"
#include "projections/cases.hpp"
#include "projections/period.hpp"

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace projections {

/// What is counted, per office, procedure, channel and day on which it happened. E-mails asking for
/// help, requests received, decisions and docketings are four different things and never added
/// (plan of Quảng Nam, I.1 and 2.4).
enum class figure : std::uint8_t {
    support_requests, ///< e-mails that asked for help
    guided,           ///< answered by e-mail on what is missing or who is competent
    booked,           ///< appointments made
    moved_bookings,
    kept, ///< appointments that ended in a filing
    missed,
    support_ended, ///< help that ended without filing
    received,      ///< tiếp nhận yêu cầu: filed at the counter, by post, orally or digitally
    accepted,      ///< complete; slip given
    supplement_asked,
    refused,
    referred, ///< another office is competent
    withdrawn,
    terminated,
    solved_at_once,
    suspended,
    resumed,
    decided,  ///< ra quyết định: decision, resolution or conclusion issued
    docketed, ///< thụ lý: enforcement file opened, complaint docketed, denunciation accepted
    returned_early,
    returned_on_time,
    returned_late,
    not_collected,
    apologies,
    corrected, ///< decisions corrected or withdrawn
    closed,
    settled,   ///< nothing more is owed to the person: returned, solved, refused, withdrawn …
    reopened,  ///< settled before, in progress again
    moved_in,  ///< in progress, and now under this procedure and channel
    moved_out, ///< in progress, and now under another one
    received_after_support, ///< of `received`: those whom the office had helped by e-mail
    entrusted,              ///< another office enforces what was decided; not `referred`
    ended,                  ///< the enforcement of what was decided; not `terminated`
    handed_over,            ///< dossiers that went from the one-stop desk to who examines them
    performed,              ///< thi hành xong: recorded to be wholly performed
    performed_in_part,      ///< recorded to be performed, and not wholly
    // What enforcement.hpp gathers. It is counted in every procedure of the dossier, since rows
    // know no rules; so it is no figure for people.
    to_enforce,          ///< decided: is to be enforced from now on, or again
    enforced_no_more,    ///< performed, ended, entrusted, closed, or its decision withdrawn
    stopped_on,          ///< to be enforced, and from now on stopped on a ground
    stopped_no_more,     ///< on that ground
    enforcement_revoked, ///< the decision is withdrawn: what was performed of it is void
};

inline constexpr std::size_t figures = 41;
/// Those that people are shown.
inline constexpr auto figures_shown = static_cast<std::size_t>(figure::to_enforce);
using figure_counts = std::array<std::uint64_t, figures>;

/// The figures of one office, procedure and channel over a period.
struct statistics_row {
    events::office_code office;
    std::string procedure; ///< empty while nobody has said which one
    std::optional<events::channel> received_by;
    std::int64_t carried_over = 0; ///< received and not settled before the period
    std::int64_t in_progress = 0;  ///< the same at its end
    figure_counts counts{};

    [[nodiscard]] std::uint64_t count(figure what) const {
        return counts[static_cast<std::size_t>(what)];
    }
};

/// One row for each procedure and channel that has any count, by procedure and channel. Always:
/// carried_over + received + reopened + moved_in == settled + moved_out + in_progress.
[[nodiscard]] std::vector<statistics_row>
statistics_of(const snapshot& view, const events::office_code& office, const period& when);
/// Adds rows up, for totals of an office or of several.
[[nodiscard]] statistics_row total(const std::vector<statistics_row>& rows);

/// Narrows a list of cases to one cell of the table; what is empty does not narrow.
struct cell {
    std::optional<std::string> procedure;
    std::optional<events::channel> received_by;
};

/// A case behind a figure: one line for each time it was counted.
struct counted_case {
    case_row matter;
    events::local_date day{};
    std::uint64_t sequence = 0; ///< of the event that counted
    std::string procedure;      ///< under which it was counted
    std::string note;           ///< what the row says beside; see counted_rows.hpp
};

/// Whether a line is meant, by the procedure under which it was counted and its note.
using counted_filter = std::function<bool(std::string_view procedure, std::string_view note)>;

/// The cases behind a figure, oldest first: exactly as many as the figure says; or those of them
/// that the filter takes.
[[nodiscard]] page<counted_case> cases_of_figure(const snapshot& view,
                                                 const events::office_code& office, figure what,
                                                 const period& when, const cell& where,
                                                 const page_request& which,
                                                 const counted_filter& keep = {});
/// The same behind several figures, one after the other as they happened by day; no event may count
/// in more than one of them.
[[nodiscard]] page<counted_case> cases_of_figures(const snapshot& view,
                                                  const events::office_code& office,
                                                  std::span<const figure> any_of,
                                                  const period& when, const page_request& which);
/// The cases in progress at the end of a day: exactly as many as in_progress says.
[[nodiscard]] page<case_row> cases_in_progress(const snapshot& view,
                                               const events::office_code& office,
                                               events::local_date day, const cell& where,
                                               const page_request& which);

} // namespace projections

template <> struct events::enum_names<projections::figure> {
    static constexpr std::array<std::string_view, projections::figures> names{
        "support_requests",
        "guided",
        "booked",
        "moved_bookings",
        "kept",
        "missed",
        "support_ended",
        "received",
        "accepted",
        "supplement_asked",
        "refused",
        "referred",
        "withdrawn",
        "terminated",
        "solved_at_once",
        "suspended",
        "resumed",
        "decided",
        "docketed",
        "returned_early",
        "returned_on_time",
        "returned_late",
        "not_collected",
        "apologies",
        "corrected",
        "closed",
        "settled",
        "reopened",
        "moved_in",
        "moved_out",
        "received_after_support",
        "entrusted",
        "ended",
        "handed_over",
        "performed",
        "performed_in_part",
        "to_enforce",
        "enforced_no_more",
        "stopped_on",
        "stopped_no_more",
        "enforcement_revoked"};
};
