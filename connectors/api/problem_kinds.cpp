#include "connectors/api/problem_kinds.hpp"

#include "engine/lifecycles/print.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace connectors::api {
namespace {

// clang-format off
constexpr std::array kinds{
    // what the engine refuses: engine::rejection_code
    problem_kind{"not_allowed_now", 409, "Chưa được thực hiện bước này", "Not a step from here",
                 "Xem các bước được phép trong trường allowed.", "See the steps that are open in `allowed`."},
    problem_kind{"rule_not_met", 409, "Chưa đủ điều kiện theo quy định", "A rule of the procedure says no",
                 "Xem lý do và căn cứ; bổ sung điều kiện rồi thực hiện lại.", "See the reason and its legal source; meet it, then ask again."},
    problem_kind{"forbidden", 403, "Không có quyền", "Not permitted",
                 "Liên hệ người quản trị nếu cần được phân công.", "Ask the operator for a role if you need one."},
    problem_kind{"case_unknown", 404, "Không có hồ sơ này", "No such case",
                 "Kiểm tra lại mã hồ sơ.", "Check the code."},
    problem_kind{"case_exists", 409, "Hồ sơ đã có", "The case exists already",
                 "Mở hồ sơ đã có thay vì tạo mới.", "Open the one that exists."},
    problem_kind{"version_conflict", 412, "Hồ sơ đã thay đổi", "The case has moved on",
                 "Xem các bước mới trong trường newer rồi quyết định lại.", "Look at the steps in `newer`, then decide again."},
    problem_kind{"invalid_input", 422, "Dữ liệu chưa hợp lệ", "The input is not valid",
                 "Sửa các trường nêu trong errors.", "Mend the members named in `errors`."},
    problem_kind{"unknown_procedure", 422, "Không có thủ tục này", "No such procedure",
                 "Chọn một thủ tục trong /v1/procedures.", "Choose one of /v1/procedures."},
    problem_kind{"outside_calendar", 422, "Lịch làm việc chưa có", "Outside the working-day calendar",
                 "Cập nhật lịch làm việc của năm đó.", "Add the calendar of that year."},
    problem_kind{"busy", 503, "Hồ sơ đang được nhiều người cập nhật", "Too many at once on this case",
                 "Gửi lại với cùng Idempotency-Key.", "Ask again with the same Idempotency-Key."},
    // documents and sums
    problem_kind{"slip_not_ready", 409, "Chưa đến bước in mẫu này", "Not the time for this form",
                 "Thực hiện bước đó trước.", "Take that step first."},
    problem_kind{"form_not_adopted", 409, "Mẫu chưa được xác nhận áp dụng", "The form is not adopted",
                 "Đối chiếu mẫu với văn bản rồi ghi vào forms-adopted.txt; vẫn có thể xem trước.",
                 "Compare the form with the legal text, then list it in forms-adopted.txt; a preview is open."},
    problem_kind{"sum_not_computed", 422, "Không tính được", "The sum cannot be computed",
                 "Xem lý do; nêu rõ điều còn thiếu hoặc xác nhận quy định.", "See the reason; state what is missing or adopt the rule."},
    // outcomes that are neither yes nor no
    problem_kind{"unavailable", 503, "Tạm thời không nhận lệnh", "No commands are taken now",
                 "Chưa ghi nhận gì; hãy gửi lại sau.", "Nothing was recorded; ask again later."},
    problem_kind{"outcome_unknown", 504, "Chưa rõ kết quả", "The outcome is not known",
                 "Gửi lại với cùng Idempotency-Key để biết kết quả; không bị ghi hai lần.",
                 "Ask again with the same Idempotency-Key: that tells, and nothing is recorded twice."},
    problem_kind{"not_yet_visible", 503, "Dữ liệu chưa cập nhật tới vị trí yêu cầu", "Not folded so far yet",
                 "Thử lại sau giây lát.", "Try again in a moment."},
    problem_kind{"one_at_a_time", 503, "Đang tính một bảng khác", "Another one is being computed",
                 "Gửi lại sau giây lát.", "Ask again in a moment."},
    problem_kind{"read_only", 503, "Chỉ đọc", "Read only",
                 "Gửi lệnh đến máy chủ đang giữ dữ liệu.", "Send commands to the server that holds the data."},
    // who asks
    problem_kind{"unauthenticated", 401, "Chưa đăng nhập", "Not signed in",
                 "Đăng nhập tại POST /v1/sessions.", "Sign in at POST /v1/sessions."},
    problem_kind{"wrong_password", 401, "Sai tên đăng nhập hoặc mật khẩu", "Wrong login or password",
                 "Kiểm tra lại; liên hệ người quản trị nếu quên mật khẩu.", "Check both; ask the operator for a new password."},
    problem_kind{"too_many_attempts", 429, "Thử quá nhiều lần", "Too many attempts",
                 "Đợi rồi thử lại.", "Wait, then try again."},
    problem_kind{"cross_site", 403, "Yêu cầu từ trang khác", "Request from another site",
                 "Thêm header X-Requested-With.", "Add the header X-Requested-With."},
    // what is asked
    problem_kind{"parameter_invalid", 400, "Tham số không hợp lệ", "A parameter is not valid",
                 "Xem mô tả tham số trong /openapi.json.", "See the parameter in /openapi.json."},
    problem_kind{"cursor_invalid", 400, "Con trỏ trang không hợp lệ", "The cursor is not valid",
                 "Đọc lại từ trang đầu.", "Read again from the first page."},
    problem_kind{"body_invalid", 400, "Nội dung không đọc được", "The body cannot be read",
                 "Gửi JSON hợp lệ trong giới hạn.", "Send JSON within the limits."},
    problem_kind{"media_type_unknown", 415, "Không nhận kiểu nội dung này", "This media type is not taken",
                 "Xem kiểu nội dung trong /openapi.json.", "See the media type in /openapi.json."},
    problem_kind{"command_unknown", 404, "Không có lệnh này", "No such command",
                 "Xem danh sách lệnh trong /openapi.json.", "See the commands in /openapi.json."},
    problem_kind{"office_unknown", 404, "Không có cơ quan này", "No such office",
                 "Xem danh sách trong /v1/offices.", "See /v1/offices."},
    problem_kind{"not_found", 404, "Không tìm thấy", "Not found",
                 "Kiểm tra lại địa chỉ.", "Check the address."},
    problem_kind{"idempotency_key_missing", 400, "Thiếu Idempotency-Key", "Idempotency-Key is missing",
                 "Mỗi lệnh cần một khóa riêng, giữ nguyên khi gửi lại.", "Give each command a key of its own, the same when it is sent again."},
    problem_kind{"idempotency_key_reused", 422, "Idempotency-Key đã dùng cho lệnh khác", "The key was used for another request",
                 "Dùng khóa mới cho lệnh mới.", "Use a new key for a new command."},
    problem_kind{"idempotency_key_busy", 409, "Lệnh này đang được thực hiện", "The request is being served",
                 "Đợi rồi gửi lại với cùng Idempotency-Key.", "Wait, then ask again with the same Idempotency-Key."},
    problem_kind{"condition_missing", 428, "Thiếu If-Match", "If-Match is missing",
                 "Gửi ETag của hồ sơ như bạn đã xem; * nếu phiên bản nào cũng được.",
                 "Send the ETag of the case as you saw it; * if any version will do."},
    problem_kind{"clock_fixed", 409, "Đồng hồ không thể chỉnh", "The clock cannot be moved",
                 "Chỉ motcua demo cho phép chỉnh đồng hồ.", "Only `motcua demo` lets its clock be moved."},
    problem_kind{"stream_needs_server", 406, "Luồng sự kiện cần máy chủ", "A stream needs a server",
                 "Chạy motcua serve và kết nối tới máy chủ.", "Run `motcua serve` and connect to it."},
    // the world
    problem_kind{"fault", 503, "Hệ thống gặp sự cố", "The system has a fault",
                 "Báo người vận hành kèm trace_id.", "Tell the operator, with the trace_id."},
    problem_kind{"erased", 410, "Dữ liệu đã được xóa", "The data was erased",
                 "Không thể khôi phục.", "It cannot be brought back."},
};
// clang-format on

} // namespace

std::span<const problem_kind> problem_kinds() { return kinds; }

const problem_kind* find_problem_kind(std::string_view code) {
    const auto* const found =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) { return one.code == code; });
    return found == kinds.end() ? nullptr : found;
}

problem problem_of(std::string_view code, bilingual detail) {
    const auto* kind = find_problem_kind(code);
    if (kind == nullptr) {
        throw std::logic_error("no problem is called " + std::string{code});
    }
    problem out;
    out.status = kind->status;
    out.code = kind->code;
    out.title = {std::string{kind->title_vi}, std::string{kind->title_en}};
    out.detail = std::move(detail);
    if (out.detail.vi.empty() && out.detail.en.empty()) {
        out.detail = {std::string{kind->advice_vi}, std::string{kind->advice_en}};
    }
    if (out.status == 503) {
        out.retry_after_s = 1;
    }
    return out;
}

problem problem_of(const engine::rejection& no) {
    auto out = problem_of(events::name_of(no.code), {no.vi, no.en});
    if (!no.rule.empty()) {
        out.with("rule", no.rule);
    }
    if (!no.source.empty()) {
        out.with("source", no.source);
    }
    if (no.at != events::status::none) {
        out.with("case_status", std::string{events::name_of(no.at)});
        out.with("case_status_label", std::string{engine::vietnamese(no.at)});
    }
    if (!no.allowed.empty()) {
        out.with("allowed", no.allowed);
    }
    if (!no.grounds.empty()) {
        auto grounds = nlohmann::json::array();
        for (const auto& one : no.grounds) {
            grounds.push_back({{"code", one.code}, {"text", one.text}, {"source", one.source}});
        }
        out.with("grounds", grounds);
    }
    if (!no.pointer.empty()) {
        out.errors.push_back({no.pointer, std::string{events::name_of(no.code)}, {no.vi, no.en}});
    }
    return out;
}

} // namespace connectors::api
