#include "connectors/api/openapi.hpp"
#include "connectors/api/problem_kinds.hpp"
#include "connectors/api/service.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

/// What holds for every operation of the API, so that a new one cannot forget it.
namespace {

using connectors::api::operation;
using connectors::api::visibility;
using nlohmann::json;
using testing_support::api_answer;
using testing_support::api_desk;

/// Asks every operation as somebody, with what it needs to reach its decision about permission and,
/// where it would change something, with a body that it then refuses.
class caller {
public:
    caller() : code_(desk_.file_request()) {}

    [[nodiscard]] api_answer ask(const operation& what, const std::string& as) {
        auto line = what.line;
        for (const auto& [name, value] : std::map<std::string, std::string>{
                 {"{code}", code_},
                 {"{office}", "96"},
                 {"{command}", what.line.find("/cases/") == std::string::npos ? "receive_request"
                                                                              : "accept_dossier"},
                 {"{form}", "receipt_slip.pdf"},
                 {"{session}", "none"},
                 {"{login}", "none"},
                 {"{sha256}", std::string(64, 'a')},
                 {"{procedure}", "enf_request"},
                 {"{lifecycle}", "dossier"},
                 {"{book}", "docketing"},
                 {"{period}", "2017-q1"},
                 {"{path...}", "procedures/enf_request.json"}}) {
            if (const auto at = line.find(name); at != std::string::npos) {
                line.replace(at, name.size(), value);
            }
        }
        line += query_of(what);
        connectors::http_headers headers;
        headers.add("Idempotency-Key", "key-" + std::to_string(++keys_));
        return desk_.ask(line, as, what.takes.empty() ? "" : "?", std::move(headers));
    }
    [[nodiscard]] api_desk& desk() { return desk_; }
    [[nodiscard]] connectors::api::service& service() { return desk_.on().service(); }

private:
    [[nodiscard]] std::string query_of(const operation& what) const {
        const std::map<std::string, std::string> values{
            {"office", "96"},  {"period", "2017"},     {"figure", "received"},
            {"case", code_},   {"from", "2017-06-01"}, {"amount", "5"},
            {"unit", "years"}, {"officer", "clerk"},
        };
        const bool law = what.line.find("compute") != std::string::npos;
        std::string out;
        for (const auto& parameter : what.parameters) {
            const auto known = values.find(parameter.name);
            const bool wanted = parameter.required || parameter.name == "office";
            if (known != values.end() && wanted && (law || parameter.name != "from") &&
                parameter.in == connectors::api::parameter_note::place::query) {
                out += (out.empty() ? "?" : "&") + known->first + "=" + known->second;
            }
        }
        return out;
    }

    api_desk desk_;
    std::string code_;
    int keys_ = 0;
};

const std::vector<std::string>& everybody() {
    static const std::vector<std::string> all{
        "counter_officer", "enforcement_officer", "examiner",   "clerk",     "head",  "supervisor",
        "auditor",         "statistician",        "operations", "elsewhere", "nobody"};
    return all;
}

TEST(api_operations, ask_for_permission_before_they_serve_an_officer) {
    caller calls;
    for (const auto& one : calls.service().all()) {
        for (const auto& who : everybody()) {
            const auto told = calls.ask(one, who);
            EXPECT_NE(told.status, 500) << one.line << " as " << who << ": " << told.whole.body;
        }
    }
    const auto asks = calls.service().asks();
    for (const auto& one : calls.service().all()) {
        const auto& figures = asks.at(one.line);
        EXPECT_GE(figures.served, everybody().size()) << one.line;
        if (one.who == visibility::officers) {
            EXPECT_GE(figures.asked, figures.served) << one.line << " served an officer unasked";
        } else {
            EXPECT_EQ(figures.asked, 0U) << one.line << " is for anyone";
        }
    }
}

TEST(api_operations, serve_the_roles_of_the_table_at_the_office_and_no_others) {
    caller calls;
    std::string table = "Who is served at office 96, by role held there (operations: everywhere; "
                        "elsewhere: a counter officer\nof office 49; nobody: no role). x served or "
                        "told what is wrong with the question, . forbidden, o for anyone.\n\n";
    table += std::string(52, ' ');
    for (const auto& who : everybody()) {
        table += who.substr(0, 7) + std::string(8 - std::min<std::size_t>(who.size(), 7), ' ');
    }
    table += "\n";
    for (const auto& one : calls.service().all()) {
        auto row = one.line + std::string(52 - std::min<std::size_t>(one.line.size(), 51), ' ');
        for (const auto& who : everybody()) {
            const auto told = calls.ask(one, who);
            const bool refused = told.status == 403;
            row += std::string{one.who == visibility::anyone ? "o"
                               : refused                     ? "."
                                                             : "x"} +
                   std::string(7, ' ');
        }
        table += row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
    }
    testing_support::expect_golden("api/roles.txt", table);
}

TEST(api_description, tells_every_operation_with_distinct_names) {
    caller calls;
    std::set<std::string> ids;
    for (const auto& one : calls.service().all()) {
        EXPECT_TRUE(ids.insert(one.id).second) << one.id << " twice";
        EXPECT_FALSE(one.about.empty()) << one.line;
        EXPECT_FALSE(one.answers.empty()) << one.line;
        for (const auto& code : one.problems) {
            EXPECT_NE(connectors::api::find_problem_kind(code), nullptr)
                << one.line << " names the problem " << code;
        }
        const bool sends = one.line.starts_with("POST") || one.line.starts_with("PUT");
        EXPECT_EQ(sends, !one.takes.empty()) << one.line << " says which body it takes";
        for (const auto& parameter : one.parameters) {
            EXPECT_FALSE(parameter.about.empty()) << one.line << " " << parameter.name;
        }
    }
}

void find_references(const json& in, std::set<std::string>& out) {
    if (in.is_object() && in.contains("$ref")) {
        out.insert(in["$ref"].get<std::string>());
    }
    if (in.is_structured()) {
        for (const auto& one : in) {
            find_references(one, out);
        }
    }
}

TEST(api_description, is_published_and_refers_to_what_is_there) {
    caller calls;
    const auto text = connectors::api::openapi_of(calls.service().all()).dump(2) + "\n";
    const auto parsed = json::parse(text);
    std::set<std::string> references;
    find_references(parsed, references);
    EXPECT_GT(references.size(), 50U);
    for (const auto& one : references) {
        ASSERT_TRUE(one.starts_with("#/")) << one;
        EXPECT_TRUE(parsed.contains(json::json_pointer(one.substr(1)))) << one;
    }
    EXPECT_EQ(json::parse(calls.desk().get("/openapi.json", "").whole.body), parsed);
    testing_support::expect_published("schemas/openapi.json", text);
}

TEST(api_description, has_a_path_for_every_command_of_a_case) {
    caller calls;
    const auto parsed = json::parse(connectors::api::openapi_of(calls.service().all()).dump());
    EXPECT_TRUE(parsed["paths"].contains("/v1/cases/{code}/commands/accept_dossier"));
    EXPECT_TRUE(parsed["paths"].contains("/v1/offices/{office}/commands/receive_request"));
    EXPECT_FALSE(parsed["paths"].contains("/v1/cases/{code}/commands/grant_role"));
}

} // namespace
