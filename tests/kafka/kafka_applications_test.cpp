// Two nodes as `motcua serve` runs them, on one cluster.
#include "connectors/api/accounts.hpp"
#include "connectors/duties/mail_intake.hpp"
#include "engine/verify.hpp"
#include "events/fault.hpp"
#include "events/installation_key.hpp"
#include "projections/store.hpp"
#include "tests/kafka/applications.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/running_application.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>

namespace {

using namespace kafka_testing;
using nlohmann::json;
using support::eventually;

void wait_for_position_of(connectors::application& behind, connectors::application& ahead) {
    ASSERT_TRUE(eventually([&] {
        for (std::uint32_t p = 0; p < ahead.log().partitions(); ++p) {
            if (behind.store().passed({p}) < ahead.store().passed({p})) {
                return false;
            }
        }
        return true;
    }));
}

TEST(two_nodes_on_one_cluster, are_equal) {
    installation all;
    ASSERT_TRUE(all.make("node-1"));
    EXPECT_FALSE(all.make("node-2")) << "the operator is there already";
    const auto a = all.start("node-1");
    auto b = all.start("node-2");
    EXPECT_TRUE(b->people().check("operator", "password of node-1"));
    const auto given = a->people().give_token(events::officer_id{officer}, "operator", "a test",
                                              std::chrono::hours{1});
    EXPECT_TRUE(b->people().session_of(given.token)) << "signed in at one, known at the other";
    connectors::grant_as_installation(*a, officer, events::role::counter_officer, "96", false);
    wait_for_position_of(*b, *a);

    // Any decides any command, numbers are dense, and each opens what the other has sealed.
    std::vector<std::string> codes;
    for (int i = 0; i < 10; ++i) {
        auto& here = i % 2 == 0 ? *a : *b;
        auto& there = i % 2 == 0 ? *b : *a;
        const auto opened = post(here, "/v1/offices/96/commands/receive_request", request_filing);
        ASSERT_EQ(opened.status, 201) << opened.body;
        codes.push_back(opened.body["code"].get<std::string>());
        wait_for_position_of(there, here);
        answer seen;
        EXPECT_TRUE(eventually([&] { // the view may be a moment behind what is folded
            seen = get(there, "/v1/cases/" + codes.back());
            return seen.status == 200;
        })) << seen.body;
        EXPECT_NE(seen.body.dump().find("Nguyễn Thị Hường"), std::string::npos) << seen.body;
        const auto step =
            post(there, "/v1/cases/" + codes.back() + "/commands/attach_document", json::object());
        EXPECT_EQ(step.status, 200) << step.body;
        EXPECT_EQ(step.body["version"], 2);
        wait_for_position_of(here, there);
    }
    for (std::size_t i = 0; i < codes.size(); ++i) {
        EXPECT_TRUE(codes[i].ends_with(fmt::format("{:04}", i + 1))) << codes[i];
    }

    // What is erased on one node can be opened on none, and the chain still holds on all.
    const auto state = get(*a, "/v1/cases/" + codes[0]);
    std::string person;
    a->log().read(events::partition_of(events::office_code{"96"}, 4), 0, 1000,
                  [&](const events::stored_record& record) {
                      const auto event = json::parse(record.value, nullptr, false);
                      if (person.empty() && event["data"].contains("sealed")) {
                          person = event["data"]["sealed"][0]["person"].get<std::string>();
                      }
                      return person.empty();
                  });
    ASSERT_NE(person, "");
    ASSERT_TRUE(b->vault().key(events::person_id{person}));
    const auto erased = post(*a, "/v1/offices/*/commands/erase_person",
                             {{"person", person}, {"ground", "asked_by_data_subject"}});
    ASSERT_EQ(erased.status, 201) << erased.body;
    EXPECT_TRUE(eventually([&] { return !a->vault().key(events::person_id{person}); }));
    EXPECT_TRUE(eventually([&] { return !b->vault().key(events::person_id{person}); }));
    wait_for_position_of(*b, *a);
    const auto here = engine::verify(a->log());
    const auto there = engine::verify(b->log());
    EXPECT_TRUE(here.holds());
    EXPECT_EQ(here.heads, there.heads);
    EXPECT_EQ(here.counting, there.counting);
}

TEST(two_nodes_on_one_cluster,
     keep_their_rows_and_do_not_start_when_the_topic_has_lost_its_events) {
    installation all;
    all.make("node-1");
    {
        const auto node = all.start("node-1");
        connectors::grant_as_installation(*node, officer, events::role::counter_officer, "96",
                                          false);
        ASSERT_EQ(post(*node, "/v1/offices/96/commands/receive_request", request_filing).status,
                  201);
    }
    all.empty_events_topic();
    try {
        const auto node = all.start("node-1");
        FAIL() << "started as if nothing had been there";
    } catch (const events::fault& no) {
        EXPECT_EQ(no.code(), "log-records-lost") << no.what();
    }
    EXPECT_TRUE(std::filesystem::exists(all.folder("node-1") / "projections" / "rows-1"));
}

TEST(two_nodes_on_one_cluster, are_not_made_for_keys_that_are_gone) {
    installation all;
    std::filesystem::create_directories(all.folder("node-1"));
    static_cast<void>(
        events::load_or_make_installation_key(all.folder("node-1") / "installation.key"));
    try {
        all.make("node-2");
        FAIL() << "began new keys under the key of another installation";
    } catch (const events::fault& no) {
        EXPECT_EQ(no.code(), "vault-keys-lost") << no.what();
    }
}

TEST(two_nodes_on_one_cluster, divide_the_duties_and_send_no_letter_twice_when_one_ends) {
    installation all;
    all.make("node-1");
    all.make("node-2");
    std::map<std::string, std::unique_ptr<connectors::application>> nodes;
    nodes["node-1"] = all.start("node-1");
    nodes["node-2"] = all.start("node-2");
    auto& a = *nodes["node-1"];
    const auto duties_of = [](connectors::application& on) {
        return get(on, "/v1/projections").body["duties"].size();
    };
    ASSERT_TRUE(eventually([&] { return duties_of(a) == 2 && duties_of(*nodes["node-2"]) == 2; }));
    EXPECT_EQ(get(a, "/readyz").status, 200) << get(a, "/readyz").body;

    connectors::grant_as_installation(a, officer, events::role::counter_officer, "96", false);
    const auto taken =
        a.intake().take(events::office_code{"96"},
                        testing_support::source_file("tests/data/mail/02-request-no-judgment.eml"));
    const auto step = [&](const std::string& command, const json& body) {
        const auto told = post(a, "/v1/cases/" + taken.code + "/commands/" + command, body);
        EXPECT_EQ(told.status, 200) << told.body;
    };
    step("check_mail", {{"outcome", "incomplete"}, {"missing", json::array({"judgment"})}});
    step("guide_by_mail", json::object());
    const auto letters = [&] {
        std::vector<std::string> senders;
        for (const auto* node : {"node-1", "node-2"}) {
            for (const auto& file :
                 std::filesystem::recursive_directory_iterator(all.folder(node) / "outbox")) {
                if (file.path().extension() == ".eml") {
                    senders.emplace_back(node);
                }
            }
        }
        return senders;
    };
    ASSERT_TRUE(eventually([&] { return !letters().empty(); }));
    const auto sender = letters().front();
    const auto* const other = sender == "node-1" ? "node-2" : "node-1";
    nodes.erase(sender);
    EXPECT_TRUE(eventually([&] { return duties_of(*nodes[other]) == 4; }));
    std::this_thread::sleep_for(std::chrono::seconds{1}); // several looks
    EXPECT_EQ(letters(), std::vector{sender});
}

} // namespace
