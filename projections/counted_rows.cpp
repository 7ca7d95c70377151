#include "projections/counted_rows.hpp"

#include "projections/binary.hpp"
#include "projections/figures.hpp"
#include "projections/key.hpp"
#include "projections/pager.hpp"
#include "projections/settled.hpp"

#include <algorithm>
#include <iterator>

namespace projections {

void each_counted(const snapshot& view, const events::office_code& office, figure what,
                  const period& when, const see_row& see) {
    const auto prefix = figure_prefix(office, what).bytes().size();
    const events::local_date after{std::chrono::sys_days{when.last} + std::chrono::days{1}};
    view.scan(table::statistics_cases, figure_prefix(office, what).day(when.first).bytes(),
              figure_prefix(office, what).day(after).bytes(),
              [&](std::string_view row, std::string_view value) {
                  const auto rest = row.substr(prefix + key_day_bytes);
                  const auto parts = parts_of_value(value);
                  see({.case_key = rest.substr(0, rest.size() - key_number_bytes),
                       .procedure = parts.procedure,
                       .day = key_reader{row.substr(prefix)}.day(),
                       .sequence = key_reader{rest.substr(rest.size() - key_number_bytes)}.number(),
                       .note = parts.note});
                  return true;
              });
}

void each_in_progress(const snapshot& view, const events::office_code& office, const see_row& see) {
    const auto office_key = key{}.text(office.str());
    for (std::size_t i = 0; i < events::enum_names<events::status>::names.size(); ++i) {
        const auto at = static_cast<events::status>(i);
        if (!may_be_in_progress(at)) {
            continue; // most cases of an office
        }
        const auto from = key{office_key}.byte(static_cast<std::uint8_t>(at)).bytes();
        view.scan(table::by_status, from, after_prefix(from),
                  [&](std::string_view row, std::string_view value) {
                      if (!value.empty()) {
                          const auto parts = parts_of_value(value);
                          see({.case_key = row.substr(from.size() + key_number_bytes),
                               .procedure = parts.procedure,
                               .day = {},
                               .sequence = 0,
                               .note = parts.note});
                      }
                      return true;
                  });
    }
}

template <> standing_note note_of<standing_note>(std::string_view note) {
    return binary::decode<standing_note>(note);
}
template <> refusal_note note_of<refusal_note>(std::string_view note) {
    return binary::decode<refusal_note>(note);
}
template <> return_note note_of<return_note>(std::string_view note) {
    return binary::decode<return_note>(note);
}
template <> performance_note note_of<performance_note>(std::string_view note) {
    return binary::decode<performance_note>(note);
}
template <> stop_note note_of<stop_note>(std::string_view note) {
    return binary::decode<stop_note>(note);
}
template <> common_note note_of<common_note>(std::string_view note) {
    return binary::decode<common_note>(note);
}

events::case_id case_of(std::string_view case_key) {
    return key_reader{case_key}.id<events::case_id>();
}

page<case_row> page_of_cases(const snapshot& view, const std::vector<std::string>& case_keys,
                             const page_request& which) {
    const auto limit = std::clamp<std::size_t>(which.limit, 1, page_rows_max);
    const row_range all{table::states, {}, {}};
    auto at = which.cursor.empty()
                  ? case_keys.begin()
                  : std::ranges::upper_bound(case_keys, key_of_cursor(which.cursor, all));
    page<case_row> out;
    std::vector<events::case_id> ids;
    for (; at != case_keys.end() && ids.size() < limit; ++at) {
        ids.push_back(case_of(*at));
    }
    if (at != case_keys.end()) {
        out.next = cursor_at(table::states, *std::prev(at));
    }
    for (const auto& state : find_cases(view, ids)) {
        out.rows.push_back(row_of(state));
    }
    return out;
}

} // namespace projections
