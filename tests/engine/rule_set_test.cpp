#include "engine/embedded_file.hpp"
#include "engine/forms/form.hpp"
#include "engine/law.hpp"
#include "engine/rule_set.hpp"
#include "events/fault.hpp"
#include "tests/support/days.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>

namespace {

using engine::circumstances;
using engine::deadline_rule;
using engine::fact;
using engine::time_unit;
using events::local_date;
using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing_support::day;

const std::filesystem::path schemas = std::filesystem::path(MOTCUA_SOURCE_DIR) / "schemas";

const local_date in_2017 = day("2017-06-01");
const local_date in_2022 = day("2022-06-01");
const local_date in_2026 = day("2026-07-01");

const engine::rule_set& rules() { return engine::default_rule_set(); }

const engine::procedure& procedure(std::string_view code) {
    const auto* found = rules().find(code);
    EXPECT_NE(found, nullptr) << code;
    return *found;
}

std::vector<std::string> started(std::string_view code, fact start, local_date on,
                                 const circumstances& known = {}) {
    std::vector<std::string> ids;
    for (const auto* each : deadlines_started_by(procedure(code), start, on, known)) {
        ids.push_back(each->id + " " + std::to_string(each->length.amount) + " " +
                      std::string(events::name_of(each->length.unit)));
    }
    return ids;
}

TEST(rule_set, knows_the_seven_procedures_and_the_other_doors_by_id_and_by_code) {
    EXPECT_EQ(rules().procedures.size(), 12U);
    for (const auto* code : {"ENF_REQUEST", "RESULT_CONFIRM", "COMPLAINT", "DENUNCIATION",
                             "OFFICER_CHANGE", "COERCION_COST_RELIEF", "FEE_RELIEF", "EX_OFFICIO",
                             "BANKRUPTCY", "INTERIM_MEASURE", "ENTRUSTMENT", "PETITION"}) {
        const auto* found = rules().find(code);
        ASSERT_NE(found, nullptr) << code;
        EXPECT_EQ(rules().find(found->id), found);
    }
    EXPECT_EQ(rules().find("NO_SUCH_PROCEDURE"), nullptr);
}

TEST(rule_set, starts_the_deadlines_of_a_request_received_in_2017) {
    EXPECT_THAT(started("enf_request", fact::request_received, in_2017),
                ElementsAre("decide 5 working_days"));
    EXPECT_THAT(started("enf_request", fact::dossier_complete, in_2017),
                ElementsAre("hand_over 1 half_working_days"));
    EXPECT_THAT(started("enf_request", fact::officer_assigned, in_2017),
                ElementsAre("open_dossier 2 working_days"));
    EXPECT_THAT(started("enf_request", fact::document_issued, in_2017),
                ElementsAre("notify 3 working_days"));
    EXPECT_THAT(started("enf_request", fact::valid_notification, in_2017),
                ElementsAre("voluntary_period 10 calendar_days"));
    EXPECT_THAT(started("enf_request", fact::posting_start, in_2017),
                ElementsAre("posting_period 10 calendar_days"));
    EXPECT_THAT(started("enf_request", fact::judgment_effective, in_2017),
                ElementsAre("limitation 5 years"));
    EXPECT_THAT(started("enf_request", fact::judgment_received, in_2017), IsEmpty());
}

TEST(rule_set, starts_the_deadlines_of_a_matter_that_nobody_requests) {
    EXPECT_THAT(started("ex_officio", fact::judgment_received, in_2017),
                ElementsAre("decide 5 working_days"));
    EXPECT_THAT(started("bankruptcy", fact::judgment_received, in_2017),
                ElementsAre("decide 3 working_days"));
    EXPECT_THAT(started("entrustment", fact::judgment_received, in_2017),
                ElementsAre("decide 5 working_days"));
    for (const auto* matter : {"enf_request", "ex_officio", "bankruptcy", "entrustment"}) {
        EXPECT_THAT(started(matter, fact::officer_assigned, in_2017),
                    ElementsAre("open_dossier 2 working_days"));
        EXPECT_THAT(started(matter, fact::ground_found, in_2017), IsEmpty());
        EXPECT_THAT(started(matter, fact::ground_found, in_2017, {{"ground", "postponed"}}),
                    ElementsAre("decide_postponement 5 working_days"));
    }
}

TEST(rule_set, keeps_a_period_whose_length_is_not_known_without_one) {
    const auto on = day("2026-07-01");
    EXPECT_THAT(started("ex_officio", fact::judgment_received, on), IsEmpty());
    EXPECT_THAT(started("ex_officio", fact::ground_found, on, {{"ground", "postponed"}}),
                IsEmpty());
    auto files = rules().files;
    auto& text = files.at("procedures/ex_officio.json");
    const std::string unknown = "\"tag\":\"G\"";
    const auto at = text.find(unknown, text.find("\"deadlines\":"));
    ASSERT_NE(at, std::string::npos);
    text.replace(at, unknown.size(), "\"tag\":\"G\",\"adopted\":true");
    EXPECT_THAT([&] { static_cast<void>(engine::make_rule_set(files)); },
                testing::ThrowsMessage<events::fault>(
                    testing::HasSubstr("a period without `amount` and `unit` is not known")));
}

TEST(rule_set, shares_a_period_with_those_procedures_only_that_it_names) {
    EXPECT_THAT(started("entrustment", fact::ground_found, in_2017, {{"ground", "entrusted"}}),
                ElementsAre("decide_entrustment 5 working_days"));
    EXPECT_THAT(started("interim_measure", fact::ground_found, in_2017, {{"ground", "entrusted"}}),
                ElementsAre("decide_entrustment 24 hours"));
}

TEST(rule_set, refuses_a_shared_rule_that_a_procedure_has_itself) {
    auto files = rules().files;
    auto& text = files.at("procedures/enf_request.json");
    const auto at = text.find("\"code\":\"no_right\"");
    ASSERT_NE(at, std::string::npos);
    text.replace(at, 17, "\"code\":\"no_means\"");
    EXPECT_THAT([&] { static_cast<void>(engine::make_rule_set(files)); },
                testing::ThrowsMessage<events::fault>(
                    testing::HasSubstr("rules/after_decision.json has `no_means` too")));
}

TEST(rule_set, starts_the_one_deadline_of_every_other_one_stop_procedure) {
    EXPECT_THAT(started("result_confirm", fact::request_received, in_2017),
                ElementsAre("issue 5 working_days"));
    EXPECT_THAT(started("officer_change", fact::request_received, in_2017),
                ElementsAre("decide_or_answer 5 working_days"));
    EXPECT_THAT(started("coercion_cost_relief", fact::dossier_complete, in_2017),
                ElementsAre("hand_over 1 half_working_days", "decide 5 working_days"));
    EXPECT_THAT(started("fee_relief", fact::dossier_complete, in_2017),
                ElementsAre("hand_over 1 half_working_days", "decide_or_refuse 5 working_days"));
}

TEST(rule_set, shortens_the_periods_of_what_is_received_from_july_2026_on) {
    const auto eve = day("2026-06-30");
    EXPECT_THAT(started("result_confirm", fact::request_received, eve),
                ElementsAre("issue 5 working_days"));
    EXPECT_THAT(started("result_confirm", fact::request_received, in_2026),
                ElementsAre("issue 3 working_days"));
    EXPECT_THAT(started("officer_change", fact::request_received, in_2026),
                ElementsAre("decide_or_answer 3 working_days"));
    EXPECT_THAT(started("coercion_cost_relief", fact::dossier_complete, in_2026),
                ElementsAre("hand_over 1 half_working_days", "decide 3 working_days"));
    EXPECT_THAT(started("enf_request", fact::request_received, in_2026),
                ElementsAre("ask_correction 1 working_days"));
    EXPECT_THAT(started("fee_relief", fact::dossier_complete, in_2026),
                ElementsAre("hand_over 1 half_working_days")); // the fee rules were not checked
}

TEST(rule_set, resolves_a_complaint_by_its_kind_and_instance) {
    const auto resolve = [](const char* kind, const char* instance) {
        return started("complaint", fact::docketed, in_2017,
                       {{"complaint_kind", kind}, {"instance", instance}});
    };
    EXPECT_THAT(resolve("before_measure", "first"), ElementsAre("resolve 15 calendar_days"));
    EXPECT_THAT(resolve("before_measure", "second"), ElementsAre("resolve 30 calendar_days"));
    EXPECT_THAT(resolve("account_freeze", "first"), ElementsAre("resolve 5 working_days"));
    EXPECT_THAT(resolve("other_security_measure", "first"), ElementsAre("resolve 5 working_days"));
    EXPECT_THAT(resolve("coercive_measure", "first"), ElementsAre("resolve 30 calendar_days"));
    EXPECT_THAT(resolve("coercive_measure", "second"), ElementsAre("resolve 45 calendar_days"));
    EXPECT_THAT(resolve("after_measure", "first"), ElementsAre("resolve 15 calendar_days"));
    EXPECT_THAT(resolve("after_measure", "second"), ElementsAre("resolve 30 calendar_days"));
    EXPECT_THAT(started("complaint", fact::docketed, in_2017), IsEmpty()); // nothing known
}

TEST(rule_set, counts_the_days_to_complain_by_kind_and_instance) {
    const auto within = [](const char* kind, const char* instance) {
        return started("complaint", fact::valid_notification, in_2017,
                       {{"complaint_kind", kind}, {"instance", instance}});
    };
    EXPECT_THAT(within("before_measure", "first"), ElementsAre("complain_within 15 calendar_days"));
    EXPECT_THAT(within("account_freeze", "first"), ElementsAre("complain_within 3 working_days"));
    EXPECT_THAT(within("other_security_measure", "first"),
                ElementsAre("complain_within 10 calendar_days"));
    EXPECT_THAT(within("coercive_measure", "first"),
                ElementsAre("complain_within 30 calendar_days"));
    EXPECT_THAT(within("after_measure", "first"), ElementsAre("complain_within 30 calendar_days"));
    EXPECT_THAT(within("coercive_measure", "second"),
                ElementsAre("complain_within 15 calendar_days"));
}

TEST(rule_set, follows_the_circular_of_2021_for_complaints_only_from_its_first_day) {
    const circumstances second{{"instance", "second"}};
    EXPECT_THAT(started("complaint", fact::petition_received, day("2022-02-12"), second),
                IsEmpty()); // the circular of 2016 was not found
    EXPECT_THAT(started("complaint", fact::petition_received, day("2022-02-13"), second),
                ElementsAre("docket 10 calendar_days"));
    EXPECT_THAT(started("complaint", fact::petition_received, in_2017, {{"instance", "first"}}),
                ElementsAre("docket 5 working_days"));
    EXPECT_THAT(started("complaint", fact::decided, in_2022, {{"instance", "first"}}),
                ElementsAre("send 3 working_days"));
    EXPECT_THAT(started("complaint", fact::decided, in_2022, second),
                ElementsAre("send 7 working_days", "publish 15 calendar_days"));
    EXPECT_THAT(started("complaint", fact::explanation_request_received, in_2022,
                        {{"explainer", "lower_agency"}}),
                ElementsAre("lower_agency_explains 5 working_days"));
    EXPECT_THAT(started("complaint", fact::withdrawal_received, in_2022),
                ElementsAre("terminate_on_withdrawal 5 calendar_days"));
    EXPECT_THAT(started("complaint", fact::termination_notified, in_2022),
                ElementsAre("refile_window 30 calendar_days"));
}

TEST(rule_set, keeps_a_petition_that_is_filed_away_for_a_year) {
    for (const auto* petition : {"complaint", "denunciation"}) {
        EXPECT_THAT(started(petition, fact::filed_away, in_2022),
                    ElementsAre("keep_filed_away 1 years"));
        EXPECT_THAT(started(petition, fact::filed_away, day("2022-02-12")), IsEmpty());
    }
}

TEST(rule_set, limits_who_represents_many_people) {
    for (const auto* petition : {"complaint", "denunciation", "proposal"}) {
        const auto& known = *rules().find(petition);
        const auto most = [&](const char* id, const char* on) {
            const auto* limit = engine::find_limit(known, id, day(on));
            return limit == nullptr ? 0 : limit->amount;
        };
        EXPECT_EQ(most("representatives_max", "2026-07-01"), 2) << "of five to ten";
        EXPECT_EQ(most("representatives_max_of_many", "2026-07-01"), 5) << "of eleven or more";
        EXPECT_EQ(most("representatives_max", "2026-06-30"), 0);
    }
}

TEST(rule_set, starts_the_deadlines_of_a_denunciation) {
    EXPECT_THAT(started("denunciation", fact::docketed, in_2017),
                ElementsAre("resolve 60 calendar_days"));
    EXPECT_THAT(started("denunciation", fact::petition_received, day("2019-01-01")),
                ElementsAre("accept_or_not 7 working_days"));
    EXPECT_THAT(
        started("denunciation", fact::petition_received, in_2022, {{"competence", "other_agency"}}),
        ElementsAre("accept_or_not 7 working_days", "transfer 5 working_days"));
    EXPECT_THAT(started("denunciation", fact::accepted, in_2022),
                ElementsAre("notify 5 working_days"));
    EXPECT_THAT(started("denunciation", fact::team_decided, in_2022),
                ElementsAre("announce_team 10 calendar_days"));
    EXPECT_THAT(started("denunciation", fact::verification_ended, in_2022),
                ElementsAre("report 5 working_days"));
    EXPECT_THAT(started("denunciation", fact::concluded, in_2022),
                ElementsAre("send_conclusion 5 working_days", "publish 7 working_days",
                            "handle 7 working_days"));
    EXPECT_THAT(started("denunciation", fact::conclusion_received, in_2022),
                ElementsAre("accused_petition 15 calendar_days"));
    EXPECT_THAT(started("denunciation", fact::repeat_received, in_2022),
                ElementsAre("repeat_review 20 calendar_days"));
}

TEST(rule_set, applies_general_knowledge_only_when_it_is_adopted) {
    const auto later = day("2019-01-02");
    EXPECT_EQ(find_limit(procedure("enf_request"), "apologies_max", later), nullptr);
    auto files = rules().files;
    auto changed = json::parse(files["procedures/enf_request.json"]);
    for (auto& row : changed["limits"]) {
        if (row["id"] == "apologies_max" && row["tag"] == "G") {
            row["adopted"] = true;
        }
    }
    files["procedures/enf_request.json"] = changed.dump();
    const auto adopted = engine::make_rule_set(files);
    EXPECT_NE(find_limit(*adopted.find("enf_request"), "apologies_max", later), nullptr);
}

/// The rules of an office that has adopted what nobody verified of this procedure for matters
/// received from 01/07/2026 on, with five working days where the length was not known.
engine::rule_set adopted_for_2026(const std::string& procedure_id) {
    auto files = rules().files;
    auto& text = files.at("procedures/" + procedure_id + ".json");
    auto changed = json::parse(text);
    for (const auto* list : {"grounds", "deadlines"}) {
        for (auto& row : changed[list]) {
            if (row["valid_from"] == "2026-07-01" && row["tag"] == "G") {
                row["adopted"] = true;
                if (std::string_view{list} == "deadlines") {
                    row["amount"] = 5;
                    row["unit"] = "working_days";
                }
            }
        }
    }
    text = changed.dump();
    return engine::make_rule_set(files);
}

TEST(rule_set, chooses_a_version_by_the_day_of_docketing_where_its_text_says_so) {
    const auto days_of = [](const char* docketed, const char* step) {
        return engine::law_days{day("2022-02-11"), day(docketed), day(step)};
    };
    const auto& complaint = procedure("complaint");
    EXPECT_EQ(find_ground(complaint, "illegible", days_of("2022-02-12", "2022-06-01")), nullptr);
    EXPECT_NE(find_ground(complaint, "illegible", days_of("2022-02-13", "2022-06-01")), nullptr);
    EXPECT_EQ(
        find_ground(complaint, "mixed_content", days_of("2022-02-12", "2022-06-01"))->from.source,
        "NĐ 62/2015/NĐ-CP art.38.1");
    EXPECT_EQ(
        find_ground(complaint, "mixed_content", days_of("2022-02-13", "2022-06-01"))->from.source,
        "TT 13/2021/TT-BTP art.6.2");
    // Where no text says so, by the day of receipt: that of 2026 was not seen.
    EXPECT_NE(
        find_ground(complaint, "illegible", engine::law_days{day("2026-06-30"), in_2026, in_2026}),
        nullptr);
}

TEST(rule_set, leaves_a_transition_that_was_only_proposed_to_who_adopts_it) {
    const engine::law_days days{day("2026-06-29"), day("2026-07-02"), day("2026-07-02")};
    const auto codes = [&](const engine::procedure& of) {
        std::set<std::string> out;
        for (const auto* one : grounds_on(of, days)) {
            out.insert(one->code);
        }
        return out;
    };
    auto files = rules().files;
    auto& text = files.at("procedures/officer_change.json");
    auto changed = json::parse(text);
    changed["transitions"][0]["adopted"] = true;
    text = changed.dump();
    const auto adopted = engine::make_rule_set(files);
    EXPECT_TRUE(codes(procedure("officer_change")).contains("delay"));
    EXPECT_FALSE(codes(*adopted.find("officer_change")).contains("delay"));
}

TEST(rule_set, has_rows_to_adopt_where_the_law_of_2026_was_not_seen) {
    // Given the rules as shipped, nothing of a complaint of July 2026 applies but what the decree
    // says, by which the agency above presses
    for (const auto* one : grounds_on(procedure("complaint"), in_2026)) {
        EXPECT_EQ(one->leads_to, engine::outcome::pressed) << one->code;
    }
    EXPECT_THAT(started("complaint", fact::petition_received, in_2026), IsEmpty());
    // When an office adopts the rows, it is declined and filed away, and its days run
    const auto complaints = adopted_for_2026("complaint");
    const auto leads_to = [&](engine::outcome where) {
        return std::ranges::any_of(grounds_on(*complaints.find("complaint"), in_2026),
                                   [&](const auto* one) { return one->leads_to == where; });
    };
    EXPECT_TRUE(leads_to(engine::outcome::refuse_no_right));
    EXPECT_TRUE(leads_to(engine::outcome::file_away));
    for (const auto* id : {"docket", "resolve"}) {
        EXPECT_NE(find_deadline(*complaints.find("complaint"), id, in_2026, {}), nullptr) << id;
    }
    // And a request for relief from the fee has days again, and a ground to refuse it
    EXPECT_EQ(find_deadline(procedure("fee_relief"), "decide_or_refuse", in_2026, {}), nullptr);
    const auto fees = adopted_for_2026("fee_relief");
    EXPECT_NE(find_deadline(*fees.find("fee_relief"), "decide_or_refuse", in_2026, {}), nullptr);
    EXPECT_NE(find_ground(*fees.find("fee_relief"), "no_ground", in_2026), nullptr);
}

TEST(rule_set, checks_a_denunciation_of_the_law_of_2011_in_ten_days) {
    EXPECT_THAT(started("denunciation", fact::petition_received, in_2017), testing::SizeIs(1));
    const auto* check = find_deadline(procedure("denunciation"), "accept_or_not", in_2017);
    ASSERT_NE(check, nullptr);
    EXPECT_EQ(check->length, (engine::budget{10, engine::time_unit::calendar_days}));
    ASSERT_EQ(check->extensions.size(), 1U);
    EXPECT_EQ(check->extensions.front().length.amount, 15);
    const auto* resolve = find_deadline(procedure("denunciation"), "resolve", in_2017);
    EXPECT_FALSE(resolve->stands_still) << "the circular of 2021 does not reach back";
    EXPECT_TRUE(
        find_deadline(procedure("denunciation"), "resolve", day("2022-02-13"))->stands_still);
}

bool stands_still_on(const std::string& of, local_date on) {
    return std::ranges::any_of(procedure(of).deadlines, [&](const deadline_rule& row) {
        return row.in_force.holds(on) && row.stands_still && row.stands_still->adopted;
    });
}

bool says_that_time_does_not_count(const engine::form_layout& page) {
    return std::ranges::any_of(page.blocks, [](const engine::form_block& block) {
        return block.text.find("không tính vào thời hạn") != std::string::npos;
    });
}

TEST(rule_set, lets_a_notice_say_that_time_does_not_count_only_where_a_period_stands_still) {
    std::set<std::string> said;
    for (const auto& form : engine::read_forms(rules().files)) {
        for (const auto& version : form.versions) {
            if (!says_that_time_does_not_count(form.layouts.at(version.layout))) {
                continue;
            }
            said.insert(form.id + " " + version.id);
            EXPECT_FALSE(form.procedures.empty()) << form.id;
            for (const auto& each : form.procedures) {
                EXPECT_TRUE(stands_still_on(each, version.in_force.from))
                    << form.id << " " << version.id << " " << each;
            }
        }
    }
    EXPECT_THAT(said, ElementsAre("denunciation_suspension_notice tt13_2021"));
    std::ifstream in{schemas / "mail/suspended.txt"};
    const std::string mail{std::istreambuf_iterator<char>{in}, {}};
    EXPECT_FALSE(mail.empty());
    EXPECT_EQ(mail.find("không tính"), std::string::npos) << "sent in every procedure";
}

TEST(rule_set, keeps_the_follow_up_register_by_the_calendar_until_another_year_is_adopted) {
    const auto year_of = [](const engine::rule_set& of) {
        return std::ranges::find(of.registers, "follow_up_register", &engine::register_rule::id)
            ->year;
    };
    EXPECT_EQ(year_of(rules()), engine::kept_year::calendar);
    auto files = rules().files;
    auto& text = files.at("rules/registers.json");
    auto changed = json::parse(text);
    changed["registers"][0]["year"]["adopted"] = true;
    text = changed.dump();
    EXPECT_EQ(year_of(engine::make_rule_set(files)), engine::kept_year::statistics);
}

TEST(rule_set, lets_only_what_grants_relief_into_its_register) {
    const auto& all = rules().registers;
    const auto relief = std::ranges::find(all, "relief", &engine::register_rule::id);
    ASSERT_NE(relief, all.end());
    EXPECT_TRUE(relief->takes(events::decision_outcome::grant));
    EXPECT_TRUE(relief->takes(events::decision_outcome::grant_part));
    EXPECT_FALSE(relief->takes(events::decision_outcome::refuse));
}

TEST(rule_set, keeps_stops_of_an_enforcement_in_registers_by_their_grounds) {
    const auto& all = rules().registers;
    const auto found = [&](const char* id) {
        return std::ranges::find(all, id, &engine::register_rule::id);
    };
    const auto postponed = found("postponements");
    const auto no_means = found("no_means");
    ASSERT_NE(postponed, all.end());
    ASSERT_NE(no_means, all.end());
    const std::vector<std::string> by_the_creditor{"postponed"};
    EXPECT_TRUE(postponed->takes(by_the_creditor));
    EXPECT_FALSE(no_means->takes(by_the_creditor));
    EXPECT_TRUE(no_means->takes(std::vector<std::string>{"no_means"}));
    EXPECT_FALSE(postponed->takes(std::vector<std::string>{}));
    // Each has a column for the number of the very step.
    for (const auto* id :
         {"revocations", "entrustments_sent", "postponements", "terminations", "no_means"}) {
        SCOPED_TRACE(id);
        ASSERT_NE(found(id), all.end());
        EXPECT_THAT(found(id)->number_title, HasSubstr("Số quyết định"));
        EXPECT_EQ(found(id)->columns.tag, engine::confidence::proposed);
    }
}

TEST(rule_set, adopts_nothing_by_itself_that_was_neither_read_nor_derived) {
    const auto check = [](const auto& rows) {
        for (const auto& row : rows) {
            EXPECT_EQ(row.adopted, row.from.may_be_default());
            EXPECT_FALSE(row.from.source.empty());
        }
    };
    for (const auto& each : rules().procedures) {
        check(each.deadlines);
        check(each.grounds);
        check(each.papers);
        check(each.limits);
    }
}

TEST(rule_set, lets_an_office_adopt_the_post_for_what_is_filed_at_its_desk) {
    for (const auto* id :
         {"result_confirm", "officer_change", "coercion_cost_relief", "fee_relief"}) {
        EXPECT_FALSE(may_file(procedure(id), events::channel::post, in_2017)) << id;
        auto files = rules().files;
        auto& text = files.at("procedures/" + std::string{id} + ".json");
        auto changed = json::parse(text);
        for (auto& way : changed["channels"][0]["filing"]) {
            way["adopted"] = true;
        }
        text = changed.dump();
        const auto adopted = engine::make_rule_set(files);
        EXPECT_TRUE(may_file(*adopted.find(id), events::channel::post, in_2017)) << id;
    }
}

TEST(rule_set, says_who_must_act_and_what_meets_every_duty) {
    for (const auto& each : rules().procedures) {
        for (const auto& row : each.deadlines) {
            EXPECT_EQ(row.act_by.has_value(), row.kind == engine::deadline_kind::duty) << row.id;
            EXPECT_EQ(row.met_by.empty(), row.kind == engine::deadline_kind::period) << row.id;
        }
    }
    const auto* decide = find_deadline(procedure("enf_request"), "decide", in_2017);
    ASSERT_NE(decide, nullptr);
    EXPECT_EQ(decide->act_by, events::role::head);
    EXPECT_THAT(decide->met_by, ElementsAre(fact::decided, fact::refused));
    EXPECT_THAT(decide->from.source, HasSubstr("art.36.1"));
    const auto* refuse = find_deadline(procedure("enf_request"), "refuse", in_2017);
    ASSERT_NE(refuse, nullptr);
    EXPECT_EQ(refuse->alternative_of, "decide");
    EXPECT_THAT(refuse->from.source, HasSubstr("art.31.5"));
}

TEST(rule_set, knows_how_far_a_period_may_be_prolonged) {
    const auto* resolve = find_deadline(procedure("denunciation"), "resolve", in_2017);
    ASSERT_NE(resolve, nullptr);
    ASSERT_EQ(resolve->extensions.size(), 1U);
    EXPECT_EQ(resolve->extensions[0].mode, engine::extension_mode::total);
    EXPECT_EQ(resolve->extensions[0].length, (engine::budget{90, time_unit::calendar_days}));
    const auto* complaint =
        find_deadline(procedure("complaint"), "resolve", in_2017,
                      {{"complaint_kind", "coercive_measure"}, {"instance", "second"}});
    ASSERT_NE(complaint, nullptr);
    EXPECT_EQ(complaint->extensions[0].mode, engine::extension_mode::beyond_end);
    EXPECT_EQ(complaint->extensions[0].length, (engine::budget{30, time_unit::calendar_days}));
}

TEST(rule_set, opens_the_doors_that_each_procedure_has) {
    using engine::email_mode;
    const std::map<std::string, std::pair<email_mode, bool>> doors{
        {"enf_request", {email_mode::support, true}},
        {"result_confirm", {email_mode::support, true}},
        {"complaint", {email_mode::guidance, false}},
        {"denunciation", {email_mode::guidance, false}},
        {"officer_change", {email_mode::none, true}},
        {"coercion_cost_relief", {email_mode::none, true}},
        {"fee_relief", {email_mode::none, true}}};
    for (const auto& [id, expected] : doors) {
        EXPECT_EQ(email_mode_on(procedure(id), in_2017), expected.first) << id;
        EXPECT_EQ(one_stop_on(procedure(id), in_2017), expected.second) << id;
        EXPECT_TRUE(may_file(procedure(id), events::channel::counter, in_2017)) << id;
        EXPECT_FALSE(may_file(procedure(id), events::channel::email, in_2017)) << id;
        EXPECT_EQ(channels_on(procedure(id), day("2017-05-31")), nullptr) << id;
    }
    EXPECT_FALSE(may_file(procedure("enf_request"), events::channel::digital, in_2017));
    EXPECT_TRUE(may_file(procedure("enf_request"), events::channel::digital, in_2026));
    EXPECT_FALSE(may_file(procedure("officer_change"), events::channel::post, in_2017)); // S
}

TEST(rule_set, gives_the_grounds_of_a_refusal_in_the_words_of_the_law) {
    std::vector<std::string> refusals;
    for (const auto* each : grounds_on(procedure("enf_request"), in_2017)) {
        if (!engine::law::calls_for_decision(each->leads_to)) { // those come after the decision
            refusals.push_back(each->code + " " + each->clause);
        }
    }
    EXPECT_THAT(refusals,
                ElementsAre("incomplete ", "guidance_ignored ", "no_right a1", "unrelated a2",
                            "no_obligation a3", "no_jurisdiction b", "time_barred c"));
    const auto* late = find_ground(procedure("enf_request"), "time_barred", in_2017);
    ASSERT_NE(late, nullptr);
    EXPECT_EQ(late->text, "Hết thời hiệu yêu cầu thi hành án");
    EXPECT_TRUE(late->verbatim);
    EXPECT_EQ(late->leads_to, engine::outcome::refuse_time_barred);
    EXPECT_EQ(find_ground(procedure("enf_request"), "no_obligation", in_2017)->exceptions.size(),
              3U);
    EXPECT_EQ(find_ground(procedure("enf_request"), "time_barred", in_2026), nullptr);
    EXPECT_NE(find_ground(procedure("officer_change"), "delay", in_2017), nullptr);
    EXPECT_EQ(find_ground(procedure("officer_change"), "delay", in_2026), nullptr);
    EXPECT_EQ(find_ground(procedure("result_confirm"), "not_party_or_relative", in_2017), nullptr);
}

TEST(rule_set, asks_for_the_papers_that_fit_the_case_and_no_others) {
    const auto papers = [](std::string_view code, const circumstances& known) {
        std::vector<std::string> ids;
        for (const auto* each : papers_required(procedure(code), in_2017, known)) {
            ids.push_back(each->id);
        }
        return ids;
    };
    EXPECT_THAT(papers("enf_request", {}), ElementsAre("application", "judgment"));
    EXPECT_THAT(papers("enf_request", {{"filer", "representative"}, {"late", "yes"}}),
                ElementsAre("application", "judgment", "authorisation", "late_reason"));
    EXPECT_THAT(papers("coercion_cost_relief", {{"ground", "policy_family"}}),
                ElementsAre("application", "merit_papers"));
    EXPECT_THAT(papers("result_confirm", {}), ElementsAre("application"));
}

TEST(rule_set, says_of_july_2026_what_the_decree_says_and_not_what_stood_before) {
    const auto name_of = [](std::string_view code, std::string_view ground) {
        for (const auto* each :
             papers_required(procedure(code), in_2026, {{"ground", std::string{ground}}})) {
            if (each->id != "application") {
                return each->name.vi;
            }
        }
        return std::string{};
    };
    // NĐ 152/2026/NĐ-CP art. 87.2: the record itself or its copy, and no summary of it any more.
    EXPECT_THAT(name_of("coercion_cost_relief", "disabled_or_ill"),
                HasSubstr("Hồ sơ bệnh án hoặc bản sao hồ sơ bệnh án"));
    EXPECT_THAT(name_of("coercion_cost_relief", "alone"), HasSubstr("nơi người đó nhận thu nhập"));
    // Art. 76.1: what a repeat denunciation came to is not looked into once more.
    EXPECT_EQ(find_ground(procedure("denunciation"), "repeat_resolved", day("2026-06-30")),
              nullptr);
    EXPECT_NE(find_ground(procedure("denunciation"), "repeat_resolved", in_2026), nullptr);
    // Art. 22.1: two years for everybody; not applied, for not all of it was read.
    for (const auto& one : procedure("ex_officio").grounds) {
        if (one.code == "separate_register" && one.in_force.from == in_2026) {
            EXPECT_FALSE(one.adopted);
            ASSERT_EQ(one.after.size(), 1U);
            EXPECT_EQ(one.after.front().length, (engine::budget{2, engine::time_unit::years}));
        }
    }
}

TEST(rule_set, allows_two_visits_to_supplement) {
    const auto* visits = find_limit(procedure("enf_request"), "supplement_visits_max", in_2017);
    ASSERT_NE(visits, nullptr);
    EXPECT_EQ(visits->amount, 2);
    EXPECT_EQ(visits->except_on, "guidance_ignored");
}

TEST(rule_set, names_the_regime_of_a_day) {
    EXPECT_EQ(rules().regime_on(in_2017)->id, "r1");
    EXPECT_EQ(rules().regime_on(day("2018-06-20"))->id, "r1");
    EXPECT_EQ(rules().regime_on(day("2018-06-21"))->id, "r2");
    EXPECT_EQ(rules().regime_on(day("2023-12-01"))->id, "r2");
    EXPECT_EQ(rules().regime_on(day("2025-07-01"))->id, "r3");
    EXPECT_EQ(rules().regime_on(in_2026)->id, "r4");
    EXPECT_EQ(rules().regime_on(day("2017-03-01")), nullptr); // between the pilot and R1
}

TEST(rule_set, embeds_the_files_of_the_source_tree) {
    EXPECT_EQ(engine::load_rule_set(schemas).id, rules().id);
    EXPECT_EQ(engine::embedded_file("procedures/enf_request.json"),
              testing_support::source_file("schemas/procedures/enf_request.json"));
    EXPECT_EQ(engine::embedded_file("procedures/none.json"), std::nullopt);
    EXPECT_EQ(engine::embedded_files("procedures/").size(), 13U);
    EXPECT_EQ(engine::embedded_files("procedures/").front().path, "procedures/bankruptcy.json");
}

TEST(rule_set, is_named_by_its_content_and_not_by_its_white_space) {
    EXPECT_EQ(rules().id.str().size(), 64U);
    auto files = rules().files;
    files["rules/regimes.json"] = json::parse(files["rules/regimes.json"]).dump(4);
    files["notes.txt"] = "left out";
    EXPECT_EQ(engine::make_rule_set(files).id, rules().id);
    auto changed = json::parse(files["rules/deadline_watch.json"]);
    changed["warn_before"]["working_days"] = 2;
    files["rules/deadline_watch.json"] = changed.dump();
    const auto other = engine::make_rule_set(files);
    EXPECT_NE(other.id, rules().id);
    EXPECT_EQ(other.warn_before.working_days, 2);
}

std::string fault_of(const std::string& path, const std::function<void(json&)>& change) {
    auto files = rules().files;
    auto content = json::parse(files.at(path));
    change(content);
    files[path] = content.dump();
    try {
        (void)engine::make_rule_set(files);
    } catch (const events::fault& fault) {
        EXPECT_EQ(fault.code(), "rules-bad-data");
        return fault.what();
    }
    return "no fault";
}

TEST(rule_set, adopts_no_transition_that_leaves_matters_of_before_without_a_ground) {
    // Given an office that adopts what NĐ 152/2026 art. 115.1 says, and none of the new rows
    const auto adopt = [](json& j) { j["transitions"][1]["adopted"] = true; };
    const auto fault = fault_of("rules/after_decision.json", adopt);
    EXPECT_THAT(fault, HasSubstr("read rules: rules/after_decision.json#: the transition of "
                                 "2026-07-01 is adopted and no ground that leads to `suspended`"));
    EXPECT_THAT(fault, HasSubstr("adopt both or neither"));
    // When it adopts the rows as well, then it is served
    EXPECT_EQ(fault_of("rules/after_decision.json",
                       [&](json& j) {
                           adopt(j);
                           for (auto& row : j["grounds"]) {
                               if (row["valid_from"] == "2026-07-01") {
                                   row["adopted"] = true;
                               }
                           }
                       }),
              "no fault");
}

TEST(rule_set, names_the_file_the_place_and_the_reason_of_bad_data) {
    const std::string path = "procedures/result_confirm.json";
    EXPECT_THAT(
        fault_of(path, [](json& j) { j["deadlines"][1]["unit"] = "weeks"; }),
        HasSubstr("procedures/result_confirm.json#/deadlines/1/unit: unknown word `weeks`"));
    EXPECT_THAT(fault_of(path, [](json& j) { j["deadlines"][1].erase("source"); }),
                HasSubstr("#/deadlines/1: `source` is missing"));
    EXPECT_THAT(fault_of(path, [](json& j) { j["deadlines"][1]["tag"] = "X"; }),
                HasSubstr("#/deadlines/1/tag: unknown word `X`"));
    EXPECT_THAT(fault_of(path, [](json& j) { j["deadlines"][1]["starts_on"] = "full_moon"; }),
                HasSubstr("#/deadlines/1/starts_on: unknown word `full_moon`"));
    EXPECT_THAT(fault_of(path, [](json& j) { j["deadlines"][1]["starts_on"] = "sent"; }),
                HasSubstr("#/deadlines/1/starts_on: this fact starts no deadline"));
    EXPECT_THAT(
        fault_of(path, [](json& j) { j["deadlines"][2]["valid_from"] = "2026-06-30"; }),
        HasSubstr("#/deadlines/2: its validity overlaps that of row 1 for the same `issue`"));
    EXPECT_THAT(fault_of(path, [](json& j) { j["deadlines"][1]["valid_untill"] = "2020-01-01"; }),
                HasSubstr("#/deadlines/1/valid_untill: unknown member"));
    EXPECT_THAT(fault_of(path, [](json& j) { j["deadlines"][1].erase("met_by"); }),
                HasSubstr("#/deadlines/1: a duty has"));
    EXPECT_THAT(fault_of(path, [](json& j) { j["channels"][1]["valid_from"] = "2020-01-01"; }),
                HasSubstr("#/channels/1: its validity overlaps"));
    EXPECT_THAT(fault_of(path, [](json& j) { j["papers"][3]["when"] = {{"filer", {"king"}}}; }),
                HasSubstr("#/papers/3/when/filer/0: unknown word `king`"));
    EXPECT_THAT(fault_of(path, [](json& j) { j["id"] = "other"; }),
                HasSubstr("the file must be named after the id"));
    EXPECT_THAT(fault_of("procedures/enf_request.json",
                         [](json& j) { j["limits"][0]["except_on"] = "no_such_ground"; }),
                HasSubstr("#/limits/0/except_on: no ground of this file is called"));
    EXPECT_THAT(fault_of("procedures/enf_request.json",
                         [](json& j) { j["grounds"][0]["answers"] = "no_such_ground"; }),
                HasSubstr("#/grounds/0/answers: no ground of this file is called"));
    EXPECT_THAT(fault_of("procedures/complaint.json",
                         [](json& j) { j["transitions"][0]["on"] = "2022-02-14"; }),
                HasSubstr("#/transitions/0/on: no row of this file begins on this day"));
    EXPECT_THAT(fault_of("procedures/complaint.json",
                         [](json& j) { j["transitions"][0]["by"] = "received"; }),
                HasSubstr("#/transitions/0/by: by the day of receipt goes"));
    EXPECT_THAT(fault_of("rules/after_decision.json",
                         [](json& j) { j["transitions"][1]["on"] = "2023-10-01"; }),
                HasSubstr("#/transitions/1/on: a day has one transition"));
    const auto conditions = [](json& j) -> json& {
        for (auto& one : j["grounds"]) {
            if (one["code"] == "separate_register") {
                return one["after"];
            }
        }
        return j;
    };
    EXPECT_THAT(fault_of("rules/after_decision.json",
                         [&](json& j) { conditions(j)[0]["ground"] = "no_such_ground"; }),
                HasSubstr("after: no ground of this file is called"));
    EXPECT_THAT(fault_of("rules/after_decision.json",
                         [&](json& j) { conditions(j)[0]["unit"] = "working_days"; }),
                HasSubstr("/after/0/unit: a matter stands on a ground for years or calendar days"));
    EXPECT_THAT(fault_of("rules/registers.json",
                         [](json& j) { j["registers"][1]["outcomes"] = {"grant"}; }),
                HasSubstr("#/registers/1/outcomes: only decisions have an outcome"));
    EXPECT_THAT(
        fault_of("rules/registers.json", [](json& j) { j["registers"][1]["ground"] = "Căn cứ"; }),
        HasSubstr("#/registers/1/ground: only a decision is on a ground of its own"));
    EXPECT_THAT(fault_of("rules/registers.json",
                         [](json& j) { j["registers"][1]["later"]["enters"] = "decided"; }),
                HasSubstr("#/registers/1/later/enters: a register of decisions is one"));
    EXPECT_THAT(fault_of("rules/registers.json",
                         [](json& j) { j["registers"][1]["grounds"] = {"postponed"}; }),
                HasSubstr("#/registers/1/grounds: only a step about a decision that stands"));
    EXPECT_THAT(
        fault_of("rules/registers.json", [](json& j) { j["registers"][4]["lines"] = "judgment"; }),
        HasSubstr("registers/4/lines: only a case that is entered when it is received"));
    EXPECT_THAT(
        fault_of("rules/registers.json", [](json& j) { j["registers"][14]["number"] = "A"; }),
        HasSubstr("#/registers/14/number: only a step about a decision that stands"));
    EXPECT_THAT(fault_of("rules/registers.json",
                         [](json& j) { j["registers"][8]["grounds"] = {"no_such_ground"}; }),
                HasSubstr("no procedure of the register `postponements` knows the ground"));
    EXPECT_THAT(
        fault_of("rules/registers.json", [](json& j) { j["registers"][8].erase("number"); }),
        HasSubstr("read rules: rules/registers.json#/registers/8: `number` is missing"));
    EXPECT_THAT(fault_of("rules/statistics.json",
                         [](json& j) { j["periods"][2]["submission"][1]["after"] = "centre"; }),
                HasSubstr("#/periods/2/submission/1/after: no stage before it has this name"));
    EXPECT_THAT(fault_of("rules/regimes.json",
                         [](json& j) { j["regimes"][2]["valid_from"] = "2018-06-20"; }),
                HasSubstr("rules/regimes.json#/regimes/2/valid_from: regimes follow each other"));
    EXPECT_THAT(fault_of("offices/offices.json", [](json& j) { j["offices"][1]["key"] = "96"; }),
                HasSubstr("named twice"));
}

TEST(rule_set, accepts_rows_of_one_id_that_cannot_meet_in_one_case) {
    EXPECT_EQ(fault_of("procedures/complaint.json",
                       [](json& j) {
                           for (auto& row : j["deadlines"]) {
                               if (row["id"] == "send") {
                                   row.erase("valid_to");
                               }
                           }
                       }),
              "no fault"); // first and second instance, at the same time
}

TEST(rule_set, is_missing_a_file_with_a_fault_and_a_folder_with_another) {
    auto files = rules().files;
    files.erase("offices/offices.json");
    EXPECT_THROW((void)engine::make_rule_set(files), events::fault);
    const support::temporary_folder empty;
    try {
        (void)engine::load_rule_set(empty.path());
        FAIL() << "no fault";
    } catch (const events::fault& fault) {
        EXPECT_EQ(fault.code(), "rules-not-readable");
    }
}

TEST(rule_set, files_are_valid_by_their_schemas) {
    int checked = 0;
    for (const auto* folder :
         {"procedures", "offices", "rules", "calendars", "fees", "forms", "words", "lifecycles"}) {
        for (const auto& entry : std::filesystem::directory_iterator(schemas / folder)) {
            const auto name = entry.path().filename().string();
            if (name.ends_with(".schema.json")) {
                continue;
            }
            const auto base = std::string("schemas/") + folder + "/";
            const auto content = json::parse(testing_support::source_file(base + name));
            const auto schema_json = json::parse(
                testing_support::source_file(base + content.at("$schema").get<std::string>()));
            valijson::Schema schema;
            valijson::SchemaParser parser;
            parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
            valijson::Validator validator;
            valijson::ValidationResults results;
            EXPECT_TRUE(validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(content),
                                           &results))
                << name;
            for (valijson::ValidationResults::Error error; results.popError(error);) {
                ADD_FAILURE() << name << " " << testing::PrintToString(error.context) << " "
                              << error.description;
            }
            ++checked;
        }
    }
    EXPECT_EQ(checked, 76);
}

TEST(rule_set, lists_the_pages_that_the_data_names_by_id) {
    const auto sources = json::parse(testing_support::source_file("schemas/rules/sources.json"));
    std::set<std::string> listed;
    for (const auto& each : sources["sources"]) {
        listed.insert(each["id"]);
    }
    for (const auto* id : {"SD1", "SD2", "LC1", "HT8", "HD", "HOL", "DGHC", "GSC", "GHF", "DCPL"}) {
        EXPECT_TRUE(listed.contains(id)) << id;
    }
}

} // namespace
