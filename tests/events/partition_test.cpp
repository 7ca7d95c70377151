#include "events/log.hpp"

#include <gtest/gtest.h>

namespace {

using namespace events;

struct known_answer {
    std::string_view key;
    std::uint32_t murmur2;
    std::uint32_t of_16;
    std::uint32_t of_6;
};

// Computed by kafka-python's and kafkajs's own murmur2; "21", "foobar" and the three sentences are
// also in the tests of Kafka's Java client.
constexpr known_answer known_answers[] = {
    {"96", 0x6d0fc98f, 15, 3},
    {"964", 0x49039a83, 3, 1},
    {"49", 0x9f366ca0, 0, 2},
    {"502", 0x4598b155, 5, 3},
    {"503", 0x59304d7c, 12, 2},
    {"", 0x106e08d9, 9, 3},
    {"a", 0xa2d0b27c, 12, 4},
    {"ab", 0x12d8262a, 10, 2},
    {"abc", 0x1c94221b, 11, 3},
    {"abcd", 0xb11ab5f4, 4, 2},
    {"abcde", 0x1b897edd, 13, 1},
    {"21", 0xc5f2f8ec, 12, 0},
    {"foobar", 0xd0e47bbe, 14, 0},
    {"a-little-bit-long-string", 0xc53b1da0, 0, 2},
    {"a-little-bit-longer-string", 0xa768c9c3, 3, 5},
    {"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", 0xfc7d49cd, 13, 5},
    {"vi-VN: Hà Nội", 0xf45bddb1, 1, 5},
};

TEST(partition, is_the_one_that_other_kafka_clients_choose) {
    for (const auto& known : known_answers) {
        const office_code office(known.key);
        EXPECT_EQ(partition_of(office, 16).value, known.of_16) << known.key;
        EXPECT_EQ(partition_of(office, 6).value, known.of_6) << known.key;
        // As many partitions as the hash has values show all of it.
        EXPECT_EQ(partition_of(office, 0x80000000).value, known.murmur2 & 0x7fffffffU) << known.key;
    }
}

TEST(partition, is_the_only_one_where_there_is_one) {
    for (const auto& known : known_answers) {
        EXPECT_EQ(partition_of(office_code(known.key), 1).value, 0U);
    }
}

} // namespace
