#include "tests/contract/log_contract.hpp"

namespace {

INSTANTIATE_TEST_SUITE_P(every_log, log_contract, testing::ValuesIn(contract::log_kinds()),
                         [](const auto& kind) { return kind.param.name; });

} // namespace
