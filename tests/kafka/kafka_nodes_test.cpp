#include "tests/kafka/nodes.hpp"

#include <gtest/gtest.h>

#include <latch>

namespace {

using namespace kafka_testing;

TEST(kafka_nodes, let_exactly_one_of_sixteen_clients_on_two_nodes_take_the_same_step) {
    fresh_topic topic;
    node_on_kafka a{topic};
    node_on_kafka b{topic};
    for (int round = 0; round < 10; ++round) {
        const auto opened = std::get<engine::accepted>(
            (round % 2 == 0 ? a : b).node().run(filing("case " + std::to_string(round))));
        std::atomic<int> won = 0;
        std::latch together{16};
        {
            std::vector<std::jthread> clients;
            for (int client = 0; client < 16; ++client) {
                clients.emplace_back([&, client] {
                    auto& node = (client % 2 == 0 ? a : b).node();
                    const auto key = std::to_string(round) + "/" + std::to_string(client);
                    together.arrive_and_wait();
                    for (;;) { // the other node sees the case before long
                        const auto answer = node.run(supplement_request(opened.subject, key));
                        won += std::holds_alternative<engine::accepted>(answer) ? 1 : 0;
                        const auto* no = std::get_if<engine::rejection>(&answer);
                        if (no == nullptr || no->at == events::status::awaiting_supplement) {
                            break;
                        }
                    }
                });
            }
        }
        EXPECT_EQ(won, 1);
    }
    const auto fresh = read_afresh(topic);
    EXPECT_EQ(fresh->folded.counted_events(), 20U);
    EXPECT_EQ(a.stop_and_fold(fresh->ends).cases(), fresh->folded.cases());
    EXPECT_EQ(b.stop_and_fold(fresh->ends).cases(), fresh->folded.cases());
}

TEST(kafka_nodes, keep_numbers_dense_and_fold_the_same_when_two_work_at_the_same_offices) {
    fresh_topic topic;
    node_on_kafka a{topic};
    node_on_kafka b{topic};
    crowd clients{{&a.node(), &b.node()}, 16};
    while (clients.so_far() < 1000) {
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    clients.stop();
    expect_nothing_lost_or_doubled(topic, clients, {&a, &b});
}

TEST(kafka_nodes, pass_records_that_are_none_of_ours_and_count_them) {
    fresh_topic topic;
    fresh_topic other;
    node_on_kafka elsewhere{other};
    const auto first = std::get<engine::accepted>(elsewhere.node().run(filing("theirs")));
    const auto second = std::get<engine::accepted>(
        elsewhere.node().run(supplement_request(first.subject, "their step")));
    std::string of_another_chain;
    elsewhere.log().read(second.place.partition, second.place.at, 1, [&](const auto& record) {
        of_another_chain = record.value;
        return true;
    });

    node_on_kafka ours{topic};
    const auto opened = std::get<engine::accepted>(ours.node().run(filing("ours")));
    std::vector<events::log_record> foreign;
    for (const std::string& value :
         {std::string{"not JSON"}, std::string{"{\"specversion\":\"1.0\"}"}, std::string{},
          std::string{"[1,2]"}, of_another_chain}) {
        foreign.push_back({events::office_code{"96"}, "whatever", value});
    }
    const auto stranger = topic.open(4);
    ASSERT_EQ(events::append_and_wait(*stranger, opened.place.partition, foreign).status,
              events::append_status::durable);
    const auto after =
        std::get<engine::accepted>(ours.node().run(supplement_request(opened.subject, "our step")));
    EXPECT_EQ(after.version, 2U);
    const auto fresh = read_afresh(topic);
    auto& folded = ours.stop_and_fold(fresh->ends);
    EXPECT_EQ(folded.skipped_records().size(), 5U);
    EXPECT_EQ(folded.cases(), fresh->folded.cases());
}

} // namespace
