#include "connectors/api/catalogue.hpp"
#include "connectors/api/export_format.hpp"
#include "connectors/api/figure_labels.hpp"
#include "connectors/api/period_query.hpp"
#include "connectors/api/period_table.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/api/views.hpp"

namespace connectors::api {
namespace {

using projections::figure;
using projections::statistics_row;

/// The figures of a procedure and channel at an office, or a sum of such.
struct statistics_line {
    std::optional<events::office_code> office; ///< absent in the total
    std::optional<std::string> office_name;
    std::string procedure; ///< empty while nobody has said which one
    std::optional<std::string> procedure_name;
    std::optional<events::channel> channel;
    std::int64_t carried_over = 0;
    any_json figures;
    std::int64_t in_progress = 0;
    static constexpr auto fields() {
        using v = statistics_line;
        using events::field;
        return std::tuple{
            field{"office", &v::office},       field{"office_name", &v::office_name},
            field{"procedure", &v::procedure}, field{"procedure_name", &v::procedure_name},
            field{"channel", &v::channel},     field{"carried_over", &v::carried_over},
            field{"figures", &v::figures},     field{"in_progress", &v::in_progress}};
    }
};

/// A column of the table, for people.
struct figure_name {
    std::string figure;
    std::string label;
    static constexpr auto fields() {
        using v = figure_name;
        using events::field;
        return std::tuple{field{"figure", &v::figure}, field{"label", &v::label}};
    }
};

using statistics_view = period_table<figure_name, statistics_line>;

/// Members by name; `value` of one gives its JSON.
template <class Value> json by_figure(const Value& value) {
    json out = json::object();
    for (std::size_t i = 0; i < projections::figures_shown; ++i) {
        const auto one = static_cast<figure>(i);
        out[std::string{events::name_of(one)}] = value(one);
    }
    return out;
}

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

statistics_line line_of(const call& of, const statistics_row& row) {
    auto out = figures_line<statistics_line>(of, row.office, row.procedure);
    out.channel = row.received_by;
    out.carried_over = row.carried_over;
    out.figures = {by_figure([&](figure one) { return row.count(one); })};
    out.in_progress = row.in_progress;
    return out;
}

http_response as_json(const call& of, const projections::period& when,
                      const std::vector<statistics_row>& rows) {
    const auto speaks = of.speaks();
    auto out = table_of_period<statistics_view>(when);
    out.columns.push_back({"carried_over", label_of_carried_over().in(speaks)});
    for (std::size_t i = 0; i < projections::figures_shown; ++i) {
        const auto one = static_cast<figure>(i);
        out.columns.push_back({std::string{events::name_of(one)}, label_of(one).in(speaks)});
    }
    out.columns.push_back({"in_progress", label_of_in_progress().in(speaks)});
    for (const auto& row : rows) {
        out.rows.push_back(line_of(of, row));
    }
    out.total = line_of(of, projections::total(rows));
    return json_answer(out);
}

void add_counts(csv_table& into, const statistics_row& row) {
    into.number(row.carried_over);
    for (std::size_t i = 0; i < projections::figures_shown; ++i) {
        into.number(static_cast<std::int64_t>(row.counts[i]));
    }
    into.number(row.in_progress).end_row();
}

http_response as_csv(const call& of, const projections::period& when,
                     const std::vector<statistics_row>& rows) {
    const bool labels = flag_query(of, "labels");
    const auto speaks = of.speaks();
    auto table = csv_of(of);
    const auto head = [&](std::string_view code, const bilingual& label) {
        table.text(labels ? std::string_view{label.in(speaks)} : code);
    };
    head("period", {"Kỳ thống kê", "Period"});
    head("office", {"Mã cơ quan", "Office"});
    head("office_name", {"Cơ quan", "Name of the office"});
    head("procedure", {"Mã thủ tục", "Procedure"});
    head("procedure_name", {"Thủ tục", "Name of the procedure"});
    head("channel", {"Hình thức", "Channel"});
    head("carried_over", label_of_carried_over());
    for (std::size_t i = 0; i < projections::figures_shown; ++i) {
        const auto one = static_cast<figure>(i);
        head(events::name_of(one), label_of(one));
    }
    head("in_progress", label_of_in_progress());
    table.end_row();
    for (const auto& row : rows) {
        const auto line = line_of(of, row);
        table.text(when.name).text(row.office.str()).text(line.office_name.value_or(""));
        table.text(row.procedure).text(line.procedure_name.value_or(""));
        table.text(row.received_by ? events::name_of(*row.received_by) : std::string_view{});
        add_counts(table, row);
    }
    table.text(when.name).text("").text(speaks == language::vietnamese ? "Tổng cộng" : "Total");
    table.text("").text("").text("");
    add_counts(table, projections::total(rows));
    return csv_answer(table, "statistics-" + when.name + ".csv");
}

http_response show_statistics(call& of) {
    const auto over = reach_of(of, engine::action::read_statistics);
    const auto when = period_of(of);
    std::vector<statistics_row> rows;
    for (const auto& office : over.offices) {
        auto more = projections::statistics_of(of.view(), office, when);
        std::move(more.begin(), more.end(), std::back_inserter(rows));
    }
    return format_of(of) == table_format::as_csv ? as_csv(of, when, rows) : as_json(of, when, rows);
}

} // namespace

void add_statistics(operations& into, service&) {
    auto parameters = reach_parameters();
    parameters.push_back(period_parameter());
    parameters = exported(std::move(parameters));
    parameters.push_back(labels_parameter());
    into.push_back(
        {.line = "GET /v1/statistics",
         .id = "show_statistics",
         .group = "statistics",
         .about = "What an office did in a period, by procedure and channel. E-mails asking for "
                  "help, requests received, decisions and docketings are counted apart and never "
                  "added. In every row carried_over + received + reopened + moved_in = settled + "
                  "moved_out + in_progress. No names.",
         .parameters = std::move(parameters),
         .answers = {{200, "The figures.", {"application/json", "statistics", statistics_schema}},
                     {200, "The same as a table.", csv_body()}},
         .problems = {"office_unknown", "parameter_invalid"},
         .serve = answering(show_statistics),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
