#include "ops/output/labels.hpp"

#include "connectors/documents/unit_words.hpp"
#include "connectors/mail/words.hpp"
#include "engine/day_for_people.hpp"
#include "engine/lifecycles/print.hpp"
#include "events/describe.hpp"
#include "events/instant.hpp"
#include "events/vocabulary.hpp"
#include "ops/output/width.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ops {
namespace {

struct label {
    std::string_view code;
    std::string_view vi;
};

constexpr std::array labels{
    // roles
    label{"counter_officer", "Công chức một cửa"},
    label{"enforcement_officer", "Chấp hành viên"},
    label{"examiner", "Thẩm tra viên"},
    label{"clerk", "Văn thư"},
    label{"head", "Thủ trưởng"},
    label{"supervisor", "Giám sát thời hạn"},
    label{"auditor", "Kiểm tra, thanh tra"},
    label{"statistician", "Thống kê"},
    label{"operations", "Vận hành"},
    label{"system", "Hệ thống"},
    // lateness and alerts
    label{"on_time", "Trong hạn"},
    label{"due_soon", "Sắp đến hạn"},
    label{"overdue", "Quá hạn"},
    label{"due", "Đến hạn"},
    label{"pressed", "Cấp trên đôn đốc"},
    label{"kept", "Hết thời hạn lưu đơn"},
    label{"met_late", "Xong trễ hạn"},
    label{"excused", "Trễ có lý do"},
    label{"raised", "Đã báo"},
    label{"acknowledged", "Đã xem"},
    label{"escalated", "Đã báo lên"},
    label{"resolved", "Đã xử lý"},
    label{"none", ""},
    // channels
    label{"email", "Thư điện tử"},
    label{"counter", "Trực tiếp"},
    label{"post", "Bưu chính"},
    label{"oral", "Trình bày miệng"},
    label{"digital", "Trực tuyến"},
    // results
    label{"at_counter", "Tại Bộ phận một cửa"},
    label{"by_post", "Qua bưu chính"},
    label{"by_email", "Qua thư điện tử"},
    label{"early", "Trước hạn"},
    label{"late", "Quá hạn"},
    label{"sort", "Cần phân loại"},
    label{"check", "Cần kiểm tra"},
    // lifecycles
    label{"support", "Hỗ trợ trực tuyến"},
    label{"dossier", "Hồ sơ"},
    label{"complaint", "Khiếu nại"},
    label{"denunciation", "Tố cáo"},
    // what became of a mail
    label{"new_case", "Hồ sơ mới"},
    label{"duplicate", "Thư trùng"},
    label{"reply", "Thư trả lời"},
    label{"automatic", "Thư tự động"},
    label{"ambiguous", "Cần người xem"},
    label{"mail_file", "Không đọc được tệp"},
    // offices
    label{"provincial", "Cấp tỉnh"},
    label{"district", "Cấp huyện"},
    label{"regional", "Khu vực"},
    // days of periods
    label{"first_day", "ngày bắt đầu"},
    label{"counted", "được tính"},
    label{"working_saturday", "thứ Bảy làm bù"},
    label{"weekend", "cuối tuần"},
    label{"holiday", "ngày nghỉ lễ"},
    label{"compensation", "nghỉ bù"},
    label{"swap", "nghỉ hoán đổi"},
    label{"paused", "tạm dừng"},
    label{"ends_here", "hết hạn vào ngày này"},
    // legal data
    label{"regime", "giai đoạn"},
    label{"procedure", "thủ tục"},
    label{"calendar", "lịch làm việc"},
    label{"form", "mẫu"},
    label{"offices", "cơ quan"},
    label{"deadline", "thời hạn"},
    label{"limit", "giới hạn"},
    label{"paper", "giấy tờ"},
    label{"ground", "căn cứ"},
    label{"common", "chung với hồ sơ khác"},
    // what cases have in common, and why
    label{"request", "yêu cầu"},
    label{"several_creditors", "nhiều người được thi hành án"},
    label{"joint_duty", "nghĩa vụ liên đới"},
    label{"shared_property", "tài sản chung"},
    label{"one_judgment", "các khoản trong một bản án, quyết định"},
    label{"same_exhibit", "cùng một vật chứng, tài sản tạm giữ"},
    // reports that are to be sent, and by whom
    label{"statistics", "thống kê"},
    label{"one_stop_report", "một cửa"},
    label{"branch", "Chi cục"},
    label{"province", "Cục"},
    label{"sent_up", "gửi lên cấp trên"},
    label{"province_adds_up", "Cục tổng hợp"},
    label{"province_to_centre", "Cục gửi Tổng cục"},
    // what steps do to a period
    label{"started", "bắt đầu"},
    label{"resumed", "chạy tiếp"},
    label{"extended", "gia hạn"},
    label{"counted_again", "tính lại theo lịch"},
    label{"met", "hoàn thành"},
    label{"lapsed", "không còn phải thực hiện"},
    // why an event does not count
    label{"not_next", "không nối tiếp sự kiện trước của hồ sơ"},
    label{"repeated", "lệnh đã có hiệu lực trước đó"},
    label{"number_not_next", "số không phải số kế tiếp"},
    label{"foreign", "không phải sự kiện của motcua, hoặc đã bị hỏng"},
    // whose data a step holds, and its papers
    label{"applicant", "Người nộp"},
    label{"representative", "Người đại diện"},
    label{"creditor", "Người được thi hành án"},
    label{"debtor", "Người phải thi hành án"},
    label{"related", "Người có quyền lợi, nghĩa vụ liên quan"},
    label{"complainant", "Người khiếu nại"},
    label{"respondent", "Người bị khiếu nại"},
    label{"denouncer", "Người tố cáo"},
    label{"denounced", "Người bị tố cáo"},
    label{"court", "Tòa án"},
    label{"mail", "Thư"},
    label{"outgoing_mail", "Thư đi"},
    label{"note", "Ghi chú"},
    label{"words", "Lời nêu"},
    label{"raw_mail", "thư gốc"},
    label{"attachment", "tệp đính kèm"},
    // a person's data
    label{"sealed", "(không được xem)"},
    label{"erased", "(đã xóa)"},
};

} // namespace

std::string office_time(std::string_view rfc3339) {
    const auto at = events::instant_from_text(rfc3339);
    if (!at) {
        return printable(rfc3339);
    }
    const auto minutes =
        std::chrono::floor<std::chrono::minutes>(events::office_time_of_day(*at)).count();
    return fmt::format("{} {:02}:{:02}", office_day(rfc3339), minutes / 60, minutes % 60);
}

std::string office_day(std::string_view iso) {
    auto day = events::date_from_text(iso);
    if (const auto at = events::instant_from_text(iso)) {
        day = events::office_date(*at);
    }
    if (!day) {
        return printable(iso);
    }
    return engine::day_for_people(*day);
}

std::string share_text(std::int64_t hundredths, language in) {
    return fmt::format("{}{}{:02}%", hundredths / 100, in == language::vietnamese ? "," : ".",
                       hundredths % 100);
}

std::string label_of(std::string_view code, language in) {
    if (const auto words = connectors::words_of(code); !words.vi.empty()) {
        auto said = std::string{in == language::vietnamese ? words.vi : words.en};
        said.pop_back(); // it stands in a cell, and among others in a list
        return said;
    }
    if (in == language::vietnamese) {
        const auto* const found = std::find_if(labels.begin(), labels.end(),
                                               [&](const auto& one) { return one.code == code; });
        if (found != labels.end()) {
            return std::string{found->vi};
        }
        if (const auto unit = connectors::unit_word(code); !unit.empty()) {
            return std::string{unit};
        }
        if (const auto status = events::enum_of<events::status>(code)) {
            return std::string{engine::vietnamese(*status)};
        }
    }
    auto out = printable(code);
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

} // namespace ops
