#include "engine/evolve.hpp"
#include "events/codec.hpp"
#include "tests/support/golden.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

/// Events that were stored before a member of theirs existed, and before there was any list of the
/// words that they use.
namespace {

/// The golden sample as an older program would have written it.
events::event stored_without(std::string_view name, const std::vector<std::string>& later) {
    auto record = nlohmann::ordered_json::parse(
        testing_support::source_file("tests/golden/events/" + std::string{name} + ".v1.json"));
    for (const auto& member : later) {
        EXPECT_EQ(record["data"].erase(member), 1U) << name << " has no " << member;
    }
    const auto bytes = record.dump();
    auto read = events::decode(bytes);
    EXPECT_EQ(events::fast_decoder{}.decode(bytes), read) << name;
    engine::case_state state;
    engine::evolve(state, read, events::sha256(bytes));
    EXPECT_EQ(state.version, 1U) << name;
    return read;
}

TEST(an_event_of_before, that_notified_somebody_folds_whatever_its_word_and_of_what) {
    const auto told = std::get<events::party_notified>(
        stored_without("party_notified", {"what", "explainer"}).detail);
    EXPECT_EQ(told.what, std::nullopt);
    EXPECT_EQ(told.way, "enf_request") << "no way of any law, and kept as it was written";
}

TEST(an_event_of_before, that_received_an_explanation_does_not_say_whose) {
    const auto received = std::get<events::explanation_received>(
        stored_without("explanation_received", {"explainer"}).detail);
    EXPECT_EQ(received.explainer, std::nullopt);
}

TEST(an_event_of_before, that_accepted_a_dossier_says_nothing_of_who_filed_it) {
    const auto accepted = std::get<events::dossier_accepted>(
        stored_without("dossier_accepted",
                       {"paper_details", "sets", "filer", "late", "related_papers"})
            .detail);
    EXPECT_EQ(accepted.filer, std::nullopt);
    EXPECT_EQ(accepted.late, std::nullopt);
    EXPECT_EQ(accepted.related_papers, std::nullopt);
}

TEST(an_event_of_before, that_solved_a_request_on_the_spot_says_nothing_of_its_papers) {
    const auto solved = std::get<events::solved_at_once>(
        stored_without("solved_at_once",
                       {"papers", "paper_details", "filer", "late", "related_papers"})
            .detail);
    EXPECT_TRUE(solved.papers.empty());
    EXPECT_EQ(solved.filer, std::nullopt);
    EXPECT_EQ(solved.performed, events::performance::part);
}

TEST(an_event_of_before, that_recorded_money_names_no_collection_and_no_cash) {
    const auto money = std::get<events::money_recorded>(
        stored_without("money_recorded", {"means", "of_vouchers"}).detail);
    EXPECT_EQ(money.means, std::nullopt);
    EXPECT_TRUE(money.of_vouchers.empty());
}

TEST(an_event_of_before, that_received_a_request_has_no_day_of_the_judgment) {
    const auto received = std::get<events::request_received>(
        stored_without("request_received", {"judgment_date"}).detail);
    EXPECT_EQ(received.judgment_date, std::nullopt);
    EXPECT_EQ(received.judgment, "enf_request");
}

} // namespace
