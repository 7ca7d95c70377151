#include "engine/rules/check.hpp"
#include "engine/rules/json_lines.hpp"
#include "engine/rules/recorded_facts.hpp"
#include "engine/rules/rule_folder.hpp"
#include "events/fault.hpp"
#include "tests/support/coverage.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

namespace {

using engine::finding_kind;
using testing::HasSubstr;

/// The files as people wrote them, with their lines.
engine::rule_files written_files() {
    return engine::read_rule_folder(std::filesystem::path{MOTCUA_SOURCE_DIR} / "schemas");
}

/// In one of the files, `from` becomes `to` where it stands first.
struct change {
    std::string file;
    std::string from;
    std::string to;
};

engine::rule_files given(const std::vector<change>& changes) {
    auto files = written_files();
    for (const auto& [file, from, to] : changes) {
        auto& text = files.at(file);
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
    }
    return files;
}

/// The first finding after that.
engine::finding after(const std::string& file, const std::string& from, const std::string& to) {
    return engine::check_rules(given({{file, from, to}})).front();
}

std::size_t line_with(const std::string& file, const std::string& text) {
    const auto whole = testing_support::source_file("schemas/" + file);
    return 1 +
           static_cast<std::size_t>(std::count(
               whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.find(text)), '\n'));
}

TEST(rules, name_a_way_of_notification_that_is_there_twice_or_begins_something_else) {
    const std::string file = "rules/notification_ways.json";
    const auto twice = after(file, R"("valid_to": "2026-06-30")", R"("valid_to": "2026-07-01")");
    EXPECT_EQ(twice.kind, finding_kind::error);
    EXPECT_EQ(twice.file, file);
    EXPECT_THAT(twice.reason, HasSubstr("`direct`"));
    EXPECT_GT(twice.line, 1U);
    EXPECT_THAT(after(file, R"("begins": "posting_start")", R"("begins": "decided")").reason,
                HasSubstr("posting"));
    EXPECT_THAT(after(file, R"("of": ["explanation_request"])", R"("of": ["letter"])").reason,
                HasSubstr("letter"));
}

TEST(rules, that_are_shipped_have_no_errors) {
    for (const auto& one : engine::check_rules(given({}))) {
        EXPECT_NE(one.kind, finding_kind::error)
            << one.file << ":" << one.line << " " << one.reason;
    }
}

TEST(rules, that_are_bad_are_refused_with_file_line_and_reason) {
    const auto overlap = after("fees/base_salary.json", "\"valid_to\": \"2017-06-30\"",
                               "\"valid_to\": \"2017-07-01\"");
    EXPECT_EQ(overlap.kind, finding_kind::error);
    EXPECT_EQ(overlap.file, "fees/base_salary.json");
    EXPECT_EQ(overlap.pointer, "/salaries/1/valid_from");
    EXPECT_EQ(overlap.line, line_with("fees/base_salary.json", "2017-07-01"));
    EXPECT_THAT(overlap.reason, HasSubstr("overlaps"));

    const auto unit = after("procedures/result_confirm.json", "\"working_days\"", "\"weeks\"");
    EXPECT_THAT(unit.reason, HasSubstr("unknown word `weeks`"));
    EXPECT_EQ(unit.line, line_with("procedures/result_confirm.json", "\"working_days\""));

    const auto start =
        after("procedures/officer_change.json", "\"request_received\"", "\"full_moon\"");
    EXPECT_THAT(start.reason, HasSubstr("unknown word `full_moon`"));

    const auto never =
        after("procedures/officer_change.json", "\"starts_on\": \"request_received\"",
              "\"starts_on\": \"judgment_effective\"");
    EXPECT_EQ(never.kind, finding_kind::error);
    EXPECT_THAT(never.reason, HasSubstr("no step records this fact"));
    EXPECT_EQ(never.line, line_with("procedures/officer_change.json", "\"request_received\""));
    EXPECT_THAT(after("procedures/enf_request.json", "\"starts_on\": \"judgment_effective\"",
                      "\"starts_on\": \"request_received\"")
                    .reason,
                HasSubstr("`unstarted` is not true"));

    const auto name = after("forms/receipt_slip.json", "{{name}}", "{{nmae}}");
    EXPECT_THAT(name.reason, HasSubstr("no value is named `nmae`"));
    EXPECT_EQ(name.line, line_with("forms/receipt_slip.json", "{{name}}"));

    const auto source =
        after("fees/coercion_cost_relief.json", ", \"source\": \"NĐ 62/2015/NĐ-CP art.44.1a\"", "");
    EXPECT_EQ(source.reason, "`source` is missing");
    EXPECT_EQ(source.pointer, "/reliefs/0");
    EXPECT_EQ(source.line + 1, line_with("fees/coercion_cost_relief.json", "\"low_income\""))
        << "where the object begins that should name it";

    const auto book = after("rules/registers.json", "\"valid_to\": \"2019-01-05\"",
                            "\"valid_to\": \"2019-01-06\"");
    EXPECT_EQ(book.file, "rules/registers.json");
    EXPECT_EQ(book.pointer, "/registers/0/forms/1/valid_from");
    EXPECT_THAT(book.reason, HasSubstr("overlaps"));
    EXPECT_THAT(after("rules/statistics.json", "\"month\": 10", "\"month\": 13").reason,
                HasSubstr("out of range"));

    const auto unmet = after("procedures/result_confirm.json", "\"met_by\": [\"handed_over\"]",
                             "\"met_by\": [\"judgment_effective\"]");
    EXPECT_EQ(unmet.kind, finding_kind::error);
    EXPECT_THAT(unmet.reason, HasSubstr("owed for ever"));

    const auto json = after("rules/regimes.json", "[", "");
    EXPECT_EQ(json.file, "rules/regimes.json");
    EXPECT_EQ(json.reason, "not JSON");
}

TEST(rules, that_nest_deeper_than_any_file_are_refused_however_deep) {
    const auto nested = [](std::size_t levels) {
        return R"({"a\"[":)" + std::string(levels, '[') + std::string(levels, ']') + "}";
    };
    for (const auto* path : {"fees/base_salary.json", "procedures/enf_request.json",
                             "calendars/vn-2017-2026.json", "rules/acts.json"}) {
        SCOPED_TRACE(path);
        auto files = written_files();
        files.at(path) = nested(200'000);
        const auto told = [&] {
            const auto found = engine::check_rules(files);
            return std::ranges::any_of(found, [&](const engine::finding& one) {
                return one.kind == finding_kind::error && one.file == path &&
                       one.reason == "nested too deep";
            });
        };
        EXPECT_TRUE(told());
        EXPECT_THROW(static_cast<void>(engine::make_rule_set(files)), events::fault);
        files.at(path) = nested(60); // no rules, but a tree that can be looked at
        EXPECT_FALSE(told());
    }
}

TEST(rules, with_a_member_given_twice_or_a_source_of_blanks_are_refused) {
    const auto twice = after("procedures/result_confirm.json", "\"code\": \"RESULT_CONFIRM\",",
                             "\"code\": \"RESULT_CONFIRM\",\n  \"code\": \"RESULT_CONFIRM\",");
    EXPECT_EQ(twice.kind, finding_kind::error);
    EXPECT_EQ(twice.pointer, "/code");
    EXPECT_EQ(twice.line, line_with("procedures/result_confirm.json", "\"code\"") + 1);
    EXPECT_THAT(twice.reason, HasSubstr("twice"));

    const auto blank = after("fees/coercion_cost_relief.json",
                             "\"source\": \"NĐ 62/2015/NĐ-CP art.44.1a\"", "\"source\": \"  \"");
    EXPECT_EQ(blank.kind, finding_kind::error);
    EXPECT_EQ(blank.pointer, "/reliefs/0/source");
    EXPECT_EQ(blank.line,
              line_with("fees/coercion_cost_relief.json", "NĐ 62/2015/NĐ-CP art.44.1a"));
    EXPECT_EQ(blank.reason, "`source` says nothing");
}

TEST(rules, with_a_period_longer_than_any_of_the_law_are_refused) {
    const auto absurd =
        after("procedures/result_confirm.json", "\"amount\": 5", "\"amount\": 99999999");
    EXPECT_EQ(absurd.kind, finding_kind::error);
    EXPECT_EQ(absurd.what, "issue");
    EXPECT_EQ(absurd.line, line_with("procedures/result_confirm.json", "\"amount\": 5"));
    EXPECT_THAT(absurd.reason, HasSubstr("longer than 10000 working_days"));
    EXPECT_THAT(after("procedures/enf_request.json", "\"amount\": 5, \"unit\": \"years\"",
                      "\"amount\": 500, \"unit\": \"years\"")
                    .reason,
                HasSubstr("longer than 100 years"));
}

TEST(rules, with_a_swap_that_its_saturday_does_not_know_of_are_refused) {
    const std::string file = "calendars/vn-2017-2026.json";
    const std::string monday = "\"day\": \"2018-12-31\"";
    const auto wrong =
        after(file, "\"swapped_with\": \"2019-01-05\"", "\"swapped_with\": \"2019-01-12\"");
    EXPECT_EQ(wrong.kind, finding_kind::error);
    EXPECT_EQ(wrong.what, "2018-12-31");
    EXPECT_EQ(wrong.line, line_with(file, monday));
    EXPECT_THAT(wrong.reason,
                HasSubstr("2019-01-12 does not say that it is worked for 2018-12-31"));
    const auto whole = testing_support::source_file("schemas/" + file);
    const auto saturday = whole.find("\"day\": \"2019-01-05\"");
    ASSERT_NE(saturday, std::string::npos);
    const auto from = whole.rfind('{', saturday);
    const auto gone = after(file, whole.substr(from, whole.find("},", saturday) + 2 - from), "");
    EXPECT_EQ(gone.kind, finding_kind::error);
    EXPECT_EQ(gone.what, "2018-12-31");
}

TEST(rules, hold_for_every_day_between_two_versions_or_say_why_not) {
    auto files = given({});
    auto& text = files.at("procedures/result_confirm.json");
    const std::string issue = "\"id\": \"issue\"";
    const auto second = text.find(issue, text.find(issue) + 1);
    text.replace(text.find("\"2026-07-01\"", second), 12, "\"2026-08-01\"");
    const auto month = engine::check_rules(files).front();
    EXPECT_EQ(month.kind, finding_kind::error);
    EXPECT_EQ(month.what, "issue");
    EXPECT_EQ(month.pointer, "/deadlines/2/valid_from");
    EXPECT_THAT(month.reason, HasSubstr("no version of this rule holds from 2026-07-01"));
    text.replace(text.find("\"gaps\": ["), 9,
                 R"("gaps": [{"valid_from": "2026-07-01", "valid_to": "2026-07-31", "text": "x"})");
    EXPECT_NE(engine::check_rules(files).front().kind, finding_kind::error);
    const auto form = after("forms/refusal_slip.json", "\"valid_from\": \"2025-07-01\"",
                            "\"valid_from\": \"2025-08-01\"");
    EXPECT_EQ(form.file, "forms/refusal_slip.json");
    EXPECT_THAT(form.reason, HasSubstr("from 2025-07-01"));
}

TEST(rules, of_which_a_file_is_missing_are_refused) {
    for (const auto* file :
         {"procedures/fee_relief.json", "rules/statistics.json", "forms/refusal_slip.json"}) {
        auto files = given({});
        files.erase(file);
        const auto one = engine::check_rules(files).front();
        EXPECT_EQ(one.kind, finding_kind::error);
        EXPECT_EQ(one.file, file);
        EXPECT_THAT(one.reason, HasSubstr("missing"));
    }
}

TEST(rules, tell_every_broken_file_at_once) {
    const auto found = engine::check_rules(
        given({{"procedures/complaint.json", "\"tag\": \"V\"", "\"tag\": \"X\""},
               {"procedures/denunciation.json", "\"tag\": \"V\"", "\"tag\": \"X\""}}));
    EXPECT_EQ(found[0].file, "procedures/complaint.json");
    EXPECT_EQ(found[1].file, "procedures/denunciation.json");
    EXPECT_EQ(found[1].kind, finding_kind::error);
    EXPECT_NE(found[2].kind, finding_kind::error);
}

TEST(rules, that_nobody_verified_are_listed_until_they_are_adopted) {
    const auto has = [](const std::vector<engine::finding>& all, std::string_view pointer) {
        return std::ranges::any_of(all, [&](const engine::finding& one) {
            return one.kind == finding_kind::unverified && one.file == "fees/base_salary.json" &&
                   one.pointer == pointer;
        });
    };
    const auto shipped = engine::check_rules(given({}));
    EXPECT_TRUE(has(shipped, "/salaries/0"));
    EXPECT_FALSE(has(shipped, "/salaries/6")); // V
    const auto adopted =
        given({{"fees/base_salary.json", "\"tag\": \"G\"", "\"tag\": \"G\", \"adopted\": true"}});
    EXPECT_FALSE(has(engine::check_rules(adopted), "/salaries/0"));
}

TEST(rules, whose_start_no_step_records_are_told) {
    std::set<std::string> told;
    for (const auto& one : engine::check_rules(given({}))) {
        if (one.kind == finding_kind::never_started) {
            told.insert(one.file + " " + one.what);
        }
    }
    EXPECT_TRUE(told.contains("procedures/enf_request.json limitation"));
    EXPECT_TRUE(told.contains("procedures/complaint.json complain_within"));
    EXPECT_FALSE(told.contains("procedures/enf_request.json decide"));
}

std::set<std::string> never_asked(const std::vector<engine::finding>& found) {
    std::set<std::string> told;
    for (const auto& one : found) {
        if (one.kind == finding_kind::never_asked) {
            told.insert(one.file + " " + one.what);
        }
    }
    return told;
}

TEST(rules, whose_papers_no_step_demands_are_told) {
    const auto shipped = never_asked(engine::check_rules(given({})));
    EXPECT_TRUE(shipped.contains("procedures/complaint.json representation"));
    EXPECT_TRUE(shipped.contains("procedures/ex_officio.json judgment"));
    for (const auto* asked : {"authorisation", "late_reason", "related", "judgment"}) {
        EXPECT_FALSE(shipped.contains("procedures/enf_request.json " + std::string{asked}))
            << asked;
    }
    EXPECT_FALSE(shipped.contains("procedures/result_confirm.json kinship"));
    EXPECT_FALSE(shipped.contains("procedures/fee_relief.json merit_papers"));
    // A circumstance that the conditions know and that the acceptance is not told.
    const std::string file = "procedures/enf_request.json";
    const auto found = engine::check_rules(given({{file, R"("when": {"filer": ["representative"]})",
                                                   R"("when": {"trigger": ["on_request"]})"}}));
    const auto one = std::ranges::find_if(found, [&](const engine::finding& each) {
        return each.kind == finding_kind::never_asked && each.file == file;
    });
    ASSERT_NE(one, found.end());
    EXPECT_EQ(one->what, "authorisation");
    EXPECT_EQ(one->pointer, "/papers/4");
    EXPECT_EQ(one->line, line_with(file, "\"id\": \"authorisation\"") - 1)
        << "where the row begins";
    EXPECT_THAT(one->reason, HasSubstr("`trigger`"));
    // What the case says of itself is told to every step.
    EXPECT_FALSE(
        never_asked(engine::check_rules(given({{file, R"("when": {"filer": ["representative"]})",
                                                R"("when": {"instance": ["first"]})"}})))
            .contains(file + " authorisation"));
}

std::vector<engine::finding> misdated(const std::vector<change>& changes) {
    auto all = engine::check_rules(given(changes));
    std::erase_if(all, [](const auto& one) { return one.kind != finding_kind::misdated; });
    return all;
}

TEST(rules, that_are_shipped_cite_what_is_in_force_on_every_day_of_their_row) {
    for (const auto& one : misdated({})) {
        ADD_FAILURE() << one.file << ":" << one.line << " " << one.what << " " << one.reason;
    }
}

TEST(rules, that_cite_an_act_not_in_force_on_every_day_of_their_row_are_told) {
    const auto later =
        misdated({{"procedures/result_confirm.json", "\"source\": \"NĐ 152/2026/NĐ-CP art.32.3\"",
                   "\"source\": \"NĐ 62/2015/NĐ-CP art.37.1\""}});
    ASSERT_EQ(later.size(), 1U);
    EXPECT_EQ(later[0].what, "issue");
    EXPECT_THAT(later[0].pointer, testing::EndsWith("/source"));
    EXPECT_THAT(later[0].reason, HasSubstr("2026-06-30"));
    EXPECT_EQ(later[0].source, "NĐ 62/2015/NĐ-CP art.37.1");
    // What stands in a row, too: an extension.
    const auto sooner = misdated(
        {{"procedures/denunciation.json", "\"source\": \"Luật Tố cáo 25/2018/QH14 art.24\"",
          "\"source\": \"TT 13/2021/TT-BTP art.16.1\""}});
    ASSERT_EQ(sooner.size(), 1U);
    EXPECT_THAT(sooner[0].pointer, HasSubstr("/extensions/0/"));
    // Acts that an installation's files do not know are not asked.
    auto files =
        given({{"procedures/result_confirm.json", "\"source\": \"NĐ 152/2026/NĐ-CP art.32.3\"",
                "\"source\": \"NĐ 62/2015/NĐ-CP art.37.1\""}});
    files.at("rules/acts.json") = R"({"acts":[]})";
    for (const auto& one : engine::check_rules(files)) {
        EXPECT_NE(one.kind, finding_kind::misdated);
    }
}

TEST(rules, know_which_facts_the_steps_record) {
    std::map<std::string, std::set<std::string>> recorded;
    const std::regex step{R"(operator\(\)\(const ([a-z_]+)&)"};
    const std::regex named{R"(fact::([a-z_]+))"};
    for (const auto* file : {"record_dossier", "record_enforcement", "record_petition",
                             "record_support", "record_watch"}) {
        const auto source = testing_support::source_file("engine/" + std::string{file} + ".cpp");
        for (std::sregex_iterator one{source.begin(), source.end(), step}, last; one != last;) {
            const auto command = one->str(1);
            const auto from = one->suffix().first;
            const auto to = ++one == last ? source.end() : one->prefix().second;
            for (std::sregex_iterator word{from, to, named}; word != last; ++word) {
                recorded[command].insert(word->str(1));
            }
        }
    }
    EXPECT_GT(recorded.size(), 20U);
    std::set<std::string> all;
    for (const auto& [command, facts] : recorded) {
        std::set<std::string> told;
        for (const auto what : engine::facts_of_command(command)) {
            told.emplace(events::name_of(what));
        }
        EXPECT_EQ(told, facts) << command;
        all.insert(facts.begin(), facts.end());
    }
    for (const auto name : events::enum_names<engine::fact>::names) {
        const auto what = events::enum_of<engine::fact>(name).value();
        EXPECT_EQ(engine::is_recorded(what), all.contains(std::string{name})) << name;
    }
}

TEST(rules, of_a_procedure_begin_and_end_with_what_its_own_steps_record) {
    const auto start =
        after("procedures/result_confirm.json", "\"starts_on\": \"request_received\"",
              "\"starts_on\": \"petition_received\"");
    EXPECT_EQ(start.kind, finding_kind::error);
    EXPECT_EQ(start.what, "issue");
    EXPECT_EQ(start.pointer, "/deadlines/1/starts_on");
    EXPECT_EQ(start.line, line_with("procedures/result_confirm.json", "\"request_received\""));
    EXPECT_THAT(start.reason, HasSubstr("no step of result_confirm records `petition_received`"));

    EXPECT_THAT(after("procedures/result_confirm.json", "\"met_by\": [\"handed_over\"]",
                      "\"met_by\": [\"published\", \"ground_found\"]")
                    .reason,
                HasSubstr("no step of result_confirm records any of these facts"));
    EXPECT_THAT(after("procedures/ex_officio.json", "\"starts_on\": \"judgment_received\"",
                      "\"starts_on\": \"dossier_complete\"")
                    .reason,
                HasSubstr("no step of ex_officio records `dossier_complete`"));

    // A complaint notifies nobody of a decision, and a dossier asks nobody to explain.
    EXPECT_THAT(after("procedures/complaint.json",
                      "\"starts_on\": \"explanation_request_received\"",
                      "\"starts_on\": \"conclusion_received\"")
                    .reason,
                HasSubstr("no step of complaint records `conclusion_received`"));
    EXPECT_THAT(after("procedures/ex_officio.json", "\"starts_on\": \"judgment_received\"",
                      "\"starts_on\": \"explanation_request_received\"")
                    .reason,
                HasSubstr("no step of ex_officio records `explanation_request_received`"));

    // What ends or stops a complaint is no document that a period of an enforcement runs from, and
    // how far a matter is performed is confirmed where that is asked for.
    EXPECT_THAT(after("procedures/complaint.json",
                      "\"starts_on\": \"explanation_request_received\"",
                      "\"starts_on\": \"document_issued\"")
                    .reason,
                HasSubstr("no step of complaint records `document_issued`"));
    EXPECT_THAT(after("procedures/officer_change.json", "\"starts_on\": \"request_received\"",
                      "\"starts_on\": \"performance_confirmed\"")
                    .reason,
                HasSubstr("no step of officer_change records `performance_confirmed`"));

    const auto shared = after("rules/after_decision.json", "\"starts_on\": \"officer_assigned\"",
                              "\"starts_on\": \"request_received\"");
    EXPECT_EQ(shared.file, "rules/after_decision.json");
    EXPECT_THAT(
        shared.reason,
        HasSubstr("no step of bankruptcy, entrustment, ex_officio, interim_measure records"));

    const auto support = after("procedures/result_confirm.json", "\"lifecycle\": \"dossier\"",
                               "\"lifecycle\": \"support\"");
    EXPECT_EQ(support.pointer, "/lifecycle");
    EXPECT_EQ(support.line, line_with("procedures/result_confirm.json", "\"lifecycle\""));
    EXPECT_THAT(support.reason, HasSubstr("the lifecycle of none"));
    EXPECT_EQ(after("procedures/result_confirm.json", "\"lifecycle\": \"dossier\"",
                    "\"lifecycle\": \"complaint\"")
                  .kind,
              finding_kind::error);
}

TEST(rules, say_that_any_ground_meets_only_what_runs_on_one) {
    EXPECT_THAT(after("rules/after_decision.json", "\"starts_on\": \"officer_assigned\"",
                      "\"met_on_any_ground\": true, \"starts_on\": \"officer_assigned\"")
                    .reason,
                HasSubstr("only a duty that runs on a ground"));
}

TEST(rules, differ_by_file_and_place) {
    const auto before = given({});
    EXPECT_TRUE(engine::diff_rules(before, before).empty());
    auto changed = given({{"fees/base_salary.json", "1210000", "1220000"}});
    changed.erase("forms/letter.json");
    const auto all = engine::diff_rules(before, changed);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].file, "fees/base_salary.json");
    EXPECT_EQ(all[0].pointer, "/salaries/0/amount");
    EXPECT_EQ(all[0].before, "1210000");
    EXPECT_EQ(all[0].after, "1220000");
    EXPECT_EQ(all[1].file, "forms/letter.json");
    EXPECT_EQ(all[1].after, "null");
}

TEST(rules, differ_in_one_place_where_one_row_came_or_went) {
    const auto before = given({});
    // A ground between two others, and one day off that is none any more.
    const std::string first = "\"code\": \"no_right\"";
    const auto more =
        given({{"procedures/enf_request.json", "{\n      " + first,
                R"({"code": "x", "outcome": "refuse_no_right", "text": "x", "wording": "summary",
                    "valid_from": "2017-06-01", "source": "x", "tag": "V"}, {)"
                "\n      " +
                    first}});
    const auto came = engine::diff_rules(before, more);
    ASSERT_EQ(came.size(), 1U);
    const auto where = came[0].pointer; // where the row that it stands before was
    EXPECT_THAT(where, testing::StartsWith("/grounds/"));
    EXPECT_EQ(came[0].before, "");
    EXPECT_THAT(came[0].after, HasSubstr("\"code\":\"x\""));
    const auto went = engine::diff_rules(more, before);
    ASSERT_EQ(went.size(), 1U);
    EXPECT_EQ(went[0].pointer, where);
    EXPECT_EQ(went[0].before, came[0].after);
    EXPECT_EQ(went[0].after, "");
    // A row that changes what it is called by is the same row still.
    const auto renamed = engine::diff_rules(
        before, given({{"procedures/enf_request.json", first, "\"code\": \"no_rights\""}}));
    ASSERT_EQ(renamed.size(), 1U);
    EXPECT_EQ(renamed[0].pointer, where + "/code");
    EXPECT_EQ(renamed[0].after, "\"no_rights\"");
}

TEST(rules, differ_in_one_place_where_one_office_came) {
    const std::string first = "\"key\": \"964\"";
    const auto more = given({{"offices/offices.json", "{\n      " + first,
                              R"({"key": "9640", "name": "X", "province": "Cà Mau",
                                  "level": "district", "valid_from": "2017-06-01",
                                  "source": "x", "tag": "P"}, {)"
                              "\n      " +
                                  first}});
    const auto came = engine::diff_rules(given({}), more);
    ASSERT_EQ(came.size(), 1U);
    EXPECT_EQ(came[0].pointer, "/offices/1");
    EXPECT_EQ(came[0].before, "");
}

TEST(rules, publish_the_page_of_what_is_covered) {
    testing_support::expect_published(
        "schemas/README.md",
        engine::coverage_page(engine::default_rule_set(), testing_support::coverage_rows()));
}

TEST(rules, name_on_their_page_only_files_that_exist) {
    const auto page =
        engine::coverage_page(engine::default_rule_set(), testing_support::coverage_rows());
    const std::regex path{"`((tests|engine|projections|connectors)/[^`]*)`"};
    std::set<std::string> seen;
    for (std::sregex_iterator one{page.begin(), page.end(), path}, end; one != end; ++one) {
        seen.insert((*one)[1].str());
        EXPECT_TRUE(
            std::filesystem::exists(std::filesystem::path{MOTCUA_SOURCE_DIR} / (*one)[1].str()))
            << (*one)[1].str();
    }
    EXPECT_GT(seen.size(), 15U);
}

TEST(rules, list_the_offices_that_have_not_told_their_phone_or_who_signs) {
    const auto count = [](const engine::rule_files& files) {
        const auto found = engine::check_rules(files);
        return std::count_if(found.begin(), found.end(), [](const auto& one) {
            return one.kind == finding_kind::not_configured;
        });
    };
    const auto before = count(given({}));
    EXPECT_GT(before, 0) << "nothing is invented for the offices that are shipped";
    const std::string at = "\"province\": \"Cà Mau\", \"level\": \"provincial\",";
    const auto files =
        given({{"offices/offices.json", at,
                at + R"("phones": [{"phone": "0290 3831 234", "valid_from": "2017-06-01",
                 "source": "the office", "tag": "V"}], "signers": [{"name": "Trần Hữu Nghĩa",
                 "title": "CỤC TRƯỞNG", "valid_from": "2017-06-01", "source": "the office",
                 "tag": "V"}],)"}});
    EXPECT_EQ(count(files), before - 1);
    const auto rules = engine::make_rule_set(files);
    const auto* office = rules.find_office(events::office_code{"96"});
    EXPECT_EQ(office->phone_on(*events::date_from_text("2017-05-31")), nullptr);
    EXPECT_EQ(office->phone_on(*events::date_from_text("2017-06-01"))->number, "0290 3831 234");
    EXPECT_EQ(office->signer_on(*events::date_from_text("2020-01-01"))->title, "CỤC TRƯỞNG");
}

TEST(json_lines, finds_the_line_of_every_value_and_of_the_place_around_a_missing_one) {
    const auto lines =
        engine::json_lines("{\n \"a\": [1,\n  {\"b\": \"x\\\"]\"}],\n\n \"c\": null}");
    EXPECT_EQ(lines.at("/a"), 2U);
    EXPECT_EQ(lines.at("/a/0"), 2U);
    EXPECT_EQ(lines.at("/a/1/b"), 3U);
    EXPECT_EQ(lines.at("/c"), 5U);
    EXPECT_EQ(engine::line_of(lines, "/a/1/missing/deep"), 3U);
    EXPECT_EQ(engine::line_of({}, "/a"), 1U);
    for (const auto* broken : {"", "{", "{\"a\"", "[1,", "\"", "{\"a\":}", "nul", "[[[["}) {
        (void)engine::json_lines(broken); // ends, whatever it is given
    }
    (void)engine::json_lines(std::string(100'000, '['));
}

} // namespace
