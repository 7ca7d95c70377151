#include "tests/contract/document_contract.hpp"

namespace {

using namespace events;
using contract::document_contract;
using contract::document_kind;

/// Every store of the product. A new one joins with one line.
std::vector<document_kind> document_kinds() {
    return {
        {"memory", [](const auto&) { return make_memory_documents(); }},
        {"folder", [](const auto& path) { return open_document_folder(path); }},
    };
}

INSTANTIATE_TEST_SUITE_P(every_store, document_contract, testing::ValuesIn(document_kinds()),
                         [](const auto& kind) { return kind.param.name; });

} // namespace
