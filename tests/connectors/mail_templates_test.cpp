#include "connectors/mail/compose.hpp"
#include "connectors/mail/official_words.hpp"
#include "connectors/mail/parse.hpp"
#include "connectors/mail/recognise.hpp"
#include "connectors/mail/template_check.hpp"
#include "connectors/mail/templates.hpp"
#include "events/fault.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

using namespace connectors;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

namespace {

constexpr mail_template all_letters[] = {mail_template::guidance_incomplete,
                                         mail_template::guidance_no_right,
                                         mail_template::guidance_no_jurisdiction,
                                         mail_template::guidance_complaint,
                                         mail_template::guidance_denunciation,
                                         mail_template::appointment,
                                         mail_template::apology,
                                         mail_template::result_ready,
                                         mail_template::receipt,
                                         mail_template::supplement,
                                         mail_template::refusal,
                                         mail_template::referral,
                                         mail_template::suspended,
                                         mail_template::resumed,
                                         mail_template::stopped,
                                         mail_template::corrected,
                                         mail_template::revoked,
                                         mail_template::result_sent,
                                         mail_template::result_waits,
                                         mail_template::support_closed,
                                         mail_template::petition_docketed,
                                         mail_template::petition_declined,
                                         mail_template::petition_transferred,
                                         mail_template::petition_guided,
                                         mail_template::resolution_sent,
                                         mail_template::period_extended,
                                         mail_template::letter_enclosed};

mail_values values() {
    return {
        {"code", "HT96-170601-0002"},
        {"recipient", recipient("Lê Quốc Khởi")},
        {"received", official_date(*events::date_from_text("2017-06-01"))},
        {"office", "Cục Thi hành án dân sự tỉnh Cà Mau"},
        {"office_address", "(địa chỉ của cơ quan)"},
        {"office_phone", "(điện thoại của cơ quan)"},
        {"office_email", "htttcamau@moj.gov.vn"},
        {"request", "yêu cầu thi hành án theo Bản án số 07/2017/DSST"},
        {"missing", listed({"Bản án số 07/2017/DSST ngày 12/4/2017", "giấy tờ tùy thân"})},
        {"reason", "Ông/Bà không phải là đương sự và không có văn bản ủy quyền."},
        {"competent_office", "Chi cục Thi hành án dân sự thành phố Tam Kỳ, tỉnh Quảng Nam"},
        {"competent_address", "(địa chỉ của cơ quan có thẩm quyền)"},
        {"competent_person", "Cục trưởng Cục Thi hành án dân sự tỉnh Cà Mau."},
        {"when", official_moment(*events::instant_from_text("2017-06-05T01:30:00Z"))},
        {"place", "Bộ phận một cửa, Cục Thi hành án dân sự tỉnh Cà Mau"},
        {"papers", listed({"bản án", "giấy tờ tùy thân"})},
        {"due", "ngày 08 tháng 6 năm 2017"},
        {"new_due", "ngày 12 tháng 6 năm 2017"},
        {"result", "Quyết định thi hành án số 112/QĐ-CTHADS"},
        {"document", "Thông báo thụ lý khiếu nại số 01/TB-CTHADS"},
        {"number", "01/TB-CTHADS"},
    };
}

events::local_date day_of(const char* text) { return *events::date_from_text(text); }

/// A text beside the common one, and a case that it is for.
struct other_text {
    const char* file;
    mail_template which;
    mail_occasion of;
};

std::vector<other_text> other_texts() {
    const mail_occasion in_2026{"enf_request", day_of("2026-07-01")};
    const mail_occasion confirm{"result_confirm", day_of("2026-06-30")};
    const mail_occasion complaint{"complaint", day_of("2022-03-01")};
    const mail_occasion confirm_in_2026{"result_confirm", day_of("2026-07-01")};
    return {
        {"appointment.law_2025", mail_template::appointment, in_2026},
        {"guidance_complaint.law_2025", mail_template::guidance_complaint, in_2026},
        {"guidance_denunciation.law_2025", mail_template::guidance_denunciation, in_2026},
        {"guidance_incomplete.law_2025", mail_template::guidance_incomplete, in_2026},
        {"guidance_no_jurisdiction.law_2025", mail_template::guidance_no_jurisdiction, in_2026},
        {"guidance_no_right.law_2025", mail_template::guidance_no_right, in_2026},
        {"guidance_incomplete.result_confirm", mail_template::guidance_incomplete, confirm},
        {"guidance_incomplete.result_confirm_law_2025", mail_template::guidance_incomplete,
         confirm_in_2026},
        {"guidance_no_right.result_confirm", mail_template::guidance_no_right, confirm},
        {"guidance_no_right.result_confirm_law_2025", mail_template::guidance_no_right,
         confirm_in_2026},
        {"guidance_no_jurisdiction.result_confirm", mail_template::guidance_no_jurisdiction,
         confirm_in_2026},
        {"letter_enclosed.complaint", mail_template::letter_enclosed, complaint},
        {"stopped.complaint", mail_template::stopped, complaint},
        {"supplement.complaint", mail_template::supplement, complaint},
    };
}

void write_template(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

} // namespace

TEST(mail_templates, writes_every_letter_of_the_office) {
    const mail_templates letters;
    for (const mail_template which : all_letters) {
        const rendered_mail letter = letters.render(which, values());
        testing_support::expect_published("tests/data/mail/golden/" + std::string(to_text(which)) +
                                              ".txt",
                                          letter.subject + "\n\n" + letter.text);
    }
}

TEST(mail_templates, writes_every_other_text_of_a_letter_in_the_cases_that_it_is_for) {
    const mail_templates letters;
    std::set<std::string> written;
    for (const auto& [file, which, of] : other_texts()) {
        const auto letter = letters.render(which, values(), of);
        testing_support::expect_published("tests/data/mail/golden/" + std::string(file) + ".txt",
                                          letter.subject + "\n\n" + letter.text);
        written.insert(std::string(file) + ".txt");
    }
    for (const auto& one : std::filesystem::directory_iterator(
             std::filesystem::path{MOTCUA_SOURCE_DIR} / "schemas/mail")) {
        const auto name = one.path().filename().string();
        if (std::ranges::count(name, '.') > 1) {
            EXPECT_TRUE(written.contains(name)) << name << " is not in other_texts()";
        }
    }
}

TEST(mail_templates, tell_who_writes_from_july_2026_on_no_number_of_the_law_before) {
    const mail_templates letters;
    const auto text = [&](mail_template which, const char* received) {
        return letters.render(which, values(), {"complaint", day_of(received)}).text;
    };
    EXPECT_THAT(text(mail_template::guidance_complaint, "2026-06-30"), HasSubstr("05 ngày làm"));
    const auto complaint = text(mail_template::guidance_complaint, "2026-07-01");
    EXPECT_THAT(complaint, Not(::testing::ContainsRegex("[0-9]+ ngày")));
    EXPECT_THAT(complaint, HasSubstr("106/2025/QH15"));
    EXPECT_THAT(complaint, HasSubstr("không phải là đơn khiếu nại"));
    // Luật THADS Điều 31.1 to NĐ 152/2026/NĐ-CP Điều 9.3: sending may be the request.
    EXPECT_THAT(text(mail_template::guidance_incomplete, "2026-06-30"),
                HasSubstr("không phải là ngày yêu cầu"));
    EXPECT_THAT(text(mail_template::guidance_incomplete, "2026-07-01"),
                Not(HasSubstr("không phải là ngày yêu cầu")));
    EXPECT_THAT(letters.usual_reason(mail_template::guidance_no_jurisdiction,
                                     {"enf_request", day_of("2026-06-30")}),
                HasSubstr("Điều 35"));
    EXPECT_THAT(letters.usual_reason(mail_template::guidance_no_jurisdiction,
                                     {"enf_request", day_of("2026-07-01")}),
                Not(HasSubstr("Điều")));
}

TEST(mail_templates, tell_who_asks_for_a_confirmation_nothing_of_a_request_to_enforce) {
    const mail_templates letters;
    for (const auto* received : {"2017-06-01", "2026-07-01"}) {
        const mail_occasion of{"result_confirm", day_of(received)};
        for (const auto which :
             {mail_template::guidance_incomplete, mail_template::guidance_no_right,
              mail_template::guidance_no_jurisdiction}) {
            const auto letter = letters.render(which, values(), of);
            EXPECT_THAT(letter.text, Not(HasSubstr("thời hiệu"))) << to_text(which);
            EXPECT_THAT(letter.text, Not(HasSubstr("quyền yêu cầu thi hành án"))) << to_text(which);
            EXPECT_THAT(letter.text, Not(HasSubstr("Đề nghị Ông/Bà yêu cầu thi hành án")));
        }
        EXPECT_THAT(letters.usual_reason(mail_template::guidance_no_right, of),
                    HasSubstr("thân nhân của đương sự"));
        EXPECT_THAT(letters.usual_reason(mail_template::guidance_no_jurisdiction, of),
                    Not(HasSubstr("Điều 35")));
    }
    EXPECT_THAT(letters
                    .render(mail_template::guidance_no_right, values(),
                            {"result_confirm", day_of("2026-06-30")})
                    .text,
                HasSubstr("khoản 1 Điều 37 Nghị định số 62/2015/NĐ-CP"));
}

TEST(mail_templates, send_nobody_who_complains_to_the_one_stop_unit) {
    const mail_templates letters;
    // QĐ 537/QĐ-TCTHADS names five procedures, and the complaint is not one of them.
    const mail_occasion of{"complaint", day_of("2022-03-01")};
    for (const auto which :
         {mail_template::petition_docketed, mail_template::petition_declined,
          mail_template::petition_guided, mail_template::petition_transferred,
          mail_template::period_extended, mail_template::resolution_sent,
          mail_template::letter_enclosed, mail_template::stopped, mail_template::supplement}) {
        const auto text = letters.render(which, values(), of).text;
        EXPECT_THAT(text, Not(HasSubstr("Bộ phận một cửa"))) << to_text(which);
    }
    EXPECT_THAT(letters.render(mail_template::stopped, values(), {"enf_request", of.received}).text,
                HasSubstr("Bộ phận một cửa"));
}

TEST(mail_templates, leave_out_the_end_of_a_period_where_none_runs) {
    const mail_templates letters;
    auto none = values();
    none["due"] = "";
    for (const auto which : {mail_template::petition_docketed, mail_template::resumed,
                             mail_template::period_extended}) {
        const auto text = letters.render(which, none).text;
        EXPECT_THAT(text, Not(HasSubstr("hết ngày"))) << to_text(which);
        EXPECT_THAT(text, Not(HasSubstr("[["))) << to_text(which);
        const auto runs = letters.render(which, values()).text;
        EXPECT_THAT(runs, HasSubstr("vào hết ngày ngày 08")) << to_text(which);
    }
}

TEST(mail_templates, names_the_case_in_every_subject_so_that_answers_find_it) {
    const mail_templates letters;
    for (const mail_template which : all_letters) {
        const rendered_mail letter = letters.render(which, values());
        EXPECT_TRUE(letter.subject.starts_with("[HT96-170601-0002] ")) << letter.subject;
        EXPECT_THAT(case_codes_in("Re: " + letter.subject), ElementsAre("HT96-170601-0002"));
        EXPECT_TRUE(letter.text.starts_with("Kính gửi Ông/Bà Lê Quốc Khởi,\n\n"));
        EXPECT_THAT(letter.text, Not(HasSubstr("{{")));
        EXPECT_THAT(letter.text, HasSubstr("\nCục Thi hành án dân sự tỉnh Cà Mau\n"));
    }
}

TEST(mail_templates, says_that_an_email_is_no_complaint_and_no_denunciation) {
    const mail_templates letters;
    EXPECT_THAT(letters.render(mail_template::guidance_complaint, values()).text,
                HasSubstr("không phải là đơn khiếu nại"));
    const auto secret = letters.render(mail_template::guidance_denunciation, values());
    EXPECT_THAT(secret.text, HasSubstr("không phải là đơn tố cáo"));
    EXPECT_THAT(secret.subject, Not(HasSubstr("tố cáo"))) << "a subject is seen by many eyes";
}

TEST(mail_templates, names_the_competent_agency) {
    const mail_templates letters;
    EXPECT_THAT(letters.render(mail_template::guidance_no_jurisdiction, values()).text,
                HasSubstr("Chi cục Thi hành án dân sự thành phố Tam Kỳ, tỉnh Quảng Nam"));
}

TEST(mail_templates, goes_out_and_comes_back_unchanged) {
    const mail_templates letters;
    for (const mail_template which : all_letters) {
        const rendered_mail letter = letters.render(which, values());
        outgoing_message message;
        message.from_address = "htttcamau@moj.gov.vn";
        message.to_address = "le.khoi@example.vn";
        message.message_id = "x@thads.example.invalid";
        message.subject = letter.subject;
        message.text = letter.text;
        const inbound_message read = parse_message(compose_message(message).value());
        EXPECT_EQ(read.subject, letter.subject);
        EXPECT_EQ(read.text, letter.text);
    }
}

TEST(mail_templates, never_reads_a_value_for_further_names) {
    const mail_templates letters;
    mail_values hostile = values();
    hostile["recipient"] = recipient("{{office_phone}}");
    hostile["code"] = "X1]\r\nBcc: a@b";
    hostile["reason"] = "{{code}} \x01{{";
    const auto letter = letters.render(mail_template::guidance_no_right, hostile);
    EXPECT_TRUE(letter.text.starts_with("Kính gửi Ông/Bà {{office_phone}},"));
    EXPECT_THAT(letter.text, HasSubstr("vì: {{code}} {{\n"));
    EXPECT_TRUE(letter.subject.starts_with("[X1] Bcc: a@b] ")) << letter.subject;
}

TEST(mail_templates, faults_when_a_value_is_missing) {
    const mail_templates letters;
    mail_values few = values();
    few.erase("missing");
    EXPECT_THROW((void)letters.render(mail_template::guidance_incomplete, few), events::fault);
    EXPECT_NO_THROW((void)letters.render(mail_template::appointment, few));
}

TEST(mail_templates, tells_which_values_a_letter_needs) {
    const mail_templates letters;
    EXPECT_THAT(letters.names_in(mail_template::guidance_incomplete),
                ElementsAre("code", "missing", "office", "office_address", "office_email",
                            "office_phone", "received", "recipient", "request"));
}

TEST(mail_templates, takes_an_offices_own_letter_in_place_of_the_published_one) {
    const support::temporary_folder folder;
    write_template(folder / "apology.txt",
                   "Subject: [{{code}}] Xin lỗi\n\nKính gửi {{recipient}},\n");
    const mail_templates letters(folder.path());
    EXPECT_EQ(letters.render(mail_template::apology, values()).subject,
              "[HT96-170601-0002] Xin lỗi");
    EXPECT_EQ(letters.render(mail_template::appointment, values()).text,
              mail_templates().render(mail_template::appointment, values()).text);
}

TEST(mail_templates, refuses_letters_that_cannot_be_written) {
    const support::temporary_folder folder;
    EXPECT_THROW(mail_templates(folder / "missing"), events::fault);
    write_template(folder / "apology.txt", "Subject: [{{code}}] x\n\nXin lỗi {{nguoi_la}}\n");
    EXPECT_THROW(mail_templates(folder.path()), events::corruption);
    write_template(folder / "apology.txt", "Xin lỗi\n");
    EXPECT_THROW(mail_templates(folder.path()), events::corruption);
    write_template(folder / "apology.txt", "Subject: [{{code}}] x\n\n \n");
    EXPECT_THROW(mail_templates(folder.path()), events::corruption);
    write_template(folder / "apology.txt", "Subject: x\n\nXin lỗi\n");
    EXPECT_THROW(mail_templates(folder.path()), events::corruption)
        << "an answer could not be matched to its case";
    write_template(folder / "apology.txt",
                   "Subject: [{{code}}] x\nValid-from: 2026-07-01\n\nXin lỗi\n");
    EXPECT_THROW(mail_templates(folder.path()), events::corruption) << "nothing is there before";
}

TEST(mail_templates, tell_of_a_folder_every_letter_that_cannot_be_written) {
    const support::temporary_folder folder;
    const auto source = std::filesystem::path{MOTCUA_SOURCE_DIR} / "schemas/mail";
    std::filesystem::copy(source, folder.path() / "mail", std::filesystem::copy_options::recursive);
    EXPECT_TRUE(mail_problems(folder / "mail").empty());
    write_template(folder / "mail/apology.txt",
                   "Subject: [{{code}}] x\nSource: y\n\nXin lỗi\n{{zzz}}\n");
    write_template(folder / "mail/receipt.txt", "");
    write_template(folder / "mail/refusal.txt", "Subject: [{{code}}] x\n\nTừ chối\n");
    std::filesystem::remove(folder.path() / "mail/stopped.txt");
    write_template(folder / "mail/receipt.zz.txt",
                   "Subject: [{{code}}] x\nSource: y\nValid-from: soon\n\nz\n");
    write_template(folder / "mail/receipt.yy.txt", "Subject: [{{code}}] x\nSource: y\n\nz\n");
    std::map<std::string, mail_problem> found;
    for (const auto& one : mail_problems(folder / "mail")) {
        found[one.file] = one;
    }
    EXPECT_EQ(found.size(), 6U);
    EXPECT_THAT(found["receipt.zz.txt"].reason, HasSubstr("no day"));
    EXPECT_THAT(found["receipt.yy.txt"].reason, HasSubstr("for which"));
    EXPECT_EQ(found["apology.txt"].line, 5U);
    EXPECT_THAT(found["apology.txt"].reason, HasSubstr("zzz"));
    EXPECT_THAT(found["receipt.txt"].reason, HasSubstr("a text"));
    EXPECT_THAT(found["refusal.txt"].reason, HasSubstr("Source"));
    EXPECT_THAT(found["stopped.txt"].reason, HasSubstr("missing"));
}

TEST(mail_templates, writes_days_and_hours_as_officials_do) {
    const auto day = [](const char* text) { return official_date(*events::date_from_text(text)); };
    EXPECT_EQ(day("2017-02-05"), "05 tháng 02 năm 2017");
    EXPECT_EQ(day("2017-12-25"), "25 tháng 12 năm 2017");
    EXPECT_EQ(day("2017-03-01"), "01 tháng 3 năm 2017");
    EXPECT_EQ(official_moment(*events::instant_from_text("2017-06-01T01:30:00Z")),
              "08 giờ 30 phút, thứ Năm, ngày 01 tháng 6 năm 2017");
    EXPECT_EQ(official_moment(*events::instant_from_text("2017-06-03T17:05:00Z")),
              "00 giờ 05 phút, Chủ nhật, ngày 04 tháng 6 năm 2017");
    EXPECT_EQ(recipient(" "), "Ông/Bà");
    EXPECT_EQ(listed({}), "");
}
