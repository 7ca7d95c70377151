#include "connectors/api/statistics_view.hpp"

#include "connectors/api/figure_labels.hpp"
#include "connectors/api/views.hpp"

namespace connectors::api {
namespace {

using projections::figure;
using projections::statistics_row;

/// Members by name; `value` of one gives its JSON.
template <class Value> json by_figure(const Value& value) {
    json out = json::object();
    for (std::size_t i = 0; i < projections::figures_shown; ++i) {
        const auto one = static_cast<figure>(i);
        out[std::string{events::name_of(one)}] = value(one);
    }
    return out;
}

statistics_line line_of(const call& of, const statistics_row& row) {
    auto out = figures_line<statistics_line>(of, row.office, row.procedure);
    out.channel = row.received_by;
    out.carried_over = row.carried_over;
    out.figures = {by_figure([&](figure one) { return row.count(one); })};
    out.in_progress = row.in_progress;
    return out;
}

std::vector<figure_name> statistics_columns(language speaks) {
    std::vector<figure_name> out{{"carried_over", label_of_carried_over().in(speaks)}};
    for (std::size_t i = 0; i < projections::figures_shown; ++i) {
        const auto one = static_cast<figure>(i);
        out.push_back({std::string{events::name_of(one)}, label_of(one).in(speaks)});
    }
    out.push_back({"in_progress", label_of_in_progress().in(speaks)});
    return out;
}

const closed_report& statistics_closings() {
    static const closed_report one{statistics_report, {"carried_over", "in_progress"}, {}};
    return one;
}

json known_statistics_lines(const call& of, const std::vector<statistics_row>& rows) {
    std::vector<statistics_line> lines;
    for (const auto& row : rows) {
        lines.push_back(line_of(of, row));
    }
    return known_lines(lines, line_of(of, projections::total(rows)));
}

} // namespace

json statistics_schema() {
    auto out = events::schema::of<statistics_view>();
    const json figures{{"type", "object"}, {"properties", by_figure([](figure one) {
                                                return json{{"type", "integer"},
                                                            {"minimum", 0},
                                                            {"title", label_of(one).en}};
                                            })}};
    out["properties"]["rows"]["items"]["properties"]["figures"] = figures;
    out["properties"]["total"]["properties"]["figures"] = figures;
    return out;
}

statistics_view statistics_view_of(call& of, const std::vector<events::office_code>& offices,
                                   const projections::period& when, past_reports past) {
    auto out = table_of_period<statistics_view>(of, when);
    out.columns = statistics_columns(of.speaks());
    std::vector<statistics_row> rows;
    for (const auto& office : offices) {
        auto more = projections::statistics_of(of.view(), office, when);
        const auto known_now = [&](const projections::period& which) {
            return known_statistics_lines(
                of, same_days(which, when) ? more
                                           : projections::statistics_of(of.view(), office, which));
        };
        if (past == past_reports::compared) {
            put_reported(out,
                         reported_periods_of(of, statistics_closings(), office, when, known_now),
                         offices.size() == 1);
        }
        std::move(more.begin(), more.end(), std::back_inserter(rows));
    }
    for (const auto& row : rows) {
        out.rows.push_back(line_of(of, row));
    }
    out.total = line_of(of, projections::total(rows));
    return out;
}

} // namespace connectors::api
