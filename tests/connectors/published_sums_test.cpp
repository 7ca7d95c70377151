#include "connectors/reports/enforcement.hpp"
#include "tests/support/golden.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

/// The sums that an agency has published, counted here of as many matters.
namespace {

using projections::enforced_matter;

/// So many matters that became this in the period.
void add(std::vector<enforced_matter>& to, std::int64_t count, const enforced_matter& one) {
    to.insert(to.end(), static_cast<std::size_t>(count), one);
}

/// As published. What a province took up has no column of its own here: no step records it apart
/// from an entrustment, which leaves the agency as well. What of those with means was not done is
/// published as one sum; here a third goes on, a third is postponed and the rest is terminated.
std::vector<enforced_matter> matters_of(const nlohmann::json& row) {
    std::vector<enforced_matter> out;
    const auto sum = [&](const char* name) { return row[name].get<std::int64_t>(); };
    const enforced_matter one{.case_key = "96.1", .procedure = "enf_request", .ground = {}};
    auto left = one;
    left.entrusted = true;
    add(out, sum("entrusted") + sum("taken_up"), left);
    auto stopped = one;
    stopped.stands = true;
    stopped.ground = "no_means";
    add(out, sum("no_means"), stopped);
    auto done = one;
    done.performed = true;
    add(out, sum("done"), done);
    const auto rest = sum("with_means") - sum("done");
    auto goes_on = one;
    goes_on.stands = true;
    add(out, rest / 3, goes_on);
    stopped.ground = "postponed";
    add(out, rest / 3, stopped);
    auto ended = one;
    ended.ended = true;
    add(out, rest - 2 * (rest / 3), ended);
    return out;
}

TEST(published_sums_of_enforcement, are_those_of_every_golden_row) {
    const auto rows = nlohmann::json::parse(
        testing_support::source_file("tests/golden/enforcement_identities.json"));
    ASSERT_EQ(rows.size(), 1U);
    const auto& table = engine::default_rule_set().enforcement.value();
    for (const auto& row : rows) {
        const auto counted = connectors::total_of(
            table, connectors::enforcement_rows(table, events::office_code{"96"}, matters_of(row)));
        const auto column = [&](const char* id) {
            return counted.counts.at(static_cast<std::size_t>(table.find(id) - &table.columns[0]));
        };
        EXPECT_EQ(column("total"), row["total"].get<std::int64_t>()) << row["case"];
        EXPECT_EQ(column("with_means"), row["with_means"].get<std::int64_t>()) << row["case"];
        EXPECT_EQ(column("no_means"), row["no_means"].get<std::int64_t>()) << row["case"];
        EXPECT_EQ(column("done"), row["done"].get<std::int64_t>()) << row["case"];
        EXPECT_EQ(counted.rate(), row["rate"].get<std::int64_t>()) << row["case"];
        // total - entrusted - taken up - withdrawn = with means + no means
        EXPECT_EQ(column("total") - column("entrusted") - column("revoked"),
                  column("with_means") + column("no_means"));
        // with means = done + terminated + in progress + postponed + suspended + other
        EXPECT_EQ(column("with_means"), column("done") + column("terminated") +
                                            column("in_progress") + column("postponed") +
                                            column("suspended") + column("otherwise"));
    }
}

} // namespace
