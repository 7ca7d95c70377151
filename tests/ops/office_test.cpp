#include "tests/ops/motcua.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

namespace {

using namespace ops_test;

struct late_case : office {
    /// Filed on a Thursday and decided on Monday; by the 20th the notification is late.
    late_case() : code(mail_taken_in()) {
        const auto step = [this](const char* who, std::vector<std::string> what, const char* when) {
            what.insert(what.begin(), {"case", "do", code});
            const auto told = on(who, what, when);
            EXPECT_EQ(told.code, 0) << told.err;
        };
        constexpr const char* thursday = "2017-06-01T09:00:00+07:00";
        constexpr const char* friday = "2017-06-02T08:30:00+07:00";
        step("lan", {"check_mail", "outcome=valid"}, thursday);
        step("lan", {"confirm_appointment", "at=2017-06-02T08:30:00+07:00", "place=Một cửa"},
             thursday);
        step("lan", {"receive_request", "procedure=enf_request", "received_by=counter"}, friday);
        step("lan",
             {"accept_dossier", "result_by=at_counter", "papers=[\"application\",\"judgment\"]"},
             friday);
    }
    std::string code;
    static constexpr const char* later = "2017-06-20T08:00:00+07:00";
};

TEST(case_do, takes_a_reason_as_people_say_it_and_keeps_it_sealed) {
    const office at;
    const auto code = at.mail_taken_in();
    // In a body that is given whole nothing is moved: the API says what is wrong with it.
    const auto file = (at.home() / "step.json").string();
    std::ofstream{file} << R"({"reason":"hai lời"})";
    const auto refused = at.on("lan", {"case", "do", code, "close_support", "--json", file});
    EXPECT_NE(refused.code, 0);
    EXPECT_TRUE(has(refused.err, "words")) << refused.err;

    const std::string words = "Bà Hường báo qua điện thoại là đã nộp trực tiếp";
    const auto done = at.on("lan", {"case", "do", code, "close_support", "reason=" + words});
    ASSERT_EQ(done.code, 0) << done.err;
    const auto shown = at.on("lan", {"case", "history", code});
    EXPECT_TRUE(has(shown.out, words)) << shown.out;
}

TEST(overdue, names_what_is_late_since_when_and_who_must_act) {
    const late_case at;
    const auto late =
        at.on("dung", {"overdue", "--office", "96", "--output", "jsonl"}, late_case::later);
    ASSERT_EQ(late.code, 0) << late.err;
    const auto lines = late.as_lines();
    ASSERT_FALSE(lines.empty());
    EXPECT_EQ(lines[0]["state"], "overdue");
    EXPECT_FALSE(lines[0]["source"].get<std::string>().empty());
    EXPECT_TRUE(lines[0].contains("last_day") && lines[0].contains("act_by"));
    EXPECT_TRUE(has(at.on("dung", {"overdue"}, late_case::later).out, "Quá hạn"));
    EXPECT_TRUE(at.on("dung", {"overdue"}).out.empty()); // on the day itself nothing was
}

TEST(a_case, calls_its_periods_by_the_names_that_the_law_gives_them) {
    const late_case at;
    const std::string decide = "Ra quyết định thi hành án theo yêu cầu";
    const auto history = at.on("lan", {"case", "history", at.code}, late_case::later);
    EXPECT_TRUE(has(history.out, "tính hạn: " + decide + " trước ")) << history.out;
    EXPECT_FALSE(has(history.out, "tính hạn: decide")) << history.out;
    const auto handed_over =
        at.on("lan", {"case", "do", at.code, "hand_over", "to=binh"}, late_case::later);
    ASSERT_EQ(handed_over.code, 0) << handed_over.err;
    const auto met = at.on("lan", {"case", "history", at.code}, late_case::later).out;
    EXPECT_TRUE(has(met, "xong hạn: Chuyển hồ sơ đến Thủ trưởng hoặc Chấp hành viên")) << met;
    const auto steps =
        at.on("lan", {"case", "history", at.code, "--output", "json"}, late_case::later)
            .as_json()["items"];
    EXPECT_EQ(steps.back()["deadlines_met"].at(0), "hand_over") << "programs are told ids";

    ASSERT_EQ(at.on("dung", {"alert", "list"}, late_case::later).code, 0); // raises them
    const auto shown = at.on("dung", {"case", "show", at.code}, late_case::later).out;
    const auto alerts = shown.substr(shown.find("Cảnh báo"));
    EXPECT_TRUE(has(alerts, decide)) << shown;
}

TEST(alerts, are_raised_listed_and_acknowledged) {
    const late_case at;
    const auto list = [&](const char* status) {
        return at
            .on("dung", {"alert", "list", "--status", status, "--output", "jsonl"},
                late_case::later)
            .as_lines()
            .size();
    };
    const auto raised = list("raised");
    ASSERT_GT(raised, 0U);
    const auto code = at.on("dung", {"alert", "list", "--output", "jsonl"}, late_case::later)
                          .as_lines()[0]["code"]
                          .get<std::string>();
    const auto done = at.on("dung", {"alert", "acknowledge", code}, late_case::later);
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_LT(list("raised"), raised);
    EXPECT_GT(list("acknowledged"), 0U);
    EXPECT_EQ(at.on("dung", {"alert", "acknowledge", code}, late_case::later).code, 3);
    EXPECT_EQ(at.on("lan", {"alert", "acknowledge", "HT96-000000-0001"}, late_case::later).code, 3);
}

TEST(alerts, that_were_passed_up_are_acknowledged_by_who_is_above) {
    const late_case at;
    ASSERT_EQ(at.motcua({"grant", "add", "sup", "supervisor", "96", "--data", at.data}).code, 0);
    const auto state = [&] {
        const auto shown =
            at.on("dung", {"case", "show", at.code, "--output", "json"}, late_case::later)
                .as_json();
        for (const auto& one : shown["alerts"]) {
            if (one["deadline"] == "decide" && one["rung"] == "overdue") {
                return one["state"].get<std::string>();
            }
        }
        return std::string{};
    };
    ASSERT_EQ(at.on("dung", {"alert", "list"}, late_case::later).code, 0); // raises them
    const auto up =
        at.on("sup", {"case", "do", at.code, "escalate_alert", "deadline=decide", "rung=overdue"},
              late_case::later);
    ASSERT_EQ(up.code, 0) << up.err;
    ASSERT_EQ(state(), "escalated");
    const auto shown = [&](std::vector<std::string> narrowed) {
        narrowed.insert(narrowed.begin(), {"alert", "list", "--output", "jsonl"});
        std::multiset<std::string> out;
        for (const auto& one : at.on("dung", narrowed, late_case::later).as_lines()) {
            out.insert(one["alert"].get<std::string>());
        }
        return out;
    };
    const auto waiting = shown({});
    EXPECT_EQ(waiting.count("escalated"), 1U) << "the head sees what was passed up";
    EXPECT_GT(waiting.count("raised"), 0U);
    EXPECT_EQ(shown({"--status", "raised"}).size(), waiting.count("raised"));
    EXPECT_EQ(shown({"--status", "escalated"}).size(), 1U);
    const auto done = at.on("dung", {"alert", "acknowledge", at.code, "decide"}, late_case::later);
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(state(), "acknowledged");
}

TEST(alerts, of_the_periods_that_are_named_are_acknowledged_and_no_others) {
    const late_case at;
    const auto acknowledge = [&](std::vector<std::string> periods) {
        periods.insert(periods.begin(), {"alert", "acknowledge", at.code});
        periods.insert(periods.end(), {"--output", "jsonl"});
        return at.on("dung", periods, late_case::later);
    };
    const auto raised = [&] {
        std::multiset<std::string> out;
        for (const auto& one :
             at.on("dung", {"alert", "list", "--output", "jsonl"}, late_case::later).as_lines()) {
            out.insert(one["deadline"].get<std::string>());
        }
        return out;
    };
    const auto all = raised();
    ASSERT_GT(all.count("decide"), 0U);
    ASSERT_GT(all.count("hand_over"), 0U);
    const auto unknown = acknowledge({"decide", "nothing"});
    EXPECT_EQ(unknown.code, 3) << unknown.err;
    EXPECT_TRUE(has(unknown.err, "nothing")) << unknown.err;
    EXPECT_EQ(raised(), all) << "nothing is done when one of them has no alert";
    const auto done = acknowledge({"decide", "hand_over"});
    EXPECT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(done.as_lines().size(), all.count("decide") + all.count("hand_over"));
    EXPECT_TRUE(done.as_lines()[0].contains("event")) << done.out;
    EXPECT_EQ(raised().count("decide"), 0U) << "the first that is named was left out";
    EXPECT_EQ(raised().count("hand_over"), 0U);
}

TEST(books, show_worklist_register_statistics_and_refusals) {
    const late_case at;
    const auto desk = at.on("lan", {"worklist", "--holder", "me", "--output", "jsonl"});
    ASSERT_EQ(desk.code, 0) << desk.err;
    const auto book =
        at.on("lan", {"register", "show", "--office", "96", "--year", "2017", "--output", "jsonl"});
    ASSERT_EQ(book.as_lines().size(), 1U) << book.err;
    const auto sheet =
        at.on("lan", {"register", "show", "--office", "96", "--year", "2017", "--output", "csv"});
    EXPECT_TRUE(sheet.out.starts_with("\xEF\xBB\xBF")) << "a spreadsheet would guess the charset";
    EXPECT_TRUE(has(sheet.out, "Mã hồ sơ"));

    const auto figures =
        at.on("dung", {"statistics", "--period", "2017-q2", "--office", "96", "--output", "json"});
    ASSERT_EQ(figures.code, 0) << figures.err;
    EXPECT_EQ(figures.as_json()["total"]["figures"]["received"], 1);
    const auto behind = at.on("dung", {"statistics", "cases", "--figure", "received", "--period",
                                       "2017-q2", "--office", "96", "--output", "jsonl"});
    EXPECT_EQ(behind.as_lines().size(), 1U) << behind.err;
    EXPECT_TRUE(has(at.on("dung", {"statistics", "--period", "2017-q2"}).out, "Tiếp nhận"));
    EXPECT_EQ(at.on("dung", {"statistics", "--period", "soon"}).code, 2);
    // Nothing was decided yet: no matter is to be enforced, and the table says so
    const auto enforced = at.on("dung", {"statistics", "enforcement", "--period", "2017-q2",
                                         "--office", "96", "--output", "json"});
    ASSERT_EQ(enforced.code, 0) << enforced.err;
    EXPECT_EQ(enforced.as_json()["total"]["figures"]["with_means"], 0);
    EXPECT_TRUE(has(at.on("dung", {"statistics", "enforcement", "--period", "2017-q2"}).out,
                    "Chưa có điều kiện thi hành"));
    EXPECT_EQ(at.on("dung", {"statistics", "enforcement-cases", "--period", "2017-q2", "--column",
                             "done", "--office", "96", "--output", "jsonl"})
                  .as_lines()
                  .size(),
              0U);

    const auto nix = at.on("dung", {"statistics", "enforcement-cases", "--period", "2017-q2",
                                    "--column", "done", "--office", "96", "--procedure", "nix"});
    EXPECT_EQ(nix.code, 2) << nix.out;
    EXPECT_TRUE(has(nix.err, "ex_officio")) << nix.err;

    EXPECT_EQ(at.on("van", {"case", "do", at.code, "issue_decision"}).code, 4);
    const auto no = at.on("hoa", {"refusal", "list", "--office", "96", "--output", "jsonl"});
    ASSERT_EQ(no.code, 0) << no.err;
    EXPECT_EQ(no.as_lines().at(0)["command"], "issue_decision");
}

TEST(books, say_of_which_days_the_statistics_of_enforcement_are_and_how_much_is_performed) {
    const office at;
    const auto opened =
        at.on("lan", {"case", "open", "96", "receive_request", "procedure=ex_officio",
                      "received_by=post", "--output", "json"});
    ASSERT_EQ(opened.code, 0) << opened.err;
    const auto code = opened.as_json().value("code", "");
    const auto step = [&](const char* who, std::vector<std::string> what) {
        what.insert(what.begin(), {"case", "do", code});
        const auto told = at.on(who, what);
        EXPECT_EQ(told.code, 0) << told.err;
    };
    const std::vector<std::string> show{"statistics", "enforcement", "--period", "2017-q2",
                                        "--office",   "96",          "--lang",   "en"};
    step("binh", {"begin_examination"});
    step("binh", {"submit_draft", "proposal=grant"});
    step("dung", {"sign_decision"});
    // Nothing is to be enforced yet: of nothing there is no share
    const auto nothing = at.on("dung", show);
    EXPECT_TRUE(has(nothing.err, "2017-q2: 01/04/2017 – 30/06/2017\n")) << nothing.err;
    EXPECT_FALSE(has(nothing.err, "%")) << nothing.err;
    step("van", {"issue_decision"});
    EXPECT_TRUE(has(at.on("dung", show).err, "Performed, of those with means: 0.00%\n"));
    step("binh", {"record_performance", "extent=whole", "amount=5000000"});
    EXPECT_TRUE(has(at.on("dung", show).err, "Performed, of those with means: 100.00%\n"));
    const auto vietnamese = at.on("dung", {"statistics", "enforcement", "--period", "2017-q2"});
    EXPECT_TRUE(has(vietnamese.err, "Thi hành xong trên số có điều kiện thi hành: 100,00%\n"))
        << vietnamese.err;
}

TEST(grants, are_given_listed_and_taken_away_at_once) {
    const office at;
    const std::vector<std::string> where{"--data", at.data, "--output", "jsonl"};
    const auto by_operator = [&](std::vector<std::string> what) {
        what.insert(what.end(), where.begin(), where.end());
        return at.motcua(what);
    };
    EXPECT_EQ(by_operator({"grant", "list", "--officer", "lan"}).as_lines().size(), 1U);
    const auto csv = at.motcua({"grant", "list", "--data", at.data, "--output", "csv"}).out;
    EXPECT_TRUE(csv.starts_with("officer,name,role,office,")) << "each value once: " << csv;
    const auto never = by_operator({"grant", "revoke", "lan", "auditor", "96"});
    EXPECT_EQ(never.code, 0);
    EXPECT_TRUE(has(never.err, "lan không có vai trò auditor tại 96")) << never.err;
    const auto taken = by_operator({"grant", "revoke", "lan", "counter_officer", "96"});
    EXPECT_EQ(taken.code, 0);
    EXPECT_TRUE(has(taken.err, "lan không còn vai trò counter_officer tại 96")) << taken.err;
    EXPECT_TRUE(by_operator({"grant", "list", "--officer", "lan"}).as_lines().empty());
    EXPECT_EQ(at.on("lan", {"case", "list", "--office", "96"}).code, 4);
    // Nobody gives roles who may not.
    EXPECT_EQ(at.on("dung", {"grant", "add", "dung", "operations", "96"}).code, 4);
}

TEST(accounts, are_made_changed_and_removed_by_the_operator) {
    const office at;
    const auto run = [&](std::vector<std::string> what, const std::string& typed = {}) {
        what.insert(what.end(), {"--data", at.data});
        return at.motcua(what, {.stdin_text = typed});
    };
    const auto made = run({"account", "add", "lan", "--name", "Nguyễn Thị Lan", "--password-stdin"},
                          "first password\n");
    ASSERT_EQ(made.code, 0) << made.err;
    EXPECT_TRUE(has(run({"account", "list"}).out, "Nguyễn Thị Lan"));
    EXPECT_EQ(run({"account", "add", "van", "--name", "Vân", "--password-stdin"}, "short\n").code,
              2);
    EXPECT_EQ(run({"account", "disable", "lan"}).code, 0);
    EXPECT_EQ(run({"account", "remove", "lan"}).code, 0);
    EXPECT_EQ(run({"account", "disable", "lan"}).code, 3);
    EXPECT_EQ(run({"account", "add", "van", "--name", "Vân"}).code, 2); // no terminal to ask on
}

TEST(law, is_shown_with_its_sources_without_any_data) {
    const user by;
    EXPECT_GE(by.motcua({"office", "list", "--output", "jsonl"}).as_lines().size(), 29U);
    EXPECT_GE(by.motcua({"procedure", "list", "--output", "jsonl"}).as_lines().size(), 7U);
    const auto one = by.motcua({"procedure", "show", "enf_request"});
    EXPECT_EQ(one.code, 0) << one.err;
    EXPECT_TRUE(has(one.out, "Luật THADS 26/2008/QH12")) << one.out;
    EXPECT_EQ(by.motcua({"procedure", "show", "nothing"}).code, 3);
}

TEST(projection, says_how_far_it_has_followed_the_log) {
    const office at;
    const auto told = at.motcua({"projection", "status", "--data", at.data, "--output", "json"});
    ASSERT_EQ(told.code, 0) << told.err;
    EXPECT_EQ(told.as_json()["lag_events"], 0);
}

TEST(projection, is_rebuilt_from_the_log_compared_and_switched) {
    const late_case at;
    ASSERT_EQ(at.on("lan", {"mail", "import", "96",
                            MOTCUA_SOURCE_DIR "/tests/data/mail/02-request-no-judgment.eml"})
                  .code,
              0);
    const auto by_operator = [&](std::vector<std::string> what) {
        what.insert(what.begin(), "projection");
        what.insert(what.end(), {"--data", at.data});
        return at.motcua(what);
    };
    const auto before = by_operator({"status", "--output", "json"}).as_json();
    EXPECT_GE(before["cases"], 2);

    const auto rebuilt = by_operator({"rebuild", "--output", "json"});
    ASSERT_EQ(rebuilt.code, 0) << rebuilt.err;
    const auto told = rebuilt.as_json();
    EXPECT_EQ(told["running"], false);
    const auto& report = told.at("report");
    EXPECT_EQ(report["same"], true) << report;
    EXPECT_EQ(report["switched"], true) << report;
    EXPECT_EQ(report["position"], before["position"]);
    EXPECT_GT(report["rows"], 0);
    const auto digest = report["sha256"].get<std::string>();
    EXPECT_EQ(digest.size(), 64U);
    EXPECT_EQ(report["rebuilt_sha256"], digest);

    // What was built is what the next command works on.
    const auto after = by_operator({"status", "--output", "json"});
    ASSERT_EQ(after.code, 0) << after.err;
    for (const auto* figure : {"position", "events", "cases", "lag_events"}) {
        EXPECT_EQ(after.as_json()[figure], before[figure]) << figure;
    }
    EXPECT_EQ(at.on("lan", {"case", "show", at.code}).code, 0);

    const auto checked = by_operator({"rebuild", "--check"});
    ASSERT_EQ(checked.code, 0) << checked.err;
    EXPECT_TRUE(has(checked.out, digest)) << checked.out;
    EXPECT_TRUE(has(checked.out, "Giống nhau")) << checked.out;
    EXPECT_EQ(at.on("lan", {"projection", "rebuild"}).code, 4) << "only who operates may";
}

TEST(tour, says_what_it_needs) {
    const user by;
    for (const auto* binary : {"", "/no/such/motcua"}) {
        const auto told = by.motcua({MOTCUA_SOURCE_DIR "/ops/tour", binary}, {.program = "bash"});
        EXPECT_EQ(told.code, 2) << told.err;
        EXPECT_TRUE(has(told.err, "ops/tour BINARY")) << told.err;
    }
}

TEST(tour, walks_the_main_job_from_an_email_to_a_decision_on_a_folder_and_through_a_server) {
    for (const auto* how : {"", "--served"}) {
        const user by;
        const auto told =
            by.motcua({MOTCUA_SOURCE_DIR "/ops/tour", MOTCUA_BINARY, how}, {.program = "bash"});
        ASSERT_EQ(told.code, 0) << told.out << told.err;
        for (const auto* line : {"Đã trả kết quả", "Quá hạn", "Nhật ký còn nguyên vẹn",
                                 "Sự kiện đầu tiên không còn hiệu lực", "outbox/96"}) {
            EXPECT_TRUE(has(told.out + told.err, line)) << how << ": " << line;
        }
    }
}

} // namespace
