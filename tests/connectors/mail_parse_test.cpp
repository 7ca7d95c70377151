#include "connectors/mail/parse.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

using namespace connectors;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace {

inbound_message sample(const std::string& name) {
    return parse_message(testing_support::source_file("tests/data/mail/" + name + ".eml"));
}

std::vector<std::string> codes(const std::vector<mail_finding>& found) {
    std::vector<std::string> all;
    for (const mail_finding& one : found) {
        all.push_back(one.code);
    }
    return all;
}

bool has(const std::vector<mail_finding>& found, const std::string& code) {
    const auto all = codes(found);
    return std::find(all.begin(), all.end(), code) != all.end();
}

/// A message with these headers and this body, otherwise plain.
inbound_message parsed(const std::string& headers, const std::string& body) {
    return parse_message("From: dan@example.vn\r\n" + headers + "\r\n" + body);
}

inbound_message with_subject(const std::string& raw) {
    return parsed("Subject: " + raw + "\r\n", "x\r\n");
}

inbound_message with_file(const std::string& disposition) {
    return parsed("Content-Type: application/pdf\r\nContent-Disposition: " + disposition + "\r\n",
                  "%PDF-1.4\r\n");
}

} // namespace

TEST(mail_parse, reads_a_complete_request_with_its_three_papers) {
    const inbound_message mail = sample("01-request-complete");
    EXPECT_EQ(mail.from_name, "Nguyễn Thị Đặng Hường");
    EXPECT_EQ(mail.from_address, "huong.ntd@example.vn");
    EXPECT_THAT(mail.to, ElementsAre("htttcamau@moj.gov.vn"));
    EXPECT_EQ(mail.subject, "Yêu cầu thi hành án - Bản án 15/2017/DS-PT");
    EXPECT_EQ(mail.message_id, "a1@mail.example.vn");
    ASSERT_TRUE(mail.date);
    EXPECT_EQ(events::to_text(*mail.date), "2017-06-01T01:12:41.000Z");
    EXPECT_TRUE(mail.text.starts_with("Kính gửi: Cục Thi hành án dân sự tỉnh Cà Mau\n\nTôi là "));
    ASSERT_EQ(mail.attachments.size(), 3U);
    EXPECT_EQ(mail.attachments[0].display_name, "Bản án 15-2017-DS-PT.pdf");
    EXPECT_EQ(mail.attachments[1].display_name, "Đơn yêu cầu thi hành án.pdf");
    EXPECT_EQ(mail.attachments[2].display_name, "CMND.pdf");
    EXPECT_EQ(mail.attachments[0].sniffed_type, "application/pdf");
    EXPECT_EQ(mail.attachments[0].sha256, events::sha256(mail.attachments[0].bytes));
    EXPECT_THAT(mail.ambiguous, IsEmpty());
    EXPECT_FALSE(mail.automatic);
}

TEST(mail_parse, finds_no_fault_in_the_eleven_good_samples) {
    for (const char* name :
         {"01-request-complete", "02-request-no-judgment", "03-wrong-office", "04-no-right",
          "05-confirm-result", "06-complaint", "07-denunciation", "08-supplement-reply",
          "09-windows-1258", "10-auto-reply", "11-duplicate-of-01"}) {
        EXPECT_THAT(codes(sample(name).ambiguous), IsEmpty()) << name;
    }
}

TEST(mail_parse, composes_the_combining_marks_of_windows_1258) {
    const inbound_message mail = sample("09-windows-1258");
    EXPECT_TRUE(mail.text.starts_with("Kính gửi: Cục Thi hành án dân sự tỉnh Cà Mau\n\n"
                                      "Tôi là Ngân hàng TMCP Đông Á, sinh năm 1979, "));
    EXPECT_THAT(mail.text, HasSubstr("đề nghị cơ quan hướng dẫn tôi thủ tục tiếp theo"));
    for (const char* combining : {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}) {
        EXPECT_THAT(mail.text, Not(HasSubstr(combining)));
    }
}

TEST(mail_parse, sees_one_message_that_came_by_two_relays_as_one) {
    const inbound_message first = sample("01-request-complete");
    const inbound_message again = sample("11-duplicate-of-01");
    EXPECT_NE(first.sha256, again.sha256);
    EXPECT_EQ(first.content_key, again.content_key);
    EXPECT_NE(first.content_key, sample("03-wrong-office").content_key);
}

TEST(mail_parse, keys_the_content_and_not_its_encoding) {
    const std::string head = "Subject: =?utf-8?q?Y=C3=AAu_c=E1=BA=A7u?=\r\nContent-Type: "
                             "text/plain; charset=";
    const auto quoted = parsed(head + "utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n",
                               "T=C3=B4i y=\r\n=C3=AAu");
    const auto base64 = parsed("Message-ID: <other@x>\r\nReceived: from a by b\r\n" + head +
                                   "utf-8\r\nContent-Transfer-Encoding: base64\r\n",
                               "VMO0aSB5w6p1\r\n");
    const auto old = parsed(head + "windows-1258\r\n", "T\xF4i y\xEAu\r\n");
    EXPECT_EQ(quoted.text, "Tôi yêu");
    EXPECT_EQ(quoted.content_key, base64.content_key);
    EXPECT_EQ(quoted.content_key, old.content_key);
    EXPECT_NE(quoted.content_key, parsed(head + "utf-8\r\n", "Toi yeu\r\n").content_key);
}

TEST(mail_parse, keys_a_reminder_of_another_day_as_another_message) {
    const std::string body = "Cho tôi hỏi kết quả.\r\n";
    const auto first = parsed("Date: Thu, 01 Jun 2017 08:12:41 +0700\r\n", body);
    const auto evening = parsed("Date: Thu, 01 Jun 2017 20:00:00 +0700\r\n", body);
    const auto later = parsed("Date: Mon, 03 Jul 2017 08:12:41 +0700\r\n", body);
    EXPECT_EQ(first.content_key, evening.content_key);
    EXPECT_NE(first.content_key, later.content_key);
}

TEST(mail_parse, keeps_the_quote_but_tells_what_is_fresh) {
    const inbound_message mail = sample("08-supplement-reply");
    EXPECT_THAT(mail.text, HasSubstr("> Kính gửi ông Lê Quốc Khởi"));
    EXPECT_EQ(mail.fresh_text, "Tôi gửi bổ sung bản án số 07/2017/DSST theo hướng dẫn.");
    EXPECT_THAT(mail.references,
                ElementsAre("a2@mail.example.vn", "guidance-of-a2@thads.example.invalid"));
    EXPECT_EQ(mail.in_reply_to, "guidance-of-a2@thads.example.invalid");
}

TEST(mail_parse, drops_the_quotes_of_web_mails_and_outlook) {
    EXPECT_EQ(parsed("", "Đã gửi.\n\nVào 08:12, Th 5, 1 thg 6, 2017 Cục THADS <a@b.vn>\n"
                         "đã viết:\n\n> Kính gửi\n")
                  .fresh_text,
              "Đã gửi.");
    EXPECT_EQ(parsed("", "Tôi đồng ý.\n\n-----Original Message-----\nFrom: x\nKính gửi").fresh_text,
              "Tôi đồng ý.");
    EXPECT_EQ(parsed("", "Ông ấy đã viết:\nTôi không trả.\n").fresh_text,
              "Ông ấy đã viết:\nTôi không trả.");
}

TEST(mail_parse, reads_encoded_words_whatever_their_form) {
    EXPECT_EQ(with_subject("=?utf-8?b?4bs=?= =?utf-8?b?hw==?=").subject, "ệ")
        << "a letter split over two base64 words";
    EXPECT_EQ(with_subject("=?utf-8?q?=E1=BB?=\r\n =?UTF-8?B?hw==?=").subject, "ệ")
        << "a letter split over a Q and a B word";
    EXPECT_EQ(with_subject("Re: =?windows-1258?q?g=FD=D2i?= 15/2017").subject, "Re: gửi 15/2017");
    EXPECT_EQ(with_subject("=?utf-8*vi?q?h=E1=BB=93_s=C6=A1?=").subject, "hồ sơ");
    EXPECT_EQ(with_subject("=?utf-8?q?a?= =?utf-8?q?_b?= c").subject, "a b c");
    EXPECT_EQ(with_subject("Hồ sơ =?x?").subject, "Hồ sơ =?x?");
    EXPECT_EQ(with_subject("g\xFD\xD2i h\xF4\xCC s\xF5").subject, "gửi hồ sơ") << "raw 8-bit";
}

TEST(mail_parse, marks_words_of_an_unknown_character_set) {
    const inbound_message mail = with_subject("=?x-nowhere?q?g=FD=D2i?=");
    EXPECT_EQ(mail.subject, "gửi");
    EXPECT_TRUE(has(mail.ambiguous, "charset_unknown"));
}

TEST(mail_parse, cleans_what_staff_will_read) {
    EXPECT_EQ(with_subject("=?utf-8?q?a=00b=0D=0ABcc:_x=E2=80=AEfdp=E2=80=8B?=").subject,
              "ab Bcc: xfdp");
    const auto mail = parse_message("From: =?utf-8?q?C=E1=BB=A5c_=E2=80=AETHADS=07?= "
                                    "<Dan.Nguyen@Example.VN>\r\n\r\na\x01"
                                    "b\xE2\x80\xAE"
                                    "c\r\n");
    EXPECT_EQ(mail.from_name, "Cục THADS");
    EXPECT_EQ(mail.from_address, "dan.nguyen@example.vn");
    EXPECT_EQ(mail.text, "abc\n");
    EXPECT_TRUE(has(mail.notes, "hidden_characters"));
}

TEST(mail_parse, is_not_fooled_by_an_address_inside_a_name) {
    const auto mail = parse_message("From: =?utf-8?q?cuc=40moj=2Egov=2Evn=2C_x?= <b@evil.example>, "
                                    "\r\nTo: \"A, B\" <to@x.vn>, nhom: c@x.vn, d@x.vn;\r\n\r\nx");
    EXPECT_EQ(mail.from_name, "cuc@moj.gov.vn, x");
    EXPECT_EQ(mail.from_address, "b@evil.example");
    EXPECT_THAT(mail.to, ElementsAre("to@x.vn", "c@x.vn", "d@x.vn"));
}

TEST(mail_parse, reads_file_names_of_every_form) {
    const auto name = [](const std::string& disposition) {
        const auto mail = with_file(disposition);
        return mail.attachments.empty() ? "none" : mail.attachments[0].display_name;
    };
    EXPECT_EQ(name("attachment; filename*=utf-8''B%E1%BA%A3n%20%C3%A1n.pdf"), "Bản án.pdf");
    EXPECT_EQ(name("attachment; filename*0*=utf-8''%E1%BB; filename*1*=%87.pdf"), "ệ.pdf");
    EXPECT_EQ(name("attachment; filename*=windows-1258''g%FD%D2i.pdf"), "gửi.pdf");
    EXPECT_EQ(name("attachment; filename=\"=?utf-8?b?4bs=?= =?utf-8?b?hw==?=.pdf\""), "ệ.pdf");
    EXPECT_EQ(name("attachment; filename=\"Bản án.pdf\""), "Bản án.pdf");
    EXPECT_EQ(name("attachment; filename=\"g\xFD\xD2i.pdf\""), "gửi.pdf");
    EXPECT_EQ(name("attachment; filename=ban an.pdf"), "ban an.pdf");
    EXPECT_EQ(name("attachment"), "tep-dinh-kem-1.pdf");
}

TEST(mail_parse, shows_no_attachment_as_a_path) {
    const auto name = [](const std::string& sent) {
        return with_file("attachment; filename*=utf-8''" + sent).attachments.at(0).display_name;
    };
    EXPECT_EQ(name("..%2F..%2Fetc%2Fpasswd"), "passwd");
    EXPECT_EQ(name("C%3A%5CUsers%5Ca%5CBan%20an.pdf"), "Ban an.pdf");
    EXPECT_EQ(name("a%E2%88%95b%EF%BC%8Fc.pdf"), "a_b_c.pdf") << "look-alike slashes";
    EXPECT_EQ(name(".htaccess"), "htaccess");
    EXPECT_EQ(name("nul.pdf"), "_nul.pdf");
    EXPECT_EQ(name("%2E%2E"), "tep-dinh-kem-1.pdf");
    EXPECT_EQ(name("hop%20dong%E2%80%AEfdp.exe"), "hop dongfdp.exe");
    const std::string longest = name(std::string(4000, 'a') + ".pdf");
    EXPECT_EQ(longest.size(), 120U);
    EXPECT_TRUE(longest.ends_with("a.pdf"));
}

TEST(mail_parse, keeps_the_name_as_it_was_sent) {
    const auto mail = with_file("attachment; filename*=utf-8''..%2Fa%0Ab.pdf");
    EXPECT_EQ(mail.attachments.at(0).sent_name, "../a\nb.pdf");
}

TEST(mail_parse, sniffs_what_a_file_really_is) {
    EXPECT_EQ(with_file("attachment; filename=x.exe").attachments.at(0).sniffed_type,
              "application/pdf");
    const auto program = parsed("Content-Type: application/pdf\r\n", "MZ\x90 not a pdf");
    EXPECT_EQ(program.attachments.at(0).declared_type, "application/pdf");
    EXPECT_EQ(program.attachments.at(0).sniffed_type, "application/x-dosexec");
}

TEST(mail_parse, takes_the_text_of_an_html_only_mail) {
    const auto mail =
        parsed("Content-Type: text/html; charset=utf-8\r\n",
               "<html><head><title>không</title><style>p{}</style></head><body><p>K&iacute;nh "
               "g&#7917;i<br>C&#x1EE5;c&nbsp;THADS</p><script>alert('a</p>')</script>"
               "<!-- ẩn <p> --><div title='a>b'>1 &lt; 2 &amp; 3&unknown;</div></body></html>");
    EXPECT_EQ(mail.text, "Kính gửi\nCục THADS\n1 < 2 & 3&unknown;\n");
    EXPECT_TRUE(has(mail.notes, "html_text"));
    EXPECT_THAT(mail.attachments, IsEmpty());
}

TEST(mail_parse, prefers_the_plain_part_of_an_alternative) {
    const auto alternative = [](const std::string& plain) {
        return parsed("Content-Type: multipart/alternative; boundary=b\r\n",
                      "--b\r\nContent-Type: text/plain\r\n\r\n" + plain +
                          "\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>giau</p>\r\n--b--\r\n");
    };
    EXPECT_EQ(alternative("chu").text, "chu");
    EXPECT_THAT(alternative("  ").text, HasSubstr("giau")) << "an empty plain part says nothing";
}

TEST(mail_parse, takes_a_forwarded_message_apart_as_well) {
    const auto mail = parsed("Content-Type: multipart/mixed; boundary=b\r\n",
                             "--b\r\n\r\nchuyển tiếp\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
                             "From: x@y.vn\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n"
                             "--c\r\n\r\nbên trong\r\n--c\r\nContent-Type: application/pdf; "
                             "name=banan.pdf\r\n\r\n%PDF-1\r\n--c--\r\n--b--\r\n");
    EXPECT_THAT(mail.ambiguous, IsEmpty());
    EXPECT_EQ(mail.text, "chuyển tiếp");
    ASSERT_EQ(mail.attachments.size(), 2U);
    EXPECT_EQ(mail.attachments[0].declared_type, "message/rfc822");
    EXPECT_THAT(mail.attachments[0].bytes, HasSubstr("bên trong"));
    EXPECT_EQ(mail.attachments[1].display_name, "banan.pdf");
}

TEST(mail_parse, knows_automatic_mail_by_its_headers) {
    const auto reason = [](const std::string& headers) {
        const auto mail = parsed(headers, "x");
        return mail.automatic ? mail.automatic->code : "";
    };
    EXPECT_EQ(reason("Auto-Submitted: auto-replied\r\n"), "auto_submitted");
    EXPECT_EQ(reason("Auto-Submitted: Auto-Generated; type=x\r\n"), "auto_submitted");
    EXPECT_EQ(reason("Auto-Submitted: no\r\n"), "");
    EXPECT_EQ(reason("Precedence: bulk\r\n"), "bulk_precedence");
    EXPECT_EQ(reason("Precedence: first-class\r\n"), "");
    EXPECT_EQ(reason("List-Id: <nhom.example.vn>\r\n"), "mailing_list");
    EXPECT_EQ(reason("Return-Path: <>\r\n"), "null_return_path");
    EXPECT_EQ(reason("Return-Path: <dan@example.vn>\r\n"), "");
    EXPECT_EQ(reason("X-Autoreply: yes\r\n"), "auto_reply_header");
    const auto daemon = parse_message("From: MAILER-DAEMON@mx.example.vn\r\n\r\nx");
    ASSERT_TRUE(daemon.automatic);
    EXPECT_EQ(daemon.automatic->code, "system_sender");
}

TEST(mail_parse, names_the_message_that_a_delivery_report_is_about) {
    const auto mail = parsed(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n",
        "--b\r\n\r\nKhông gửi được.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx\r\n\r\nAction: failed\r\n\r\n--b\r\nContent-Type: "
        "message/rfc822\r\n\r\nMessage-ID: <guidance-1@thads.example.invalid>\r\nSubject: x\r\n\r\n"
        "x\r\n--b--\r\n");
    ASSERT_TRUE(mail.automatic);
    EXPECT_EQ(mail.automatic->code, "delivery_report");
    EXPECT_EQ(mail.report_of, "guidance-1@thads.example.invalid");
}

TEST(mail_parse, knows_a_report_by_its_type_alone) {
    const auto mail = parsed("Content-Type: multipart/report; boundary=b\r\n",
                             "--b\r\n\r\nKhông gửi được.\r\n--b\r\nContent-Type: "
                             "message/rfc822\r\n\r\nMessage-ID: <guidance-1@thads.example.invalid>"
                             "\r\nSubject: x\r\n\r\nx\r\n--b--\r\n");
    ASSERT_TRUE(mail.automatic);
    EXPECT_EQ(mail.automatic->code, "delivery_report");
    EXPECT_EQ(mail.report_of, "guidance-1@thads.example.invalid");
}

TEST(mail_parse, reports_what_parsers_could_read_in_two_ways) {
    EXPECT_THAT(codes(sample("12-broken-mime").ambiguous),
                testing::IsSupersetOf({"broken_base64", "unterminated_multipart"}));
    const std::string text = "Content-Type: text/plain\r\n";
    EXPECT_TRUE(has(parsed(text + text, "x").ambiguous, "duplicate_header"));
    EXPECT_TRUE(has(parsed("Content-Type: plain\r\n", "x").ambiguous, "malformed_content_type"));
    EXPECT_TRUE(has(parsed("Content-Type: multipart/mixed\r\n", "x").ambiguous, "no_boundary"));
    EXPECT_TRUE(
        has(parsed("Content-Transfer-Encoding: rot13\r\n", "x").ambiguous, "unknown_encoding"));
    EXPECT_TRUE(has(parsed("Content-Transfer-Encoding: quoted-printable\r\n", "a=ZZ").ambiguous,
                    "broken_quoted_printable"));
    EXPECT_TRUE(has(parsed("Content-Type: text/plain; charset=x-nowhere\r\n", "\xE1").ambiguous,
                    "charset_unknown"));
    EXPECT_TRUE(has(parse_message("From: a@x.vn, b@x.vn\r\n\r\nx").ambiguous, "several_senders"));
    EXPECT_TRUE(has(parse_message("Subject: x\r\n\r\nx").ambiguous, "no_sender"));
}

TEST(mail_parse, does_not_doubt_a_missing_message_id) {
    const auto mail = parsed("", "x");
    EXPECT_EQ(mail.message_id, "");
    EXPECT_THAT(mail.ambiguous, IsEmpty());
}

TEST(mail_parse, reads_ids_as_programs_write_them) {
    const auto mail = parsed("Message-ID: <a@x> (comment)\r\nIn-Reply-To: Message of 1 June "
                             "<b@x>\r\nReferences: <c@x>\r\n\t<d@x><e@x> rest\r\n",
                             "x");
    EXPECT_EQ(mail.message_id, "a@x");
    EXPECT_EQ(mail.in_reply_to, "b@x");
    EXPECT_THAT(mail.references, ElementsAre("c@x", "d@x", "e@x"));
    EXPECT_EQ(parsed("Message-ID: no-brackets@x\r\n", "x").message_id, "no-brackets@x");
}

TEST(mail_parse, treats_the_declared_character_set_as_a_hint) {
    const auto read = [](const std::string& charset, const std::string& body) {
        return parsed("Content-Type: text/plain" + charset + "\r\n", body);
    };
    const std::string old = "K\xEDnh g\xFD\xD2i C\x75\xF2\x63 THADS t\x69\xD2nh";
    const std::string meant = "Kính gửi Cục THADS tỉnh";
    EXPECT_EQ(read("; charset=windows-1258", old).text, meant);
    EXPECT_THAT(read("; charset=windows-1258", old).ambiguous, IsEmpty());
    EXPECT_EQ(read("; charset=utf-8", old).text, meant);
    EXPECT_TRUE(has(read("; charset=utf-8", old).ambiguous, "charset_mismatch"));
    EXPECT_EQ(read("", old).text, meant);
    EXPECT_TRUE(has(read("", old).ambiguous, "charset_mismatch"));
    EXPECT_EQ(read("", meant).text, meant);
    EXPECT_THAT(read("", meant).ambiguous, IsEmpty()) << "UTF-8 cannot be met by chance";
}
