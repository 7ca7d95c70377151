#include "tests/ops/motcua.hpp"
#include "tests/support/http_wire.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>

namespace {

using namespace ops_test;

TEST(data_folder, is_not_made_twice) {
    const office at;
    const auto again = at.motcua({"init", at.data});
    EXPECT_EQ(again.code, 4) << again.err;
    EXPECT_TRUE(has(again.err, "folder-not-empty"));
}

TEST(data_folder, that_cannot_be_made_is_not_said_to_hold_something) {
    const user by;
    const auto file = by.home() / "a file";
    std::ofstream{file} << "no folder";
    for (const auto& place : {(file / "d").string(), std::string{"/proc/motcua"}}) {
        const auto told = by.motcua({"init", place});
        EXPECT_EQ(told.code, 1) << told.err;
        EXPECT_TRUE(has(told.err, "folder-not-made")) << told.err;
    }
    EXPECT_EQ(by.motcua({"init", by.home().path().string()}).code, 4) << "the file lies there";
    for (const auto& place : {(file / "d").string(), std::string(300, 'x')}) {
        const auto told = by.motcua({"demo", "--keep", place, "--port", "0"});
        EXPECT_EQ(told.code, 1) << told.err;
        EXPECT_TRUE(has(told.err, "[folder-not-made]"))
            << "a place that cannot be looked into: " << told.err;
    }
}

TEST(data_folder, is_not_made_when_the_wish_is_refused) {
    const user by;
    const auto data = (by.home() / "d").string();
    for (const auto* many : {"1000001", "abc", "0"}) {
        EXPECT_EQ(by.motcua({"init", data, "--seed-cases", many}).code, 2) << many;
        EXPECT_FALSE(std::filesystem::exists(data)) << many;
    }
    EXPECT_EQ(by.motcua({"init", data, "--partitions", "0"}).code, 2);
    EXPECT_EQ(by.motcua({"init", data, "--key", "of another"}).code, 2) << "it would be left out";
    EXPECT_FALSE(std::filesystem::exists(data));
}

TEST(data_folder, that_was_filled_says_when_its_cases_end) {
    const user by;
    const auto data = (by.home() / "d").string();
    const auto made = by.motcua({"init", data, "--seed-cases", "3", "--seed", "7"});
    ASSERT_EQ(made.code, 0) << made.err;
    const std::string option = " --now ";
    const auto now = made.err.find(option);
    ASSERT_NE(now, std::string::npos) << made.err;
    const auto time =
        made.err.substr(now + option.size(), made.err.find('\n', now) - now - option.size());
    const auto then = by.motcua({"overdue", "--data", data, "--now", time});
    EXPECT_EQ(then.code, 0) << then.err;
}

TEST(data_folder, tells_the_operators_password_once) {
    const user by;
    const auto made = by.motcua({"init", (by.home() / "a").string()});
    EXPECT_EQ(made.code, 0);
    EXPECT_TRUE(has(made.err, "với mật khẩu ")) << made.err;
    EXPECT_TRUE(has(made.err, "đã tạo " + (by.home() / "a").string())) << made.err;
    EXPECT_TRUE(made.out.empty());
    const auto own = by.motcua({"init", (by.home() / "b").string(), "--password-stdin"},
                               {.stdin_text = "one that I know\n"});
    EXPECT_EQ(own.code, 0) << own.err;
    EXPECT_FALSE(has(own.err, "one that I know"));
}

TEST(data_folder, that_lost_its_key_is_given_no_other) {
    const office at;
    const auto key = std::filesystem::path{at.data} / "installation.key";
    std::filesystem::remove(key);
    const auto told = at.on("lan", {"overdue"});
    EXPECT_EQ(told.code, 1);
    EXPECT_TRUE(has(told.err, "installation-key-missing")) << told.err;
    EXPECT_FALSE(std::filesystem::exists(key));
    EXPECT_EQ(at.motcua({"verify", at.data}).code, 0) << "the proof needs none";
}

TEST(data_folder, refuses_a_second_writer_by_name) {
    const office at;
    running server(at, {"serve", "--data", at.data, "--port", "0"});
    ASSERT_TRUE(server.next_line().starts_with("ready http://127.0.0.1:"));
    const auto refused = at.on("lan", {"case", "list", "--office", "96"});
    EXPECT_EQ(refused.code, 4);
    EXPECT_TRUE(has(refused.err, "log-held")) << refused.err;
    EXPECT_TRUE(has(refused.err, std::to_string(server.pid()))) << refused.err;
    EXPECT_EQ(at.motcua({"verify", "--data", at.data}).code, 0); // reads beside it
    EXPECT_EQ(server.stop(SIGTERM), 0) << server.errors();
    EXPECT_EQ(at.on("lan", {"case", "list", "--office", "96"}).code, 0);
}

TEST(mail, tells_a_line_for_every_mail_what_became_of_it) {
    const office at;
    const auto taken = at.on(
        "lan", {"mail", "import", "96", MOTCUA_SOURCE_DIR "/tests/data/mail", "--output", "jsonl"});
    ASSERT_EQ(taken.code, 0) << taken.err;
    const auto lines = taken.as_lines();
    ASSERT_EQ(lines.size(), 12U);
    std::map<std::string, std::string> outcome;
    for (const auto& one : lines) {
        EXPECT_EQ(one["sha256"].get<std::string>().size(), 64U);
        EXPECT_FALSE(one["reason"].get<std::string>().empty());
        outcome[one["file"].get<std::string>().substr(0, 2)] = one["outcome"];
    }
    EXPECT_EQ(outcome["01"], "new_case");
    EXPECT_EQ(outcome["10"], "automatic");
    EXPECT_EQ(outcome["11"], "duplicate");
}

TEST(mail, is_not_sent_by_hand_from_the_folder_of_a_node) {
    const office at;
    const auto ask = [&](const std::string& language) {
        return at.motcua({"mail", "send", "--data", at.data, "--log", "kafka://127.0.0.1:1"},
                         {.environment = {{"MOTCUA_OUTPUT__LANGUAGE", language}}});
    };
    const auto told = ask("en");
    EXPECT_EQ(told.code, 2) << "no broker is asked: " << told.err;
    EXPECT_TRUE(has(told.err, "nodes send letters themselves")) << told.err;
    EXPECT_TRUE(has(told.err, "motcua serve")) << told.err;
    EXPECT_TRUE(has(ask("vi").err, "các nút dùng chung nó tự gửi thư"));
    EXPECT_EQ(at.motcua({"mail", "send", "--data", at.data}).code, 0) << "the folder's own log";
}

TEST(mail, goes_on_behind_a_file_that_cannot_be_taken_and_ends_with_6) {
    const office at;
    const auto box = at.home() / "box";
    std::filesystem::create_directory(box);
    std::ofstream(box / "a-empty.eml").flush();
    std::ofstream(box / "b-huge.eml") << "From: b@example.vn\n\n";
    std::filesystem::resize_file(box / "b-huge.eml", 65U * 1024 * 1024);
    std::ofstream(box / "c.eml") << "From: c@example.vn\nSubject: x\n\nx\n";
    const auto missing = (at.home() / "missing.eml").string();
    const auto taken =
        at.on("lan", {"mail", "import", "96", missing, box.string(), "--output", "jsonl"});
    EXPECT_EQ(taken.code, 6) << taken.err;
    const auto lines = taken.as_lines();
    ASSERT_EQ(lines.size(), 4U) << taken.out;
    EXPECT_EQ(lines[0]["file"], "missing.eml");
    EXPECT_EQ(lines[0]["error"], "mail_file");
    EXPECT_FALSE(lines[0].contains("outcome"));
    EXPECT_EQ(lines[1]["file"], "a-empty.eml");
    EXPECT_EQ(lines[1]["outcome"], "ambiguous");
    EXPECT_EQ(lines[2]["outcome"], "ambiguous") << "kept in part";
    EXPECT_EQ(lines[2]["sha256"].get<std::string>().size(), 64U);
    EXPECT_EQ(lines[3]["outcome"], "new_case");
    const auto again = at.on("lan", {"mail", "import", "96", box.string()});
    EXPECT_EQ(again.code, 0) << again.err;
    const auto forbidden = at.on("van", {"mail", "import", "96", box.string()});
    EXPECT_EQ(forbidden.code, 4) << forbidden.err;
}

TEST(a_case, is_walked_by_hand_and_every_step_says_who_when_why_and_by_which_law) {
    const office at;
    const auto code = at.mail_taken_in();
    ASSERT_FALSE(code.empty());
    const auto checked = at.on("lan", {"case", "do", code, "check_mail", "outcome=valid"});
    ASSERT_EQ(checked.code, 0) << checked.err;
    EXPECT_TRUE(has(checked.out, "Đã kiểm tra")) << checked.out;

    const auto history = at.on("lan", {"case", "history", code});
    ASSERT_EQ(history.code, 0) << history.err;
    EXPECT_TRUE(has(history.out, "01/06/2017 09:00")) << history.out;
    EXPECT_TRUE(has(history.out, "lan (Công chức một cửa)")) << history.out;
    EXPECT_TRUE(has(history.out, "mail_checked")) << history.out;
    EXPECT_TRUE(has(history.out, "Người nộp: ")) << "whose data, in her language: " << history.out;
    EXPECT_TRUE(has(history.out, "thư gốc ")) << history.out;
    EXPECT_TRUE(has(at.on("lan", {"case", "show", code}).out, "Người nộp  ")) << history.out;
    EXPECT_TRUE(has(at.on("lan", {"case", "show", code, "--lang", "en"}).out, "applicant  "));

    const auto next = at.on("lan", {"case", "next", code, "--output", "json"}).as_json();
    EXPECT_FALSE(next["items"].empty());
    // What the program takes by itself is no step of hers; it can be looked at all the same
    const auto steps = [&](std::vector<std::string> line) {
        line.insert(line.end(), {"--output", "jsonl"});
        return at.on("van", line).as_lines().size();
    };
    EXPECT_LT(steps({"case", "next", code}), steps({"case", "next", code, "--all"}));
}

TEST(a_case, shows_as_many_steps_of_its_history_as_are_asked_for) {
    const office at;
    const auto code = at.mail_taken_in();
    ASSERT_EQ(at.on("lan", {"case", "do", code, "check_mail", "outcome=valid"}).code, 0);
    const auto first = at.on("lan", {"case", "history", code, "--limit", "1"});
    EXPECT_EQ(first.code, 0) << first.err;
    EXPECT_TRUE(has(first.out, "support_requested")) << first.out;
    EXPECT_FALSE(has(first.out, "mail_checked")) << first.out;
    EXPECT_TRUE(has(first.err, "còn nữa")) << first.err;
    const auto all = at.on("lan", {"case", "history", code, "--limit", "2"});
    EXPECT_TRUE(has(all.out, "mail_checked")) << all.out;
    EXPECT_FALSE(has(all.err, "còn nữa")) << all.err;
    for (const auto* wrong : {"0", "abc", "-1"}) {
        EXPECT_EQ(at.on("lan", {"case", "history", code, "--limit", wrong}).code, 2) << wrong;
    }
}

TEST(a_case, refuses_a_step_that_the_law_does_not_allow_with_reason_and_ground) {
    const office at;
    const auto code = at.mail_taken_in();
    const auto refused = at.on("van", {"case", "do", code, "issue_decision"});
    EXPECT_EQ(refused.code, 4);
    EXPECT_TRUE(refused.out.empty());
    EXPECT_TRUE(has(refused.err, "Chưa được thực hiện bước này")) << refused.err;
    EXPECT_FALSE(has(refused.err, "được phép: ")) << "nothing here is for her: " << refused.err;
    const auto too_early = at.on("lan", {"case", "do", code, "guide_by_mail"});
    EXPECT_EQ(too_early.code, 4);
    EXPECT_TRUE(has(too_early.err, "được phép: ")) << too_early.err;
    EXPECT_TRUE(has(too_early.err, "check_mail")) << too_early.err;

    const auto forbidden = at.on("hoa", {"case", "do", code, "check_mail", "outcome=valid"});
    EXPECT_EQ(forbidden.code, 4);
    EXPECT_TRUE(has(forbidden.err, "Không có quyền")) << forbidden.err;
    EXPECT_EQ(at.on("lan", {"case", "show", "HT96-000000-0001"}).code, 3);
    const auto wrong = at.on("lan", {"case", "do", code, "check_mail", "outcome=maybe"});
    EXPECT_EQ(wrong.code, 2) << wrong.err;
    EXPECT_TRUE(has(wrong.err, "/outcome")) << wrong.err;
    const auto twice =
        at.on("lan", {"case", "do", code, "check_mail", "outcome=valid", "outcome=no_right"});
    EXPECT_EQ(twice.code, 2);
    EXPECT_TRUE(has(twice.err, "outcome stands there twice")) << twice.err;
    const auto unknown = at.on("lan", {"case", "do", code, "do_something"});
    EXPECT_EQ(unknown.code, 3);
    EXPECT_TRUE(has(unknown.err, "motcua case next")) << unknown.err;
}

TEST(a_case, takes_a_request_once_however_often_it_is_sent) {
    const office at;
    const auto code = at.mail_taken_in();
    const std::vector<std::string> step{"case",  "do",   code,       "check_mail", "outcome=valid",
                                        "--key", "once", "--output", "json"};
    EXPECT_FALSE(at.on("lan", step).as_json().value("repeated", true));
    EXPECT_TRUE(at.on("lan", step).as_json().value("repeated", false));
}

TEST(a_case, takes_beside_its_fields_no_json_that_the_api_would_not_take) {
    const office at;
    const auto code = at.mail_taken_in();
    const auto file = (at.home() / "step.json").string();
    const auto given = [&](const std::string& text, const std::string& field) {
        std::ofstream{file} << text;
        return at.on("lan", {"case", "do", code, "check_mail", "--json", file, field});
    };
    const std::string open(120'000, '[');
    const std::string close(120'000, ']');
    const auto deep = given("{\"missing\":" + open + close + "}", "outcome=valid");
    EXPECT_EQ(deep.code, 2) << "writing so deep a tree ended the process";
    EXPECT_TRUE(has(deep.err, "deeper than 32 levels")) << deep.err;
    const auto twice = given(R"({"missing":["judgment"],"missing":[]})", "outcome=incomplete");
    EXPECT_EQ(twice.code, 2) << "the first would have been left out in silence";
    EXPECT_TRUE(has(twice.err, "stands there twice")) << twice.err;
    const auto field = given("{}", "missing=" + open.substr(0, 40) + close.substr(0, 40));
    EXPECT_EQ(field.code, 2);
    EXPECT_TRUE(has(field.err, "missing: deeper than")) << field.err;
    const auto good = given(R"({"missing":["judgment"]})", "outcome=incomplete");
    EXPECT_EQ(good.code, 0) << good.err;
}

TEST(a_case, takes_digits_for_text_where_its_step_takes_text) {
    const office at;
    const auto code = at.mail_taken_in();
    for (const auto* key : {"competent_office=49", "competent_office=\"49\""}) {
        const auto told =
            at.on("lan", {"case", "do", code, "check_mail", "outcome=no_jurisdiction", key});
        EXPECT_EQ(told.code, 0) << told.err;
    }
    const auto steps =
        at.on("lan", {"case", "history", code, "--output", "json"}).as_json()["items"];
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(steps[1]["detail"]["competent_office"], "49") << steps[1].dump();
    EXPECT_EQ(steps[2]["detail"]["competent_office"], "49") << steps[2].dump();
}

TEST(a_case, is_not_changed_on_a_version_that_somebody_else_has_moved_on) {
    const office at;
    const auto code = at.mail_taken_in();
    ASSERT_EQ(
        at.on("lan", {"case", "do", code, "check_mail", "outcome=valid", "--if-version", "1"}).code,
        0);
    const auto late =
        at.on("lan", {"case", "do", code, "check_mail", "outcome=no_right", "--if-version", "1"});
    EXPECT_EQ(late.code, 4) << late.err;
}

TEST(output, is_the_same_list_as_table_json_lines_and_csv) {
    const office at;
    const auto code = at.mail_taken_in();
    const auto as = [&](const std::string& format) {
        return at.on("lan", {"case", "list", "--office", "96", "--output", format});
    };
    EXPECT_EQ(as("json").as_json()["items"][0]["code"], code);
    EXPECT_EQ(as("jsonl").as_lines().at(0)["code"], code);
    const auto csv = as("csv").out;
    EXPECT_TRUE(csv.starts_with("code,status_label,")) << csv;
    EXPECT_TRUE(has(csv, "\r\n" + code + ",")) << csv;
    const auto table = as("table").out;
    EXPECT_TRUE(table.starts_with("Mã hồ sơ")) << table;
    EXPECT_TRUE(has(table, "Đã nhận thư điện tử")) << table;
    EXPECT_FALSE(has(table, "\x1b[")) << "colours without a terminal";
    EXPECT_TRUE(
        has(at.on("lan", {"case", "list", "--office", "96", "--color", "always"}).out, "\x1b["));
}

TEST(output, is_empty_when_the_list_is_refused) {
    const office at;
    for (const auto* format : {"table", "json", "jsonl", "csv"}) {
        const auto refused =
            at.motcua({"case", "list", "--office", "96", "--data", at.data, "--output", format});
        EXPECT_EQ(refused.code, 4);
        EXPECT_EQ(refused.out, "") << format;
        EXPECT_TRUE(has(refused.err, "người đang hỏi: operator")) << refused.err;
        EXPECT_TRUE(has(refused.err, "--as OFFICER")) << refused.err;
    }
    const auto none = at.on("lan", {"case", "list", "--office", "96", "--output", "csv"});
    EXPECT_TRUE(none.out.starts_with("code,")) << "a list without cases has its head";
}

TEST(a_case, is_listed_of_an_office_or_by_how_its_code_begins) {
    const office at;
    const auto code = at.mail_taken_in();
    const auto neither = at.on("lan", {"case", "list"});
    EXPECT_EQ(neither.code, 2);
    EXPECT_TRUE(has(neither.err, "--office KEY")) << neither.err;
    const auto by_code = at.on("lan", {"case", "list", "--code", code, "--output", "jsonl"});
    EXPECT_EQ(by_code.as_lines().at(0)["code"], code);
}

TEST(output, talks_in_the_language_of_the_reader) {
    const office at;
    for (const auto& [line, vi, en] :
         {std::tuple{std::vector<std::string>{"overdue"}, "không có việc nào quá hạn",
                     "nothing is overdue"},
          {{"alert", "list"}, "không có cảnh báo như vậy", "there are no such alerts"},
          {{"worklist"}, "không có việc nào cần làm", "there is nothing to do"},
          {{"case", "list", "--office", "96"},
           "không có hồ sơ như vậy",
           "there are no such cases"}}) {
        const auto told = at.on("dung", line).err;
        EXPECT_TRUE(has(told, vi)) << told;
        auto in_english = line;
        in_english.insert(in_english.end(), {"--lang", "en"});
        const auto english = at.on("dung", in_english).err;
        EXPECT_TRUE(has(english, en)) << english;
    }
}

TEST(output, speaks_english_when_asked) {
    const office at;
    const auto code = at.mail_taken_in();
    const auto table = at.on("lan", {"case", "list", "--office", "96", "--lang", "en"}).out;
    EXPECT_TRUE(table.starts_with("Code")) << table;
    EXPECT_TRUE(has(table, "mail received")) << table;
}

/// Changes one byte of the newest place where `word` stands in the file.
void flip_byte_at(const std::string& file, const std::string& word) {
    std::fstream log(file, std::ios::in | std::ios::out | std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>{log}, {}};
    const auto place = bytes.find(word);
    ASSERT_NE(place, std::string::npos);
    log.clear();
    log.seekp(static_cast<std::streamoff>(place));
    log.put('X');
}

TEST(verify, proves_the_log_and_names_the_first_event_that_no_longer_counts) {
    const office at;
    const auto code = at.mail_taken_in();
    ASSERT_EQ(at.on("lan", {"case", "do", code, "check_mail", "outcome=valid"}).code, 0);
    const auto whole = at.motcua({"verify", "--data", at.data, "--output", "json"});
    ASSERT_EQ(whole.code, 0) << whole.err;
    EXPECT_TRUE(whole.as_json()["holds"].get<bool>());
    EXPECT_EQ(whole.as_json()["events"], whole.as_json()["counting"]);

    const auto steps =
        at.on("lan", {"case", "history", code, "--output", "json"}).as_json()["items"];
    ASSERT_EQ(steps.size(), 2U);
    flip_byte_at(at.data + "/log.db", "vn.thads.motcua.support_requested.v1");
    const auto broken = at.motcua({"verify", "--data", at.data, "--output", "json"});
    EXPECT_EQ(broken.code, 5) << broken.err;
    const auto told = broken.as_json();
    EXPECT_FALSE(told["holds"].get<bool>());
    EXPECT_EQ(told["damaged"], 1) << told.dump(2);
    const auto sum = told["counting"].get<int>() + told["superseded"].get<int>() +
                     told["foreign"].get<int>() + told["damaged"].get<int>();
    EXPECT_EQ(told["events"], sum) << told.dump(2);
    EXPECT_EQ(told["first_break"]["event"], steps[0]["id"]) << told.dump(2);
    EXPECT_FALSE(told["first_break"]["text"].get<std::string>().empty());
    EXPECT_EQ(at.motcua({"verify", at.data + "/log.db"}).code, 5);

    // People and spreadsheets are told as much as programs are
    const auto event = steps[0]["id"].get<std::string>();
    const auto matter = told["first_break"]["case"].get<std::string>();
    const auto table = at.motcua({"verify", "--data", at.data});
    EXPECT_TRUE(has(table.out, event)) << table.out;
    EXPECT_TRUE(has(table.out, matter)) << table.out;
    EXPECT_TRUE(has(table.out, "không phải sự kiện của motcua, hoặc đã bị hỏng")) << table.out;
    const auto csv = at.motcua({"verify", "--data", at.data, "--output", "csv"});
    EXPECT_EQ(csv.code, 5);
    EXPECT_TRUE(has(csv.out, ",first_break.event,first_break.case,")) << csv.out;
    EXPECT_TRUE(has(csv.out, "," + event + "," + matter + ",")) << csv.out;
}

TEST(verify, ends_with_5_when_what_holds_the_records_together_is_damaged) {
    const office at;
    static_cast<void>(at.mail_taken_in());
    const auto log = at.data + "/log.db";
    const auto whole = at.home() / "whole.db";
    std::filesystem::copy_file(log, whole);
    for (const auto* const place :
         {"SQLite format 3", "CREATE TABLE events_0", "offset INTEGER PRIMARY"}) {
        flip_byte_at(log, place);
        const auto told = at.motcua({"verify", "--data", at.data, "--output", "json"});
        EXPECT_EQ(told.code, 5) << place << ": " << told.err;
        EXPECT_TRUE(has(told.err, "[log-damaged]")) << told.err;
        EXPECT_TRUE(has(told.err, "Nhật ký không còn nguyên vẹn.")) << told.err;
        std::filesystem::copy_file(whole, log, std::filesystem::copy_options::overwrite_existing);
    }
    EXPECT_EQ(at.motcua({"verify", "--data", at.data}).code, 0);
}

TEST(serve, prints_one_line_when_it_is_ready_and_stops_cleanly) {
    const office at;
    for (const int signal : {SIGINT, SIGTERM}) {
        running server(at, {"serve", "--data", at.data, "--port", "0"});
        const auto line = server.next_line();
        ASSERT_TRUE(line.starts_with("ready http://127.0.0.1:")) << server.errors();
        EXPECT_EQ(server.stop(signal), 0);
        std::istringstream log(server.errors());
        for (std::string one; std::getline(log, one);) {
            const auto told = json::parse(one, nullptr, false);
            ASSERT_TRUE(told.is_object()) << one;
            EXPECT_TRUE(told.contains("ts") && told.contains("level") && told.contains("msg"));
        }
    }
}

TEST(serve, answers_what_is_no_request_and_goes_on) {
    const office at;
    running server(at, {"serve", "--data", at.data, "--port", "0"});
    const auto line = server.next_line();
    const auto port = static_cast<std::uint16_t>(std::stoi(line.substr(line.rfind(':') + 1)));
    for (const std::string& bytes :
         {std::string{"GARBAGE\r\n\r\n"}, std::string{"GET / HTTP/1.1\r\n\r\n"}}) {
        support::http_wire wire{port};
        wire.send(bytes);
        EXPECT_EQ(support::status_of(wire.read_to_end()), 400) << server.errors();
    }
    support::http_wire wire{port};
    wire.send("GET /livez HTTP/1.1\r\nHost: h\r\n\r\n");
    EXPECT_EQ(support::status_of(wire.read_response()), 200) << server.errors();
    EXPECT_EQ(server.stop(SIGTERM), 0) << server.errors();
}

TEST(serve, is_used_by_those_who_have_signed_in) {
    const user by;
    const auto data = (by.home() / "data").string();
    ASSERT_EQ(
        by.motcua({"init", data, "--password-stdin"}, {.stdin_text = "a long password\n"}).code, 0);
    running server(by, {"serve", "--data", data, "--port", "0"});
    const auto url = server.next_line().substr(std::string{"ready "}.size());
    const auto stranger = by.motcua({"grant", "add", "lan", "clerk", "96", "--server", url});
    EXPECT_EQ(stranger.code, 4) << stranger.err;
    EXPECT_TRUE(has(stranger.err, "motcua login")) << stranger.err;
    EXPECT_EQ(by.motcua({"login", "operator", "--server", url, "--password-stdin"},
                        {.stdin_text = "a wrong password\n"})
                  .code,
              4);
    const auto in = by.motcua({"login", "operator", "--server", url, "--password-stdin"},
                              {.stdin_text = "a long password\n"});
    ASSERT_EQ(in.code, 0) << in.err;
    EXPECT_FALSE(has(in.out + in.err, "a long password"));
    const auto given = by.motcua({"grant", "add", "lan", "clerk", "96", "--server", url});
    EXPECT_EQ(given.code, 0) << given.err;
    EXPECT_EQ(by.motcua({"logout", "--server", url}).code, 0);
    EXPECT_EQ(by.motcua({"grant", "add", "lan", "clerk", "96", "--server", url}).code, 4);
}

TEST(logout, ends_the_session_that_is_meant_and_no_other) {
    const user by;
    const auto data = (by.home() / "data").string();
    const surroundings password{.stdin_text = "a long password\n"};
    ASSERT_EQ(by.motcua({"init", data, "--password-stdin"}, password).code, 0);
    for (const auto* login : {"lan", "binh"}) {
        ASSERT_EQ(by.motcua({"account", "add", login, "--name", login, "--password-stdin", "--data",
                             data},
                            password)
                      .code,
                  0);
    }
    running server(by, {"serve", "--data", data, "--port", "0"});
    const auto url = server.next_line().substr(std::string{"ready "}.size());
    const auto is_in = [&](const char* login) {
        return by.motcua({"clock", "show", "--server", url, "--as", login}).code == 0;
    };
    for (const auto* login : {"operator", "lan", "binh"}) {
        ASSERT_EQ(by.motcua({"login", login, "--server", url, "--password-stdin"}, password).code,
                  0);
    }
    EXPECT_EQ(by.motcua({"logout", "--server", url, "--as", "lan"}).code, 0);
    EXPECT_FALSE(is_in("lan"));
    EXPECT_TRUE(is_in("binh")) << "everybody was signed out";
    EXPECT_EQ(by.motcua({"logout", "lan", "--server", url, "--as", "binh"}).code, 2);
    EXPECT_EQ(by.motcua({"logout", "binh", "--server", url}).code, 0);
    EXPECT_FALSE(is_in("binh"));
    EXPECT_TRUE(is_in("operator"));
    EXPECT_EQ(by.motcua({"logout", "--server", url}).code, 0);
    EXPECT_FALSE(is_in("operator"));
}

} // namespace
