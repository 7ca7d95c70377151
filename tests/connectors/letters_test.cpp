#include "connectors/documents/contact_on.hpp"
#include "connectors/documents/folios.hpp"
#include "connectors/duties/letter_words.hpp"
#include "connectors/duties/outgoing_mail.hpp"
#include "connectors/duties/outgoing_progress.hpp"
#include "connectors/mail/outbox.hpp"
#include "connectors/mail/parse.hpp"
#include "engine/forms/form.hpp"
#include "engine/lifecycles/transition.hpp"
#include "events/digest.hpp"
#include "events/fault.hpp"
#include "events/memory_vault.hpp"
#include "projections/mail_index.hpp"
#include "projections/store.hpp"
#include "projections/timeline.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/form_texts.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>

/// Letters of the procedures: as data, numbered and issued, and told by e-mail.
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_desk;
using testing_support::forms;
using testing_support::words_of;

/// Steps that are told to nobody outside the office on paper, and why.
const std::set<std::string_view>& told_to_nobody() {
    static const std::set<std::string_view> all{
        // what the office receives or takes in
        "support_requested", "mail_set_aside", "mail_noted", "mail_sorted", "mail_dismissed",
        "reply_received", "request_received", "supplement_received", "complaint_received",
        "denunciation_received", "second_complaint_received", "explanation_received",
        "document_attached", "accused_petition_received",
        // work inside the office
        "procedure_chosen", "mail_checked", "dossier_handed_over", "examination_begun",
        "draft_submitted", "draft_returned", "decision_signed", "officer_assigned",
        "enforcement_file_opened", "verification_begun", "verification_team_set",
        "verification_ended", "verification_reported", "case_closed", "performance_recorded",
        "matter_end_noted",
        // by law, with the confirmation that was given to who asked for it (art. 52.1)
        "enforcement_ended",
        // help by e-mail is told by e-mail (schemas/mail), not on paper
        "guidance_sent", "appointment_confirmed", "appointment_moved", "appointment_missed",
        "support_closed",
        // handed over in person, or itself the notification, with minutes
        "solved_at_once", "result_sent", "result_returned", "party_notified", "dialogue_held",
        // the decision itself is the document; it is sent by the next step
        "complaint_resolved", "denunciation_accepted", "denunciation_concluded",
        "denunciation_handled",
        // posted or published, with the document that was sent before
        "resolution_published", "conclusion_published",
        // kept for a year and told to nobody: anonymous, illegible … (TT 13/2021/TT-BTP art. 8.4)
        "petition_filed_away", "destruction_decided"};
    return all;
}

std::vector<std::string> procedures_of(events::lifecycle table) {
    std::vector<std::string> out;
    for (const auto& one : engine::default_rule_set().procedures) {
        const bool petition = one.id == "complaint" || one.id == "denunciation";
        // Where nobody asked, the decision itself tells, as Luật THADS Điều 39-43 have it; a
        // proposal is answered by the document that is issued.
        const bool asked = one.receipt == engine::fact::request_received;
        const bool fits = table == events::lifecycle::dossier   ? asked && !petition
                          : table == events::lifecycle::support ? false
                                                                : one.id == events::name_of(table);
        if (fits) {
            out.push_back(one.id);
        }
    }
    return out;
}

TEST(letters, exist_for_every_step_that_a_procedure_tells_somebody) {
    std::size_t told = 0;
    for (const auto* table : engine::all_lifecycles()) {
        for (const auto& row : table->rows()) {
            for (const auto& procedure : procedures_of(table->name)) {
                const bool has = std::ranges::any_of(forms(), [&](const engine::form& one) {
                    return one.is_for(procedure) && std::ranges::count(one.steps, row.records) > 0;
                });
                told += has ? 1 : 0;
                // A withdrawal before docketing just files the petition away (TT 13/2021
                // art. 10.1); afterwards the termination tells. That a request to enforce came in
                // is told from 01/07/2026 on (NĐ 152/2026 art. 9.4).
                const bool receipt =
                    procedure == "enf_request" && row.records == "request_received";
                const bool silent = (told_to_nobody().contains(row.records) && !receipt) ||
                                    (row.records == "request_withdrawn" &&
                                     table->name != events::lifecycle::dossier);
                EXPECT_NE(has, silent)
                    << procedure << ": " << row.records
                    << (has ? " has a letter and is said to be told to nobody"
                            : " has no letter: add a form to schemas/forms with this step");
            }
        }
    }
    EXPECT_GT(told, 100U);
}

TEST(letters, are_in_force_on_every_day_since_the_procedures_began) {
    for (const auto& form : forms()) {
        for (const auto* day : {"2017-06-01", "2018-12-31", "2019-01-01", "2022-02-12",
                                "2022-02-13", "2025-07-01", "2026-06-30", "2026-07-01"}) {
            const bool begins_later =
                form.id == "request_receipt" && std::string_view{day} < "2026-07-01";
            EXPECT_EQ(form.version_on(*events::date_from_text(day)) == nullptr, begins_later)
                << form.id << " on " << day;
        }
        for (const auto& version : form.versions) {
            EXPECT_FALSE(version.on.from.source.empty());
        }
    }
}

/// Luật THADS Điều 31 and 35 are about requests to enforce: who asked for another officer, for a
/// relief or for a confirmation is told the article of the ground, or none.
TEST(letters, that_refuse_or_refer_any_request_cite_no_article_but_that_of_the_ground) {
    for (const auto* id : {"refusal_notice", "referral_letter"}) {
        const auto* form = engine::find_form(forms(), id);
        ASSERT_NE(form, nullptr);
        for (const auto& [name, layout] : form->layouts) {
            bool cites_the_ground = false;
            for (const auto& block : layout.blocks) {
                EXPECT_THAT(block.text, Not(HasSubstr("Điều 31"))) << id << " " << name;
                EXPECT_THAT(block.text, Not(HasSubstr("Điều 35"))) << id << " " << name;
                cites_the_ground |= block.when == "law";
            }
            EXPECT_TRUE(cites_the_ground) << id << " " << name;
        }
    }
}

TEST(letters, to_others_may_not_ask_for_what_the_petitioner_is) {
    auto files = engine::default_rule_set().files;
    auto content = json::parse(files.at("forms/denunciation_content_notice.json"));
    content["layouts"]["law_2018"]["blocks"][1]["text"] = "Theo đơn của {{name}}";
    files["forms/denunciation_content_notice.json"] = content.dump();
    try {
        (void)engine::read_forms(files);
        FAIL() << "the name of the denouncer would be told to the accused";
    } catch (const std::exception& fault) {
        EXPECT_THAT(fault.what(), HasSubstr("may not say the petitioner's `name`"));
    }
}

json person(const char* part, const char* name) {
    return {{"part", part}, {"name", name}, {"address", "Số 1 đường Hùng Vương"}};
}

/// A complaint of 2022 that was docketed.
std::string docketed_complaint(api_desk& desk) {
    const auto told = desk.give("/v1/offices/96/commands/receive_complaint", "counter_officer",
                                {{"received_by", "counter"},
                                 {"kind", "coercive_measure"},
                                 {"against_head", false},
                                 {"persons", json::array({person("complainant", "Lê Thị Bưởi"),
                                                          person("respondent", "Phạm Đạt")})}});
    EXPECT_EQ(told.status, 201) << told.whole.body;
    auto code = told.body["code"].get<std::string>();
    desk.step(code, "head", "docket_complaint");
    return code;
}

void adopt(const api_desk& desk, const std::string& lines) {
    std::ofstream{desk.folder().path() / "data" / "forms-adopted.txt"} << lines;
}

TEST(letters, are_previewed_then_numbered_stored_and_named_by_their_event) {
    api_desk desk{"2022-03-01 09:00"};
    const auto code = docketed_complaint(desk);
    const auto path = "/v1/cases/" + code + "/documents/complaint_docketing_notice";
    const auto preview = desk.get(path + ".txt", "head");
    ASSERT_EQ(preview.status, 200) << preview.whole.body;
    for (const auto* part :
         {"Số: ......./TB-CTHADS", "THÔNG BÁO", "Lê Thị Bưởi", "Phạm Đạt", "sổ số 01/TL",
          "khoản 1 Điều 9 Thông tư số 13/2021/TT-BTP", "Bản xem trước, chưa phát hành.",
          "Cơ quan chưa khai báo: người ký."}) {
        EXPECT_THAT(words_of(preview.whole.body), HasSubstr(part));
    }
    EXPECT_EQ(desk.give(path, "head", json::object()).code(), "form_not_adopted");

    adopt(desk, "complaint_docketing_notice.tt13_2021\nresolution_letter.tt13_2021\n");
    const auto issued = desk.give(path, "head", json::object());
    ASSERT_EQ(issued.status, 200) << issued.whole.body;
    const auto page = desk.get(path + ".pdf", "head").whole.body;
    EXPECT_THAT(page, testing::StartsWith("%PDF-"));
    const auto last = desk.get("/v1/cases/" + code + "/history", "head").body["items"].back();
    EXPECT_EQ(last["type"], "letter_issued");
    EXPECT_EQ(last["detail"]["form"], "complaint_docketing_notice");
    EXPECT_EQ(last["detail"]["version"], "tt13_2021");
    EXPECT_EQ(last["detail"]["of_step"], 2);
    EXPECT_EQ(last["numbers"][0]["text"], "01/TB-CTHADS");
    EXPECT_EQ(last["documents"][0]["sha256"], events::hex(events::sha256(page)));
    EXPECT_EQ(desk.give(path, "head", json::object()).body["repeated"], true);

    // The next document of the office takes the next number, whatever its kind.
    desk.step(code, "head", "resolve_complaint",
              {{"result", "partly_right"}, {"measure", "amend"}});
    desk.step(code, "head", "send_resolution");
    const auto letter = "/v1/cases/" + code + "/documents/resolution_letter";
    const auto text = words_of(desk.get(letter + ".txt", "head").whole.body);
    EXPECT_THAT(text, HasSubstr("Kết quả giải quyết: đúng một phần."));
    EXPECT_THAT(text, HasSubstr("bị khiếu nại: sửa đổi."));
    ASSERT_EQ(desk.give(letter, "head", json::object()).status, 200);
    const auto second = desk.get("/v1/cases/" + code + "/history", "head").body["items"].back();
    EXPECT_EQ(second["numbers"][0]["text"], "02/CTHADS");
}

TEST(letters, of_a_denunciation_keep_the_denouncer_secret) {
    api_desk desk{"2022-03-01 09:00"};
    const auto told = desk.give("/v1/offices/96/commands/receive_denunciation", "counter_officer",
                                {{"received_by", "counter"},
                                 {"against_head", false},
                                 {"text", "Người viết là Trần Văn Kín"},
                                 {"persons", json::array({person("denouncer", "Trần Văn Kín"),
                                                          person("denounced", "Phạm Đạt")})}});
    ASSERT_EQ(told.status, 201) << told.whole.body;
    const auto code = told.body["code"].get<std::string>();
    desk.step(code, "head", "accept_denunciation");
    desk.step(code, "head", "notify_parties", {{"text", "Trần Văn Kín tố cáo việc chậm chi tiền"}});
    const auto path = "/v1/cases/" + code + "/documents/";
    const auto to_accused = desk.get(path + "denunciation_content_notice.txt", "head");
    ASSERT_EQ(to_accused.status, 200) << to_accused.whole.body;
    EXPECT_THAT(to_accused.whole.body, HasSubstr("Phạm Đạt"));
    EXPECT_THAT(to_accused.whole.body, Not(HasSubstr("Văn Kín")));
    const auto to_denouncer = desk.get(path + "denunciation_acceptance_notice.txt", "head");
    EXPECT_THAT(to_denouncer.whole.body, HasSubstr("Trần Văn Kín"));
    for (const auto* form : {"denunciation_acceptance_notice", "denunciation_content_notice"}) {
        const auto refused = desk.get(path + form + ".txt", "counter_officer");
        EXPECT_EQ(refused.status, 403) << form;
        EXPECT_THAT(refused.whole.body, Not(HasSubstr("Văn Kín")));
    }
}

/// What lies in the office's outbox.
std::vector<connectors::inbound_message> outbox_of(api_desk& desk) {
    auto& on = desk.on();
    connectors::outgoing_mail out{on.log(),
                                  on.store(),
                                  on.node(),
                                  on.vault(),
                                  on.documents(),
                                  engine::default_rule_set(),
                                  desk.folder().path() / "told"};
    out.send_new();
    std::vector<connectors::inbound_message> all;
    const auto box = desk.folder().path() / "told" / "96";
    if (std::filesystem::is_directory(box)) {
        for (const auto& path : connectors::outbox{box}.waiting()) {
            std::ifstream in{path, std::ios::binary};
            const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
            all.push_back(connectors::parse_message(bytes));
        }
    }
    return all;
}

std::string texts_of(const std::vector<connectors::inbound_message>& all) {
    std::string out;
    for (const auto& one : all) {
        out += one.subject + "\n" + one.text + "\n";
    }
    return out;
}

json with_mail(json who) {
    who["email"] = "thu@example.vn";
    return who;
}

TEST(letters_by_mail, reach_who_filed_at_the_counter_and_left_an_address) {
    api_desk desk;
    const auto told =
        desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                  {{"procedure", "enf_request"},
                   {"received_by", "counter"},
                   {"persons", json::array({with_mail(person("applicant", "Lê Thị Bưởi"))})}});
    ASSERT_EQ(told.status, 201) << told.whole.body;
    const auto code = told.body["code"].get<std::string>();
    desk.step(code, "counter_officer", "request_supplement",
              {{"missing", {"judgment"}}, {"grounds", {"incomplete"}}});
    desk.step(code, "counter_officer", "receive_supplement");
    desk.step(code, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    desk.step(code, "counter_officer", "withdraw_request");
    const auto letters = outbox_of(desk);
    ASSERT_EQ(letters.size(), 3U);
    for (const auto& one : letters) {
        EXPECT_THAT(one.to, testing::ElementsAre("thu@example.vn"));
        EXPECT_THAT(one.subject, HasSubstr("[" + code + "]"));
        EXPECT_THAT(one.text, HasSubstr("Kính gửi Ông/Bà Lê Thị Bưởi,"));
    }
    const auto all = texts_of(letters);
    EXPECT_THAT(all, HasSubstr("Yêu cầu bổ sung, hoàn thiện hồ sơ"));
    EXPECT_THAT(all, HasSubstr("Tiếp nhận hồ sơ và hẹn trả kết quả"));
    EXPECT_THAT(all, HasSubstr("người nộp hồ sơ rút yêu cầu"));
}

TEST(letters_by_mail, are_about_the_request_and_not_about_its_enforcement) {
    api_desk desk;
    const auto told =
        desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                  {{"procedure", "enf_request"},
                   {"received_by", "counter"},
                   {"persons", json::array({with_mail(person("applicant", "Lê Thị Bưởi"))})}});
    ASSERT_EQ(told.status, 201) << told.whole.body;
    const auto code = told.body["code"].get<std::string>();
    desk.step(code, "counter_officer", "accept_dossier",
              {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    desk.step(code, "counter_officer", "hand_over", {{"to", "enforcement_officer"}});
    desk.step(code, "enforcement_officer", "begin_examination");
    desk.step(code, "enforcement_officer", "suspend_case",
              {{"reason", "stated"}, {"words", "chờ xác minh"}});
    desk.step(code, "enforcement_officer", "resume_case");
    desk.step(code, "enforcement_officer", "submit_draft", {{"proposal", "grant"}});
    desk.step(code, "head", "sign_decision");
    desk.step(code, "clerk", "issue_decision");
    desk.step(code, "counter_officer", "return_result", {{"by", "at_counter"}});
    const auto before = outbox_of(desk);
    EXPECT_EQ(before.size(), 4U); // the slip, the stop, going on, the result
    EXPECT_THAT(texts_of(before), HasSubstr("Lý do: chờ xác minh."));
    desk.step(code, "head", "suspend_case",
              {{"reason", "stated"}, {"words", "đương sự đồng ý"}, {"grounds", {"postponed"}}});
    desk.step(code, "head", "resume_case", {{"grounds", {"stop_is_over"}}});
    EXPECT_EQ(outbox_of(desk).size(), before.size());
}

TEST(letters_by_mail, tell_a_complainant_and_never_a_denouncer) {
    api_desk desk{"2022-03-01 09:00"};
    const auto complaint =
        desk.give("/v1/offices/96/commands/receive_complaint", "counter_officer",
                  {{"received_by", "counter"},
                   {"kind", "coercive_measure"},
                   {"against_head", false},
                   {"persons", json::array({with_mail(person("complainant", "Lê Bưởi"))})}});
    ASSERT_EQ(complaint.status, 201) << complaint.whole.body;
    desk.step(complaint.body["code"].get<std::string>(), "head", "docket_complaint");
    const auto secret =
        desk.give("/v1/offices/96/commands/receive_denunciation", "counter_officer",
                  {{"received_by", "counter"},
                   {"against_head", false},
                   {"persons", json::array({with_mail(person("denouncer", "Trần Văn Kín"))})}});
    ASSERT_EQ(secret.status, 201) << secret.whole.body;
    desk.step(secret.body["code"].get<std::string>(), "head", "decline_petition",
              {{"grounds", {"no_capacity"}}});
    const auto all = texts_of(outbox_of(desk));
    EXPECT_THAT(all, HasSubstr("Thời hạn giải quyết kết thúc vào hết ngày 31 tháng 3 năm 2022"));
    EXPECT_THAT(all, Not(HasSubstr("Văn Kín")));
}

TEST(letters_by_mail, follow_the_law_of_the_day_on_which_the_matter_came_in) {
    api_desk desk{"2026-07-02 09:00"};
    const auto mail = testing_support::source_file("tests/data/mail/02-request-no-judgment.eml");
    const auto told = desk.ask("POST /v1/offices/96/mail", "counter_officer", mail);
    const auto code = told.body["case"].get<std::string>();
    desk.step(code, "counter_officer", "check_mail",
              {{"outcome", "incomplete"}, {"missing", {"application_r4"}}});
    desk.step(code, "counter_officer", "guide_by_mail");
    const auto text = texts_of(outbox_of(desk));
    EXPECT_THAT(text, HasSubstr("khoản 3 Điều 9 Nghị định số 152/2026/NĐ-CP"));
    EXPECT_THAT(text, Not(HasSubstr("không phải là ngày yêu cầu")));
}

/// NĐ 152/2026/NĐ-CP art. 9.4: when it is taken in, and not only once it is complete.
TEST(slips, of_a_request_of_july_2026_begin_with_the_receipt_of_the_request) {
    const auto receipt_of = [](api_desk& desk) {
        return desk.get("/v1/cases/" + desk.file_request() + "/documents/request_receipt.txt",
                        "head");
    };
    api_desk before{"2026-06-30 09:00"};
    EXPECT_EQ(receipt_of(before).code(), "not_found") << "the law of that day knows none";
    api_desk desk{"2026-07-02 09:00"};
    const auto page = receipt_of(desk);
    ASSERT_EQ(page.status, 200) << page.whole.body;
    EXPECT_THAT(page.whole.body, HasSubstr("PHIẾU NHẬN YÊU CẦU THI HÀNH ÁN"));
    EXPECT_THAT(
        page.whole.body,
        HasSubstr("Thời gian nhận yêu cầu: 09 giờ 00 phút, thứ Năm, ngày 02 tháng 7 năm 2026"));
}

TEST(letters_by_mail, name_the_office_as_it_is_called_on_their_day) {
    for (const auto& [now, called] :
         {std::pair{"2025-06-30 09:00", "\nCục Thi hành án dân sự tỉnh Cà Mau\n"},
          std::pair{"2025-07-01 09:00", "\nThi hành án dân sự tỉnh Cà Mau\n"}}) {
        api_desk desk{now};
        const auto told =
            desk.give("/v1/offices/96/commands/receive_request", "counter_officer",
                      {{"procedure", "enf_request"},
                       {"received_by", "counter"},
                       {"persons", json::array({with_mail(person("applicant", "Lê Thị Bưởi"))})}});
        ASSERT_EQ(told.status, 201) << told.whole.body;
        const auto code = told.body["code"].get<std::string>();
        desk.step(code, "counter_officer", "request_supplement",
                  {{"missing", {"judgment"}}, {"grounds", {"incomplete"}}});
        EXPECT_THAT(texts_of(outbox_of(desk)), HasSubstr(called)) << now;
        const auto page = desk.get("/v1/cases/" + code + "/documents/supplement_slip.txt", "head");
        EXPECT_EQ(page.whole.body.find("CỤC THI HÀNH ÁN DÂN SỰ TỈNH CÀ MAU") != std::string::npos,
                  std::string_view{called}.starts_with("\nCục"))
            << page.whole.body;
    }
}

TEST(letters_by_mail, have_no_day_to_tell_where_no_period_runs) {
    events::event docketed;
    docketed.detail = events::complaint_docketed{};
    EXPECT_EQ(connectors::due_text(engine::default_rule_set(), {}, docketed), "");
}

TEST(letters_by_mail, tell_the_day_of_deciding_and_of_nothing_else_that_is_owed) {
    // Given a dossier that goes on, of whose decision that was withdrawn the parties are to be told
    events::event resumed;
    resumed.detail = events::case_resumed{};
    engine::case_state state;
    state.procedure = "enf_request";
    const auto owes = [&](const char* id, const char* due) {
        engine::deadline one;
        one.id = id;
        one.due = *events::instant_from_text(due);
        state.deadlines.push_back(one);
    };
    owes("notify", "2017-06-07T00:00:00+07:00");
    EXPECT_EQ(connectors::due_text(engine::default_rule_set(), state, resumed), "");
    owes("decide", "2017-06-09T00:00:00+07:00");
    EXPECT_EQ(connectors::due_text(engine::default_rule_set(), state, resumed),
              "08 tháng 6 năm 2017");
}

TEST(letters, of_a_repeat_denunciation_say_that_it_is_not_opened_again) {
    api_desk desk{"2022-03-01 09:00"};
    const auto told = desk.give("/v1/offices/96/commands/receive_denunciation", "counter_officer",
                                {{"received_by", "post"},
                                 {"against_head", false},
                                 {"grounds", {"repeat"}},
                                 {"text", "Kết luận số 02/KL-CCTHADS của Chi cục"},
                                 {"persons", json::array({person("denouncer", "Trần Văn Kín")})}});
    ASSERT_EQ(told.status, 201) << told.whole.body;
    const auto code = told.body["code"].get<std::string>();
    EXPECT_EQ(desk.get("/v1/cases/" + code + "/deadlines", "head").body["items"][0]["period"]["id"],
              "repeat_review");
    desk.step(code, "head", "decline_petition", {{"grounds", {"no_ground_to_reopen"}}});
    const auto notice =
        desk.get("/v1/cases/" + code + "/documents/denunciation_decline_notice.txt", "head");
    EXPECT_THAT(words_of(notice.whole.body),
                HasSubstr("Lý do: Tố cáo tiếp không có căn cứ để giải quyết lại"));
}

TEST(letters, of_an_extension_say_in_which_days_it_was_given) {
    // Given a complaint about an account freeze, which is resolved in five working days
    api_desk desk{"2022-06-01 08:00"};
    const auto filed = desk.give(
        "/v1/offices/96/commands/receive_complaint", "counter_officer",
        {{"received_by", "counter"}, {"kind", "account_freeze"}, {"against_head", false}});
    ASSERT_EQ(filed.status, 201) << filed.whole.body;
    const auto code = filed.body["code"].get<std::string>();
    desk.step(code, "head", "docket_complaint");
    // When it is extended by thirty days of the calendar
    desk.step(code, "head", "extend_period",
              {{"deadline", "resolve"}, {"days", 30}, {"reason", "complex_case"}});
    // Then the letter does not call them working days
    const auto page = words_of(
        desk.get("/v1/cases/" + code + "/documents/extension_notice.txt", "head").whole.body);
    EXPECT_THAT(page, HasSubstr("gia hạn thời hạn giải quyết thêm 30 ngày. Lý do"));
}

TEST(letters, of_an_extension_say_when_the_very_period_ends_that_was_extended) {
    // Given a denunciation of which the head decides by 10/03/2022 whether to take it up
    api_desk desk{"2022-03-01 09:00"};
    const auto filed = desk.give("/v1/offices/96/commands/receive_denunciation", "counter_officer",
                                 {{"received_by", "counter"}, {"against_head", false}});
    ASSERT_EQ(filed.status, 201) << filed.whole.body;
    const auto code = filed.body["code"].get<std::string>();
    // When three working days more are taken for that
    desk.step(code, "head", "extend_period",
              {{"deadline", "accept_or_not"}, {"days", 3}, {"reason", "complex_case"}});
    const auto page = words_of(
        desk.get("/v1/cases/" + code + "/documents/extension_notice.txt", "head").whole.body);
    EXPECT_THAT(page, HasSubstr("thêm 03 ngày làm việc"));
    EXPECT_THAT(page, HasSubstr("kết thúc vào hết ngày 15 tháng 3 năm 2022"));
}

TEST(letters, to_who_denounces_in_person_say_where_to_go) {
    api_desk desk{"2022-03-01 09:00"};
    const auto told = desk.give("/v1/offices/96/commands/receive_denunciation", "counter_officer",
                                {{"received_by", "counter"},
                                 {"against_head", false},
                                 {"persons", json::array({person("denouncer", "Trần Văn Kín")})}});
    ASSERT_EQ(told.status, 201) << told.whole.body;
    const auto code = told.body["code"].get<std::string>();
    desk.step(code, "head", "guide_petitioner", {{"grounds", {"brought_in_person"}}});
    const auto slip =
        desk.get("/v1/cases/" + code + "/documents/denunciation_guidance.txt", "head");
    EXPECT_THAT(words_of(slip.whole.body),
                HasSubstr("tố cáo với cơ quan, tổ chức, cá nhân có thẩm quyền giải quyết"));
    EXPECT_THAT(words_of(slip.whole.body), testing::Not(HasSubstr("khiếu nại")));
    EXPECT_EQ(
        desk.get("/v1/cases/" + code + "/documents/petition_guidance.txt", "head").status / 100, 4);
}

TEST(letters_by_mail, carry_the_page_that_was_issued_to_the_person) {
    api_desk desk{"2022-03-01 09:00"};
    const auto told =
        desk.give("/v1/offices/96/commands/receive_complaint", "counter_officer",
                  {{"received_by", "counter"},
                   {"kind", "coercive_measure"},
                   {"against_head", false},
                   {"persons", json::array({with_mail(person("complainant", "Lê Thị Bưởi")),
                                            person("respondent", "Phạm Đạt")})}});
    ASSERT_EQ(told.status, 201) << told.whole.body;
    const auto code = told.body["code"].get<std::string>();
    desk.step(code, "head", "docket_complaint");
    desk.step(code, "head", "request_explanation", {{"from", "enforcement_officer"}});
    ASSERT_EQ(outbox_of(desk).size(), 1U) << "the step is told at once, without a page";
    adopt(desk, "complaint_docketing_notice.tt13_2021\nexplanation_request.tt13_2021\n");
    const auto path = "/v1/cases/" + code + "/documents/";
    ASSERT_EQ(desk.give(path + "complaint_docketing_notice", "head", json::object()).status, 200);
    const auto page = desk.get(path + "complaint_docketing_notice.pdf", "head").whole.body;
    // What goes to the person complained about is not for the complainant's mailbox.
    ASSERT_EQ(desk.give(path + "explanation_request", "head", json::object()).status, 200);

    const auto letters = outbox_of(desk);
    ASSERT_EQ(letters.size(), 2U);
    const auto with_page =
        std::ranges::find_if(letters, [](const auto& one) { return !one.attachments.empty(); });
    ASSERT_NE(with_page, letters.end());
    EXPECT_EQ(with_page->subject, "[" + code + "] Gửi văn bản số 01/TB-CTHADS");
    EXPECT_THAT(with_page->to, testing::ElementsAre("thu@example.vn"));
    EXPECT_THAT(with_page->text, HasSubstr("số 01/TB-CTHADS"));
    ASSERT_EQ(with_page->attachments.size(), 1U);
    EXPECT_EQ(with_page->attachments[0].display_name, "01-TB-CTHADS.pdf");
    EXPECT_EQ(with_page->attachments[0].declared_type, "application/pdf");
    EXPECT_EQ(with_page->attachments[0].bytes, page);
    ASSERT_EQ(outbox_of(desk).size(), 2U) << "sent once";
}

/// The documents of an application, of which one may be gone.
class documents_but_one : public events::document_store {
public:
    explicit documents_but_one(events::document_store& all) : all_(all) {}
    std::optional<events::digest> gone;

    events::digest put(std::string_view bytes) override { return all_.put(bytes); }
    [[nodiscard]] std::optional<std::string> get(const events::digest& name) const override {
        return name == gone ? std::nullopt : all_.get(name);
    }
    [[nodiscard]] bool has(const events::digest& name) const override {
        return name != gone && all_.has(name);
    }

private:
    events::document_store& all_;
};

/// A complaint at that office, docketed, which is told at once, and whose notice was issued since:
/// two mails to the complainant. The place of the second one's event.
engine::log_position issued_notice(api_desk& desk, const std::string& office,
                                   const std::string& counter, const std::string& head) {
    const auto told =
        desk.give("/v1/offices/" + office + "/commands/receive_complaint", counter,
                  {{"received_by", "counter"},
                   {"kind", "coercive_measure"},
                   {"against_head", false},
                   {"persons", json::array({with_mail(person("complainant", "Lê Thị Bưởi")),
                                            person("respondent", "Phạm Đạt")})}});
    EXPECT_EQ(told.status, 201) << told.whole.body;
    const auto code = told.body.value("code", "");
    desk.step(code, head, "docket_complaint");
    const auto issued = desk.give("/v1/cases/" + code + "/documents/complaint_docketing_notice",
                                  head, json::object());
    EXPECT_EQ(issued.status, 200) << issued.whole.body;
    const auto cases = desk.on().store().newest_named(code);
    EXPECT_EQ(cases.size(), 1U) << code;
    return projections::timeline(desk.on().store().view(), cases.at(0).id, {100, {}})
        .rows.back()
        .place;
}

std::size_t mails_in(const std::filesystem::path& told, const std::string& office) {
    return connectors::outbox{told / office}.waiting().size();
}

/// Office 49 is looked at before 96, and a document of its is gone for a while.
void expect_only_office_49_waits(api_desk& desk, const std::filesystem::path& told,
                                 events::vault* shared, engine::log_position stuck) {
    auto& on = desk.on();
    documents_but_one documents{on.documents()};
    const auto outgoing = [&] {
        connectors::outgoing_mail out{on.log(),  on.store(), on.node(), on.vault(),
                                      documents, on.rules(), told};
        if (shared != nullptr) {
            out.share_progress(*shared);
        }
        return out;
    };
    const connectors::outgoing_progress_place noted{shared == nullptr ? told : "", shared};
    const auto passed = [&] { return connectors::outgoing_progress_at(noted, 2).at(0); };

    documents.gone = projections::event_at(on.log(), stuck).common.documents.at(0).sha256;
    auto first = outgoing();
    for (int look = 0; look < 2; ++look) {
        try {
            first.send_new();
            ADD_FAILURE() << "the document is missed by nobody";
        } catch (const events::fault& no) {
            EXPECT_EQ(no.code(), "document-missing") << no.what();
        }
        EXPECT_EQ(mails_in(told, "49"), 1U) << "what came before it has gone";
        EXPECT_EQ(mails_in(told, "96"), 2U) << "its letters miss nothing";
        EXPECT_EQ(passed(), stuck.at) << "just before the event that waits";
    }

    // What has gone is known by the notes, also when nobody sees any more that it lay there.
    std::filesystem::remove_all(told / "96");
    std::filesystem::remove_all(told / "49");
    auto next = outgoing();
    documents.gone.reset();
    EXPECT_EQ(next.send_new(), 1U);
    EXPECT_EQ(mails_in(told, "49"), 1U);
    EXPECT_EQ(mails_in(told, "96"), 0U);
    EXPECT_GT(passed(), stuck.at);
}

void expect_one_office_waits(events::vault* shared) {
    api_desk desk{"2022-03-01 09:00"};
    connectors::grant_as_installation(desk.on(), "head_of_49", events::role::head, "49", false);
    adopt(desk, "complaint_docketing_notice.tt13_2021\n");
    const auto stuck = issued_notice(desk, "49", "elsewhere", "head_of_49");
    const auto other = issued_notice(desk, "96", "counter_officer", "head");
    ASSERT_LT(stuck.partition, other.partition) << "else nothing is behind the one that waits";
    expect_only_office_49_waits(desk, desk.folder().path() / "told", shared, stuck);
}

TEST(letters_by_mail, wait_for_a_missing_document_at_its_office_only) {
    expect_one_office_waits(nullptr);
    events::memory_vault notes; // of several nodes
    expect_one_office_waits(&notes);
}

TEST(letters_by_mail, never_carry_a_page_to_a_denouncer) {
    api_desk desk{"2022-03-01 09:00"};
    const auto told =
        desk.give("/v1/offices/96/commands/receive_denunciation", "counter_officer",
                  {{"received_by", "counter"},
                   {"against_head", false},
                   {"persons", json::array({with_mail(person("denouncer", "Trần Văn Kín"))})}});
    ASSERT_EQ(told.status, 201) << told.whole.body;
    const auto code = told.body["code"].get<std::string>();
    desk.step(code, "head", "decline_petition", {{"grounds", {"no_capacity"}}});
    adopt(desk, "denunciation_decline_notice.tt13_2021\n");
    const auto issued = desk.give("/v1/cases/" + code + "/documents/denunciation_decline_notice",
                                  "head", json::object());
    ASSERT_EQ(issued.status, 200) << issued.whole.body;
    EXPECT_THAT(outbox_of(desk), testing::IsEmpty());
}

/// The shipped rules, with a telephone of office 96 from June 2017 to the end of 2021.
engine::rule_set with_dated_phone() {
    auto files = engine::default_rule_set().files;
    auto offices = json::parse(files.at("offices/offices.json"));
    for (auto& office : offices["offices"]) {
        if (office["key"] == "96") {
            office["phones"] = json::array({{{"phone", "0290 3831 234"},
                                             {"valid_from", "2017-06-01"},
                                             {"valid_to", "2021-12-31"},
                                             {"source", "the office"},
                                             {"tag", "V"}}});
        }
    }
    files["offices/offices.json"] = offices.dump();
    return engine::make_rule_set(files);
}

TEST(contact_of_an_office, is_the_dated_one_and_else_the_configured_one) {
    const auto rules = with_dated_phone();
    const events::office_code office{"96"};
    const connectors::office_contacts configured{{"96", {"Số 2 Hùng Vương", "0290 999 999", ""}}};
    const auto on = [&](const char* day) {
        return connectors::contact_on(rules, configured, office, *events::date_from_text(day));
    };
    EXPECT_EQ(on("2017-06-01").phone, "0290 3831 234");
    EXPECT_EQ(on("2022-01-01").phone, "0290 999 999") << "the rules know none for that day";
    EXPECT_EQ(on("2022-01-01").address, "Số 2 Hùng Vương");
    EXPECT_EQ(on("2022-01-01").email, "htttcamau@moj.gov.vn");
    const connectors::office_contacts own{{"96", {"", "", "mot.cua@example.vn"}}};
    EXPECT_EQ(connectors::contact_on(rules, own, office, {}).email, "mot.cua@example.vn");
    EXPECT_EQ(connectors::contact_on(rules, {}, events::office_code{"none"}, {}).phone, "");
}

TEST(folios, number_each_sheet_once_in_the_order_of_receipt) {
    const auto paper = [](std::string_view content, std::string kind,
                          std::optional<std::uint64_t> sheets) {
        return events::document_ref{events::sha256(content), std::move(kind), "application/pdf", 1,
                                    sheets};
    };
    events::event first;
    first.about.sequence = 1;
    first.common.documents = {paper("a", "application", 2), paper("m", "raw_mail", std::nullopt),
                              paper("j", "judgment", 5)};
    events::event second;
    second.about.sequence = 2;
    second.common.documents = {paper("j", "judgment", 5), paper("p", "paper", std::nullopt),
                               paper("d", "decision", 1)};
    const auto index =
        connectors::folios_of(std::vector{first, second}, events::lifecycle::dossier);
    ASSERT_EQ(index.size(), 4U);
    EXPECT_EQ(index[0].kind, "decision");
    EXPECT_EQ(index[0].first, 8U);
    EXPECT_EQ(index[1].kind, "application");
    EXPECT_EQ(index[1].first, 1U);
    EXPECT_EQ(index[1].last, 2U);
    EXPECT_EQ(index[2].kind, "judgment");
    EXPECT_EQ(index[2].last, 7U);
    EXPECT_EQ(index[2].step, 1U);
    EXPECT_EQ(index[3].first, 0U) << "nobody counted its sheets";
}

TEST(folios, hold_what_was_handed_in_for_a_matter_that_is_solved_on_the_spot) {
    events::event solved;
    solved.about.sequence = 2;
    solved.detail = events::solved_at_once{.outcome = events::decision_outcome::grant,
                                           .papers = {"application", "kinship"},
                                           .paper_details = {{"kinship", {}, {}, 3}}};
    const auto index = connectors::folios_of(std::vector{solved}, events::lifecycle::dossier);
    ASSERT_EQ(index.size(), 2U);
    EXPECT_EQ(index[0].kind, "application");
    EXPECT_EQ(index[0].first, 0U) << "nobody counted its sheets";
    EXPECT_EQ(index[1].kind, "kinship");
    EXPECT_EQ(index[1].last, 3U);
}

/// A step that brings papers of one sheet.
events::event step_with(std::uint64_t sequence, const std::vector<std::string>& kinds) {
    events::event out;
    out.about.sequence = sequence;
    for (const auto& kind : kinds) {
        out.common.documents.push_back({events::sha256(kind), kind, "application/pdf", 1, 1});
    }
    return out;
}

TEST(folios, of_a_complaint_begin_with_the_notice_of_docketing) {
    auto received = step_with(1, {"photograph", "application"});
    received.detail = events::complaint_received{};
    const std::vector steps{
        received, step_with(2, {"explanation", "representation"}), step_with(3, {"proposal_slip"}),
        step_with(4, {"complaint_docketing_notice"}), step_with(5, {"judgment", "decision"})};
    std::vector<std::string> kinds;
    for (const auto& one : connectors::folios_of(steps, events::lifecycle::complaint)) {
        kinds.push_back(one.kind);
    }
    EXPECT_THAT(kinds, testing::ElementsAre("complaint_docketing_notice", "application",
                                            "photograph", "representation", "proposal_slip",
                                            "explanation", "judgment", "decision"));
}

TEST(folios, of_a_denunciation_begin_with_the_decision_to_accept_it) {
    auto received = step_with(1, {"photograph", "application"});
    received.detail = events::denunciation_received{};
    auto accepted = step_with(3, {"decision"});
    accepted.detail = events::denunciation_accepted{};
    const std::vector steps{received, step_with(2, {"proposal_slip"}), accepted,
                            step_with(4, {"explanation", "judgment"})};
    const auto index = connectors::folios_of(steps, events::lifecycle::denunciation);
    std::vector<std::string> kinds;
    for (const auto& one : index) {
        kinds.push_back(one.kind);
    }
    EXPECT_THAT(kinds, testing::ElementsAre("decision", "application", "photograph",
                                            "proposal_slip", "explanation", "judgment"));
    EXPECT_EQ(index[0].first, 4U) << "its number is that of its receipt";
}

TEST(folios, of_a_request_of_the_law_of_2026_have_it_behind_the_decision) {
    events::event filed;
    filed.about.sequence = 1;
    filed.common.documents = {{events::sha256("x"), "related", "application/pdf", 1, 1},
                              {events::sha256("j"), "judgment_original", "application/pdf", 1, 1},
                              {events::sha256("a"), "application_r4", "application/pdf", 1, 1}};
    events::event decided;
    decided.about.sequence = 2;
    decided.common.documents = {{events::sha256("d"), "decision", "application/pdf", 1, 1}};
    std::vector<std::string> kinds;
    for (const auto& one :
         connectors::folios_of(std::vector{filed, decided}, events::lifecycle::dossier)) {
        kinds.push_back(one.kind);
    }
    EXPECT_THAT(kinds,
                testing::ElementsAre("decision", "application_r4", "judgment_original", "related"));
}

TEST(folios, list_the_papers_that_were_handed_in_and_number_them_once_somebody_counts) {
    events::event accepted;
    accepted.about.sequence = 2;
    accepted.detail = events::dossier_accepted{
        .promised_at = {}, .result_by = {}, .papers = {"application", "judgment"}};
    events::event slip;
    slip.about.sequence = 3;
    slip.common.documents = {{events::sha256("s"), "receipt_slip", "application/pdf", 1, 2}};
    events::event scanned;
    scanned.about.sequence = 4;
    scanned.common.documents = {{events::sha256("j"), "judgment", "application/pdf", 1, 5}};
    const auto before =
        connectors::folios_of(std::vector{accepted, slip}, events::lifecycle::dossier);
    ASSERT_EQ(before.size(), 3U);
    EXPECT_EQ(before[0].kind, "application");
    EXPECT_EQ(before[0].sha256, std::nullopt);
    EXPECT_EQ(before[0].first, 0U);
    EXPECT_EQ(before[2].first, 1U);
    EXPECT_EQ(before[2].last, 2U);
    const auto after =
        connectors::folios_of(std::vector{accepted, slip, scanned}, events::lifecycle::dossier);
    ASSERT_EQ(after.size(), 3U) << "the picture of the judgment is no other paper";
    EXPECT_EQ(after[1].kind, "judgment");
    EXPECT_EQ(after[1].sha256, events::sha256("j"));
    EXPECT_EQ(after[1].step, 2U);
    EXPECT_EQ(after[1].first, 3U);
    EXPECT_EQ(after[1].last, 7U);
    EXPECT_EQ(after[2].first, 1U) << "what has its number keeps it";
}

} // namespace
