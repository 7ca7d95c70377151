#include "projections/statistics.hpp"

#include "projections/counted_rows.hpp"
#include "projections/figures.hpp"
#include "projections/key.hpp"
#include "projections/pager.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <utility>

namespace projections {
namespace {

using std::chrono::year_month;

/// Adds what the counts of a figure in a range of keys say, per cell.
using cell_key = std::pair<std::string, std::uint8_t>;
using add_count = std::function<void(const cell_key&, std::uint64_t)>;

void scan_counts(const snapshot& view, table where, const std::string& from, const std::string& to,
                 std::size_t head, const add_count& add) {
    view.scan(where, from, to, [&](std::string_view row, std::string_view value) {
        key_reader parts{row.substr(head)};
        auto procedure = parts.text();
        add({std::move(procedure), parts.byte()}, count_from(value));
        return true;
    });
}

void sum_days(const snapshot& view, const events::office_code& office, figure what,
              events::local_date first, events::local_date after, const add_count& add) {
    if (first >= after) {
        return;
    }
    const auto from = figure_prefix(office, what).day(first);
    const auto to = figure_prefix(office, what).day(after);
    scan_counts(view, table::statistics, from.bytes(), to.bytes(), from.bytes().size(), add);
}

/// Whole months come from the counts of months, what sticks out from those of days.
void sum(const snapshot& view, const events::office_code& office, figure what,
         events::local_date first, events::local_date last, const add_count& add) {
    using std::chrono::sys_days;
    const events::local_date after{sys_days{last} + std::chrono::days{1}};
    year_month begin = first.year() / first.month();
    if (first.day() != std::chrono::day{1}) {
        begin += std::chrono::months{1};
    }
    const year_month end = after.year() / after.month(); // not included
    if (begin >= end) {
        sum_days(view, office, what, first, after, add);
        return;
    }
    sum_days(view, office, what, first, begin / 1, add);
    const auto from = figure_prefix(office, what).day(begin / 1);
    const auto to = figure_prefix(office, what).day(end / 1);
    scan_counts(view, table::statistics_months, from.bytes(), to.bytes(), from.bytes().size(), add);
    sum_days(view, office, what, end / 1, after, add);
}

/// Before the period: everything since the first day that was ever counted.
void sum_before(const snapshot& view, const events::office_code& office, figure what,
                events::local_date first, const add_count& add) {
    const auto start = figure_prefix(office, what);
    const events::local_date month_start = first.year() / first.month() / 1;
    const auto to = figure_prefix(office, what).day(month_start);
    scan_counts(view, table::statistics_months, start.bytes(), to.bytes(),
                start.bytes().size() + key_day_bytes, add);
    sum_days(view, office, what, month_start, first, add);
}

std::optional<events::channel> channel_from(std::uint8_t raw) {
    return raw == no_channel ? std::nullopt : std::optional{static_cast<events::channel>(raw)};
}

row_range rows_of_figure(const events::office_code& office, figure what, const period& when) {
    const events::local_date after{std::chrono::sys_days{when.last} + std::chrono::days{1}};
    return {table::statistics_cases, figure_prefix(office, what).day(when.first).bytes(),
            figure_prefix(office, what).day(after).bytes()};
}

/// `tail` is the key of the row behind the head of its figure.
counted_case line_of_figure(const snapshot& view, std::string_view tail, std::string_view value) {
    key_reader parts{tail};
    counted_case one;
    one.day = parts.day();
    const auto state = find_case(view, parts.id<events::case_id>());
    one.matter = state ? row_of(*state) : case_row{};
    one.sequence = parts.number();
    const auto said = parts_of_value(value);
    one.procedure = said.procedure;
    one.note = said.note;
    return one;
}

} // namespace

std::vector<statistics_row> statistics_of(const snapshot& view, const events::office_code& office,
                                          const period& when) {
    std::map<cell_key, statistics_row> cells;
    const auto row = [&](const cell_key& cell) -> statistics_row& {
        auto& out = cells[cell];
        out.office = office;
        out.procedure = cell.first;
        out.received_by = channel_from(cell.second);
        return out;
    };
    for (std::size_t i = 0; i < figures; ++i) {
        sum(view, office, static_cast<figure>(i), when.first, when.last,
            [&](const cell_key& cell, std::uint64_t n) { row(cell).counts[i] += n; });
    }
    for (const auto what : figures_in) {
        sum_before(view, office, what, when.first, [&](const cell_key& cell, std::uint64_t n) {
            row(cell).carried_over += static_cast<std::int64_t>(n);
        });
    }
    for (const auto what : figures_out) {
        sum_before(view, office, what, when.first, [&](const cell_key& cell, std::uint64_t n) {
            row(cell).carried_over -= static_cast<std::int64_t>(n);
        });
    }
    std::vector<statistics_row> out;
    for (auto& [cell, one] : cells) {
        one.in_progress = one.carried_over;
        for (const auto what : figures_in) {
            one.in_progress += static_cast<std::int64_t>(one.count(what));
        }
        for (const auto what : figures_out) {
            one.in_progress -= static_cast<std::int64_t>(one.count(what));
        }
        const bool any =
            one.carried_over != 0 || std::any_of(one.counts.begin(), one.counts.end(),
                                                 [](std::uint64_t n) { return n != 0; });
        if (any) {
            out.push_back(std::move(one));
        }
    }
    return out;
}

statistics_row total(const std::vector<statistics_row>& rows) {
    statistics_row out;
    for (const auto& one : rows) {
        out.carried_over += one.carried_over;
        out.in_progress += one.in_progress;
        for (std::size_t i = 0; i < figures; ++i) {
            out.counts[i] += one.counts[i];
        }
    }
    return out;
}

page<counted_case> cases_of_figure(const snapshot& view, const events::office_code& office,
                                   figure what, const period& when, const cell& where,
                                   const page_request& which, const counted_filter& keep) {
    const auto head = figure_prefix(office, what).bytes().size();
    const auto found = read_page(view, rows_of_figure(office, what, when), which,
                                 [&](std::string_view, std::string_view value) {
                                     if (!in_cell(value, where)) {
                                         return false;
                                     }
                                     const auto said = parts_of_value(value);
                                     return !keep || keep(said.procedure, said.note);
                                 });
    page<counted_case> out{{}, found.next};
    for (const auto& row : found.rows) {
        out.rows.push_back(line_of_figure(view, std::string_view{row.key}.substr(head), row.value));
    }
    return out;
}

page<counted_case> cases_of_figures(const snapshot& view, const events::office_code& office,
                                    std::span<const figure> any_of, const period& when,
                                    const page_request& which) {
    // The keys of all figures go on alike behind their heads, by day: a cursor of the first stands
    // for the same place in each.
    const auto head = figure_prefix(office, any_of.front()).bytes();
    std::string behind;
    if (!which.cursor.empty()) {
        const auto key = key_of_cursor(which.cursor, rows_of_figure(office, any_of.front(), when));
        behind = key.substr(head.size());
    }
    std::vector<raw_row> rows; // with the key behind the head of its figure
    bool more = false;
    for (const auto what : any_of) {
        auto range = rows_of_figure(office, what, when);
        const auto own = figure_prefix(office, what).bytes();
        if (!behind.empty()) {
            range.from = own + behind + '\0';
        }
        auto found = read_page(view, range, {which.limit, {}});
        more = more || !found.next.empty();
        for (auto& row : found.rows) {
            row.key.erase(0, own.size());
            rows.push_back(std::move(row));
        }
    }
    std::ranges::sort(rows, {}, &raw_row::key);
    const auto limit = std::clamp<std::size_t>(which.limit, 1, page_rows_max);
    more = more || rows.size() > limit;
    rows.resize(std::min(rows.size(), limit));
    page<counted_case> out;
    for (const auto& row : rows) {
        out.rows.push_back(line_of_figure(view, row.key, row.value));
    }
    if (more) {
        out.next = cursor_at(table::statistics_cases, head + rows.back().key);
    }
    return out;
}

page<case_row> cases_in_progress(const snapshot& view, const events::office_code& office,
                                 events::local_date day, const cell& where,
                                 const page_request& which) {
    // A case may come and go more than once. It is there if it came once more than it went.
    std::map<std::string, int> balance;
    const events::local_date after{std::chrono::sys_days{day} + std::chrono::days{1}};
    const auto add = [&](figure what, int by) {
        const auto prefix = figure_prefix(office, what).bytes();
        const auto to = figure_prefix(office, what).day(after).bytes();
        view.scan(table::statistics_cases, prefix, to,
                  [&](std::string_view row, std::string_view value) {
                      if (in_cell(value, where)) {
                          const auto id = row.substr(prefix.size() + key_day_bytes);
                          balance[std::string{id.substr(0, id.size() - key_number_bytes)}] += by;
                      }
                      return true;
                  });
    };
    for (const auto what : figures_in) {
        add(what, 1);
    }
    for (const auto what : figures_out) {
        add(what, -1);
    }
    std::vector<std::string> keys;
    for (const auto& [case_key, more] : balance) {
        if (more > 0) {
            keys.push_back(case_key);
        }
    }
    return page_of_cases(view, keys, which);
}

} // namespace projections
