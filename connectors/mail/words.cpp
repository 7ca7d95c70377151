#include "connectors/mail/words.hpp"

#include <algorithm>
#include <array>

namespace connectors {
namespace {

struct entry {
    std::string_view code;
    mail_words words;
};

constexpr std::array all{
    // what decided
    entry{"nothing_known",
          {"Không có gì trong thư dẫn đến một hồ sơ đã có.",
           "Nothing in the message leads to a known case."}},
    entry{"unknown_case_code",
          {"Tiêu đề nêu một mã hồ sơ không có ở đây.",
           "The subject names a case code that is not known here."}},
    entry{"in_reply_to",
          {"Thư trả lời một thư của hồ sơ đã có.", "The message answers one of a known case."}},
    entry{"references",
          {"Thư trả lời một thư của hồ sơ đã có.", "The message answers one of a known case."}},
    entry{"case_code",
          {"Tiêu đề nêu mã của một hồ sơ đã có.", "The subject names the code of a known case."}},
    entry{"sender_unknown",
          {"Thư trả lời một hồ sơ nhưng hồ sơ không biết người gửi này.",
           "The message points to a known case, but the case does not know its sender."}},
    entry{"points_to_several_cases",
          {"Thư dẫn đến nhiều hồ sơ.", "The message points to several cases."}},
    entry{"case_takes_no_reply",
          {"Thư trả lời một hồ sơ không còn nhận thư trả lời.",
           "It answers a case that takes no replies any more."}},
    entry{"message_id_reused",
          {"Đã có thư khác với cùng Message-ID.",
           "A message with this Message-ID but other content was seen before."}},
    entry{"same_content",
          {"Thư có cùng nội dung đã được nhận trước đó.", "The same message was taken in before."}},
    entry{"taken_before",
          {"Chính thư này đã được nhận trước đó; không ghi thêm gì.",
           "This very mail was taken in before; nothing was recorded."}},
    entry{"own_address",
          {"Thư ghi người gửi là hộp thư của chính cơ quan.",
           "The message claims to come from our own mailbox."}},
    // sent by a program
    entry{"auto_submitted",
          {"Tiêu đề Auto-Submitted cho biết thư không do người gửi.",
           "Auto-Submitted says that no person sent it."}},
    entry{"delivery_report",
          {"Đây là thông báo gửi thư hoặc đã đọc thư.", "It is a delivery or reading report."}},
    entry{"null_return_path",
          {"Thư không có địa chỉ hồi báo nên không cần trả lời.",
           "Its return path is empty, so it wants no answer."}},
    entry{"mailing_list", {"Thư đến từ một danh sách gửi thư.", "It came through a mailing list."}},
    entry{"bulk_precedence",
          {"Tiêu đề Precedence cho biết đây là thư gửi hàng loạt.",
           "Precedence says that it is bulk mail."}},
    entry{"auto_reply_header",
          {"Một tiêu đề X- cho biết đây là thư trả lời tự động.",
           "An X- header says that it is an automatic reply."}},
    entry{"system_sender", {"Người gửi là hệ thống thư.", "The sender is a mail system."}},
    // findings for which a person must look
    entry{"not_a_message",
          {"Tệp không bắt đầu bằng các tiêu đề của thư điện tử.",
           "The bytes do not begin with mail headers."}},
    entry{"no_sender", {"Không đọc được địa chỉ người gửi.", "No sender's address can be read."}},
    entry{"several_senders", {"Thư ghi nhiều người gửi.", "From names more than one sender."}},
    entry{"text_not_plausible",
          {"Phần lớn nội dung không đọc được.", "Much of the text cannot be read."}},
    entry{"text_too_long",
          {"Nội dung dài hơn 1 MiB nên bị cắt bớt.", "The text is longer than 1 MiB and was cut."}},
    entry{"too_large",
          {"Thư lớn hơn 35 MiB; chỉ phần đầu được đọc.",
           "The message is larger than 35 MiB and was read only so far."}},
    entry{"kept_in_part",
          {"Thư lớn hơn 64 MiB; chỉ phần đầu được lưu, mã băm là của toàn bộ thư.",
           "The message is larger than 64 MiB; only the beginning was kept, the hash is of all."}},
    entry{"too_many_lines",
          {"Có quá nhiều dòng có thể là phần hoặc tiêu đề; phần còn lại không được đọc.",
           "Too many lines that could be parts or headers; the rest was not read."}},
    entry{"too_many_parts", {"Thư có hơn 200 phần.", "The message has more than 200 parts."}},
    entry{"parts_too_large",
          {"Các phần của thư, kể cả thư trong thư, lớn hơn 140 MiB nên có phần không được tách ra.",
           "The parts, with messages within messages, are larger than 140 MiB; some were left."}},
    entry{"too_many_words",
          {"Một tiêu đề có quá nhiều từ mã hóa.", "A header has too many encoded words."}},
    entry{"nested_too_deep",
          {"Các phần của thư lồng nhau quá 20 lớp.", "Parts are nested more than 20 deep."}},
    entry{"oversize_header",
          {"Có tiêu đề quá lớn nên bị bỏ qua.", "A header is too large and was left out."}},
    entry{"malformed_header", {"Có dòng tiêu đề không có tên.", "A header line has no name."}},
    entry{"malformed_content_type",
          {"Có tiêu đề Content-Type sai ngữ pháp.", "A Content-Type does not follow the grammar."}},
    entry{"duplicate_header",
          {"Có tiêu đề xuất hiện nhiều lần.", "A header stands more than once."}},
    entry{"nul_in_header", {"Có tiêu đề chứa byte NUL.", "A header contains a NUL byte."}},
    entry{"encoded_container",
          {"Phần chứa các phần khác lại bị mã hóa.", "A container of parts is itself encoded."}},
    entry{"no_boundary",
          {"Thư nhiều phần không có dấu ngăn cách.", "A multipart has no boundary."}},
    entry{"unterminated_multipart",
          {"Thư nhiều phần thiếu dấu kết thúc.", "A multipart ends without its last boundary."}},
    entry{"unknown_encoding",
          {"Có phần mã hóa truyền không nhận ra.", "A part has an unknown transfer encoding."}},
    entry{"broken_base64", {"Có phần base64 bị hỏng.", "A part is not valid base64."}},
    entry{"broken_quoted_printable",
          {"Có phần quoted-printable bị hỏng.", "A part is not valid quoted-printable."}},
    entry{"readings_differ",
          {"Hai cách đọc không thống nhất về các phần của thư.",
           "Two parsers do not agree on the parts of the message."}},
    entry{"charset_unknown",
          {"Không biết bảng mã mà thư ghi.", "The declared character set is not known."}},
    entry{"charset_refused",
          {"Bảng mã mà thư ghi không được đọc vì lý do an toàn.",
           "The declared character set is one that is not read here."}},
    entry{"charset_mismatch",
          {"Nội dung không khớp với bảng mã mà thư ghi.",
           "The text does not fit the declared character set."}},
    entry{"charset_lossy",
          {"Có byte không thuộc bảng mã mà thư ghi.",
           "Some bytes do not exist in the declared character set."}},
    // worth knowing
    entry{"forwarded_message", {"Thư đính kèm cả một thư khác.", "A whole message is attached."}},
    entry{"tnef",
          {"Outlook gói tệp đính kèm trong winmail.dat.",
           "Outlook packed its attachments into winmail.dat."}},
    entry{"html_text", {"Nội dung được lấy từ HTML.", "The text was taken from HTML."}},
    entry{"hidden_characters",
          {"Đã bỏ các ký tự không nhìn thấy.", "Invisible characters were left out."}},
};

} // namespace

mail_words words_of(std::string_view code) {
    const auto* const found = std::ranges::find(all, code, &entry::code);
    return found == all.end() ? mail_words{} : found->words;
}

} // namespace connectors
