// A node of two that is lost without a word: nobody leaves the group of the duties in order.
#include "events/log.hpp"
#include "projections/cases.hpp"
#include "projections/store.hpp"
#include "tests/kafka/applications.hpp"
#include "tests/kafka/cluster.hpp"
#include "tests/support/child_test.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/golden.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <thread>

namespace {

namespace fs = std::filesystem;
using namespace kafka_testing;
using std::chrono::seconds;

/// Run by the test below in a process of its own: a node at work until it is killed.
TEST(lost_application_child, DISABLED_works_until_killed) {
    const auto argument = support::child_argument();
    const auto line = argument.find('\n');
    const auto node = start_node_on(argument.substr(0, line), {.where = argument.substr(line + 1),
                                                               .allow_unsafe = copies() < 3});
    support::tell_parent("works");
    for (;;) {
        ::pause();
    }
}

std::vector<std::uint32_t> duties_of(connectors::application& on) {
    return get(on, "/v1/projections").body["duties"].get<std::vector<std::uint32_t>>();
}

/// Of offices in each of the four partitions one that the node has no duties for.
events::office_code office_of_another(connectors::application& on) {
    const auto mine = duties_of(on);
    for (const auto* office : {"96", "49", "966", "967"}) {
        const events::office_code one{office};
        if (std::ranges::find(mine, events::partition_of(one, 4).value) == mine.end()) {
            return one;
        }
    }
    throw std::logic_error("the node has the duties of all partitions");
}

/// As a delivery agent does.
void deliver(const std::string& bytes, const fs::path& maildir) {
    for (const auto* below : {"tmp", "new", "cur"}) {
        fs::create_directories(maildir / below);
    }
    std::ofstream(maildir / "tmp" / "1", std::ios::binary) << bytes;
    fs::rename(maildir / "tmp" / "1", maildir / "new" / "1496279561.M1.host");
}

TEST(two_nodes_on_one_cluster, go_on_with_one_alert_and_the_mail_of_a_node_that_was_lost) {
    installation all;
    all.make("node-1");
    all.make("node-2");
    support::child_test lost{"lost_application_child.DISABLED_works_until_killed",
                             all.folder("node-2").string() + "\n" + all.place().where};
    ASSERT_EQ(lost.next_line(), "works");
    const auto survivor = all.start("node-1");
    ASSERT_TRUE(within(seconds{30}, [&] { return duties_of(*survivor).size() == 2; }));
    const auto office = office_of_another(*survivor);
    connectors::grant_as_installation(*survivor, officer, events::role::counter_officer,
                                      office.str(), false);
    const auto opened = post(*survivor, "/v1/offices/" + office.str() + "/commands/receive_request",
                             request_filing);
    ASSERT_EQ(opened.status, 201) << opened.body;

    lost.kill();
    survivor->time().set(testing_support::office_time("2017-06-12 09:00")); // its period is over
    deliver(testing_support::source_file("tests/data/mail/02-request-no-judgment.eml"),
            survivor->data() / "mail" / office.str());

    const auto cases = [&] {
        return projections::list_cases(survivor->store().view(), office, std::nullopt, {100, {}})
            .rows.size();
    };
    const auto alerts = [&] {
        const auto state = projections::find_case(
            survivor->store().view(), events::case_id{opened.body["case"].get<std::string>()});
        return state ? std::ranges::count(state->alerts, "overdue", &engine::alert::rung) : 0;
    };
    // A session is six seconds; what is nobody's is looked at by all after thirty.
    EXPECT_TRUE(within(seconds{25}, [&] { return alerts() == 1 && cases() == 2; }))
        << alerts() << " alerts, " << cases() << " cases";
    EXPECT_EQ(duties_of(*survivor).size(), 4U);
    std::this_thread::sleep_for(seconds{1}); // several looks
    EXPECT_EQ(alerts(), 1);
    EXPECT_EQ(cases(), 2U);
}

} // namespace
