#include "tests/contract/log_contract.hpp"
#include "tests/kafka/cluster.hpp"

namespace {

/// A topic of its own, for as long as a test lasts.
class kafka_place : public contract::log_place {
public:
    std::unique_ptr<events::log> open(std::uint32_t count) override { return topic_.open(count); }
    std::unique_ptr<events::log> open_another(std::uint32_t count) override {
        return topic_.open(count);
    }

private:
    kafka_testing::fresh_topic topic_;
};

INSTANTIATE_TEST_SUITE_P(kafka, log_contract,
                         testing::Values(contract::log_kind{
                             "brokers", [] { return std::make_unique<kafka_place>(); }}),
                         [](const auto& kind) { return kind.param.name; });

} // namespace
