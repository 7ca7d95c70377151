#include "events/log.hpp"

#include <cstring>
#include <future>

namespace events {
namespace {

/// MurmurHash2 with the seed and finish of Kafka's Java client.
std::uint32_t murmur2(std::string_view key) {
    constexpr std::uint32_t m = 0x5bd1e995;
    constexpr std::uint32_t seed = 0x9747b28c;
    const auto length = static_cast<std::uint32_t>(key.size());
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(key[i]));
    };
    std::uint32_t h = seed ^ length;
    const std::size_t whole = key.size() / 4 * 4;
    for (std::size_t i = 0; i < whole; i += 4) {
        std::uint32_t k =
            byte(i) | (byte(i + 1) << 8U) | (byte(i + 2) << 16U) | (byte(i + 3) << 24U);
        k *= m;
        k ^= k >> 24U;
        k *= m;
        h *= m;
        h ^= k;
    }
    switch (key.size() - whole) {
    case 3:
        h ^= byte(whole + 2) << 16U;
        [[fallthrough]];
    case 2:
        h ^= byte(whole + 1) << 8U;
        [[fallthrough]];
    case 1:
        h ^= byte(whole);
        h *= m;
        break;
    case 0:
        break;
    }
    h ^= h >> 13U;
    h *= m;
    h ^= h >> 15U;
    return h;
}

} // namespace

partition_id partition_of(const office_code& office, std::uint32_t partitions) {
    return partition_id{(murmur2(office.str()) & 0x7fffffffU) % partitions};
}

append_result append_and_wait(log& to, partition_id partition, std::vector<log_record> batch) {
    std::promise<append_result> answer;
    to.append(partition, std::move(batch),
              [&](append_result result) { answer.set_value(std::move(result)); });
    return answer.get_future().get();
}

} // namespace events
