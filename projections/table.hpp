#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace projections {

/// Every kind of row that the store keeps. The number is the first byte of the row's key; it is
/// never given another meaning while projection_version stays the same.
enum class table : std::uint8_t {
    meta = 1,         ///< version, counts; not part of the digest
    passed,           ///< partition -> next offset; not part of the digest
    states,           ///< case -> case_state
    numbers,          ///< counter -> newest number
    timeline,         ///< case, sequence -> timeline entry
    superseded,       ///< partition, offset -> why it does not count
    codes,            ///< code, case
    by_status,        ///< office, status, newest first, case
    by_opening,       ///< office, newest first, case
    office_work,      ///< office, next due, case
    officer_work,     ///< officer, next due, case
    due,              ///< due, office, case, deadline
    office_due,       ///< office, due, case, deadline
    paused,           ///< office, since, case, deadline
    watch,            ///< due, office, case, deadline: a rung is still to be raised
    alerts,           ///< office, state, due, case, deadline, rung
    register_lines,   ///< counter, number -> case
    returns,          ///< case -> how the result was returned
    statistics,       ///< office, figure, day, procedure, channel -> count
    statistics_cases, ///< office, figure, day, case, sequence -> procedure, channel
    mail_messages,    ///< SHA-256 of a Message-ID, office, case -> direction
    mail_contents,    ///< content key, office, case
    grants,           ///< officer, role, office, stream -> grant
    rules,            ///< rule set, stream -> when and by whom
    erased_persons,   ///< person, stream -> when and why
    rejections,       ///< office, newest first, place in the audit log -> refusal
};

} // namespace projections
