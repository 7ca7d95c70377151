#include "engine/filing_circumstances.hpp"
#include "tests/support/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using engine::accept_dossier;
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
    const filed_request file{"enf_request", "2017-06-01 08:00"};
    EXPECT_EQ(engine::filer_of(file.d.state(), file.acceptance, {representative}),
              events::filer::representative);
    EXPECT_EQ(engine::filer_of(file.d.state(), file.acceptance, {}), std::nullopt);
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

    // Who may ask from 01/07/2026 on was not seen: the row is shown and not applied.
    filed_request later{"result_confirm", "2026-07-06 08:00"};
    later.acceptance.filer = events::filer::relative;
    later.d.does(later.acceptance);
}

TEST(acceptance, says_nothing_of_the_filing_that_nobody_stated) {
    filed_request file{"enf_request", "2017-06-01 08:00"};
    file.d.does(file.acceptance);
    EXPECT_EQ(file.said().filer, std::nullopt);
    EXPECT_EQ(file.said().late, std::nullopt);
    EXPECT_EQ(file.said().related_papers, std::nullopt);
}

} // namespace
