#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace projections {

/// Every kind of row that the store keeps. The number is the first byte of the row's key; it is
/// never given another meaning while projection_version stays the same.
enum class table : std::uint8_t {
    meta = 1,          ///< version and counts; not part of the digest
    passed,            ///< partition -> next offset; not part of the digest
    numbers,           ///< counter -> newest number
    statistics,        ///< office, figure, day, procedure, channel -> count
    statistics_months, ///< office, figure, month, procedure, channel -> count
    states,            ///< case -> case_state
    timeline,          ///< case, sequence -> timeline entry
    superseded,        ///< partition, offset -> why it does not count
    codes,             ///< code, case
    by_status,         ///< office, status, newest first, case -> a note while in progress
    by_opening,        ///< office, newest first, case
    office_work,       ///< office, held or not, next due, case
    officer_work,      ///< officer, next due, case
    due,               ///< due, office, case, deadline
    office_due,        ///< office, due, case, deadline
    paused,            ///< office, since, case, deadline
    watch,             ///< due, office, case, deadline: a rung is still to be raised
    alerts,            ///< office, state, due, case, deadline, rung
    register_lines,    ///< counter, number -> case
    returns,           ///< case -> how the result was returned
    statistics_cases,  ///< office, figure, day, case, sequence -> procedure, channel, note
    mail_messages,     ///< office, message key, case, direction
    mail_contents,     ///< office, content key, case
    grants,            ///< officer, role, office, stream -> grant
    rules,             ///< rule set, stream -> when and by whom
    erased_persons,    ///< person, stream -> when and why
    rejections,        ///< office, newest first, place in the audit log -> refusal
    vouchers,          ///< office, day, case, number -> voucher
    documents,         ///< SHA-256, stream that names it
    matters_to_end,    ///< office, case of a confirmation whose matter is to end
    sharing,           ///< office, code of a case, kind, case that shares with it -> its code
};

inline constexpr std::array tables{table::meta,
                                   table::passed,
                                   table::numbers,
                                   table::statistics,
                                   table::statistics_months,
                                   table::states,
                                   table::timeline,
                                   table::superseded,
                                   table::codes,
                                   table::by_status,
                                   table::by_opening,
                                   table::office_work,
                                   table::officer_work,
                                   table::due,
                                   table::office_due,
                                   table::paused,
                                   table::watch,
                                   table::alerts,
                                   table::register_lines,
                                   table::returns,
                                   table::statistics_cases,
                                   table::mail_messages,
                                   table::mail_contents,
                                   table::grants,
                                   table::rules,
                                   table::erased_persons,
                                   table::rejections,
                                   table::vouchers,
                                   table::documents,
                                   table::matters_to_end,
                                   table::sharing};

[[nodiscard]] constexpr std::string_view name_of(table where) {
    constexpr std::array<std::string_view, tables.size()> names{"meta",
                                                                "passed",
                                                                "numbers",
                                                                "statistics",
                                                                "statistics_months",
                                                                "states",
                                                                "timeline",
                                                                "superseded",
                                                                "codes",
                                                                "by_status",
                                                                "by_opening",
                                                                "office_work",
                                                                "officer_work",
                                                                "due",
                                                                "office_due",
                                                                "paused",
                                                                "watch",
                                                                "alerts",
                                                                "register_lines",
                                                                "returns",
                                                                "statistics_cases",
                                                                "mail_messages",
                                                                "mail_contents",
                                                                "grants",
                                                                "rules",
                                                                "erased_persons",
                                                                "rejections",
                                                                "vouchers",
                                                                "documents",
                                                                "matters_to_end",
                                                                "sharing"};
    return names[static_cast<std::size_t>(where) - 1];
}

/// Tables that grow and are read in like ways share a column family.
enum class family : std::uint8_t {
    counts,   ///< small values that are replaced often
    states,   ///< large values that are replaced often
    timeline, ///< written once
    rows,     ///< written once or with a case
};
inline constexpr std::size_t families = 4;

[[nodiscard]] constexpr family family_of(table where) {
    if (where <= table::statistics_months) {
        return family::counts;
    }
    if (where == table::states) {
        return family::states;
    }
    return where == table::timeline ? family::timeline : family::rows;
}

/// Whether a table's rows are part of the digest: all but those that say how far the fold is.
[[nodiscard]] constexpr bool is_derived(table where) {
    return where != table::meta && where != table::passed;
}

} // namespace projections
