#include "tests/ops/motcua.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

using ops_test::user;
using testing::HasSubstr;

TEST(fee, is_computed_with_every_step_of_the_sum) {
    const user somebody;
    const auto told =
        somebody.motcua({"fee", "compute", "3000000000", "4000000000", "--on", "2017-06-01",
                         "--base-salary", "1210000", "--output", "json"});
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_EQ(told.as_json()["fee"], 190'000'000);
    EXPECT_EQ(told.as_json()["instalments"][1]["fee"], 100'000'000);
    const auto shown = somebody.motcua(
        {"fee", "compute", "300000000", "--on", "2017-06-01", "--base-salary", "1210000"});
    EXPECT_THAT(shown.out, HasSubstr("9.000.000 đồng"));
    EXPECT_THAT(shown.out, HasSubstr("TT 216/2016/TT-BTC art.4.1"));
}

TEST(fee, names_the_amount_that_is_none) {
    const user by;
    const auto told = by.motcua({"fee", "compute", "abc"});
    EXPECT_EQ(told.code, 2);
    EXPECT_THAT(told.err, HasSubstr("motcua: RECEIVED must be a whole number")) << told.err;
}

TEST(fee, is_refused_where_no_verified_rule_says_it) {
    const user somebody;
    const auto told = somebody.motcua({"fee", "compute", "300000000", "--on", "2017-06-01"});
    EXPECT_EQ(told.code, 4);
    EXPECT_THAT(told.err, HasSubstr("1.210.000 đồng"));
    EXPECT_EQ(somebody.motcua({"fee", "compute", "much", "--on", "2017-06-01"}).code, 2);
    EXPECT_EQ(somebody.motcua({"fee", "compute", "1", "--on", "yesterday"}).code, 2);
}

TEST(fee, relieves_from_the_costs_of_coercion) {
    const user somebody;
    const auto told = somebody.motcua({"fee", "cost-relief", "--cost", "10000000", "--ground",
                                       "low_income", "--on", "2017-06-01", "--output", "json"});
    EXPECT_EQ(told.as_json()["to_pay"], 5'000'000) << told.err;
    EXPECT_EQ(somebody
                  .motcua({"fee", "cost-relief", "--cost", "10000000", "--paid", "4999999",
                           "--ground", "policy_family", "--on", "2017-06-01"})
                  .code,
              4);
}

/// Gives the command what the file says, as lan.
ops_test::ended done_by_lan(const ops_test::office& at, std::vector<std::string> command,
                            const std::string& body) {
    const auto file = (at.home() / "step.json").string();
    std::ofstream{file} << body;
    command.insert(command.end(), {"--json", file, "--output", "json"});
    return at.on("lan", command);
}

/// A request for enforcement by somebody with an address for e-mail, received: its code.
std::string received(const ops_test::office& at) {
    const auto told = done_by_lan(
        at, {"case", "open", "96", "receive_request"},
        R"({"procedure":"enf_request","received_by":"counter","persons":[{"part":"applicant",)"
        R"("name":"Lê Thị Bưởi","email":"thu@example.vn"}]})");
    EXPECT_EQ(told.code, 0) << told.err;
    return told.as_json()["code"];
}

void accepted(const ops_test::office& at, const std::string& code) {
    const auto told =
        done_by_lan(at, {"case", "do", code, "accept_dossier"},
                    R"({"result_by":"at_counter","papers":["application","judgment"]})");
    EXPECT_EQ(told.code, 0) << told.err;
}

void expect_pdf(const std::string& file) {
    std::ifstream pdf{file};
    std::string start(5, ' ');
    pdf.read(start.data(), 5);
    EXPECT_EQ(start, "%PDF-");
}

TEST(a_mail_to_the_person, is_listed_by_its_step_and_shown_as_text_and_as_pdf) {
    const ops_test::office at;
    const auto code = received(at);
    EXPECT_EQ(at.on("lan", {"mail", "sent", code, "--output", "jsonl"}).as_lines().size(), 0U);
    accepted(at, code);
    const auto mails = at.on("lan", {"mail", "sent", code, "--output", "jsonl"}).as_lines();
    ASSERT_EQ(mails.size(), 1U);
    EXPECT_EQ(mails[0]["step"], 2);
    const auto text = at.on("lan", {"mail", "show", code, "2"});
    EXPECT_THAT(text.out, HasSubstr("Người nhận: Lê Thị Bưởi <thu@example.vn>"));
    const auto file = (at.home() / "mail.pdf").string();
    EXPECT_EQ(at.on("lan", {"mail", "show", code, "2", "--to", file}).code, 0);
    expect_pdf(file);
    EXPECT_EQ(at.on("lan", {"mail", "show", code, "1"}).code, 3);
}

TEST(document, is_shown_as_text_and_as_pdf_and_issued_once_adopted) {
    const ops_test::office at;
    const auto code = received(at);
    EXPECT_EQ(at.on("lan", {"document", "show", code, "receipt_slip"}).code, 4); // not yet accepted
    accepted(at, code);
    const auto text = at.on("lan", {"document", "show", code, "receipt_slip"});
    EXPECT_THAT(text.out, HasSubstr("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"));
    EXPECT_THAT(text.out, HasSubstr("Mã hồ sơ: " + code));
    const auto file = (at.home() / "slip.pdf").string();
    EXPECT_EQ(at.on("lan", {"document", "show", code, "receipt_slip", "--to", file}).code, 0);
    expect_pdf(file);

    EXPECT_EQ(at.on("lan", {"document", "issue", code, "receipt_slip"}).code, 4);
    std::ofstream{at.data + "/forms-adopted.txt"} << "receipt_slip.qd09_2015\n";
    const auto issued = at.on("lan", {"document", "issue", code, "receipt_slip"});
    EXPECT_EQ(issued.code, 0) << issued.err;
    const auto listed = at.on("lan", {"document", "list", code});
    EXPECT_THAT(listed.out, HasSubstr("Phát hành ở bước"));
}

/// The shipped legal data, in a folder of the test.
std::filesystem::path copied_to(const support::temporary_folder& folder) {
    auto schemas = folder.path() / "schemas";
    std::filesystem::copy(std::filesystem::path{MOTCUA_SOURCE_DIR} / "schemas", schemas,
                          std::filesystem::copy_options::recursive);
    return schemas;
}

/// Writes the shipped file with one text in the place of another.
void changed_to(const std::filesystem::path& path, const std::string& file, const std::string& from,
                const std::string& to) {
    std::ifstream in{std::filesystem::path{MOTCUA_SOURCE_DIR} / "schemas" / file};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    EXPECT_NE(text.find(from), std::string::npos) << from;
    text.replace(text.find(from), from.size(), to);
    std::filesystem::create_directories(path.parent_path());
    std::ofstream{path} << text;
}

TEST(rules, that_are_built_in_have_no_errors_and_say_what_is_unverified) {
    const user somebody;
    const auto told = somebody.motcua({"rules", "check", "--output", "json"});
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_EQ(told.as_json()["errors"], 0);
    EXPECT_THAT(told.out, HasSubstr("NĐ 47/2016/NĐ-CP, text not read"));
}

TEST(rules, of_a_folder_are_refused_with_file_line_and_reason) {
    const user somebody;
    const support::temporary_folder folder;
    const auto schemas = copied_to(folder);
    changed_to(schemas / "fees/base_salary.json", "fees/base_salary.json", "2017-06-30",
               "2017-07-01");

    const auto told =
        somebody.motcua({"rules", "check", "--folder", schemas.string(), "--output", "jsonl"});
    EXPECT_EQ(told.code, 1);
    const auto first = told.as_lines().front();
    EXPECT_EQ(first["kind"], "error");
    EXPECT_EQ(first["file"], "fees/base_salary.json");
    EXPECT_EQ(first["line"], 9);

    const auto differs = somebody.motcua({"rules", "diff", schemas.string(), "--output", "jsonl"});
    ASSERT_EQ(differs.as_lines().size(), 1U) << differs.out;
    EXPECT_EQ(differs.as_lines().front()["pointer"], "/salaries/0/valid_to");
    EXPECT_EQ(differs.as_lines().front()["after"], "\"2017-06-30\"");
}

/// The shipped file with one text in the place of another, in `rules/` of the data folder.
void adopted_in(const ops_test::office& at, const std::string& file, const std::string& from,
                const std::string& to) {
    changed_to(std::filesystem::path{at.data} / "rules" / file, file, from, to);
}

TEST(rules, of_an_installation_answer_every_question_about_the_law) {
    const ops_test::office at;
    const std::vector<std::string> asked{"fee",        "compute", "300000000", "--on",
                                         "2017-06-01", "--data",  at.data};
    EXPECT_EQ(at.motcua(asked).code, 4);
    const auto before = at.motcua({"version", "--data", at.data, "--output", "json"}).as_json();
    adopted_in(at, "fees/base_salary.json", "\"tag\": \"G\"", "\"tag\": \"G\", \"adopted\": true");
    const auto computed = at.motcua(asked);
    EXPECT_EQ(computed.code, 0) << computed.err;
    EXPECT_THAT(computed.out, HasSubstr("9.000.000 đồng"));
    const auto now = at.motcua({"version", "--data", at.data, "--output", "json"}).as_json();
    EXPECT_NE(now["rules"], before["rules"]);
    EXPECT_EQ(
        at.motcua({"rules", "list", "--data", at.data, "--output", "json"}).as_json()["rules"],
        now["rules"]);
    const auto whole = at.motcua({"rules", "check", "--data", at.data, "--output", "json"});
    EXPECT_EQ(whole.code, 0) << whole.out;
    const auto folder = at.data + "/rules";
    const auto over = at.motcua({"rules", "check", "--folder", folder, "--output", "json"});
    EXPECT_EQ(over.code, 0) << over.err << over.out;
    EXPECT_EQ(over.as_json()["items"], whole.as_json()["items"]);
    EXPECT_THAT(over.err, HasSubstr(folder));
}

/// The officer lan, at a server on the folder of an office.
class signed_in {
public:
    explicit signed_in(const ops_test::office& at)
        : at_(at), server_(made_account(at), {"serve", "--data", at.data, "--port", "0"}) {
        url_ = server_.next_line();
        url_.erase(0, std::string_view{"ready "}.size());
        const auto in = asks({"login", "lan", "--password-stdin"}, "a word of lan's\n");
        EXPECT_EQ(in.code, 0) << in.err;
    }
    [[nodiscard]] ops_test::ended asks(std::vector<std::string> arguments,
                                       const std::string& stdin_text = {}) const {
        arguments.insert(arguments.end(), {"--server", url_});
        return at_.motcua(arguments, {.stdin_text = stdin_text});
    }

    [[nodiscard]] const std::string& url() const { return url_; }

private:
    static const ops_test::office& made_account(const ops_test::office& at) {
        const auto made = at.motcua(
            {"account", "add", "lan", "--name", "Lan", "--password-stdin", "--data", at.data},
            {.stdin_text = "a word of lan's\n"});
        EXPECT_EQ(made.code, 0) << made.err;
        return at;
    }

    const ops_test::office& at_;
    ops_test::running server_;
    std::string url_;
};

TEST(rules, of_a_server_answer_as_those_of_its_folder_do) {
    const ops_test::office at;
    adopted_in(at, "fees/base_salary.json", "\"tag\": \"G\"", "\"tag\": \"G\", \"adopted\": true");
    adopted_in(at, "procedures/result_confirm.json", "\"amount\": 5, \"unit\": \"working_days\"",
               "\"amount\": 4, \"unit\": \"working_days\"");
    const signed_in lan{at};
    const std::vector<std::vector<std::string>> questions{
        {"version"},
        {"rules", "list"},
        {"rules", "check"},
        {"rules", "show", "result_confirm"},
        {"rules", "diff", MOTCUA_SOURCE_DIR "/schemas"},
        {"fee", "compute", "300000000", "--on", "2017-06-01"},
        {"fee", "cost-relief", "--cost", "10000000", "--ground", "low_income", "--on",
         "2017-06-01"}};
    for (auto asked : questions) {
        asked.insert(asked.end(), {"--output", "json"});
        const auto server = lan.asks(asked);
        auto of_folder = asked;
        of_folder.insert(of_folder.end(), {"--data", at.data});
        const auto folder = at.motcua(of_folder);
        EXPECT_EQ(server.code, folder.code) << asked[0] << " " << server.err;
        EXPECT_EQ(server.out, folder.out) << asked[0];
        if (asked[0] != "fee" || asked[1] != "cost-relief") {
            EXPECT_NE(server.out, at.motcua(asked).out) << asked[0] << ": by rules of its own";
        }
    }
}

TEST(rules, of_a_server_are_for_those_who_are_signed_in_and_its_version_for_anyone) {
    const ops_test::office at;
    const signed_in lan{at};
    const user stranger;
    const auto url = lan.url();
    EXPECT_EQ(stranger.motcua({"version", "--server", url}).code, 0);
    const auto refused = stranger.motcua({"rules", "list", "--server", url});
    EXPECT_EQ(refused.code, 4);
    EXPECT_THAT(refused.err, HasSubstr("motcua login"));
    EXPECT_EQ(lan.asks({"fee", "compute", "1", "--now", "2017-06-01T09:00:00+07:00"}).code, 2);
}

TEST(rules, of_an_installation_that_are_bad_are_refused_with_file_line_and_reason) {
    const ops_test::office at;
    adopted_in(at, "procedures/result_confirm.json", "\"amount\": 5, \"unit\": \"working_days\"",
               "\"amount\": 5, \"unit\": \"weeks\"");
    for (const auto* named : {"--data", "--folder"}) {
        const auto told = at.motcua({"rules", "check", named,
                                     named == std::string{"--data"} ? at.data : at.data + "/rules",
                                     "--output", "jsonl"});
        EXPECT_EQ(told.code, 1) << named;
        const auto first = told.as_lines().front();
        EXPECT_EQ(first["file"], "procedures/result_confirm.json");
        EXPECT_EQ(first["line"], 129);
    }
    const auto refused = at.on("lan", {"case", "list"});
    EXPECT_NE(refused.code, 0);
    EXPECT_THAT(refused.err, HasSubstr(at.data + "/rules/procedures/result_confirm.json:129"));
    EXPECT_THAT(refused.err, HasSubstr("unknown word `weeks`"));
}

TEST(rules, beside_which_a_mail_is_bad_are_refused) {
    const user somebody;
    const support::temporary_folder folder;
    const auto schemas = copied_to(folder);
    std::ofstream{schemas / "mail/receipt.txt", std::ios::app} << "{{zzz}}\n";
    const auto told =
        somebody.motcua({"rules", "check", "--folder", schemas.string(), "--output", "jsonl"});
    EXPECT_EQ(told.code, 1);
    EXPECT_EQ(told.as_lines().front()["file"], "mail/receipt.txt");
    EXPECT_THAT(told.as_lines().front()["reason"].get<std::string>(), HasSubstr("zzz"));
}

TEST(rules, beside_which_a_lifecycle_is_not_what_the_program_obeys_are_refused) {
    const user somebody;
    const support::temporary_folder folder;
    const auto schemas = copied_to(folder);
    const auto check = [&] {
        return somebody.motcua(
            {"rules", "check", "--folder", schemas.string(), "--output", "jsonl"});
    };
    EXPECT_EQ(check().code, 0);
    changed_to(schemas / "lifecycles/denunciation.json", "lifecycles/denunciation.json",
               R"("to": "verifying")", R"("to": "under_inquiry")");
    const auto told = check();
    EXPECT_EQ(told.code, 1);
    const auto lines = told.as_lines();
    EXPECT_EQ(lines.front()["kind"], "error");
    EXPECT_EQ(lines.front()["file"], "lifecycles/denunciation.json");
    EXPECT_THAT(lines.front()["reason"].get<std::string>(), HasSubstr("under_inquiry"));
}

} // namespace
