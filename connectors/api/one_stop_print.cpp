#include "connectors/api/one_stop_view.hpp"
#include "connectors/api/printed_report.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace connectors::api {
namespace {

constexpr std::string_view dotted_line = "……………………………………………………………………………………";

std::int64_t figure_of(const report_line& row, report_figure what) {
    return row.figures.value.value(std::string{events::name_of(what)}, std::int64_t{0});
}

std::string share_text(const std::optional<std::int64_t>& share) {
    return share ? fmt::format("{},{:02}%", *share / 100, *share % 100) : "";
}

std::string tenths_text(const std::optional<std::int64_t>& tenths) {
    return tenths ? fmt::format("{},{}", *tenths / 10, *tenths % 10) : "";
}

std::vector<printed_figure> printed_figures() {
    using enum report_figure;
    std::vector<printed_figure> out;
    for (std::size_t i = 0; i < report_figures; ++i) {
        const auto what = static_cast<report_figure>(i);
        out.push_back({std::string{events::name_of(what)}, std::string{label_of(what)},
                       what == received || what == settled || what == in_progress});
    }
    return out;
}

std::vector<std::int64_t> counts_of(const report_line& line) {
    std::vector<std::int64_t> out;
    for (std::size_t i = 0; i < report_figures; ++i) {
        out.push_back(figure_of(line, static_cast<report_figure>(i)));
    }
    return out;
}

std::vector<printed_line> printed_lines(const report_view& report) {
    std::vector<printed_line> out;
    for (const auto& row : report.rows) {
        out.push_back({row.procedure, counts_of(row)});
    }
    return out;
}

std::vector<std::string> closing_words(const call& of, const report_view& report,
                                       const std::vector<events::office_code>& offices) {
    std::vector<std::string> out;
    const auto& identity = report.identity;
    out.push_back(fmt::format(
        "Cân đối: chuyển sang, tiếp nhận, mở lại, chuyển đến {} = giải quyết xong, chuyển đi {} + "
        "đang giải quyết {}; đếm từng hồ sơ {}: {}.",
        identity.came_in, identity.went_out, identity.in_progress, identity.counted_one_by_one,
        identity.holds ? "khớp" : "KHÔNG KHỚP"));
    out.push_back(fmt::format("Tỷ lệ trả kết quả trước hạn và đúng hạn: {}.",
                              report.total.on_time_share ? share_text(report.total.on_time_share)
                                                         : "chưa trả kết quả nào"));
    auto reported = reported_words(of, past_of(report), printed_figures(), offices);
    std::move(reported.begin(), reported.end(), std::back_inserter(out));
    if (report.units.size() > 1) {
        out.emplace_back("Xếp hạng đơn vị theo tỷ lệ trả kết quả trước hạn và đúng hạn:");
        for (const auto& one : report.units) {
            out.push_back(fmt::format("{}. {}: {} ({} kết quả)", one.rank, one.office_name,
                                      one.on_time_share ? share_text(one.on_time_share)
                                                        : "chưa trả kết quả nào",
                                      one.returned));
        }
    }
    out.push_back(fmt::format("III. Khó khăn, vướng mắc và nguyên nhân: {}", dotted_line));
    out.push_back(fmt::format("IV. Đề xuất, kiến nghị: {}", dotted_line));
    if (const auto& send = report.sending) {
        out.push_back(fmt::format(
            "Nơi nhận: {}{} ({}).", send->to,
            send->before ? fmt::format("; gửi trước ngày {}", day_text(*send->before)) : "",
            send->source));
    }
    return out;
}

/// The page and the spreadsheet have the same words around their tables.
book one_stop_page(const call& of, const report_view& report,
                   const std::vector<events::office_code>& offices) {
    auto out = report_page(of, "BÁO CÁO KẾT QUẢ HỖ TRỢ TRỰC TUYẾN VÀ THỰC HIỆN CƠ CHẾ MỘT CỬA",
                           {report.first, report.last, report.period}, offices);
    out.before = {fmt::format("I. Tình hình triển khai nhiệm vụ: {}", dotted_line),
                  "II. Kết quả hỗ trợ trực tuyến, tiếp nhận và trả kết quả theo cơ chế một cửa:"};
    out.after = closing_words(of, report, offices);
    return out;
}

} // namespace

book printed(const call& of, const report_view& report,
             const std::vector<events::office_code>& offices) {
    auto out = one_stop_page(of, report, offices);
    put_figures(of, printed_figures(), printed_lines(report), counts_of(report.total), out);
    return out;
}

book as_table(const call& of, const report_view& report,
              const std::vector<events::office_code>& offices) {
    auto out = one_stop_page(of, report, offices);
    out.columns = {{"Kỳ", 2}, {"Mã cơ quan", 2}, {"Cơ quan", 6}, {"Mã thủ tục", 4}, {"Thủ tục", 6}};
    for (std::size_t i = 0; i < report_figures; ++i) {
        out.columns.push_back({std::string{label_of(static_cast<report_figure>(i))}, 2});
    }
    out.columns.push_back({"Tỷ lệ trước hạn và đúng hạn", 5});
    out.columns.push_back({"Số ngày làm việc bình quân", 5});
    const auto add = [&](const report_line& line, bool bold) {
        book_row row;
        row.bold = bold;
        row.cells = {{report.period, {}, {}},
                     {line.office ? line.office->str() : "", {}, {}},
                     {bold ? "Tổng cộng" : line.office_name.value_or(""), {}, {}},
                     {line.procedure, {}, {}},
                     {line.procedure_name.value_or(""), {}, {}}};
        for (std::size_t i = 0; i < report_figures; ++i) {
            row.cells.push_back({"", figure_of(line, static_cast<report_figure>(i)), {}});
        }
        row.cells.push_back({share_text(line.on_time_share), {}, {}});
        row.cells.push_back({tenths_text(line.average_working_tenths), {}, {}});
        out.rows.push_back(std::move(row));
    };
    for (const auto& row : report.rows) {
        add(row, false);
    }
    add(report.total, true);
    return out;
}

} // namespace connectors::api
