#include "connectors/api/figure_labels.hpp"

#include <array>

namespace connectors::api {
namespace {

/// In the order of projections::figure.
const std::array<bilingual, projections::figures_shown> labels{{
    {"E-mail đề nghị hỗ trợ", "E-mails asking for help"},
    {"Đã hướng dẫn qua e-mail", "Guided by e-mail"},
    {"Đã hẹn làm việc", "Appointments made"},
    {"Đổi lịch hẹn", "Appointments moved"},
    {"Đến hẹn và nộp hồ sơ", "Appointments kept"},
    {"Lỡ hẹn", "Appointments missed"},
    {"Kết thúc hỗ trợ, không nộp hồ sơ", "Help ended without filing"},
    {"Tiếp nhận yêu cầu", "Requests received"},
    {"Tiếp nhận hồ sơ, cấp phiếu", "Dossiers accepted"},
    {"Yêu cầu bổ sung", "Supplements asked for"},
    {"Từ chối", "Refused"},
    {"Hướng dẫn đến cơ quan có thẩm quyền", "Referred elsewhere"},
    {"Rút yêu cầu", "Withdrawn"},
    {"Đình chỉ", "Terminated"},
    {"Giải quyết ngay", "Solved at once"},
    {"Tạm đình chỉ", "Suspended"},
    {"Tiếp tục giải quyết", "Resumed"},
    {"Ra quyết định", "Decided"},
    {"Thụ lý", "Docketed"},
    {"Trả kết quả trước hạn", "Returned early"},
    {"Trả kết quả đúng hạn", "Returned on time"},
    {"Trả kết quả quá hạn", "Returned late"},
    {"Không đến nhận kết quả", "Not collected"},
    {"Xin lỗi và hẹn lại", "Apologies with a new date"},
    {"Sửa đổi, thu hồi quyết định", "Decisions corrected or withdrawn"},
    {"Kết thúc hồ sơ", "Closed"},
    {"Giải quyết xong", "Settled"},
    {"Mở lại", "Reopened"},
    {"Chuyển đến từ thủ tục, hình thức khác", "Moved in"},
    {"Chuyển sang thủ tục, hình thức khác", "Moved out"},
    {"Trong đó tiếp nhận sau hỗ trợ qua e-mail", "Of those received, after help by e-mail"},
    {"Ủy thác thi hành án", "Enforcement entrusted"},
    {"Đình chỉ thi hành án sau quyết định", "Enforcement ended after the decision"},
    {"Bàn giao hồ sơ từ bộ phận một cửa", "Dossiers handed over by the desk"},
    {"Thi hành xong", "Wholly performed"},
    {"Thi hành được một phần", "Performed in part"},
}};

/// In the order of events::channel.
const std::array<bilingual, events::enum_names<events::channel>::names.size()> channels{{
    {"Thư điện tử", "E-mail"},
    {"Trực tiếp", "At the counter"},
    {"Bưu chính", "By post"},
    {"Trình bày miệng", "Orally"},
    {"Trực tuyến", "Online"},
}};

} // namespace

const bilingual& label_of(projections::figure what) {
    return labels.at(static_cast<std::size_t>(what));
}

const bilingual& label_of(events::channel by) { return channels.at(static_cast<std::size_t>(by)); }

const bilingual& label_of_carried_over() {
    static const bilingual one{"Kỳ trước chuyển sang", "Carried over"};
    return one;
}

const bilingual& label_of_in_progress() {
    static const bilingual one{"Đang giải quyết cuối kỳ", "In progress at the end"};
    return one;
}

} // namespace connectors::api
