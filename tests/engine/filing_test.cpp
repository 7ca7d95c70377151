#include "engine/law.hpp"
#include "engine/rule_set.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

using engine::accept_dossier;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing_support::desk;

/// Filed, and complete for a party that asks in time.
struct filed_request {
    desk d;
    accept_dossier acceptance;

    filed_request(std::string_view procedure, std::string_view received) : d{received} {
        d.does(testing_support::filed_at_counter(procedure));
        acceptance.papers = testing_support::all_papers(procedure, d.state().law_of());
    }

    void needs(const std::string& paper) {
        EXPECT_EQ(d.refuses(acceptance).rule, "papers_are_complete") << paper;
        acceptance.papers.push_back(paper);
        d.does(acceptance);
    }
    [[nodiscard]] const events::dossier_accepted& said() const {
        return std::get<events::dossier_accepted>(d.last().detail);
    }
};

const events::sealed_box representative{events::person_id{"person-2"}, "representative", "box"};

/// Whether the step is let through, with boxes of its own and in a state with others.
bool is_accepted(const filed_request& file, const std::vector<events::sealed_box>& before,
                 const std::vector<events::sealed_box>& now) {
    auto state = file.d.state();
    state.persons.insert(state.persons.end(), before.begin(), before.end());
    auto command = file.d.command_of(file.acceptance);
    command.sealed = now;
    const auto outcome = engine::decide(state, command, file.d.context());
    if (!outcome) {
        EXPECT_EQ(outcome.error().rule, "papers_are_complete");
    }
    return outcome.has_value();
}

TEST(a_representative, who_files_without_proof_of_authorisation_is_refused) {
    filed_request file{"enf_request", "2017-06-01 08:00"};
    file.acceptance.filer = events::filer::representative;
    file.needs("authorisation");
    EXPECT_EQ(file.said().filer, events::filer::representative);
}

TEST(a_representative, whom_the_dossier_names_has_to_prove_it_though_nobody_says_who_filed) {
    filed_request file{"enf_request", "2017-06-01 08:00"};
    EXPECT_TRUE(is_accepted(file, {}, {}));
    EXPECT_FALSE(is_accepted(file, {}, {representative})) << "with the acceptance";
    EXPECT_FALSE(is_accepted(file, {representative}, {})) << "with the request, or by mail";
    file.acceptance.filer = events::filer::party;
    EXPECT_TRUE(is_accepted(file, {representative}, {})) << "the party came in person";
    file.acceptance.filer.reset();
    file.acceptance.papers.emplace_back("authorisation");
    EXPECT_TRUE(is_accepted(file, {representative}, {}));
}

TEST(a_representative, is_kept_with_the_acceptance_whoever_told_it) {
    filed_request file{"enf_request", "2017-06-01 08:00"};
    file.acceptance.papers.emplace_back("authorisation");
    auto command = file.d.command_of(file.acceptance);
    command.sealed = {representative};
    const auto decided = engine::decide(file.d.state(), command, file.d.context());
    ASSERT_TRUE(decided) << decided.error().en;
    EXPECT_EQ(std::get<events::dossier_accepted>(decided->detail).filer,
              events::filer::representative)
        << "the box told it, and the event keeps it";
}

TEST(a_representative, of_the_other_party_is_told_apart_by_saying_who_files) {
    // Given a request of before anybody asked who files, with a representative in it
    const filed_request file{"enf_request", "2017-06-01 08:00"};
    auto state = file.d.state();
    state.persons.push_back(representative);
    // When it is accepted, the refusal names the paper and the way out
    const auto no = engine::decide(state, file.d.command_of(file.acceptance), file.d.context());
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().rule, "papers_are_complete");
    EXPECT_THAT(no.error().vi, HasSubstr("Giấy tờ chứng minh việc ủy quyền hoặc đại diện hợp pháp "
                                         "(`authorisation`)"));
    EXPECT_THAT(no.error().en, HasSubstr("(`authorisation`)"));
    EXPECT_THAT(no.error().en, HasSubstr("state `filer` as `party`"));
    // Then it leads out
    auto by_party = file.acceptance;
    by_party.filer = events::filer::party;
    EXPECT_TRUE(engine::decide(state, file.d.command_of(by_party), file.d.context()));
}

TEST(a_refusal_for_want_of_a_paper, names_it_and_nothing_of_the_filer_where_that_is_known) {
    filed_request file{"enf_request", "2017-06-01 08:00"};
    file.acceptance.filer = events::filer::representative;
    EXPECT_THAT(file.d.refuses(file.acceptance).en,
                AllOf(HasSubstr("(`authorisation`)"), Not(HasSubstr("`filer`"))));
    file.acceptance = {};
    EXPECT_THAT(file.d.refuses(file.acceptance).vi, HasSubstr("(`application`)"));
}

TEST(a_paper, that_depends_on_what_the_case_says_of_itself_is_demanded) {
    auto files = engine::default_rule_set().files;
    auto& text = files.at("procedures/enf_request.json");
    const std::string when = R"("when":{"filer":["representative"]})";
    ASSERT_NE(text.find(when), std::string::npos);
    text.replace(text.find(when), when.size(), R"("when":{"instance":["first"]})");
    const auto rules = engine::make_rule_set(files);

    const filed_request file{"enf_request", "2017-06-01 08:00"};
    const auto now = file.d.context();
    const auto no =
        engine::decide(file.d.state(), file.d.command_of(file.acceptance),
                       {.now = now.now, .rules = rules, .numbers = now.numbers, .id = now.id});
    ASSERT_FALSE(no);
    EXPECT_THAT(no.error().en, HasSubstr("(`authorisation`)"));
}

TEST(a_late_request, is_accepted_with_the_proof_of_its_reason_only) {
    filed_request file{"enf_request", "2017-06-01 08:00"};
    file.acceptance.late = true;
    file.needs("late_reason");
    EXPECT_EQ(file.said().late, true) << "the head who decides on it sees that it is late";

    filed_request in_time{"enf_request", "2017-06-01 08:00"};
    in_time.acceptance.late = false;
    in_time.d.does(in_time.acceptance);
}

TEST(other_related_papers, that_there_are_have_to_be_among_those_handed_in) {
    filed_request file{"enf_request", "2017-06-01 08:00"};
    file.acceptance.related_papers = true;
    file.needs("related");
}

TEST(a_relative, who_asks_for_a_confirmation_has_to_prove_the_kinship) {
    filed_request file{"result_confirm", "2017-06-01 08:00"};
    file.acceptance.filer = events::filer::relative;
    file.needs("kinship");

    // The same people may ask from 01/07/2026 on: NĐ 152/2026/NĐ-CP art. 32.3.
    filed_request later{"result_confirm", "2026-07-06 08:00"};
    later.acceptance.filer = events::filer::relative;
    later.needs("kinship");
}

/// NĐ 152/2026/NĐ-CP art. 2, 3, 9.2 and 10.2: days and refusals of the new law were not seen, what
/// is to be handed in was.
TEST(a_request_of_july_2026, is_complete_with_the_papers_of_the_decree_only) {
    const auto request = [] {
        filed_request file{"enf_request", "2026-07-06 08:00"};
        file.acceptance.promised_at = testing_support::office_time("2026-07-10 16:00");
        return file;
    };
    auto bare = request();
    bare.acceptance.papers = {"application_r4"};
    EXPECT_THAT(bare.d.refuses(bare.acceptance).vi, HasSubstr("(`judgment`)"));
    bare.needs("judgment");

    auto by_another = request();
    by_another.acceptance.filer = events::filer::representative;
    by_another.needs("authorisation");

    auto late = request();
    late.acceptance.late = true;
    late.needs("late_reason");

    auto with_more = request();
    with_more.acceptance.related_papers = true;
    with_more.needs("related");
}

/// NĐ 152/2026/NĐ-CP art. 9.7.
TEST(a_request_of_july_2026, is_not_refused_for_what_the_decree_names) {
    // Given one that is filed for property which the creditor does not hold, and another of whom
    // the office had helped by mail before
    desk filed{"2026-07-06 08:00"};
    desk helped{"2026-07-06 08:00"};
    events::incoming_mail mail;
    mail.sha256 = events::sha256("mail");
    helped.does(engine::receive_mail{"enf_request", mail});
    for (auto* d : {&filed, &helped}) {
        d->on_grounds({"asset_not_held"}).does(testing_support::filed_at_counter("enf_request"));
        // When it is refused, then the refusal says what the law forbids, and by which text
        const auto no = d->by("head").refuses(engine::refuse_request{});
        EXPECT_EQ(no.rule, "states_ground");
        EXPECT_THAT(no.vi, HasSubstr("không được trực tiếp quản lý, sử dụng tài sản"));
        EXPECT_THAT(no.source, HasSubstr("art.9.7a"));
    }
    // Any other goes as before: on which grounds the law refuses was not seen.
    desk other{"2026-07-06 08:00"};
    other.does(testing_support::filed_at_counter("enf_request"));
    other.by("head").does(engine::refuse_request{});
}

/// NĐ 152/2026/NĐ-CP art. 22.2, 32.1d; how often it is verified was not seen.
TEST(a_request_without_means, is_sent_back_after_two_years_where_the_office_adopts_the_rows) {
    auto files = engine::default_rule_set().files;
    auto& text = files.at("rules/after_decision.json");
    auto changed = nlohmann::json::parse(text);
    for (auto& row : changed["grounds"]) {
        if (row["valid_from"] == "2026-07-01" &&
            (row["code"] == "no_means" || row["code"] == "request_sent_back")) {
            row["adopted"] = true;
        }
    }
    text = changed.dump();
    const auto rules = engine::make_rule_set(files);
    engine::case_state state;
    state.procedure = "enf_request";
    state.received_at = testing_support::office_time("2026-07-06 08:00");
    const auto wanting_at = [&](const char* when) {
        const auto at = testing_support::office_time(when);
        const auto* sent_back = engine::law::ground_of(rules, state, "request_sent_back", at);
        EXPECT_NE(sent_back, nullptr);
        return sent_back == nullptr ? engine::law::wanting::nothing
                                    : engine::law::wanting_before(rules, state, *sent_back, at);
    };
    EXPECT_EQ(wanting_at("2028-07-10 08:00"), engine::law::wanting::another_ground);
    state.stops.grounds = {{"no_means", testing_support::office_time("2026-07-06 09:00")}};
    EXPECT_EQ(wanting_at("2028-07-06 16:00"), engine::law::wanting::time);
    EXPECT_EQ(wanting_at("2028-07-10 08:00"), engine::law::wanting::nothing);
    // And where nobody adopted them, the law of that day knows no such ground.
    EXPECT_EQ(engine::law::ground_of(engine::default_rule_set(), state, "request_sent_back",
                                     testing_support::office_time("2028-07-10 08:00")),
              nullptr);
}

TEST(what_is_solved_on_the_spot, asks_for_the_papers_that_a_slip_would_ask_for) {
    desk d;
    d.does(testing_support::filed_at_counter("result_confirm"));
    // Given a request without a paper, then it is refused as an acceptance would be
    engine::solve_at_once at_once{.outcome = events::decision_outcome::grant};
    const auto bare = d.refuses(at_once);
    EXPECT_EQ(bare.rule, "papers_are_complete");
    EXPECT_THAT(bare.vi, HasSubstr("(`application`)"));
    EXPECT_EQ(bare.vi, d.refuses(accept_dossier{}).vi);
    // When a relative asks, then the kinship is proved too
    at_once.papers = {"application"};
    at_once.filer = events::filer::relative;
    EXPECT_THAT(d.refuses(at_once).en, HasSubstr("(`kinship`)"));
    at_once.papers.emplace_back("kinship");
    at_once.paper_details = {{"kinship", events::paper_kind::copy, 1, 2}};
    d.does(at_once);
    // Then the event says of the papers and of who filed what the counter said
    const auto& said = std::get<events::solved_at_once>(d.last().detail);
    EXPECT_EQ(said.papers, at_once.papers);
    EXPECT_EQ(said.paper_details, at_once.paper_details);
    EXPECT_EQ(said.filer, events::filer::relative);
    EXPECT_EQ(said.late, std::nullopt);
}

TEST(what_is_solved_on_the_spot, takes_no_paper_that_the_procedure_does_not_know) {
    desk d;
    d.does(testing_support::filed_at_counter("result_confirm"));
    auto at_once = testing_support::granted_on_the_spot();
    at_once.papers.emplace_back("diploma");
    const auto unknown = d.refuses(at_once);
    EXPECT_EQ(unknown.rule, "paper_is_known");
    EXPECT_EQ(unknown.pointer, "/papers/1");
    at_once.papers.pop_back();
    at_once.paper_details = {{"kinship", {}, 1, {}}};
    EXPECT_EQ(d.refuses(at_once).pointer, "/paper_details/0/paper");
}

TEST(what_is_solved_on_the_spot, takes_a_representative_whom_a_box_names_for_who_files) {
    desk d;
    d.does(testing_support::filed_at_counter("result_confirm"));
    auto command = d.command_of(testing_support::granted_on_the_spot());
    command.sealed = {representative};
    const auto decided = engine::decide(d.state(), command, d.context());
    ASSERT_TRUE(decided) << decided.error().en;
    EXPECT_EQ(std::get<events::solved_at_once>(decided->detail).filer,
              events::filer::representative);
}

TEST(acceptance, says_nothing_of_the_filing_that_nobody_stated) {
    filed_request file{"enf_request", "2017-06-01 08:00"};
    file.d.does(file.acceptance);
    EXPECT_EQ(file.said().filer, std::nullopt);
    EXPECT_EQ(file.said().late, std::nullopt);
    EXPECT_EQ(file.said().related_papers, std::nullopt);
}

} // namespace
