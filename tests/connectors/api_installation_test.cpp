#include "connectors/api/lag.hpp"
#include "connectors/api/problem_kinds.hpp"
#include "engine/embedded_file.hpp"
#include "engine/rejection.hpp"
#include "events/sqlite.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/http_call.hpp"
#include "tests/support/running_application.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>

namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_answer;
using testing_support::api_desk;

TEST(api_verify, proves_the_log_to_auditors_and_operators_only) {
    api_desk desk;
    static_cast<void>(desk.file_request());
    for (const auto* who : {"auditor", "operations"}) {
        const auto told = desk.get("/v1/verify", who);
        ASSERT_EQ(told.status, 200) << told.whole.body;
        EXPECT_EQ(told.body["holds"], true);
        EXPECT_EQ(told.body["events"], desk.records());
        EXPECT_EQ(told.body["breaks"], 0);
        EXPECT_EQ(told.body["heads"].get<std::string>().size(), 64U);
    }
    for (const auto* who : {"head", "clerk", "statistician", "nobody"}) {
        EXPECT_EQ(desk.get("/v1/verify", who).code(), "forbidden") << who;
    }
}

TEST(api_verify, names_the_first_event_that_does_not_hold) {
    api_desk desk;
    static_cast<void>(desk.file_request());
    const auto partition =
        events::partition_of(events::office_code{"96"}, desk.on().log().partitions());
    // What a stranger could write into the log: an event that follows nothing that counts.
    std::string bytes;
    const auto end = desk.on().log().end(partition);
    desk.on().log().read(partition, end - 1, 1, [&](const events::stored_record& record) {
        bytes = record.value;
        return false;
    });
    auto forged = json::parse(bytes);
    forged["prev"] = std::string(64, 'a');
    forged["sequence"] = "0000000002";
    forged["command"] = "11111111-1111-4111-8111-111111111111";
    forged["id"] = "22222222-2222-7222-8222-222222222222";
    const auto written =
        events::append_and_wait(desk.on().log(), partition,
                                {{events::office_code{"96"}, "request_received", forged.dump()}});
    ASSERT_EQ(written.status, events::append_status::durable);
    const auto told = desk.get("/v1/verify", "auditor");
    EXPECT_EQ(told.body["holds"], false) << told.whole.body;
    EXPECT_EQ(told.body["first_break"]["offset"], end);
    EXPECT_EQ(told.body["first_break"]["partition"], partition.value);
}

TEST(api_projections, say_how_far_they_have_followed_the_log) {
    api_desk desk;
    static_cast<void>(desk.file_request());
    const auto told = desk.get("/v1/projections", "operations");
    ASSERT_EQ(told.status, 200) << told.whole.body;
    EXPECT_EQ(told.body["lag_events"], 0);
    EXPECT_EQ(told.body["events"], desk.records());
    EXPECT_EQ(told.body["cases"], 1);
    EXPECT_EQ(told.body["partitions"].size(), 2U);
    EXPECT_EQ(desk.get("/v1/projections", "head").code(), "forbidden");
}

TEST(api_clock, is_moved_in_a_demonstration_by_who_operates) {
    api_desk desk{"2017-06-01 09:00", {.duties = false, .demo = true}};
    EXPECT_EQ(desk.get("/v1/clock", "nobody").body["may_be_moved"], true);
    const auto set =
        desk.ask("POST /v1/clock", "operations", R"({"set":"2017-06-09T00:00:00+07:00"})");
    ASSERT_EQ(set.status, 200) << set.whole.body;
    EXPECT_THAT(set.body["now"].get<std::string>(), HasSubstr("2017-06-08T17:00"));
    const auto moved = desk.ask("POST /v1/clock", "operations", R"({"move_ms":86400000})");
    EXPECT_THAT(moved.body["now"].get<std::string>(), HasSubstr("2017-06-09T17:00"));
    EXPECT_EQ(desk.ask("POST /v1/clock", "head", R"({"move_ms":1})").code(), "forbidden");
    for (const auto* wrong :
         {"", "{}", R"({"set":"soon"})", R"({"move_ms":1,"set":"2017-06-09T00:00:00Z"})",
          R"({"move_ms":9223372036854775807})", R"({"move_ms":-9223372036854775808})",
          R"({"set":"9999-12-31T00:00:00Z"})", R"({"move_ms":"1"})", R"({"by":1})"}) {
        EXPECT_THAT(desk.ask("POST /v1/clock", "operations", wrong).code(),
                    testing::AnyOf("body_invalid", "invalid_input"))
            << wrong;
    }
}

TEST(api_clock, stands_firm_outside_a_demonstration) {
    api_desk desk;
    EXPECT_EQ(desk.ask("POST /v1/clock", "operations", R"({"move_ms":1})").code(), "clock_fixed");
}

TEST(api_health, answers_without_signing_in_and_gives_reasons) {
    api_desk desk;
    for (const std::string path : {"/livez", "/readyz", "/startupz"}) {
        const auto brief = desk.get(path, "");
        EXPECT_EQ(brief.status, 200) << brief.whole.body;
        EXPECT_EQ(brief.body["ok"], true);
        EXPECT_TRUE(brief.body["checks"].empty());
    }
    const auto verbose = desk.get("/readyz?verbose", "");
    std::vector<std::string> checks;
    for (const auto& one : verbose.body["checks"]) {
        checks.push_back(one["check"].get<std::string>());
        EXPECT_NE(one["reason"], "");
    }
    EXPECT_THAT(checks, testing::ElementsAre("cluster", "log", "keys", "documents", "projections",
                                             "commands", "disk", "refusals"));
}

TEST(api_health, says_no_while_any_place_that_the_folder_grows_in_is_full) {
    for (const std::string part : {"", "projections", "documents"}) {
        std::atomic<std::uint64_t> free = std::uint64_t{1} << 40U;
        support::running_application office{[&](auto& options) {
            options.free_bytes = [&, data = options.data](const std::filesystem::path& where) {
                const auto is_it = part.empty() ? where == data : where.filename() == part;
                return is_it ? free.load() : std::uint64_t{1} << 40U;
            };
        }};
        ASSERT_EQ(office.get("/readyz").status, 200);
        free = 0;
        EXPECT_TRUE(support::eventually([&] { return office.get("/readyz").status == 503; }))
            << part;
        const auto told = office.get("/readyz").body;
        EXPECT_EQ(told["ok"], false);
        ASSERT_EQ(told["checks"].size(), 1U) << told;
        EXPECT_EQ(told["checks"][0]["check"], "disk");
        EXPECT_EQ(told["checks"][0]["reason"], "0 MiB free, 256 are needed");
        EXPECT_EQ(office.get("/livez").status, 200) << "a restart would not help";
        free = std::uint64_t{1} << 40U;
        EXPECT_TRUE(support::eventually([&] { return office.get("/readyz").status == 200; }))
            << part;
    }
}

TEST(api_health, says_no_when_the_log_does_not_hold_what_was_written) {
    api_desk desk;
    static_cast<void>(desk.file_request());
    ASSERT_EQ(desk.get("/readyz", "").status, 200);
    events::sqlite_database file{desk.on().data() / "log.db", events::sqlite_open::read_write};
    file.execute("UPDATE events_0 SET crc32 = 0; UPDATE events_1 SET crc32 = 0");
    const auto told = desk.get("/readyz", "");
    EXPECT_EQ(told.status, 503);
    ASSERT_EQ(told.body["checks"].size(), 1U) << told.whole.body;
    EXPECT_EQ(told.body["checks"][0]["check"], "log");
    EXPECT_THAT(told.body["checks"][0]["reason"].get<std::string>(),
                HasSubstr("does not have its checksum"));
    EXPECT_EQ(desk.get("/livez", "").status, 200);
}

TEST(api_reader, shows_everything_and_takes_no_command) {
    api_desk desk;
    const auto code = desk.file_request();
    connectors::application_options how;
    how.data = desk.on().data();
    how.read_only = true;
    connectors::application reader{how};
    const auto ask = [&](const std::string& line, const std::string& as) {
        connectors::http_headers headers;
        headers.add("Idempotency-Key", "k");
        headers.add("If-Match", "*");
        return reader.call(support::request_of(line, "{}", std::move(headers)), as);
    };
    EXPECT_EQ(ask("GET /v1/cases/" + code, "head").status, 200);
    EXPECT_EQ(ask("GET /readyz", "").status, 200);
    EXPECT_EQ(ask("GET /v1/verify", "auditor").status, 200);
    for (const std::string& line :
         {"POST /v1/cases/" + code + "/commands/accept_dossier",
          std::string{"POST /v1/offices/96/commands/receive_request"},
          std::string{"POST /v1/offices/96/mail"}, std::string{"POST /v1/offices/96/documents"}}) {
        const auto told = ask(line, "counter_officer");
        EXPECT_EQ(told.status, 503) << line;
        EXPECT_THAT(told.body, HasSubstr("read_only")) << line;
    }
}

TEST(api_metrics, name_no_person_case_or_officer) {
    api_desk desk;
    const auto code = desk.file_request();
    desk.at("2017-06-09 00:00");
    const auto text = desk.get("/metrics", "").whole.body;
    EXPECT_THAT(text, HasSubstr("# TYPE motcua_projection_lag_events gauge\n"
                                "motcua_projection_lag_events 0\n"));
    EXPECT_THAT(text, HasSubstr("motcua_deadlines_overdue{office=\"96\"} "));
    EXPECT_THAT(text, HasSubstr("motcua_cases 1\n"));
    EXPECT_THAT(text, HasSubstr("motcua_letters_not_written_total 0\n"));
    const auto appended = [&](std::string_view figure) {
        const auto from = text.find("\n" + std::string{figure} + " ") + figure.size() + 2;
        return std::stoull(text.substr(from, text.find('\n', from) - from));
    };
    EXPECT_EQ(appended("motcua_records_appended_total"), desk.records());
    EXPECT_GT(appended("motcua_append_duration_seconds_count"), 0U);
    EXPECT_EQ(appended("motcua_append_duration_seconds_bucket{le=\"+Inf\"}"),
              appended("motcua_append_duration_seconds_count"));
    EXPECT_THAT(text, Not(HasSubstr(code)));
    EXPECT_THAT(text, Not(HasSubstr("counter_officer")));
}

TEST(api_pages, publish_every_schema_under_its_address) {
    api_desk desk;
    int found = 0;
    for (const auto& file : engine::embedded_files("")) {
        const auto told = desk.get("/schemas/" + std::string{file.path}, "");
        EXPECT_EQ(told.whole.body, file.bytes) << file.path;
        ++found;
    }
    EXPECT_GT(found, 100);
    EXPECT_EQ(desk.get("/schemas/none.json", "").status, 404);
    EXPECT_EQ(desk.get("/schemas/..%2f..%2fvault.db", "").status, 404);
}

TEST(api_pages, explain_every_problem_in_vietnamese_and_english) {
    api_desk desk;
    for (const auto& kind : connectors::api::problem_kinds()) {
        const auto page = desk.get("/problems/" + std::string{kind.code}, "");
        EXPECT_EQ(page.status, 200) << kind.code;
        EXPECT_THAT(page.whole.body, HasSubstr(std::string{kind.title_vi}));
        EXPECT_THAT(page.whole.body, HasSubstr(std::string{kind.title_en}));
        EXPECT_THAT(page.whole.body, Not(HasSubstr("<script")));
    }
    EXPECT_EQ(desk.get("/problems/body_too_large", "").status, 200);
    EXPECT_EQ(desk.get("/problems/none", "").status, 404);
}

TEST(api_lag, is_told_with_the_seconds_that_it_still_takes) {
    using connectors::api::catching_up_between;
    using std::chrono::milliseconds;
    const auto nearer = catching_up_between(1000, 900, milliseconds{250});
    EXPECT_EQ(nearer.lag_events, 900U);
    EXPECT_EQ(nearer.eta_s, 3U) << "900 at 400 a second, and no second is promised too few";
    EXPECT_FALSE(catching_up_between(1000, 1000, milliseconds{250}).eta_s);
    EXPECT_FALSE(catching_up_between(1000, 1200, milliseconds{250}).eta_s) << "it falls behind";
}

TEST(api_pages, know_every_code_with_which_the_engine_refuses) {
    for (const auto code : events::enum_names<engine::rejection_code>::names) {
        EXPECT_NE(connectors::api::find_problem_kind(code), nullptr) << code;
    }
}

TEST(api_problems, speak_the_language_of_the_caller_under_one_code) {
    api_desk desk;
    const auto ask = [&](const std::string& language) {
        connectors::http_headers headers;
        headers.add("Accept-Language", language);
        return desk.ask("GET /v1/cases/none", "head", {}, std::move(headers));
    };
    const auto vi = desk.get("/v1/cases/none", "head");
    const auto en = ask("en-GB,en;q=0.9");
    EXPECT_EQ(vi.body["title"], "Không có hồ sơ này");
    EXPECT_EQ(en.body["title"], "No such case");
    EXPECT_EQ(vi.code(), en.code());
    EXPECT_EQ(vi.body["type"], en.body["type"]);
    EXPECT_TRUE(vi.body.contains("trace_id"));
}

} // namespace
