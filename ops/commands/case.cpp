#include "ops/cli/exit_code.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/case_columns.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/fields.hpp"
#include "ops/commands/history_text.hpp"
#include "ops/commands/listing.hpp"
#include "ops/commands/office_options.hpp"

#include <fmt/format.h>

namespace ops {

const std::vector<column>& case_columns() {
    static const std::vector<column> all{
        {"Mã hồ sơ", "Code", "/code"},
        {"Trạng thái", "Status", "/status_label"},
        {"Thủ tục", "Procedure", "/procedure_name /procedure"},
        {"Người nộp", "Applicant", "/applicant/name"},
        {"Người giữ", "Holder", "/holder_name /holder"},
        {"Nhận lúc", "Received", "/received_at /opened_at", shape::time},
        {"Hạn", "Last day", "/next/last_day", shape::day},
        {"Tình trạng", "Lateness", "/next/state", shape::lateness},
    };
    return all;
}

namespace {

const std::vector<column> whole{
    {"Mã hồ sơ", "Code", "/code"},
    {"Mã hỗ trợ", "Support code", "/support_code"},
    {"Cơ quan", "Office", "/office"},
    {"Trạng thái", "Status", "/status_label"},
    {"Thủ tục", "Procedure", "/procedure_name /procedure"},
    {"Kênh tiếp nhận", "Channel", "/received_by", shape::code},
    {"Người giữ", "Holder", "/holder_name /holder"},
    {"Nhận lúc", "Received", "/received_at", shape::time},
    {"Tiếp nhận lúc", "Accepted", "/accepted_at", shape::time},
    {"Lịch hẹn", "Appointment", "/appointment_at", shape::time},
    {"Hẹn trả", "Promised", "/promised_at", shape::time},
    {"Phát hành lúc", "Issued", "/issued_at", shape::time},
    {"Trả lúc", "Returned", "/returned_at", shape::time},
    {"Số quyết định", "Decision", "/decision_number"},
    {"Kết thúc theo xác nhận đã bị thu hồi", "Ended on a confirmation withdrawn since",
     "/withdrawn_confirmation"},
    {"Số vào sổ", "Register line", "/register_number"},
    {"Chung văn bản với", "Common paper of", "/common_with"},
    {"Chung yêu cầu với", "Same request as", "/shares_request_of"},
    {"Phiên bản", "Version", "/version"},
};

const std::vector<column> periods{
    {"Thời hạn", "Period", "/name /id"},
    {"Từ", "Since", "/since", shape::time},
    {"Ngày cuối", "Last day", "/last_day", shape::day},
    {"Trách nhiệm", "Act by", "/act_by", shape::code},
    {"Tình trạng", "Lateness", "/state", shape::lateness},
    {"Tạm dừng", "Paused", "/paused", shape::yes},
    {"Căn cứ", "Source", "/source"},
};

const std::vector<column> alerts{
    {"Cảnh báo", "Alert", "/name /deadline"},          {"Bậc", "Rung", "/rung", shape::code},
    {"Trạng thái", "State", "/state", shape::code},    {"Từ", "Since", "/since", shape::time},
    {"Trách nhiệm", "Act by", "/act_by", shape::code},
};

const std::vector<column> sharing{
    {"Mã hồ sơ", "Code", "/code"},
    {"Chung", "In common", "/kind", shape::code},
    {"Là hồ sơ đầu", "Leads", "/leads", shape::yes},
    {"Trạng thái", "Status", "/status_label"},
    {"Số quyết định", "Decision", "/decision_number"},
};

const std::vector<column> next_steps{
    {"Bước", "Step", "/command"},
    {"Được", "Open", "/allowed", shape::yes},
    {"Sang", "To", "/to_label"},
    {"Vai trò", "Roles", "/roles", shape::list},
    {"Vì sao không", "Why not", "/why"},
    {"Căn cứ", "Source", "/source"},
    {"Có thể nêu", "May state", "/may_state", shape::list},
};

std::string case_path(const arguments& given) {
    return path_to({"v1", "cases", given.text("CODE")});
}

int list_cases(invocation& on, const arguments& given) {
    auto& api = on.api(); // what is wrong with the data is said first
    if (!given.has("office") && !given.has("code")) {
        throw usage_error("which cases?",
                          "name an office, --office KEY, or how the code begins, --code TEXT; "
                          "motcua office list shows the offices");
    }
    question asked{.path = "/v1/cases"};
    for (const auto* name : {"office", "status", "procedure", "holder"}) {
        pass_on(asked, given, name);
    }
    pass_on(asked, given, "code", "q");
    return print_list(on, api, std::move(asked), given, case_columns(),
                      on.out().in("không có hồ sơ như vậy", "there are no such cases"));
}

void print_part(printer& out, std::string_view title, const json& items,
                const std::vector<column>& columns) {
    if (items.empty()) {
        return;
    }
    out.data() << "\n" << out.bold(title) << "\n";
    list_printer rows(out, columns);
    for (const auto& one : items) {
        rows.add(one);
    }
    rows.end();
}

/// The alerts of a case, each with what its period is called there.
json named_alerts(const json& found) {
    auto out = found.value("alerts", json::array());
    for (auto& alert : out) {
        for (const auto& period : found.value("deadlines", json::array())) {
            if (period.value("id", "") == alert.value("deadline", "") && period.contains("name")) {
                alert["name"] = period["name"];
            }
        }
    }
    return out;
}

int show_case(invocation& on, const arguments& given) {
    question asked{.path = case_path(given)};
    pass_on(asked, given, "version");
    const auto found = ask_json(on.api(), asked);
    auto& out = on.out();
    out.one(found, whole);
    if (out.is_table()) {
        for (const auto& person : found.value("persons", json::array())) {
            out.data() << out.faint(label_of(person.value("part", ""), out.how().in)) << "  "
                       << person_text(out, person) << "\n";
        }
        print_part(out, out.in("Thời hạn", "Periods"), found.value("deadlines", json::array()),
                   periods);
        print_part(out, out.in("Cảnh báo", "Alerts"), named_alerts(found), alerts);
        const auto others = ask_json(on.api(), question{.path = case_path(given) + "/sharing"});
        print_part(out, out.in("Chung với hồ sơ khác", "In common with"),
                   others.value("items", json::array()), sharing);
    }
    return done;
}

int history(invocation& on, const arguments& given) {
    question asked{.path = case_path(given) + "/history"};
    pass_on(asked, given, "as-of", "as_of");
    auto& out = on.out();
    if (!out.is_table()) {
        return print_list(on, on.api(), std::move(asked), given, history_columns(),
                          out.in("đến lúc đó chưa nhập gì", "nothing had been entered by then"));
    }
    std::size_t shown = 0;
    const bool more =
        each_item(on.api(), std::move(asked), rows_wanted(given, 0), [&](const json& step) {
            print_step(out, step);
            ++shown;
            return out.arrives();
        });
    if (shown == 0) {
        out.say(out.in("đến lúc đó chưa nhập gì", "nothing had been entered by then"));
    } else if (more) {
        say_more(out, shown);
    }
    return done;
}

int next(invocation& on, const arguments& given) {
    question asked{.path = case_path(given) + "/next"};
    pass_on_flag(asked, given, "all");
    return print_short_list(
        on, on.api(), asked, next_steps,
        on.out().in("không còn việc gì phải làm", "there is nothing more to do"));
}

int taken(invocation& on, const json& what) {
    auto& out = on.out();
    if (!out.is_table()) {
        out.one(what, {{"", "", "/code"},
                       {"", "", "/status"},
                       {"", "", "/version"},
                       {"", "", "/event"},
                       {"", "", "/position"},
                       {"", "", "/repeated"}});
        return done;
    }
    out.data() << what.value("code", what.value("case", "")) << ": "
               << out.good(what.value("status_label", "")) << " (" << out.in("phiên bản", "version")
               << " " << what.value("version", 0) << ")"
               << (what.value("repeated", false) ? out.in(", đã làm trước đó", ", done before")
                                                 : "")
               << "\n";
    std::string open;
    for (const auto& one : what.value("next", json::array())) {
        open += (open.empty() ? "" : ", ") + one.get<std::string>();
    }
    if (!open.empty()) {
        out.say(fmt::format("{}: {}", out.in("bước tiếp theo", "next"), open));
    }
    return done;
}

int take_step(invocation& on, const arguments& given) {
    auto body = body_of(given);
    std::string version;
    if (given.has("if-version")) {
        const auto id = ask_json(on.api(), {.path = case_path(given)}).value("id", "");
        version = fmt::format("\"{}:{}\"", id, given.number("if-version", 0, 0, 1'000'000'000));
    }
    return taken(
        on, ask_json(on.api(), post(case_path(given) + path_to({"commands", given.text("COMMAND")}),
                                    std::move(body), given.text("key"), version)));
}

int open_case(invocation& on, const arguments& given) {
    const auto path =
        path_to({"v1", "offices", given.text("OFFICE"), "commands", given.text("COMMAND")});
    return taken(on, ask_json(on.api(), post(path, body_of(given), given.text("key"))));
}

argument key_option() {
    return option("key", "KEY",
                  "Names this request, so that sending it again changes nothing; made when absent");
}

} // namespace

noun case_noun() {
    const auto code = word("CODE", "Case code, support code or id");
    return {
        "case",
        "Cases and their steps",
        {
            {"list",
             "Cases of an office, newest first",
             {"motcua case list --office 96", "motcua case list --code HT96-1706",
              "motcua case list --office 96 --status accepted --output jsonl"},
             with_list_options(
                 {option("office", "KEY", "Of this office; needed unless --code is said"),
                  option("status", "STATUS", "Only with this status"),
                  option("procedure", "ID", "Only of this procedure; none for unknown ones"),
                  option("holder", "OFFICER", "Only what this officer holds"),
                  option("code", "TEXT", "Whose code begins so")}),
             list_cases},
            {"show",
             "Where a case stands: its status, periods, alerts and persons",
             {"motcua case show HT96-170601-0001", "motcua case show HT96-170601-0001 --version 3"},
             {code, option("version", "N", "As it was after its event of this number")},
             show_case},
            {"history",
             "Every step of a case: who, when, why, by which rule and law",
             {"motcua case history HT96-170601-0001",
              "motcua case history HT96-170601-0001 --output json"},
             {code, option("as-of", "TIME", "Only what was entered by then"),
              option("limit", "N", "At most so many steps, the oldest; all unless said"),
              flag("all", "All of them")},
             history},
            {"next",
             "What may be done now, and why not",
             {"motcua case next HT96-170601-0001 --as lan"},
             {code, flag("all", "Also the steps that are left to the program")},
             next},
            {"do",
             "Take a step of a case",
             {"motcua case do HT96-170601-0001 check_mail outcome=valid --as lan",
              "motcua case do HT96-170601-0001 hand_over --json step.json --as lan"},
             {code, word("COMMAND", "The step; `case next` names those that are open"),
              fields_words(), json_option(), key_option(),
              option("if-version", "N", "Only if the case is still at this version")},
             take_step,
             "The fields of each step: schemas/commands/<step>.json. A reason in words is sealed: "
             "`words`."},
            {"open",
             "Open a case at an office",
             {"motcua case open 96 receive_request procedure=enf_request received_by=counter "
              "--as lan"},
             {word("OFFICE", "Key of the office"), word("COMMAND", "The step that opens it"),
              fields_words(), json_option(), key_option()},
             open_case,
             "The fields of each step: schemas/commands/<step>.json. A reason in words is sealed: "
             "`words`."},
        }};
}

} // namespace ops
