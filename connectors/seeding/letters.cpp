#include "connectors/seeding/letters.hpp"

#include "connectors/mail/compose.hpp"
#include "connectors/mail/content_key.hpp"
#include "events/digest.hpp"
#include "projections/mail_index.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <stdexcept>

namespace connectors::seeding {
namespace {

std::string dong(chance& luck) { return fmt::format("{}.000.000 đồng", 5 + luck.below(900)); }

std::string presented(const invented_person& who) {
    return fmt::format("Tôi là {}, sinh năm {}, CMND số {}, địa chỉ: {}, điện thoại {}.\n",
                       who.name, who.born, who.identity_number, who.address, who.phone);
}

std::string signed_by(const invented_person& who) {
    return fmt::format("\nTrân trọng cảm ơn.\nNgười viết\n{}\n", who.name);
}

std::string enforcement_request(chance& luck, const invented_person& from, const engine::office& to,
                                const std::string& judgment, bool complete) {
    const auto debtor = invented_name(luck);
    return fmt::format(
        "Tôi là người được thi hành án theo Bản án số {0} của Tòa án nhân dân.\n"
        "Người phải thi hành án: {1}, địa chỉ: {2}.\n"
        "Nội dung yêu cầu thi hành án: buộc {1} trả cho tôi số tiền {3} và lãi chậm thi hành án.\n"
        "{4}\n",
        judgment, debtor, invented_address(luck, to), dong(luck),
        complete
            ? "Tôi gửi kèm đơn yêu cầu và bản án, đề nghị cơ quan hướng dẫn tôi thủ tục tiếp "
              "theo."
            : fmt::format("Bản án tôi đang nhờ Tòa án sao lại, chưa gửi kèm được. Kính mong cơ "
                          "quan hướng dẫn {}.",
                          from.name));
}

constexpr std::array<std::string_view, 4> complaint_matters{
    "việc kê biên tài sản không đúng với quyết định thi hành án",
    "việc định giá tài sản thấp hơn giá thị trường",
    "việc chậm giao tiền đã thu được cho người được thi hành án",
    "việc phong tỏa tài khoản không thuộc sở hữu của người phải thi hành án"};

} // namespace

words request_words(chance& luck, const invented_person& from, const engine::office& to,
                    std::string_view procedure, bool complete) {
    const auto greeting = fmt::format("Kính gửi: {}\n\n{}", to.name, presented(from));
    const auto judgment = invented_judgment(luck, luck.share() < 0.5 ? 2016 : 2017);
    if (procedure == "enf_request") {
        return {fmt::format("Yêu cầu thi hành án - Bản án {}", judgment),
                greeting + enforcement_request(luck, from, to, judgment, complete) +
                    signed_by(from)};
    }
    if (procedure == "result_confirm") {
        return {"Đề nghị xác nhận kết quả thi hành án",
                greeting +
                    fmt::format("Tôi đã thi hành xong nghĩa vụ theo Quyết định thi hành án số "
                                "{}/QĐ-CCTHADS. Đề nghị cơ quan cấp giấy xác nhận kết quả thi hành "
                                "án để tôi bổ sung hồ sơ vay vốn.\n",
                                1 + luck.below(900)) +
                    signed_by(from)};
    }
    if (procedure == "denunciation") {
        return {"Đơn tố cáo",
                greeting +
                    "Tôi tố cáo cán bộ thụ lý hồ sơ có hành vi nhận tiền của đương sự để kéo dài "
                    "việc thi hành án. Đề nghị giữ bí mật họ tên, địa chỉ của tôi.\n" +
                    signed_by(from)};
    }
    return {"Đơn khiếu nại",
            greeting +
                fmt::format("Tôi khiếu nại {}. Đề nghị Thủ trưởng cơ quan xem xét, "
                            "trả lời cho tôi biết.\n",
                            luck.one_of(complaint_matters)) +
                signed_by(from)};
}

words answer_words(chance& luck, const invented_person& from) {
    return {"Re: Hướng dẫn bổ sung hồ sơ",
            fmt::format("Kính gửi cơ quan,\n\nTôi gửi bổ sung bản sao bản án số {} theo hướng dẫn. "
                        "Kính mong cơ quan xem xét.\n",
                        invented_judgment(luck, 2017)) +
                signed_by(from)};
}

words unclear_words(chance& luck, const invented_person& from) {
    constexpr std::array<std::string_view, 3> questions{
        "Cho tôi hỏi hai hồ sơ của gia đình tôi nộp tháng trước đã đến đâu rồi ạ?",
        "Tôi muốn gặp lãnh đạo cơ quan để trình bày sự việc của mẹ tôi, xin cho biết lịch tiếp "
        "dân.",
        "Tôi chuyển lại thư này cho cơ quan vì không biết phải gửi về đâu."};
    return {"Hỏi về hồ sơ",
            fmt::format("Kính gửi cơ quan,\n\n{}\n", luck.one_of(questions)) + signed_by(from)};
}

words automatic_words() {
    return {"Tự động trả lời: Hướng dẫn bổ sung hồ sơ",
            "Tôi đang đi vắng và sẽ trả lời thư sau khi về.\n"};
}

std::string mailbox_of(const engine::office& office) {
    return office.email ? office.email->address : office.key.str() + "@motcua.invalid";
}

letter write_letter(const envelope& around, words said) {
    outgoing_message mail;
    mail.from_name = around.from.name;
    mail.from_address = around.from.email;
    mail.to_name = around.to.name;
    mail.to_address = mailbox_of(around.to);
    mail.subject = said.subject;
    mail.date = std::chrono::floor<std::chrono::seconds>(around.sent);
    mail.message_id = message_id_of(around.name, "mail.example.vn");
    mail.in_reply_to = around.in_reply_to;
    mail.text = said.text;
    auto raw = compose_message(mail);
    if (!raw) {
        throw std::logic_error("an invented mail cannot be composed: " + raw.error().detail);
    }
    inbound_message read;
    read.from_address = mail.from_address;
    read.subject = mail.subject;
    read.in_reply_to = mail.in_reply_to;
    read.date = mail.date;
    read.text = mail.text;
    letter out;
    out.about.sha256 = events::sha256(*raw);
    out.about.message_key = projections::message_key(mail.message_id);
    out.about.content_key = content_key(read);
    out.about.reason = around.reason;
    out.raw = *std::move(raw);
    out.message_id = mail.message_id;
    out.said = std::move(said);
    return out;
}

void bring(matter& m, const letter& mail, sender who) {
    auto& step = m.in.steps.back();
    step.raw_mail = mail.raw;
    step.what.documents.push_back(
        {mail.about.sha256, "raw_mail", "message/rfc822", mail.raw.size()});
    if (who == sender::new_person) {
        m.seal(m.person_id, m.part,
               nlohmann::json{{"name", m.person.name}, {"email", m.person.email}}.dump());
    }
    m.seal(m.person_id, "mail",
           nlohmann::json{{"subject", mail.said.subject},
                          {"text", mail.said.text},
                          {"message_id", mail.message_id}}
               .dump());
}

} // namespace connectors::seeding
