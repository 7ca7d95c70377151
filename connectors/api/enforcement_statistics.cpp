#include "connectors/api/export_format.hpp"
#include "connectors/api/law_routes.hpp"
#include "connectors/api/matter_line.hpp"
#include "connectors/api/period_query.hpp"
#include "connectors/api/period_table.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/api/views.hpp"
#include "connectors/reports/enforcement.hpp"

#include <mutex>

namespace connectors::api {
namespace {

/// A column of the table and how well it is known.
struct column_view {
    std::string id;
    std::string label;
    std::string source;
    engine::confidence tag{};
    bool verified = false; ///< read or derived; otherwise it is not known to be the official one
    static constexpr auto fields() {
        using v = column_view;
        using events::field;
        return std::tuple{field{"id", &v::id}, field{"label", &v::label},
                          field{"source", &v::source}, field{"tag", &v::tag},
                          field{"verified", &v::verified}};
    }
};

struct enforcement_line {
    std::optional<events::office_code> office; ///< absent in the total
    std::optional<std::string> office_name;
    std::string procedure;
    std::optional<std::string> procedure_name;
    any_json figures;                       ///< by column
    std::int64_t amount = 0;                ///< đồng performed in the period
    std::optional<std::int64_t> rate_parts; ///< performed of those with means, of 10,000
    static constexpr auto fields() {
        using v = enforcement_line;
        using events::field;
        return std::tuple{
            field{"office", &v::office},        field{"office_name", &v::office_name},
            field{"procedure", &v::procedure},  field{"procedure_name", &v::procedure_name},
            field{"figures", &v::figures},      field{"amount", &v::amount},
            field{"rate_parts", &v::rate_parts}};
    }
};

using enforcement_view = period_table<column_view, enforcement_line>;

const engine::enforcement_table& table_in_force(const call& of) {
    static const engine::enforcement_table none;
    return of.on.rules.enforcement ? *of.on.rules.enforcement : none;
}

enforcement_line enforcement_line_of(const call& of, const enforcement_row& row) {
    const auto& table = table_in_force(of);
    auto out = figures_line<enforcement_line>(of, row.office, row.procedure);
    json figures = json::object();
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        figures[table.columns[i].id] = row.counts[i];
    }
    out.figures = {std::move(figures)};
    out.amount = row.amount;
    out.rate_parts = row.rate();
    return out;
}

http_response enforcement_json(const call& of, const projections::period& when,
                               const std::vector<enforcement_row>& rows) {
    auto out = table_of_period<enforcement_view>(when);
    const auto& table = table_in_force(of);
    for (const auto& one : table.columns) {
        out.columns.push_back({one.id, name_in(of, one.name), one.from.source, one.from.tag,
                               one.from.may_be_default()});
    }
    for (const auto& row : rows) {
        out.rows.push_back(enforcement_line_of(of, row));
    }
    out.total = enforcement_line_of(of, total_of(table, rows));
    return json_answer(out);
}

http_response enforcement_csv(const call& of, const projections::period& when,
                              const std::vector<enforcement_row>& rows) {
    const auto& table = table_in_force(of);
    auto out = csv_of(of);
    const bool vietnamese = of.speaks() == language::vietnamese;
    const bool labels = flag_query(of, "labels");
    const auto head = [&](std::string_view code, const engine::bilingual& label) {
        out.text(labels ? std::string_view{name_in(of, label)} : code);
    };
    head("period", {"Kỳ thống kê", "Period"});
    head("office", {"Mã cơ quan", "Office"});
    head("procedure", {"Mã thủ tục", "Procedure"});
    for (const auto& one : table.columns) {
        head(one.id, one.name);
    }
    head("amount", {"Số tiền thi hành được (đồng)", "Performed in money (đồng)"});
    out.end_row();
    const auto add = [&](const std::string& office, const std::string& procedure,
                         const enforcement_row& row) {
        out.text(when.name).text(office).text(procedure);
        for (const auto count : row.counts) {
            out.number(count);
        }
        out.number(row.amount).end_row();
    };
    for (const auto& row : rows) {
        add(row.office.str(), row.procedure, row);
    }
    add(vietnamese ? "Tổng cộng" : "Total", "", total_of(table, rows));
    return csv_answer(out, "enforcement-" + when.name + ".csv");
}

/// All that an office ever had to enforce is passed over: one request at a time does that, so that
/// those for other things find a worker.
std::unique_lock<std::mutex> turn_to_count() {
    static std::mutex one_at_a_time;
    std::unique_lock turn(one_at_a_time, std::try_to_lock);
    if (!turn) {
        throw refusal(problem_of("one_at_a_time"));
    }
    return turn;
}

http_response show_enforcement_statistics(call& of) {
    const auto over = reach_of(of, engine::action::read_statistics);
    const auto when = period_of(of);
    const auto turn = turn_to_count();
    std::vector<enforcement_row> rows;
    for (const auto& office : over.offices) {
        auto more = enforcement_rows(table_in_force(of), office,
                                     matters_enforced(of.view(), of.on.rules, office, when));
        std::move(more.begin(), more.end(), std::back_inserter(rows));
    }
    return format_of(of) == table_format::as_csv ? enforcement_csv(of, when, rows)
                                                 : enforcement_json(of, when, rows);
}

http_response list_enforcement_cases(call& of) {
    const auto over = reach_of(of, engine::action::read_statistics);
    const auto when = period_of(of);
    const auto& id = required_query(of, "column");
    const auto& table = table_in_force(of);
    const auto* column = table.find(id);
    if (column == nullptr) {
        std::vector<std::string> known;
        for (const auto& one : table.columns) {
            known.push_back(one.id);
        }
        refuse_word("column", id, known);
    }
    const auto procedure = procedure_query(of);
    const auto turn = turn_to_count();
    const auto page = office_by_office<projections::case_row>(
        over, page_query(of), [&](const auto& office, const auto& which) {
            auto matters = matters_enforced(of.view(), of.on.rules, office, when);
            std::erase_if(matters, [&](const auto& one) {
                return !counts_in(table, *column, one) ||
                       (procedure && one.procedure != *procedure);
            });
            return projections::cases_of_matters(of.view(), matters, which);
        });
    return json_answer(
        listed_of(page, [&](const auto& row) { return line_about<matter_line>(of, row); }));
}

std::vector<parameter_note> exported_with_labels(std::vector<parameter_note> others) {
    auto out = exported(std::move(others));
    out.push_back(labels_parameter());
    return out;
}

} // namespace

void add_enforcement_statistics(operations& into, service&) {
    auto parameters = reach_parameters();
    parameters.push_back(period_parameter());
    into.push_back(
        {.line = "GET /v1/statistics/enforcement",
         .id = "show_enforcement_statistics",
         .group = "statistics",
         .about = "What became in a period of the matters that offices have to enforce, by "
                  "procedure, in the columns of the national statistics: with and without means, "
                  "performed, terminated, postponed, stayed, carried on, and the money that was "
                  "performed. The official form was not seen: each column says how well it is "
                  "known. No names.",
         .parameters = exported_with_labels(parameters),
         .answers = {{200, "The figures.", json_body<enforcement_view>("enforcement_statistics")},
                     {200, "The same as a table.", csv_body()}},
         .problems = {"office_unknown", "parameter_invalid", "one_at_a_time"},
         .serve = answering(show_enforcement_statistics),
         .options = {.where = run_on::workers}});
    auto column = text_parameter("column", "Which column of GET /v1/statistics/enforcement.");
    column.required = true;
    parameters.push_back(std::move(column));
    parameters.push_back(text_parameter("procedure", "Only this one; all when absent."));
    into.push_back(
        {.line = "GET /v1/statistics/enforcement/cases",
         .id = "list_enforcement_cases",
         .group = "statistics",
         .about = "The matters behind a column of GET /v1/statistics/enforcement: exactly as many "
                  "as it says. No names.",
         .parameters = paged(std::move(parameters)),
         .answers = {{200, "A page of cases.",
                      json_body<listed<matter_line>>("enforcement_cases")}},
         .problems = {"office_unknown", "parameter_invalid", "cursor_invalid", "one_at_a_time"},
         .serve = answering(list_enforcement_cases),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
