#pragma once

#include "engine/rule_set.hpp"
#include "events/log.hpp"
#include "projections/statistics.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace connectors {

/// A column of the report on online support and the one-stop desk (plan of Quảng Nam, QĐ
/// 42/QĐ-CTHADS, II.2.4). The official table was not found: these are proposed, and each is counted
/// from events.
enum class report_figure : std::uint8_t {
    support_requests,
    guided,
    booked,
    kept,
    missed,
    carried_over,
    received,
    received_counter,
    received_post,
    received_oral,
    received_email, ///< of `received`: after help by e-mail, on whichever way they were filed
    received_digital,
    reopened,
    moved_in,
    supplement_asked,
    accepted,
    solved_at_once,
    refused_no_right,
    refused_no_jurisdiction,
    refused_other,
    referred,
    withdrawn,
    terminated,
    decided,
    docketed,
    returned_early,
    returned_on_time,
    returned_late,
    not_collected,
    apologies,
    settled,
    moved_out,
    in_progress,
    not_yet_due,
    overdue,
};
inline constexpr std::size_t report_figures = 35;

/// The figures of a procedure at an office, or a sum of such.
struct report_row {
    events::office_code office;
    std::string procedure;
    std::array<std::int64_t, report_figures> counts{};
    /// Working days from receipt to return in tenths, of the results returned; absent where there
    /// are none.
    std::optional<std::int64_t> average_working_tenths;

    [[nodiscard]] std::int64_t& operator[](report_figure what) {
        return counts[static_cast<std::size_t>(what)];
    }
    [[nodiscard]] std::int64_t operator[](report_figure what) const {
        return counts[static_cast<std::size_t>(what)];
    }
    /// Results returned early or on time, of those returned, in hundredths of a percent: rounded,
    /// but 100 % is all of them.
    [[nodiscard]] std::optional<std::int64_t> on_time_share() const;
    /// carried_over + received + reopened + moved_in = settled + moved_out + in_progress.
    [[nodiscard]] bool balances() const;
};

/// What a report is made from: one snapshot, the log for what rows do not say, the law, and now.
struct report_source {
    const projections::snapshot& view;
    const events::log& log;
    const engine::rule_set& rules;
    events::instant now{};
};

/// The rows of an office, one a procedure that has any figure, in the order of their ids.
[[nodiscard]] std::vector<report_row> one_stop_rows(const report_source& from,
                                                    const events::office_code& office,
                                                    const projections::period& when);
[[nodiscard]] report_row total_of(const std::vector<report_row>& rows);

/// A case in progress at the end of a period, or now when that is not over.
struct standing_case {
    events::case_id id;
    std::string procedure;
    bool overdue =
        false; ///< past what was promised, or without a promise past the law's own period
};

/// Every case that an office had in progress then, counted case by case and not by adding up: the
/// other side of the balance.
[[nodiscard]] std::vector<standing_case> standing_cases(const report_source& from,
                                                        const events::office_code& office,
                                                        const projections::period& when);

/// What a refusal was founded on, as the report counts it: by the row of statistics that counted
/// it.
[[nodiscard]] report_figure refusal_kind(const engine::rule_set& rules, std::string_view procedure,
                                         std::string_view note);

/// The figure of the statistics that a figure of the report simply is; none for those that the
/// report counts itself.
[[nodiscard]] std::optional<projections::figure> statistics_figure(report_figure what);
/// The channel of a figure that counts receipts by one.
[[nodiscard]] std::optional<events::channel> channel_of(report_figure what);
/// Vietnamese, for the head of a column.
[[nodiscard]] std::string_view label_of(report_figure what);

} // namespace connectors

template <> struct events::enum_names<connectors::report_figure> {
    static constexpr std::array<std::string_view, connectors::report_figures> names{
        "support_requests",
        "guided",
        "booked",
        "kept",
        "missed",
        "carried_over",
        "received",
        "received_counter",
        "received_post",
        "received_oral",
        "received_email",
        "received_digital",
        "reopened",
        "moved_in",
        "supplement_asked",
        "accepted",
        "solved_at_once",
        "refused_no_right",
        "refused_no_jurisdiction",
        "refused_other",
        "referred",
        "withdrawn",
        "terminated",
        "decided",
        "docketed",
        "returned_early",
        "returned_on_time",
        "returned_late",
        "not_collected",
        "apologies",
        "settled",
        "moved_out",
        "in_progress",
        "not_yet_due",
        "overdue"};
};
