#include "connectors/api/reported_figures.hpp"

#include "events/fault.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace connectors::api {
namespace {

using counts_by_figure = std::map<std::string, std::int64_t>;

/// Where a line stands in a report of one office.
struct line_place {
    std::string procedure;
    std::string channel;
    auto operator<=>(const line_place&) const = default;
};

counts_by_figure counts_of_line(const closed_report& what, const json& line) {
    counts_by_figure out;
    const auto figures = line.value("figures", json::object());
    for (const auto& [figure, count] : figures.items()) {
        out[figure] = count.get<std::int64_t>();
    }
    for (const auto figure : what.beside) {
        if (const auto found = line.find(figure); found != line.end()) {
            out[std::string{figure}] = found->get<std::int64_t>();
        }
    }
    return out;
}

std::map<line_place, counts_by_figure> lines_in(const closed_report& what, const json& report) {
    std::map<line_place, counts_by_figure> out;
    const auto rows = report.value("rows", json::array());
    for (const auto& row : rows) {
        out[{row.value("procedure", ""), row.value("channel", "")}] = counts_of_line(what, row);
    }
    return out;
}

std::int64_t count_of(const std::map<line_place, counts_by_figure>& lines, const line_place& place,
                      const std::string& figure) {
    const auto line = lines.find(place);
    if (line == lines.end()) {
        return 0;
    }
    const auto found = line->second.find(figure);
    return found == line->second.end() ? 0 : found->second;
}

/// Those that were counted then, are counted now, and do not change by being asked later.
std::vector<std::string> comparable(const closed_report& what, const json& reported,
                                    const json& known) {
    const auto now = counts_of_line(what, known.value("total", json::object()));
    std::vector<std::string> out;
    for (const auto& [figure, count] :
         counts_of_line(what, reported.value("total", json::object()))) {
        if (now.contains(figure) && std::ranges::count(what.of_the_moment, figure) == 0) {
            out.push_back(figure);
        }
    }
    return out;
}

void compare(const closed_report& what, const json& reported, const json& known,
             late_correction one, std::vector<late_correction>& into) {
    const auto then = lines_in(what, reported);
    const auto now = lines_in(what, known);
    std::set<line_place> places;
    for (const auto* lines : {&then, &now}) {
        for (const auto& [place, counts] : *lines) {
            places.insert(place);
        }
    }
    const auto figures = comparable(what, reported, known);
    for (const auto& place : places) {
        one.procedure = place.procedure;
        one.channel = events::enum_of<events::channel>(place.channel);
        for (const auto& figure : figures) {
            one.figure = figure;
            one.as_reported = count_of(then, place, figure);
            one.as_known_now = count_of(now, place, figure);
            if (one.as_reported != one.as_known_now) {
                into.push_back(one);
            }
        }
    }
}

/// The statistics year in which a day lies.
int statistics_year_of(events::local_date day) {
    const auto year = static_cast<int>(day.year());
    return day > projections::statistics_year(year).last ? year + 1 : year;
}

/// Whether what was reported for `earlier` is corrected in `when`.
bool is_corrected_in(const projections::period& when, const projections::period& earlier) {
    const bool is_part = earlier.first >= when.first && earlier.last <= when.last;
    const bool came_before = earlier.last < when.first &&
                             statistics_year_of(earlier.last) == statistics_year_of(when.last);
    return is_part || came_before;
}

/// What a period is now, counted once however often the same days were closed.
class periods_counted_now {
public:
    explicit periods_counted_now(const lines_known_now& known_now) : known_now_(known_now) {}
    [[nodiscard]] const json& operator()(const projections::period& which) {
        const auto [found, added] = all_.try_emplace({which.first, which.last});
        if (added) {
            found->second = known_now_(which);
        }
        return found->second;
    }

private:
    const lines_known_now& known_now_;
    std::map<std::pair<events::local_date, events::local_date>, json> all_;
};

/// As reported; nothing where it cannot be read, and why: what is known now is told all the same.
std::optional<json> content_or_reason(const call& of, const events::office_code& office,
                                      const closed_book& closed,
                                      std::vector<unread_closing>& unread) {
    try {
        return closed_content(of, closed);
    } catch (const events::fault& no) {
        unread.push_back({office, closed.period, closed.sha256, no.code()});
        return std::nullopt;
    }
}

} // namespace

past_reports past_reports_in(book_format as) {
    return as == book_format::as_csv || as == book_format::as_json_lines ? past_reports::left_out
                                                                         : past_reports::compared;
}

reported_periods reported_periods_of(call& of, const closed_report& what,
                                     const events::office_code& office,
                                     const projections::period& when,
                                     const lines_known_now& known_now) {
    reported_periods out;
    periods_counted_now now{known_now};
    for (auto& closed : closed_books(of, office)) {
        const auto period = projections::period_from_text(closed.period);
        if (closed.book != what.book || !period || !is_corrected_in(when, *period)) {
            continue;
        }
        late_correction one;
        one.office = office;
        one.period = closed.period;
        if (const auto reported = content_or_reason(of, office, closed, out.unread)) {
            compare(what, *reported, now(*period), std::move(one), out.corrections);
        }
        if (same_days(*period, when) && !out.closed) {
            out.closed = std::move(closed);
        }
    }
    return out;
}

} // namespace connectors::api
