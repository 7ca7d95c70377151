#include "connectors/application.hpp"
#include "connectors/documents/case_values.hpp"
#include "connectors/documents/law_words.hpp"
#include "events/digest.hpp"
#include "events/fault.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/http_call.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace {

using connectors::http_response;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using testing_support::office_time;

/// A data folder with the branch of Cà Mau at work in June 2017, asked as the officer `lan`.
class branch {
public:
    branch() {
        on_.time().set(office_time("2017-06-05 08:30"));
        for (const auto& [officer, role] : {std::pair{"lan", events::role::counter_officer},
                                            std::pair{"binh", events::role::enforcement_officer},
                                            std::pair{"dung", events::role::head},
                                            std::pair{"tho", events::role::statistician}}) {
            connectors::grant_as_installation(on_, officer, role, "964", false);
        }
    }

    http_response asks(std::string_view line, const std::string& body = {},
                       const std::string& as = "lan") {
        connectors::http_headers headers;
        headers.add("Content-Type", "application/json");
        headers.add("Idempotency-Key", "key-" + std::to_string(++keys_));
        headers.add("If-Match", "*");
        return on_.call(support::request_of(line, body, std::move(headers)), as);
    }
    json does(const std::string& code, const std::string& command, const json& body,
              const std::string& as = "lan") {
        const auto told = asks("POST /v1/cases/" + code + "/commands/" + command, body.dump(), as);
        EXPECT_EQ(told.status, 200) << told.body;
        return json::parse(told.body);
    }
    std::string files() {
        const auto told = asks("POST /v1/offices/964/commands/receive_request",
                               json{{"procedure", "enf_request"},
                                    {"received_by", "counter"},
                                    {"persons",
                                     {{{"part", "applicant"},
                                       {"name", "Lê Quốc Khởi"},
                                       {"identity_number", "096085001234"},
                                       {"phone", "0912345678"}}}}}
                                   .dump());
        EXPECT_EQ(told.status, 201) << told.body;
        return json::parse(told.body)["code"];
    }
    std::string accepts() {
        auto code = files();
        does(code, "accept_dossier",
             {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
        return code;
    }
    void adopts(const std::string& lines) const {
        std::ofstream{folder_.path() / "data" / "forms-adopted.txt"} << lines;
    }
    connectors::application& on() { return on_; }
    [[nodiscard]] std::string data() const { return (folder_.path() / "data").string(); }

private:
    support::temporary_folder folder_;
    int keys_ = 0;
    connectors::application on_{[this] {
        connectors::initialise(folder_.path() / "data", 4);
        connectors::application_options how;
        how.data = folder_.path() / "data";
        how.duties = false;
        return how;
    }()};
};

std::string problem_of(const http_response& told) {
    return json::parse(told.body).value("code", told.body);
}

TEST(slips, say_what_the_case_says) {
    branch office;
    const auto code = office.accepts();
    const auto slip = office.asks("GET /v1/cases/" + code + "/documents/receipt_slip.txt");
    ASSERT_EQ(slip.status, 200) << slip.body;
    for (const auto* part :
         {"CHI CỤC THI HÀNH ÁN DÂN SỰ THÀNH PHỐ CÀ MAU\n", "Số: 01/TNHS\n",
          "Cà Mau, ngày 05 tháng 6 năm 2017\n", "Tiếp nhận hồ sơ của: Lê Quốc Khởi\n",
          "Giấy tờ tùy thân: 096085001234\n",
          "4. Thời gian nhận hồ sơ: 08 giờ 30 phút, thứ Hai, ngày 05 tháng 6 năm 2017\n",
          "3. Thời gian giải quyết hồ sơ theo quy định: 05 ngày làm việc\n",
          "STT: 1; Tên giấy tờ: ", "6. Đăng ký nhận kết quả tại: Bộ phận một cửa\n",
          "Số thứ tự: 1/2017\n", "Bản xem trước, chưa phát hành."}) {
        EXPECT_THAT(slip.body, HasSubstr(part));
    }
    EXPECT_THAT(slip.body, HasSubstr("Mã hồ sơ: " + code));
    EXPECT_THAT(slip.body, HasSubstr("Địa chỉ: ....................")); // nobody told it
}

TEST(slips, are_printed_once_the_case_has_come_to_their_step) {
    branch office;
    const auto code = office.files();
    const auto at = [&](const std::string& form) {
        return office.asks("GET /v1/cases/" + code + "/documents/" + form);
    };
    EXPECT_EQ(problem_of(at("receipt_slip.pdf")), "slip_not_ready");
    EXPECT_EQ(problem_of(at("birthday_card.pdf")), "not_found");
    EXPECT_EQ(problem_of(at("receipt_slip.docx")), "not_found");
    office.does(code, "request_supplement",
                {{"missing", {"judgment"}}, {"grounds", {"incomplete"}}});
    const auto slip = at("supplement_slip.txt");
    EXPECT_THAT(slip.body, HasSubstr("Số: 01/HDHS\n"));
    EXPECT_THAT(slip.body, HasSubstr("Lý do: Hồ sơ chưa đúng hoặc chưa đầy đủ"));
    const auto pdf = at("supplement_slip.pdf");
    EXPECT_EQ(pdf.content_type, "application/pdf");
    EXPECT_THAT(pdf.body, StartsWith("%PDF-"));
    EXPECT_EQ(at("supplement_slip.pdf").body, pdf.body);
}

TEST(slips, are_issued_only_on_a_form_that_the_office_has_adopted) {
    branch office;
    const auto code = office.accepts();
    const auto path = "/v1/cases/" + code + "/documents/receipt_slip";
    const auto refused = office.asks("POST " + path);
    EXPECT_EQ(problem_of(refused), "form_not_adopted");
    EXPECT_THAT(refused.body, HasSubstr("receipt_slip.qd09_2015"));
    EXPECT_EQ(problem_of(office.asks("POST " + path, "{\"number\":7}")), "body_invalid");

    office.adopts(
        "# checked against the paper form of the office\n\nreceipt_slip.qd09_2015 # 2017\n");
    const auto issued = office.asks("POST " + path);
    ASSERT_EQ(issued.status, 200) << issued.body;
    const auto slip = office.asks("GET " + path + ".pdf");
    EXPECT_THAT(slip.body, StartsWith("%PDF-"));
    const auto hash = events::hex(events::sha256(slip.body));

    // The event names the document by its hash, and the store holds it.
    const auto steps = json::parse(office.asks("GET /v1/cases/" + code + "/history").body)["items"];
    const auto& last = steps.back();
    EXPECT_EQ(last["type"], "document_attached");
    EXPECT_EQ(last["documents"][0]["kind"], "receipt_slip");
    EXPECT_EQ(last["documents"][0]["sha256"], hash);
    EXPECT_TRUE(office.on().documents().has(events::sha256(slip.body)));

    // Again finds the first issue, and the list tells of it.
    EXPECT_TRUE(json::parse(office.asks("POST " + path).body)["repeated"].get<bool>());
    connectors::grant_as_installation(office.on(), "mai", events::role::counter_officer, "964",
                                      false);
    const auto by_another = office.asks("POST " + path, {}, "mai");
    EXPECT_EQ(by_another.status, 200) << "whoever asks: " << by_another.body;
    EXPECT_EQ(json::parse(by_another.body)["repeated"], true);
    EXPECT_EQ(json::parse(by_another.body)["event"], json::parse(issued.body)["event"]);
    const auto listed = json::parse(office.asks("GET /v1/cases/" + code + "/documents").body);
    const auto& first = listed["items"];
    const auto found = std::find_if(first.begin(), first.end(),
                                    [](const json& one) { return one["form"] == "receipt_slip"; });
    ASSERT_NE(found, first.end());
    EXPECT_EQ((*found)["sha256"], hash);
    EXPECT_EQ((*found)["adopted"], true);
    EXPECT_NE(office.asks("GET " + path + ".pdf?preview=true").body, slip.body);
}

json handed_in(const char* paper, const char* kind, int count, int sheets) {
    return {{"paper", paper}, {"kind", kind}, {"count", count}, {"sheets", sheets}};
}

/// The slip of receipt of a case, each row of its table in one line.
std::string receipt_of(branch& office, const std::string& code) {
    auto text = office.asks("GET /v1/cases/" + code + "/documents/receipt_slip.txt").body;
    for (auto at = text.find("\n    "); at != std::string::npos; at = text.find("\n    ")) {
        text.replace(at, 5, " ");
    }
    return text;
}

TEST(slips, of_receipt_say_how_much_of_what_was_handed_in) {
    branch office;
    const auto code = office.files();
    office.does(
        code, "accept_dossier",
        {{"result_by", "at_counter"},
         {"papers", {"application", "judgment"}},
         {"paper_details",
          {handed_in("application", "original", 1, 3),
           handed_in("judgment", "certified_copy", 1, 4), handed_in("judgment", "copy", 2, 8)}},
         {"sets", 1}});
    const auto slip = receipt_of(office, code);
    EXPECT_THAT(slip, HasSubstr("Loại: Bản chính; Số lượng: 01\n"));
    EXPECT_THAT(slip, HasSubstr("Loại: Bản chứng thực; Bản chụp; Số lượng: 01; 02\n"));
    EXPECT_THAT(slip, HasSubstr("2. Số lượng hồ sơ: 01 (bộ)\n"));
    const auto index = json::parse(office.asks("GET /v1/cases/" + code + "/folios").body)["items"];
    EXPECT_EQ(index[0]["folio"], "1-3");
    EXPECT_EQ(index[1]["folio"], "4-15");
}

TEST(slips, of_apology_give_the_reason_in_words_or_as_its_code_is_called) {
    branch office;
    const auto apologised = [&](const json& why) {
        const auto code = office.accepts();
        json body{{"promised_at", "2017-06-20T09:00:00+07:00"}};
        body.update(why);
        office.does(code, "apologise", body);
        return office.asks("GET /v1/cases/" + code + "/documents/apology_slip.txt").body;
    };
    EXPECT_THAT(apologised({{"reason", "stated"}, {"words", "Chờ bà Hường ký lại đơn."}}),
                HasSubstr("Lý do: Chờ bà Hường ký lại đơn."));
    EXPECT_THAT(apologised({{"reason", "heavy_workload"}}),
                HasSubstr("Lý do: khối lượng công việc lớn."));
}

TEST(slips, of_receipt_say_when_a_dossier_that_was_supplemented_became_complete) {
    branch office;
    const auto code = office.files();
    office.does(code, "request_supplement", {{"missing", json::array({"judgment"})}});
    office.on().time().set(office_time("2017-06-20 09:10"));
    office.does(code, "receive_supplement", json::object());
    office.does(code, "accept_dossier",
                {{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}});
    const auto slip = office.asks("GET /v1/cases/" + code + "/documents/receipt_slip.txt").body;
    EXPECT_THAT(slip, HasSubstr("08 giờ 30 phút, thứ Hai, ngày 05 tháng 6 năm 2017;\n"
                                "đầy đủ: 09 giờ 10 phút, thứ Ba, ngày 20 tháng 6 năm 2017"));
    EXPECT_THAT(slip, HasSubstr("17 giờ 00 phút, thứ Ba, ngày 27")) << "five working days on";
}

TEST(slips, of_receipt_leave_to_the_pen_what_nobody_counted) {
    branch office;
    const auto code = office.files();
    office.does(code, "accept_dossier",
                {{"result_by", "at_counter"},
                 {"papers", {"application", "judgment"}},
                 {"paper_details",
                  {{{"paper", "judgment"}, {"kind", "certified_copy"}, {"sheets", 4}},
                   {{"paper", "judgment"}, {"count", 2}}}}});
    const auto slip = receipt_of(office, code);
    EXPECT_THAT(slip, HasSubstr("Loại: Bản chứng thực; …; Số lượng: …; 02\n"));
    EXPECT_THAT(slip, HasSubstr("2. Số lượng hồ sơ: ...."));
    const auto index = json::parse(office.asks("GET /v1/cases/" + code + "/folios").body)["items"];
    EXPECT_EQ(index[0]["folio"], "chưa đếm tờ");
    EXPECT_EQ(index[1]["folio"], "chưa đếm tờ") << "the sheets of its copies are not known";
}

TEST(slips, of_receipt_refuse_a_detail_with_its_place) {
    branch office;
    const auto code = office.files();
    const auto on_case = "POST /v1/cases/" + code + "/commands/accept_dossier";
    json body{{"result_by", "at_counter"}, {"papers", {"application", "judgment"}}};
    body["paper_details"] = json::array({handed_in("application", "photograph", 1, 3)});
    const auto kind = office.asks(on_case, body.dump());
    EXPECT_EQ(kind.status, 422);
    EXPECT_THAT(kind.body, HasSubstr("Chỉ được là một trong: original, certified_copy, copy"));
    EXPECT_THAT(kind.body, HasSubstr("/paper_details/0/kind"));
    body["paper_details"] = json::array({handed_in("application", "original", 1, 100'000)});
    const auto sheets = office.asks(on_case, body.dump());
    EXPECT_EQ(sheets.status, 422);
    EXPECT_THAT(sheets.body, HasSubstr("/paper_details/0/sheets"));
    EXPECT_THAT(sheets.body, HasSubstr("Phải từ 1 đến 99999; chưa đếm thì không ghi."));
}

TEST(slips, state_their_sheets_and_have_folio_numbers) {
    branch office;
    const auto code = office.accepts();
    office.adopts("receipt_slip.qd09_2015\n");
    ASSERT_EQ(office.asks("POST /v1/cases/" + code + "/documents/receipt_slip").status, 200);
    const auto index = json::parse(office.asks("GET /v1/cases/" + code + "/folios").body)["items"];
    ASSERT_EQ(index.size(), 3U);
    EXPECT_EQ(index[0]["kind"], "application");
    EXPECT_EQ(index[0]["folio"], "chưa đếm tờ");
    EXPECT_FALSE(index[0].contains("first"));
    EXPECT_EQ(index[2]["kind"], "receipt_slip");
    EXPECT_EQ(index[2]["sheets"], 1);
    EXPECT_EQ(index[2]["folio"], "1");
    EXPECT_EQ(index[2]["first"], 1);
}

TEST(slips, of_a_refusal_give_its_ground_and_can_be_issued) {
    branch office;
    const auto code = office.files();
    office.does(code, "refuse_request", {{"grounds", {"no_right"}}}, "dung");
    const auto text = office.asks("GET /v1/cases/" + code + "/documents/refusal_slip.txt").body;
    EXPECT_THAT(text, HasSubstr("Số: 01/TC\n"));
    EXPECT_THAT(text, HasSubstr("Căn cứ: điểm a khoản 5 Điều 31 Luật Thi hành án dân sự năm 2008"));
    office.adopts("refusal_slip.qd09_2015\n");
    EXPECT_EQ(office.asks("POST /v1/cases/" + code + "/documents/refusal_slip").status, 200);
}

TEST(slips, of_control_list_the_hand_overs) {
    branch office;
    const auto code = office.accepts();
    office.does(code, "hand_over", {{"to", "binh"}});
    const auto text = office.asks("GET /v1/cases/" + code + "/documents/control_slip.txt").body;
    EXPECT_THAT(text, HasSubstr("PHIẾU KIỂM SOÁT"));
    EXPECT_THAT(text, HasSubstr("TÊN CƠ QUAN, ĐƠN VỊ: Bộ phận một cửa"));
}

TEST(slips, are_for_those_who_may_see_the_persons_of_the_case) {
    branch office;
    const auto code = office.accepts();
    const auto told =
        office.asks("GET /v1/cases/" + code + "/documents/receipt_slip.txt", {}, "tho");
    EXPECT_EQ(told.status, 403);
    EXPECT_THAT(told.body, Not(HasSubstr("Khởi")));
    EXPECT_EQ(office.asks("POST /v1/cases/" + code + "/documents/receipt_slip", {}, "tho").status,
              403);
}

TEST(slips, name_the_line_that_adopts_a_form_that_does_not_exist) {
    branch office;
    const auto code = office.accepts();
    office.adopts("receipt_slip.qd09_2015\nreceipt_slip.tt99_2030\n");
    const auto told = office.asks("GET /v1/cases/" + code + "/documents");
    EXPECT_EQ(told.status, 503);
    EXPECT_THAT(told.body, Not(HasSubstr(office.data())))
        << "where files lie is no caller's matter";
}

TEST(slips, write_capitals_as_vietnamese_does) {
    EXPECT_EQ(connectors::in_capitals("Chi cục Thi hành án dân sự huyện Đầm Dơi, ưỡng ệ"),
              "CHI CỤC THI HÀNH ÁN DÂN SỰ HUYỆN ĐẦM DƠI, ƯỠNG Ệ");
}

TEST(slips, cite_the_law_in_the_words_of_a_document) {
    const std::string law = "Luật Thi hành án dân sự năm 2008 (sửa đổi, bổ sung năm 2014)";
    const std::string source = "Luật THADS 26/2008/QH12 (sửa đổi 64/2014/QH13)";
    for (const auto& [read, written] : std::vector<std::pair<std::string, std::string>>{
             {source + " art.50", "Điều 50 " + law},
             {source + " art.44a; NĐ 62/2015/NĐ-CP art.9.4",
              "Điều 44a " + law + "; khoản 4 Điều 9 Nghị định số 62/2015/NĐ-CP"},
             {source + " art.31.5a", "điểm a khoản 5 Điều 31 " + law},
             {source + " art.48.4, 49.3", "khoản 4 Điều 48, khoản 3 Điều 49 " + law},
             {source + " art.55-57", "Điều 55 đến Điều 57 " + law},
             {source + " art.155.2b (the duty to state name and address)",
              "điểm b khoản 2 Điều 155 " + law},
             {"Luật Tố cáo 25/2018/QH14 art.29", "Điều 29 Luật Tố cáo năm 2018"},
             {"TT 13/2021/TT-BTP art.8.4đ", "điểm đ khoản 4 Điều 8 Thông tư số 13/2021/TT-BTP"},
             {"TTLT 11/2016 art.1.3", "khoản 3 Điều 1 Thông tư liên tịch số 11/2016"},
             {"Luật THADS 106/2025/QH15, text not seen", ""},
             {"QĐ 537/QĐ-TCTHADS, one-stop step B2 (LC1, HT8)", ""},
             {"follows from who may ask: NĐ 62/2015/NĐ-CP art.37.1", ""},
             {"", ""}}) {
        EXPECT_EQ(connectors::law_in_words(read), written) << read;
    }
}

/// What the rules say for their readers is no text of a document.
TEST(slips, cite_every_ground_without_a_word_of_another_language) {
    const auto rules = engine::default_rule_set();
    int cited = 0;
    for (const auto& procedure : rules.procedures) {
        for (const auto& ground : procedure.grounds) {
            const auto words = connectors::law_in_words(ground.from.source);
            cited += words.empty() ? 0 : 1;
            EXPECT_THAT(words, Not(testing::ContainsRegex("art|THADS | of | the |seen"))) << words;
            EXPECT_EQ(words.empty(), ground.from.source.find(" art.") == std::string::npos ||
                                         ground.from.source.starts_with("follows "))
                << ground.code << ": " << ground.from.source;
        }
    }
    EXPECT_GT(cited, 100);
}

TEST(fees_api, computes_a_fee_and_tells_every_step) {
    branch office;
    const auto told =
        office.asks("GET /v1/fees/compute?received=3000000000,4000000000&on=2017-06-05"
                    "&base_salary=1210000&settlement=before_coercion&rounding=down");
    ASSERT_EQ(told.status, 200) << told.body;
    const auto sum = json::parse(told.body);
    EXPECT_EQ(sum["fee"], 30'000'000 + 33'333'333);
    EXPECT_EQ(sum["instalments"][1]["steps"][0]["rule"], "tariff");
    EXPECT_EQ(sum["instalments"][1]["steps"][0]["source"], "TT 216/2016/TT-BTC art.4.1");
}

TEST(fees_api, refuses_what_no_verified_rule_says_and_what_is_malformed) {
    branch office;
    const auto refused =
        json::parse(office.asks("GET /v1/fees/compute?received=300000000&on=2017-06-05").body);
    EXPECT_EQ(refused["code"], "sum_not_computed");
    EXPECT_EQ(refused["reason"], "base_salary_not_adopted");
    for (const auto* line :
         {"GET /v1/fees/compute", "GET /v1/fees/compute?received=x",
          "GET /v1/fees/compute?received=1,", "GET /v1/fees/compute?received=1&on=1/1/2017",
          "GET /v1/fees/compute?received=1&rounding=bankers",
          "GET /v1/fees/compute?received=99999999999999999999",
          "GET /v1/fees/cost-relief?cost=1"}) {
        EXPECT_EQ(office.asks(line).status, 400) << line;
    }
}

TEST(fees_api, computes_the_relief_from_costs_of_coercion) {
    branch office;
    const auto told = office.asks(
        "GET /v1/fees/cost-relief?cost=10000000&ground=policy_family&paid=5000000&on=2017-06-05");
    ASSERT_EQ(told.status, 200) << told.body;
    EXPECT_EQ(json::parse(told.body)["relieved"], 5'000'000);
    const auto refused = office.asks(
        "GET /v1/fees/cost-relief?cost=10000000&ground=policy_family&paid=4999999&on=2017-06-05");
    EXPECT_EQ(json::parse(refused.body)["reason"], "not_enough_paid");
}

} // namespace
