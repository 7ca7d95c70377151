#include "engine/fees/money.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/commands/book_files.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"
#include "ops/commands/office_options.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <ostream>

namespace ops {
namespace {

/// The figures that a person compares at a glance; all others stand below, in total.
const std::vector<column> statistics_lines{
    {"Cơ quan", "Office", "/office"},
    {"Thủ tục", "Procedure", "/procedure_name /procedure"},
    {"Hình thức", "Channel", "/channel", shape::code},
    {"Kỳ trước", "Carried over", "/carried_over", shape::number},
    {"Tiếp nhận", "Received", "/figures/received", shape::number},
    {"Thụ lý", "Docketed", "/figures/docketed", shape::number},
    {"Ra QĐ", "Decided", "/figures/decided", shape::number},
    {"Giải quyết xong", "Settled", "/figures/settled", shape::number},
    {"Còn lại", "In progress", "/in_progress", shape::number},
};

json count_of(const json& row, const std::string& figure) {
    if (row.contains(figure)) {
        return row[figure];
    }
    const auto figures = row.value("figures", json::object());
    return figures.contains(figure) ? figures[figure] : json(0);
}

void print_total(printer& out, const json& told) {
    list_printer totals(
        out, {{"Chỉ tiêu", "Figure", "/label"}, {"Tổng số", "Total", "/count", shape::number}});
    for (const auto& one : told.value("columns", json::array())) {
        const auto count = count_of(told["total"], one.value("figure", ""));
        if (count != 0) {
            totals.add({{"label", one.value("label", "")}, {"count", count}});
        }
    }
    out.data() << "\n";
    totals.end();
}

/// Asks for the figures of a period at this path. They go into the file of `--to`; as CSV or one
/// JSON text they are printed as they came; else `show` lays them out.
int figures_of_period(invocation& on, const arguments& given, const char* path,
                      void (*show)(printer& out, const json& told)) {
    question asked{.path = path};
    for (const auto* name : {"office", "period"}) {
        pass_on(asked, given, name);
    }
    pass_on_flag(asked, given, "below");
    pass_on_flag(asked, given, "labels");
    if (given.has("to")) {
        return save_book(on, given, std::move(asked));
    }
    auto& out = on.out();
    if (out.how().as == output_format::csv) {
        asked.query.push_back({"format", "csv"});
        pass_on(asked, given, "separator");
        out.data() << ask(on.api(), asked).body << std::flush;
        return done;
    }
    const auto told = ask_json(on.api(), asked);
    if (out.how().as == output_format::json_document) {
        out.document(told);
    } else {
        show(out, told);
    }
    return done;
}

void say_period(printer& out, const json& told) {
    out.say(fmt::format("{}: {} – {}", told.value("period", ""),
                        office_day(told.value("first", "")), office_day(told.value("last", ""))));
}

void show_statistics(printer& out, const json& told) {
    list_printer rows(out, statistics_lines);
    for (const auto& row : told.value("rows", json::array())) {
        rows.add(row);
    }
    const auto shown = rows.end();
    if (out.is_table()) {
        if (shown != 0) {
            print_total(out, told);
        }
        say_period(out, told);
        say_reported(out, told);
    }
}

int statistics(invocation& on, const arguments& given) {
    return figures_of_period(on, given, "/v1/statistics", &show_statistics);
}

int cases_of_figure(invocation& on, const arguments& given) {
    question asked{.path = "/v1/statistics/cases"};
    for (const auto* name : {"office", "period", "figure", "procedure", "channel"}) {
        pass_on(asked, given, name);
    }
    pass_on_flag(asked, given, "below");
    return print_list(
        on, on.api(), std::move(asked), given,
        {{"Mã hồ sơ", "Case", "/code"},
         {"Cơ quan", "Office", "/office"},
         {"Thủ tục", "Procedure", "/procedure_name /procedure"},
         {"Hình thức", "Channel", "/channel", shape::code},
         {"Ngày tính", "Counted on", "/day", shape::day},
         {"Trạng thái", "Status", "/status_label"}},
        on.out().in("không có hồ sơ nào sau số liệu này", "no cases are behind this figure"));
}

/// The share that is performed of the matters with means; nothing where there are none.
void say_rate(printer& out, const json& total) {
    if (const auto rate = total.value("rate_parts", std::int64_t{-1}); rate >= 0) {
        out.say(fmt::format(
            "{}: {}",
            out.in("Thi hành xong trên số có điều kiện thi hành", "Performed, of those with means"),
            share_text(rate, out.how().in)));
    }
}

/// A column a line, as the statistics print them, with how well each is known.
void show_enforcement(printer& out, const json& told) {
    list_printer lines(out, {{"Chỉ tiêu", "Figure", "/label"},
                             {"Số việc", "Matters", "/count", shape::number},
                             {"Mức", "Tag", "/tag"},
                             {"Cột", "Column", "/id"}});
    for (auto one : told.value("columns", json::array())) {
        one["count"] = count_of(told["total"], one.value("id", ""));
        lines.add(one);
    }
    lines.end();
    if (out.is_table()) {
        say_period(out, told);
        say_rate(out, told["total"]);
        out.say(fmt::format("{}: {}", out.in("Thi hành được", "Performed"),
                            engine::dong_text(told["total"].value("amount", std::int64_t{0}))));
        say_reported(out, told);
    }
}

int enforcement(invocation& on, const arguments& given) {
    return figures_of_period(on, given, "/v1/statistics/enforcement", &show_enforcement);
}

int enforcement_cases(invocation& on, const arguments& given) {
    question asked{.path = "/v1/statistics/enforcement/cases"};
    for (const auto* name : {"office", "period", "column", "procedure"}) {
        pass_on(asked, given, name);
    }
    pass_on_flag(asked, given, "below");
    return print_list(
        on, on.api(), std::move(asked), given,
        {{"Mã hồ sơ", "Case", "/code"},
         {"Cơ quan", "Office", "/office"},
         {"Thủ tục", "Procedure", "/procedure_name /procedure"},
         {"Trạng thái", "Status", "/status_label"}},
        on.out().in("không có vụ việc nào sau cột này", "no matters are behind this column"));
}

std::vector<argument> period_options() {
    auto out = office_options();
    out.push_back(required(option("period", "PERIOD",
                                  "stat-2018, stat-2018-m6, 2017, 2017-h1, 2017-q3, 2017-06, or "
                                  "2017-06-01..2017-06-15")));
    return out;
}

std::vector<argument> table_options() {
    auto out = with_file_options(period_options());
    out.push_back(flag("labels", "Names for people in the CSV's first row"));
    return out;
}

} // namespace

noun statistics_noun() {
    auto behind = period_options();
    behind.push_back(required(option("figure", "NAME", "Which figure, for instance received")));
    behind.push_back(option("procedure", "ID", "Only this procedure; none for unknown ones"));
    behind.push_back(option("channel", "NAME", "Only this channel"));
    auto enforced_behind = period_options();
    enforced_behind.push_back(
        required(option("column", "NAME", "Which column, for instance with_means")));
    enforced_behind.push_back(option("procedure", "ID", "Only this procedure"));
    return {
        "statistics",
        "Figures of a period: received, docketed, decided apart",
        {
            {"",
             "What offices did in a period, by procedure and channel",
             {"motcua statistics --period stat-2018 --office 96",
              "motcua statistics --period 2017-q3 --output csv --labels >thongke.csv",
              "motcua statistics --period stat-2018-m6 --office 96 --to thongke.pdf --paper a3"},
             table_options(),
             statistics,
             "The statistics year stat-2018 begins on 1 October 2017. As known now; what closed "
             "statistics of the same year said otherwise stands below (motcua report close "
             "--help). motcua statistics cases --help: the cases behind a figure; motcua "
             "statistics enforcement --help: matters to be enforced."},
            {"cases",
             "The cases behind a figure: exactly as many as it says",
             {"motcua statistics cases --figure received --period stat-2018 --office 96"},
             with_list_options(std::move(behind)),
             cases_of_figure},
            {"enforcement",
             "Matters to be enforced: with means, performed, postponed, carried on",
             {"motcua statistics enforcement --period stat-2018 --office 96",
              "motcua statistics enforcement --period stat-2018 --office 96 --to thads.xlsx"},
             table_options(),
             enforcement,
             "The official form was not seen: the tag says how well a column is known. "
             "motcua statistics enforcement-cases --help: the matters behind a column."},
            {"enforcement-cases",
             "The matters behind a column: exactly as many as it says",
             {"motcua statistics enforcement-cases --column done --period stat-2018 --office "
              "96"},
             with_list_options(std::move(enforced_behind)),
             enforcement_cases},
        }};
}

} // namespace ops
