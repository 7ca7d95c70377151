#include "connectors/api/book_answer.hpp"
#include "connectors/api/one_stop_view.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

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

/// What all offices together did, by procedure.
struct procedure_sum {
    std::string name;
    std::array<std::int64_t, report_figures> counts{};
};

std::vector<procedure_sum> by_procedure(const report_view& report) {
    std::vector<procedure_sum> out;
    std::map<std::string, std::size_t> places;
    for (const auto& row : report.rows) {
        const auto [place, added] = places.try_emplace(row.procedure, out.size());
        if (added) {
            out.push_back({row.procedure.empty() ? "Chưa xác định"
                                                 : row.procedure_name.value_or(row.procedure),
                           {}});
        }
        for (std::size_t i = 0; i < report_figures; ++i) {
            out[place->second].counts.at(i) += figure_of(row, static_cast<report_figure>(i));
        }
    }
    return out;
}

std::vector<book_column> columns_of(const std::vector<procedure_sum>& procedures) {
    std::vector<book_column> out{{"STT", 4, engine::text_align::center}, {"Chỉ tiêu", 24}};
    const auto each = 72 / static_cast<std::int64_t>(procedures.size() + 1);
    for (const auto& one : procedures) {
        out.push_back({one.name, each, engine::text_align::right});
    }
    out.push_back({"Tổng cộng", each, engine::text_align::right});
    out[1].share += 72 - each * static_cast<std::int64_t>(procedures.size() + 1);
    return out;
}

std::vector<book_row> figure_rows(const report_view& report,
                                  const std::vector<procedure_sum>& procedures) {
    std::vector<book_row> out;
    for (std::size_t i = 0; i < report_figures; ++i) {
        const auto what = static_cast<report_figure>(i);
        book_row row;
        row.bold = what == report_figure::received || what == report_figure::settled ||
                   what == report_figure::in_progress;
        row.cells.push_back({std::to_string(i + 1), {}, {}});
        row.cells.push_back({std::string{label_of(what)}, {}, {}});
        for (const auto& one : procedures) {
            row.cells.push_back({"", one.counts.at(i), {}});
        }
        row.cells.push_back({"", figure_of(report.total, what), {}});
        out.push_back(std::move(row));
    }
    return out;
}

void add_corrections(const report_view& report, std::vector<std::string>& into) {
    for (const auto& one : report.corrections) {
        const auto figure = events::enum_of<report_figure>(one.figure);
        into.push_back(fmt::format("Điều chỉnh số liệu kỳ {}, {}, {}: đã báo cáo {}, nay là {}.",
                                   one.period, one.procedure,
                                   figure ? label_of(*figure) : std::string_view{one.figure},
                                   one.as_reported, one.as_known_now));
    }
}

std::vector<std::string> closing_words(const report_view& report) {
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
    if (report.closed) {
        out.push_back(fmt::format("Đã báo cáo ngày {}, SHA-256 {}.", day_text(report.closed->at),
                                  report.closed->sha256));
    }
    add_corrections(report, out);
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

} // namespace

book printed(const call& of, const report_view& report,
             const std::vector<events::office_code>& offices) {
    const auto procedures = by_procedure(report);
    book out;
    put_issuer(of, offices.front(), out);
    out.title = "BÁO CÁO KẾT QUẢ HỖ TRỢ TRỰC TUYẾN VÀ THỰC HIỆN CƠ CHẾ MỘT CỬA";
    out.subtitle =
        fmt::format("Từ ngày {} đến ngày {}{}", day_text(report.first), day_text(report.last),
                    report.is_over ? "" : " (kỳ chưa kết thúc, số liệu đến nay)");
    out.before = {fmt::format("I. Tình hình triển khai nhiệm vụ: {}", dotted_line),
                  "II. Kết quả hỗ trợ trực tuyến, tiếp nhận và trả kết quả theo cơ chế một cửa:"};
    out.columns = columns_of(procedures);
    out.rows = figure_rows(report, procedures);
    out.after = closing_words(report);
    out.signatures = {{"NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)", ""},
                      {"THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên, đóng dấu)", ""}};
    out.remark = fmt::format("Số liệu tính từ sự kiện đã ghi, in ngày {}.",
                             day_text(events::office_date(of.now())));
    return out;
}

book as_table(const report_view& report) {
    book out;
    out.title = "Báo cáo hỗ trợ trực tuyến và một cửa";
    out.subtitle = report.period;
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
