#include "engine/lifecycles/print.hpp"

namespace engine {

std::string_view vietnamese(events::status at) {
    using enum events::status;
    switch (at) {
    case none:
        return "Chưa có hồ sơ";
    case awaiting_sorting:
        return "Thư chờ phân loại";
    case noted:
        return "Đã lưu, không trả lời";
    case mail_received:
        return "Đã nhận thư điện tử";
    case checked:
        return "Đã kiểm tra";
    case awaiting_reply:
        return "Chờ đương sự bổ sung qua thư";
    case guided_away:
        return "Đã hướng dẫn";
    case appointment_booked:
        return "Đã đặt lịch hẹn";
    case support_closed:
        return "Kết thúc hỗ trợ";
    case received:
        return "Đã nhận yêu cầu";
    case awaiting_supplement:
        return "Chờ bổ sung hồ sơ";
    case refused:
        return "Từ chối";
    case referred_elsewhere:
        return "Hướng dẫn đến cơ quan khác";
    case accepted:
        return "Đã tiếp nhận, hẹn trả";
    case solved_at_once:
        return "Giải quyết ngay";
    case handed_over:
        return "Đã chuyển hồ sơ";
    case in_examination:
        return "Đang thẩm tra";
    case suspended:
        return "Tạm dừng";
    case awaiting_signature:
        return "Chờ ký";
    case signed_by_head:
        return "Đã ký";
    case issued:
        return "Đã phát hành";
    case result_sent:
        return "Đã gửi kết quả";
    case returned:
        return "Đã trả kết quả";
    case closed:
        return "Đã kết thúc";
    case withdrawn:
        return "Đã rút yêu cầu";
    case terminated:
        return "Đình chỉ";
    case petition_received:
        return "Đã nhận đơn";
    case docketed:
        return "Đã thụ lý";
    case awaiting_explanation:
        return "Chờ giải trình";
    case verifying:
        return "Đang xác minh";
    case resolved:
        return "Đã giải quyết";
    case resolution_sent:
        return "Đã gửi quyết định giải quyết";
    case resolution_published:
        return "Đã công khai quyết định giải quyết";
    case declined:
        return "Không thụ lý";
    case transferred:
        return "Đã chuyển đơn";
    case guided:
        return "Đã hướng dẫn";
    case filed_away:
        return "Lưu đơn";
    case petition_accepted:
        return "Đã thụ lý tố cáo";
    case verification_ended:
        return "Đã kết thúc xác minh";
    case reported:
        return "Đã báo cáo xác minh";
    case concluded:
        return "Đã kết luận";
    case conclusion_sent:
        return "Đã gửi kết luận";
    case conclusion_published:
        return "Đã công khai kết luận";
    case handled:
        return "Đã xử lý theo kết luận";
    }
    return "";
}

} // namespace engine
