#include "connectors/reports/one_stop.hpp"

namespace connectors {
namespace {

using projections::figure;

struct figure_row {
    std::string_view label;
    std::optional<figure> counted_as{};
    std::optional<events::channel> by{};
};

/// In the order of report_figure.
constexpr std::array<figure_row, report_figures> figure_table{{
    {"E-mail đề nghị hỗ trợ", figure::support_requests, {}},
    {"Đã hướng dẫn qua e-mail", figure::guided, {}},
    {"Đã hẹn làm việc", figure::booked, {}},
    {"Đến hẹn và nộp hồ sơ", figure::kept, {}},
    {"Lỡ hẹn", figure::missed, {}},
    {"Kỳ trước chuyển sang", {}, {}},
    {"Tiếp nhận trong kỳ", figure::received, {}},
    {"Tiếp nhận tại quầy", figure::received, events::channel::counter},
    {"Tiếp nhận qua bưu chính", figure::received, events::channel::post},
    {"Tiếp nhận bằng lời nói", figure::received, events::channel::oral},
    {"Trong đó tiếp nhận sau hỗ trợ qua e-mail", figure::received_after_support, {}},
    {"Tiếp nhận trên môi trường số", figure::received, events::channel::digital},
    {"Mở lại", figure::reopened, {}},
    {"Chuyển đến", figure::moved_in, {}},
    {"Yêu cầu bổ sung", figure::supplement_asked, {}},
    {"Tiếp nhận, cấp giấy hẹn", figure::accepted, {}},
    {"Giải quyết ngay", figure::solved_at_once, {}},
    {"Từ chối: không có quyền yêu cầu", {}, {}},
    {"Từ chối: không thuộc thẩm quyền", {}, {}},
    {"Từ chối: lý do khác", {}, {}},
    {"Hướng dẫn đến cơ quan có thẩm quyền", figure::referred, {}},
    {"Rút yêu cầu", figure::withdrawn, {}},
    {"Đình chỉ", figure::terminated, {}},
    {"Ra quyết định", figure::decided, {}},
    {"Thụ lý", figure::docketed, {}},
    {"Trả trước hạn", figure::returned_early, {}},
    {"Trả đúng hạn", figure::returned_on_time, {}},
    {"Trả quá hạn", figure::returned_late, {}},
    {"Không đến nhận", figure::not_collected, {}},
    {"Phiếu xin lỗi", figure::apologies, {}},
    {"Giải quyết xong", figure::settled, {}},
    {"Chuyển đi", figure::moved_out, {}},
    {"Đang giải quyết cuối kỳ", {}, {}},
    {"Chưa đến hạn", {}, {}},
    {"Đã quá hạn", {}, {}},
}};

const figure_row& row_of(report_figure what) {
    return figure_table[static_cast<std::size_t>(what)];
}

} // namespace

std::optional<projections::figure> statistics_figure(report_figure what) {
    return row_of(what).counted_as;
}
std::optional<events::channel> channel_of(report_figure what) { return row_of(what).by; }
std::string_view label_of(report_figure what) { return row_of(what).label; }

std::optional<std::int64_t> report_row::on_time_share() const {
    const auto good =
        (*this)[report_figure::returned_early] + (*this)[report_figure::returned_on_time];
    const auto all = good + (*this)[report_figure::returned_late];
    if (all == 0) {
        return std::nullopt;
    }
    // Rounded as the published figures of the sector are, but never to all when one was late.
    const auto rounded = (2 * good * 10'000 + all) / (2 * all);
    return std::optional{good < all ? std::min<std::int64_t>(rounded, 9'999) : rounded};
}

bool report_row::balances() const {
    using enum report_figure;
    const auto& self = *this;
    return self[carried_over] + self[received] + self[reopened] + self[moved_in] ==
           self[settled] + self[moved_out] + self[in_progress];
}

report_row total_of(const std::vector<report_row>& all) {
    report_row out;
    for (const auto& one : all) {
        for (std::size_t i = 0; i < report_figures; ++i) {
            out.counts[i] += one.counts[i];
        }
    }
    return out;
}

} // namespace connectors
