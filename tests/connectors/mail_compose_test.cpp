#include "connectors/mail/compose.hpp"
#include "connectors/mail/parse.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

using namespace connectors;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace {

outgoing_message guidance() {
    outgoing_message message;
    message.from_name = "Cục Thi hành án dân sự tỉnh Cà Mau";
    message.from_address = "htttcamau@moj.gov.vn";
    message.to_name = "Lê Quốc Khởi";
    message.to_address = "le.khoi@example.vn";
    message.subject = "[HT96-170601-0002] Hướng dẫn bổ sung, hoàn thiện hồ sơ";
    message.date = *events::instant_from_text("2017-06-01T02:30:00Z");
    message.message_id = "guidance-of-a2@thads.example.invalid";
    message.in_reply_to = "a2@mail.example.vn";
    message.references = {"a2@mail.example.vn"};
    message.text = "Kính gửi Ông/Bà Lê Quốc Khởi,\n\nHồ sơ còn thiếu:\n- Bản án số 07/2017/DSST;\n"
                   "- Giấy tờ tùy thân.\n\nTrân trọng./.\n";
    return message;
}

std::string refusal_of(const outgoing_message& message) {
    const auto result = compose_message(message);
    return result ? "" : result.error().code;
}

/// The head of a message, up to the first empty line.
std::string head_of(const std::string& bytes) { return bytes.substr(0, bytes.find("\r\n\r\n")); }

} // namespace

TEST(mail_compose, writes_the_same_bytes_for_the_same_message) {
    outgoing_message message = guidance();
    message.files = {{"Hướng dẫn.pdf", "application/pdf", std::string("%PDF-1.4\n\0\xFF", 11)}};
    const auto first = compose_message(message);
    const auto again = compose_message(message);
    ASSERT_TRUE(first && again);
    EXPECT_EQ(*first, *again);
    testing_support::expect_published("tests/data/mail/golden/guidance.eml", *first);
}

TEST(mail_compose, comes_back_as_it_was_written) {
    outgoing_message message = guidance();
    message.files = {{"Hướng dẫn.pdf", "application/pdf", std::string("%PDF-1.4\n\0\xFF", 11)},
                     {"Mẫu đơn yêu cầu thi hành án (D04-THA).docx", "application/octet-stream",
                      "PK\x03\x04word/"}};
    const inbound_message read = parse_message(compose_message(message).value());
    EXPECT_THAT(read.ambiguous, IsEmpty());
    EXPECT_EQ(read.from_name, message.from_name);
    EXPECT_EQ(read.from_address, message.from_address);
    EXPECT_EQ(read.to, std::vector<std::string>{message.to_address});
    EXPECT_EQ(read.subject, message.subject);
    EXPECT_EQ(read.date, message.date);
    EXPECT_EQ(read.message_id, message.message_id);
    EXPECT_EQ(read.in_reply_to, message.in_reply_to);
    EXPECT_EQ(read.references, message.references);
    EXPECT_EQ(read.text, message.text);
    EXPECT_FALSE(read.automatic);
    ASSERT_EQ(read.attachments.size(), 2U);
    EXPECT_EQ(read.attachments[0].sent_name, "Hướng dẫn.pdf");
    EXPECT_EQ(read.attachments[0].bytes, message.files[0].bytes);
    EXPECT_EQ(read.attachments[1].sent_name, message.files[1].name);
}

TEST(mail_compose, marks_an_automatic_answer_as_one) {
    outgoing_message message = guidance();
    message.origin = mail_origin::automatic;
    const inbound_message read = parse_message(compose_message(message).value());
    ASSERT_TRUE(read.automatic);
    EXPECT_EQ(read.automatic->code, "auto_submitted");
}

TEST(mail_compose, refuses_line_ends_in_every_header) {
    const std::string evil = "x\r\nBcc: victim@example.vn";
    for (const char* end : {"\r", "\n", "\r\n", "\x01", "\x7F"}) {
        outgoing_message message = guidance();
        message.subject = std::string("x") + end + "Bcc: victim@example.vn";
        EXPECT_EQ(refusal_of(message), "control_character");
    }
    outgoing_message message = guidance();
    message.from_name = evil;
    EXPECT_EQ(refusal_of(message), "control_character");
    message = guidance();
    message.to_name = evil;
    EXPECT_EQ(refusal_of(message), "control_character");
    message = guidance();
    message.files = {{evil, "application/pdf", "x"}};
    EXPECT_EQ(refusal_of(message), "control_character");
    message = guidance();
    message.files = {{"a.pdf", "application/pdf\r\nBcc: v@x.vn", "x"}};
    EXPECT_EQ(refusal_of(message), "bad_media_type");
    message = guidance();
    message.in_reply_to = "a@b>\r\nBcc: v@x.vn";
    EXPECT_EQ(refusal_of(message), "bad_message_id");
    message = guidance();
    message.references = {"a@b", "c@d\n e"};
    EXPECT_EQ(refusal_of(message), "bad_message_id");
    message = guidance();
    message.message_id = "a@b\r\n";
    EXPECT_EQ(refusal_of(message), "bad_message_id");
}

TEST(mail_compose, refuses_an_address_that_is_more_than_one) {
    for (const char* bad :
         {"", "a", "a@", "@b", "a@b, c@d", "a@b\r\nBcc: c@d", "a b@c", "<a@b>", "a@b@c", "a..b@c",
          "\"a\"@b", "a@[127.0.0.1]", "a@b;c@d", "người@example.vn", "a@.b", "a@b "}) {
        outgoing_message message = guidance();
        message.to_address = bad;
        EXPECT_EQ(refusal_of(message), "bad_address") << bad;
    }
    outgoing_message longest = guidance();
    longest.to_address = std::string(250, 'a') + "@b.vn";
    EXPECT_EQ(refusal_of(longest), "bad_address");
}

TEST(mail_compose, refuses_an_empty_message) {
    outgoing_message message = guidance();
    message.text = " \n";
    EXPECT_EQ(refusal_of(message), "empty_message");
    message = guidance();
    message.subject = "";
    EXPECT_EQ(refusal_of(message), "empty_message");
}

TEST(mail_compose, keeps_a_name_from_posing_as_an_address) {
    outgoing_message message = guidance();
    message.to_name = "cuc@moj.gov.vn>, \"Khác\" <khac@example.vn";
    const auto bytes = compose_message(message).value();
    const inbound_message read = parse_message(bytes);
    EXPECT_EQ(read.to, std::vector<std::string>{message.to_address});
}

TEST(mail_compose, does_not_let_plain_text_pose_as_an_encoded_word) {
    outgoing_message message = guidance();
    message.subject = "=?utf-8?q?a=0D=0ABcc=3A_v=40x?= hồ sơ";
    const auto bytes = compose_message(message).value();
    EXPECT_THAT(head_of(bytes), Not(HasSubstr("=?utf-8?q?a=0D")));
    EXPECT_EQ(parse_message(bytes).subject, message.subject);
    message.to_name = message.from_name = "=?utf-8?q?C=E1=BB=A5c?= <cuc@moj.gov.vn>";
    EXPECT_EQ(parse_message(compose_message(message).value()).from_name, message.from_name);
}

TEST(mail_compose, keeps_every_line_within_the_limit_of_smtp_and_in_ascii) {
    outgoing_message message = guidance();
    message.subject = std::string(300, 'd') + " đ " + std::string(200, 'e');
    message.text = std::string(5000, 'x') + "\n.\n..\nFrom x\n" + std::string(3000, ' ') + "đ\n";
    for (int i = 0; i < 60; ++i) {
        message.references.push_back(std::string(60, 'r') + std::to_string(i) + "@x");
    }
    const auto bytes = compose_message(message).value();
    std::size_t start = 0;
    while (start < bytes.size()) {
        const auto end = bytes.find("\r\n", start);
        ASSERT_NE(end, std::string::npos) << "every line ends in CRLF";
        EXPECT_LE(end - start, 998U);
        EXPECT_EQ(bytes.substr(start, end - start).find('\n'), std::string::npos);
        start = end + 2;
    }
    for (const char c : bytes) {
        ASSERT_TRUE(c == '\r' || c == '\n' || c == '\t' || (c >= ' ' && c < 0x7F));
    }
    EXPECT_EQ(parse_message(bytes).text, message.text);
}

TEST(mail_compose, brings_random_vietnamese_through) {
    const auto seed = std::random_device{}();
    RecordProperty("seed", static_cast<int>(seed));
    std::mt19937 random(seed);
    const std::vector<std::string> pieces{"Kính gửi", "Ông/Bà", "Đượm", "Ửng", " ",   "  ",    "\n",
                                          "=",        "=?",     "?=",   "\t",  ".",   "…",     "_",
                                          "\"",       ",",      "🏛",   "ỹ",   "(x)", "x@y.vn"};
    for (int round = 0; round < 300; ++round) {
        outgoing_message message = guidance();
        message.subject = "s";
        message.text = "t";
        for (int i = 0; i < 40; ++i) {
            const std::string& piece = pieces[random() % pieces.size()];
            message.text += piece;
            message.subject += piece == "\n" || piece == "\t" ? "" : piece;
        }
        message.text += "\n";
        const inbound_message read = parse_message(compose_message(message).value());
        ASSERT_EQ(read.text, message.text) << "seed " << seed;
        std::string even = message.subject;
        for (auto at = even.find("  "); at != std::string::npos; at = even.find("  ")) {
            even.erase(at, 1);
        }
        even.erase(even.find_last_not_of(' ') + 1);
        ASSERT_EQ(read.subject, even) << "seed " << seed;
    }
}

TEST(mail_compose, derives_an_id_from_a_name) {
    EXPECT_EQ(message_id_of("command 1", "thads.example.invalid"),
              message_id_of("command 1", "thads.example.invalid"));
    EXPECT_NE(message_id_of("command 1", "thads.example.invalid"),
              message_id_of("command 2", "thads.example.invalid"));
    outgoing_message message = guidance();
    message.message_id = message_id_of("command 1", "thads.example.invalid");
    EXPECT_TRUE(compose_message(message));
}
