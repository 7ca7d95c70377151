#include "connectors/api/figure_labels.hpp"
#include "connectors/api/printed_report.hpp"
#include "connectors/api/statistics_view.hpp"
#include "connectors/api/views.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connectors::api {
namespace {

using projections::figure;

constexpr std::string_view unit_of_statistics =
    "Đơn vị tính: lượt; kỳ trước chuyển sang và đang giải quyết cuối kỳ: hồ sơ.";

std::int64_t figure_of(const statistics_line& line, figure what) {
    return line.figures.value.value(std::string{events::name_of(what)}, std::int64_t{0});
}

/// In the order of the columns: what was carried over, the figures, what is in progress.
std::vector<std::int64_t> counts_of(const statistics_line& line) {
    std::vector<std::int64_t> out{line.carried_over};
    for (std::size_t i = 0; i < projections::figures_shown; ++i) {
        out.push_back(figure_of(line, static_cast<figure>(i)));
    }
    out.push_back(line.in_progress);
    return out;
}

std::vector<printed_figure> printed_statistics() {
    std::vector<printed_figure> out{{"carried_over", label_of_carried_over().vi}};
    for (std::size_t i = 0; i < projections::figures_shown; ++i) {
        const auto one = static_cast<figure>(i);
        out.push_back({std::string{events::name_of(one)}, label_of(one).vi,
                       one == figure::received || one == figure::settled});
    }
    out.push_back({"in_progress", label_of_in_progress().vi, true});
    return out;
}

/// The two sides of the balance that every line has.
std::string balance_words(const statistics_line& sum) {
    const auto came = sum.carried_over + figure_of(sum, figure::received) +
                      figure_of(sum, figure::reopened) + figure_of(sum, figure::moved_in);
    const auto went = figure_of(sum, figure::settled) + figure_of(sum, figure::moved_out);
    return fmt::format("Cân đối: chuyển sang, tiếp nhận, mở lại, chuyển đến {} = giải quyết xong, "
                       "chuyển đi {} + đang giải quyết {}: {}.",
                       came, went, sum.in_progress,
                       came == went + sum.in_progress ? "khớp" : "KHÔNG KHỚP");
}

/// The page and the spreadsheet have the same words around their tables.
book statistics_page(const call& of, const statistics_view& report,
                     const std::vector<events::office_code>& offices) {
    auto out = page_of_counts(of, "THỐNG KÊ TIẾP NHẬN VÀ GIẢI QUYẾT", unit_of_statistics,
                              {report.first, report.last, report.period}, offices);
    out.after = reported_words(of, past_of(report), printed_statistics(), offices);
    out.after.insert(out.after.begin(), balance_words(report.total));
    return out;
}

std::string channel_cell(const statistics_line& line, book_format as) {
    if (!line.channel) {
        return {};
    }
    return as == book_format::as_csv ? std::string{events::name_of(*line.channel)}
                                     : label_of(*line.channel).vi;
}

} // namespace

book printed(const call& of, const statistics_view& report,
             const std::vector<events::office_code>& offices) {
    std::vector<printed_line> lines;
    for (const auto& row : report.rows) {
        lines.push_back({row.procedure, counts_of(row)});
    }
    auto out = statistics_page(of, report, offices);
    put_figures(of, printed_statistics(), lines, counts_of(report.total), out);
    return out;
}

book as_table(const call& of, const statistics_view& report,
              const std::vector<events::office_code>& offices, book_format as) {
    const auto title = title_style_of(of, as);
    auto out = statistics_page(of, report, offices);
    out.columns = {{title.of("period", "Kỳ thống kê", "Period"), 3},
                   {title.of("office", "Mã cơ quan", "Office"), 2},
                   {title.of("office_name", "Cơ quan", "Name of the office"), 6},
                   {title.of("procedure", "Mã thủ tục", "Procedure"), 4},
                   {title.of("procedure_name", "Thủ tục", "Name of the procedure"), 6},
                   {title.of("channel", "Hình thức", "Channel"), 3},
                   {title.of("carried_over", label_of_carried_over()), 2}};
    for (std::size_t i = 0; i < projections::figures_shown; ++i) {
        const auto one = static_cast<figure>(i);
        out.columns.push_back({title.of(events::name_of(one), label_of(one)), 2});
    }
    out.columns.push_back({title.of("in_progress", label_of_in_progress()), 2});
    const auto add = [&](const statistics_line& line, std::string office_name, bool bold) {
        book_row row;
        row.bold = bold;
        row.cells = {{report.period, {}, {}},
                     {line.office ? line.office->str() : "", {}, {}},
                     {std::move(office_name), {}, {}},
                     {line.procedure, {}, {}},
                     {line.procedure_name.value_or(""), {}, {}},
                     {channel_cell(line, as), {}, {}}};
        for (const auto count : counts_of(line)) {
            row.cells.push_back({"", count, {}});
        }
        out.rows.push_back(std::move(row));
    };
    for (const auto& row : report.rows) {
        add(row, row.office_name.value_or(""), false);
    }
    add(report.total, title.speaks == language::vietnamese ? "Tổng cộng" : "Total", true);
    return out;
}

} // namespace connectors::api
