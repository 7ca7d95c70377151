#include "connectors/api/enforcement_view.hpp"
#include "connectors/api/printed_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace connectors::api {
namespace {

constexpr std::string_view unit_of_enforcement = "Đơn vị tính: việc; số tiền: đồng.";
constexpr std::string_view amount_label = "Số tiền thi hành được (đồng)";

/// In the order of the columns, and the money.
std::vector<std::int64_t> counts_of(const engine::enforcement_table& table,
                                    const enforcement_line& line) {
    std::vector<std::int64_t> out;
    for (const auto& one : table.columns) {
        out.push_back(line.figures.value.value(one.id, std::int64_t{0}));
    }
    out.push_back(line.amount);
    return out;
}

std::vector<printed_figure> printed_columns_of(const engine::enforcement_table& table) {
    std::vector<printed_figure> out;
    for (const auto& one : table.columns) {
        out.push_back({one.id, one.name.vi, one.counts == engine::enforcement_count::total});
    }
    out.push_back({"amount", std::string{amount_label}, true, true});
    return out;
}

/// What a reader must not take for the official form.
std::string unverified_words(const engine::enforcement_table& table) {
    std::vector<std::string_view> names;
    for (const auto& one : table.columns) {
        if (!one.from.may_be_default()) {
            names.push_back(one.name.vi);
        }
    }
    return names.empty() ? std::string{}
                         : fmt::format("Chưa đối chiếu được với biểu mẫu chính thức: {}.",
                                       fmt::join(names, "; "));
}

/// The page and the spreadsheet have the same words around their tables.
book enforcement_page(const call& of, const enforcement_view& report,
                      const std::vector<events::office_code>& offices) {
    const auto& table = table_in_force(of);
    auto out = page_of_counts(of, "THỐNG KÊ KẾT QUẢ THI HÀNH ÁN DÂN SỰ", unit_of_enforcement,
                              {report.first, report.last, report.period}, offices);
    const auto& rate = report.total.rate_parts;
    out.after.push_back(fmt::format("Tỷ lệ thi hành xong trên số có điều kiện: {}.",
                                    rate ? fmt::format("{},{:02}%", *rate / 100, *rate % 100)
                                         : "không có việc có điều kiện"));
    auto reported = reported_words(of, past_of(report), printed_columns_of(table), offices);
    std::move(reported.begin(), reported.end(), std::back_inserter(out.after));
    if (auto unverified = unverified_words(table); !unverified.empty()) {
        out.after.push_back(std::move(unverified));
    }
    return out;
}

} // namespace

book printed(const call& of, const enforcement_view& report,
             const std::vector<events::office_code>& offices) {
    const auto& table = table_in_force(of);
    std::vector<printed_line> lines;
    for (const auto& row : report.rows) {
        lines.push_back({row.procedure, counts_of(table, row)});
    }
    auto out = enforcement_page(of, report, offices);
    put_figures(of, printed_columns_of(table), lines, counts_of(table, report.total), out);
    return out;
}

book as_table(const call& of, const enforcement_view& report,
              const std::vector<events::office_code>& offices, book_format as) {
    const auto& table = table_in_force(of);
    const auto title = title_style_of(of, as);
    auto out = enforcement_page(of, report, offices);
    out.columns = {{title.of("period", "Kỳ thống kê", "Period"), 6},
                   {title.of("office", "Mã cơ quan", "Office"), 6},
                   {title.of("procedure", "Mã thủ tục", "Procedure"), 8}};
    for (const auto& one : table.columns) {
        out.columns.push_back({title.of(one.id, one.name.vi, one.name.en), 4});
    }
    out.columns.push_back({title.of("amount", amount_label, "Performed in money (đồng)"), 8});
    const auto add = [&](const enforcement_line& line, std::string office, bool bold) {
        book_row row;
        row.bold = bold;
        row.cells = {
            {report.period, {}, {}}, {std::move(office), {}, {}}, {line.procedure, {}, {}}};
        for (const auto count : counts_of(table, line)) {
            row.cells.push_back({"", count, {}});
        }
        out.rows.push_back(std::move(row));
    };
    for (const auto& row : report.rows) {
        add(row, row.office ? row.office->str() : "", false);
    }
    add(report.total, title.speaks == language::vietnamese ? "Tổng cộng" : "Total", true);
    return out;
}

} // namespace connectors::api
