#include "connectors/api/service.hpp"
#include "tests/support/api_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

/// Whatever comes in: a clear problem, never a fault of ours, and nothing is recorded.
namespace {

using testing_support::api_answer;
using testing_support::api_desk;

std::string nested(int depth, const std::string& open, const std::string& close) {
    std::string out;
    for (int i = 0; i < depth; ++i) {
        out += open;
    }
    out += "1";
    for (int i = 0; i < depth; ++i) {
        out += close;
    }
    return out;
}

struct hostile : testing::Test {
    hostile() : code(desk.file_request()), records(desk.records()) {}

    api_answer give(const std::string& path, std::string body, const std::string& key = "a-key") {
        connectors::http_headers headers;
        headers.add("Content-Type", "application/json");
        headers.add("Idempotency-Key", key);
        headers.add("If-Match", "*");
        return desk.ask("POST " + path, "counter_officer", std::move(body), std::move(headers));
    }
    void expect_refused(const api_answer& told, const std::string& what) {
        EXPECT_GE(told.status, 400) << what;
        EXPECT_LT(told.status, 500) << what << ": " << told.whole.body;
        EXPECT_NE(told.code(), "") << what << ": " << told.whole.body;
        EXPECT_EQ(told.whole.content_type, "application/problem+json") << what;
        EXPECT_EQ(desk.records(), records) << what;
    }

    api_desk desk;
    std::string code;
    std::uint64_t records;
};

TEST_F(hostile, bodies_of_commands_are_refused) {
    const auto path = "/v1/cases/" + code + "/commands/accept_dossier";
    for (const std::string& body :
         {std::string{"{"},
          std::string{"null"},
          std::string{"[]"},
          std::string{"1"},
          std::string{"\"text\""},
          std::string{"{} {}"},
          std::string{R"({"a":1,"a":2})"},
          std::string{R"({"result_by":1})"},
          std::string{R"({"result_by":null})"},
          std::string{R"({"result_by":["at_counter"]})"},
          std::string{R"({"unknown":true})"},
          std::string{R"({"papers":{}})"},
          std::string{R"({"papers":[1]})"},
          std::string{R"({"persons":[{"part":"king"}]})"},
          std::string{R"({"persons":[{"part":"applicant","admin":true}]})"},
          std::string{R"({"expected_version":-1})"},
          std::string{R"({"expected_version":1e400})"},
          std::string{R"({"happened_at":"yesterday"})"},
          std::string{R"({"documents":[{"sha256":"zz"}]})"},
          std::string{R"({"documents":[{"sha256":")"} + std::string(64, 'a') +
              R"(","kind":"slip","media_type":"application/pdf","size_bytes":1}]})",
          std::string{"{\"result_by\":\"at_counter\\u0000\"}"},
          std::string{"\0{}", 3},
          std::string{"{\"text\":\"\xff\xfe\"}"},
          nested(60, "{\"a\":", "}"),
          nested(60, "[", "]"),
          nested(10'000, "[", ""),
          std::string(100'000, ' ') + "x"}) {
        expect_refused(give(path, body), body.substr(0, 80));
    }
}

TEST_F(hostile, texts_larger_than_an_event_are_refused) {
    const auto path = "/v1/cases/" + code + "/commands/attach_document";
    expect_refused(give(path, R"({"text":")" + std::string(200'000, 'x') + "\"}"), "a long text");
}

TEST_F(hostile, addresses_lead_nowhere) {
    for (const std::string path :
         {"/v1/cases/none/commands/accept_dossier", "/v1/cases/%2e%2e/commands/accept_dossier",
          "/v1/offices/none/commands/receive_request", "/v1/offices/*/commands/receive_request"}) {
        expect_refused(give(path, "{}"), path);
    }
    for (const std::string command :
         {"none", "", "accept_dossier%00", "ACCEPT_DOSSIER", "grant_role", "accept_dossier "}) {
        const auto told =
            give("/v1/cases/" + code + "/commands/" + (command.empty() ? "x" : command), "{}");
        expect_refused(told, command);
    }
    expect_refused(give("/v1/offices/96/commands/accept_dossier", "{}"), "of a case");
}

TEST_F(hostile, keys_and_conditions_are_refused) {
    const auto path = "/v1/cases/" + code + "/commands/accept_dossier";
    for (const std::string& key : {std::string(200, 'k'), std::string{"with space and ümlaut"}}) {
        expect_refused(give(path, "{}", key), key);
    }
    for (const std::string condition : {"\"", "W/\"x\"", "\"a\", \"b\"", "\"none:1\"", "*, \"a\"",
                                        "\"x:99999999999999999999\""}) {
        connectors::http_headers headers;
        headers.add("Idempotency-Key", "k");
        headers.add("If-Match", condition);
        expect_refused(desk.ask("POST " + path, "counter_officer", "{}", std::move(headers)),
                       condition);
    }
}

TEST_F(hostile, a_condition_without_a_version_is_malformed_and_no_conflict) {
    const auto id = desk.get("/v1/cases/" + code, "head").body["id"].get<std::string>();
    for (const std::string version : {"", "x", "-1", "1 ", "99999999999999999999"}) {
        connectors::http_headers headers;
        headers.add("Idempotency-Key", "k" + version);
        headers.add("If-Match", "\"" + id + ":" + version + "\"");
        const auto told = desk.ask("POST /v1/cases/" + code + "/commands/accept_dossier",
                                   "counter_officer", "{}", std::move(headers));
        EXPECT_EQ(told.status, 400) << version << told.whole.body;
        EXPECT_EQ(told.code(), "parameter_invalid") << version;
    }
}

TEST_F(hostile, a_body_that_cannot_be_read_is_told_in_the_callers_language) {
    const auto path = "/v1/cases/" + code + "/commands/accept_dossier";
    const auto told = give(path, nested(60, "[", "]"));
    EXPECT_EQ(told.body["detail"], "Không đọc được JSON: lồng nhau quá 32 lớp.");
    EXPECT_EQ(told.body["reason"], "too_deep");
}

TEST_F(hostile, questions_are_refused_or_answered_but_never_fail) {
    const std::vector<std::string> values{
        "",        "%00",    "-1",  "1e9",          "18446744073709551616",
        "..%2f..", "%27;--", "*",   "%F0%9F%98%80", std::string(4000, 'a'),
        "null",    "true",   "0.0", "9999-99-99"};
    for (const auto& one : desk.on().service().all()) {
        if (!one.line.starts_with("GET /v1/") || one.streams) {
            continue;
        }
        auto line = one.line;
        for (auto at = line.find('{'); at != std::string::npos; at = line.find('{')) {
            line.replace(at, line.find('}') - at + 1, code);
        }
        std::vector<std::string> names{"cursor", "limit", "office", "min_position", "below"};
        for (const auto& parameter : one.parameters) {
            names.push_back(parameter.name);
        }
        for (const auto& name : names) {
            for (const auto& value : values) {
                const auto question = line + "?office=96&" + name + "=" + value;
                try {
                    const auto told = desk.ask(question, "operations");
                    EXPECT_LT(told.status, 500) << question << ": " << told.whole.body;
                } catch (const std::invalid_argument&) {
                    // The server refuses such an address before any handler sees it.
                }
            }
        }
    }
    EXPECT_EQ(desk.records(), records);
}

TEST_F(hostile, nobody_waits_for_the_log_whom_the_api_does_not_know) {
    const std::string never = "?min_position=0:999999";
    EXPECT_EQ(desk.get("/v1/clock" + never, "head").code(), "not_yet_visible");
    for (const std::string open : {"/livez", "/v1/version", "/metrics"}) {
        EXPECT_EQ(desk.get(open + never, "nobody").status, 200) << open;
    }
}

TEST_F(hostile, cursors_of_other_lists_are_refused) {
    for (int i = 0; i < 3; ++i) {
        static_cast<void>(desk.file_request());
    }
    const auto cursor =
        desk.get("/v1/cases?office=96&limit=1", "head").body["next"].get<std::string>();
    records = desk.records();
    for (const std::string list :
         {"/v1/deadlines?office=96&state=open", "/v1/worklist?office=96", "/v1/alerts?office=96",
          "/v1/register?office=96", "/v1/refusals?office=96"}) {
        const auto told = desk.get(list + "&cursor=" + cursor, "head");
        EXPECT_EQ(told.code(), "cursor_invalid") << list << told.whole.body;
    }
}

TEST_F(hostile, random_bytes_are_refused) {
    std::random_device entropy;
    const auto seed = entropy();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random{seed};
    const std::string seedling =
        R"({"result_by":"at_counter","papers":["application"],"persons":[{"part":"applicant"}]})";
    const auto path = "/v1/cases/" + code + "/commands/issue_decision";
    for (int i = 0; i < 300; ++i) {
        auto body = seedling;
        const auto changes = 1 + random() % 8;
        for (unsigned change = 0; change < changes; ++change) {
            body[random() % body.size()] = static_cast<char>(random() % 256);
        }
        expect_refused(give(path, body, "key-" + std::to_string(i)), body);
    }
}

} // namespace
