#include "connectors/input_error.hpp"

#include <array>
#include <utility>

namespace connectors {
namespace {

/// How a sentence of the readers begins, and what it is in our words. What follows the beginning
/// (a list of words, a number) is kept.
struct sentence {
    std::string_view begins;
    std::string_view code;
    std::string_view vi;
};

constexpr std::array sentences{
    sentence{"is missing", "missing", "Thiếu trường này."},
    sentence{"is not known here", "unknown_member", "Trường này không có trong lệnh."},
    sentence{"must be one of: ", "not_a_choice", "Chỉ được là một trong: "},
    sentence{"must be a string", "wrong_type", "Phải là chuỗi ký tự."},
    sentence{"must be true or false", "wrong_type", "Phải là true hoặc false."},
    sentence{"must be a whole number", "wrong_type", "Phải là số nguyên."},
    sentence{"must be an array", "wrong_type", "Phải là danh sách."},
    sentence{"must be an object", "wrong_type", "Phải là đối tượng JSON."},
    sentence{"must be 64 lowercase hex characters", "wrong_form",
             "Phải là 64 ký tự thập lục phân viết thường."},
    sentence{"must be an RFC 3339 time", "wrong_form",
             "Phải là thời điểm theo RFC 3339, ví dụ 2017-06-01T08:00:00+07:00."},
    sentence{"must be a day as YYYY-MM-DD", "wrong_form", "Phải là ngày theo dạng NNNN-TT-NN."},
    sentence{"must be name@domain", "wrong_form",
             "Phải là địa chỉ thư điện tử dạng tên@tên miền, không dấu và không có khoảng trắng."},
    sentence{"must not be negative", "out_of_range", "Không được âm."},
    sentence{"is too large", "out_of_range", "Quá lớn."},
    sentence{"is too small", "out_of_range", "Quá nhỏ."},
    sentence{"is longer than ", "too_long", "Dài quá giới hạn: "},
    sentence{"has more than ", "too_many", "Nhiều mục quá giới hạn: "},
    sentence{"has hidden characters", "hidden_characters",
             "Có ký tự ẩn hoặc ký tự điều khiển; hãy gõ lại."},
    sentence{"is no document here", "document_unknown",
             "Chưa có tài liệu này trong kho; hãy tải lên trước."},
    sentence{"is a mail of another office", "other_office", "Thư này thuộc cơ quan khác."},
    sentence{
        "is a matter of another office", "other_office",
        "Vụ việc này thuộc cơ quan khác; cơ quan đang phụ trách vụ việc đó là cơ quan xác nhận."},
    sentence{"has no decision that is enforced", "no_enforcement",
             "Không phải vụ việc đã có quyết định thi hành án."},
    sentence{"is not recorded in the matter, where record_performance comes first", "not_recorded",
             "Vụ việc chưa được ghi nhận thi hành xong; phải ghi record_performance trước."},
    sentence{"is not true yet: the matter has not ended", "not_ended",
             "Vụ việc được xác nhận chưa kết thúc; chỉ ghi nhận sau khi vụ việc kết thúc."},
    sentence{"is a case that confirms no such thing of this matter", "no_confirmation",
             "Hồ sơ này không phải giấy xác nhận đã phát hành về việc thi hành xong toàn bộ vụ "
             "việc."},
    sentence{"is not the judgment of the case that is named", "invalid",
             "Không phải bản án, quyết định của hồ sơ được nêu."},
    sentence{"is not that of the judgment of the case that is named", "invalid",
             "Không phải ngày của bản án, quyết định trong hồ sơ được nêu."},
    sentence{"is not when the shared request was received", "invalid",
             "Không phải thời điểm nhận yêu cầu chung."},
    sentence{"is not how the shared request was received", "invalid",
             "Không phải hình thức nhận yêu cầu chung."},
    sentence{"is no office here", "office_unknown", "Không có cơ quan này."},
    sentence{"is no person here", "person_unknown", "Không có người này."},
    sentence{"was erased", "person_erased", "Dữ liệu của người này đã được xóa."},
    sentence{
        "belongs to a case", "no_case",
        "Lời nêu thêm được niêm phong bằng khóa của người trong hồ sơ; lệnh này không thuộc hồ "
        "sơ nào. Hãy dùng mã hoặc số văn bản."},
    sentence{"is not a login", "wrong_form",
             "Tên đăng nhập có 1 đến 64 ký tự trong a-z, 0-9 và .-_@."},
    sentence{"must have 8 to 1024 bytes", "wrong_form", "Phải có từ 8 đến 1024 byte."},
    sentence{"belongs to the installation", "reserved", "Mã này dành cho hệ thống."},
    sentence{"needs a moment from 1990 to 2099", "out_of_range",
             "Chỉ nhận thời điểm từ năm 1990 đến 2099."},
    sentence{"needs exactly one of set and move_ms", "not_a_choice",
             "Cần đúng một trong hai: set, move_ms."},
    sentence{"makes the event too large", "too_large",
             "Nội dung quá lớn cho một bước; hãy đính kèm thành tài liệu."},
};

/// What follows a sentence's beginning; a number has its unit behind it.
std::string rest_in_vietnamese(std::string_view rest) {
    for (const auto& [en, vi] : {std::pair{" bytes", " byte"}, std::pair{" items", " mục"}}) {
        if (rest.ends_with(en)) {
            rest.remove_suffix(std::string_view{en}.size());
            return std::string{rest} + vi;
        }
    }
    return std::string{rest};
}

} // namespace

problem_item input_error(std::string pointer, std::string_view said) {
    for (const auto& one : sentences) {
        if (said.starts_with(one.begins)) {
            const auto rest = said.substr(one.begins.size());
            return {std::move(pointer), std::string{one.code},
                    bilingual{std::string{one.vi} + rest_in_vietnamese(rest), std::string{said}}};
        }
    }
    return {std::move(pointer), "invalid", bilingual{"", std::string{said}}};
}

problem_item input_error(const events::decode_error& said) {
    const std::string_view whole = said.what();
    return input_error(said.pointer(), whole.substr(0, whole.rfind(" at /")));
}

} // namespace connectors
