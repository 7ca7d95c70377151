#include "connectors/http/transport_problems.hpp"

#include <array>

namespace connectors {
namespace {

struct row {
    int status;
    std::uint32_t retry_after_s; ///< 0: asking again as it is will not help
    const char* code;
    const char* title_vi;
    const char* title_en;
    const char* detail_vi;
    const char* detail_en;
};

/// In the order of the enumeration.
// clang-format off
constexpr std::array<row, 16> rows{{
    {400, 0, "malformed_request",
     "Yêu cầu không đúng cú pháp HTTP", "The request is not well-formed HTTP",
     "Kết nối đã đóng vì không xác định chắc chắn được ranh giới của yêu cầu.",
     "The connection was closed because the request's bounds are not certain."},
    {400, 0, "address_malformed",
     "Địa chỉ không hợp lệ", "The address is malformed",
     "Địa chỉ chứa ký tự hoặc mã %XX không được phép.",
     "The address holds characters or %XX escapes that are not allowed."},
    {404, 0, "address_unknown",
     "Không có địa chỉ này", "No such address",
     "Hãy kiểm tra lại đường dẫn.", "Check the path."},
    {405, 0, "method_not_allowed",
     "Địa chỉ này không nhận phương thức đã gửi", "This address does not take that method",
     "Các phương thức được nhận nằm trong trường Allow.",
     "The methods that it takes are in the Allow field."},
    {408, 0, "request_too_slow",
     "Yêu cầu được gửi quá chậm", "The request came too slowly",
     "Kết nối đã đóng trước khi nhận đủ; hãy gửi lại.",
     "The connection was closed before all of it arrived; send it again."},
    {413, 0, "body_too_large",
     "Nội dung gửi lên quá lớn", "The body is too large",
     "Hãy chia nhỏ hoặc giảm dung lượng rồi gửi lại.",
     "Split it or make it smaller, then send it again."},
    {414, 0, "address_too_long",
     "Địa chỉ quá dài", "The address is too long",
     "Hãy bớt điều kiện lọc trong địa chỉ.", "Put fewer filters into the address."},
    {417, 0, "expectation_unknown",
     "Không đáp ứng được trường Expect", "The Expect field cannot be met",
     "Máy chủ chỉ hiểu 100-continue.", "The server understands 100-continue only."},
    {431, 0, "headers_too_large",
     "Phần đầu của yêu cầu quá lớn", "The header fields are too large",
     "Hãy xóa bớt cookie hoặc trường không cần thiết.",
     "Remove cookies or fields that are not needed."},
    {500, 0, "internal_error",
     "Lỗi bên trong hệ thống", "Internal error",
     "Hãy báo mã trace_id cho người quản trị.", "Report the trace_id to the administrator."},
    {501, 0, "method_not_implemented",
     "Máy chủ không hỗ trợ phương thức này", "The server does not know that method",
     "", ""},
    {501, 0, "encoding_not_implemented",
     "Máy chủ không hỗ trợ cách mã hóa đường truyền này",
     "The server does not know that transfer coding",
     "Máy chủ chỉ hiểu Transfer-Encoding: chunked.",
     "The server understands Transfer-Encoding: chunked only."},
    {503, 5, "server_full",
     "Máy chủ đang quá tải", "The server is at its limit",
     "Yêu cầu chưa được thực hiện; hãy thử lại sau vài giây.",
     "The request was not carried out; try again in a few seconds."},
    {503, 10, "server_stopping",
     "Máy chủ đang dừng để bảo trì", "The server is being stopped",
     "Yêu cầu chưa được thực hiện; hãy gửi lại sau.",
     "The request was not carried out; send it again later."},
    {503, 5, "no_answer_in_time",
     "Chưa có kết quả trong thời gian chờ", "There was no result in time",
     "Chưa rõ yêu cầu đã được ghi nhận hay chưa: hãy gửi lại với cùng Idempotency-Key.",
     "It is not known whether the request was carried out: send it again with the same "
     "Idempotency-Key."},
    {505, 0, "version_not_supported",
     "Máy chủ chỉ hỗ trợ HTTP/1.0 và HTTP/1.1", "The server speaks HTTP/1.0 and HTTP/1.1 only",
     "", ""},
}};
// clang-format on

} // namespace

problem make_problem(transport_problem which) {
    const row& from = rows[static_cast<std::size_t>(which)];
    problem out;
    out.status = from.status;
    out.code = from.code;
    out.title = {from.title_vi, from.title_en};
    out.detail = {from.detail_vi, from.detail_en};
    if (from.retry_after_s > 0) {
        out.retry_after_s = from.retry_after_s;
    }
    return out;
}

} // namespace connectors
