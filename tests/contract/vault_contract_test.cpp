#include "events/memory_vault.hpp"
#include "events/sqlite_vault.hpp"
#include "tests/contract/vault_contract.hpp"
#include "tests/support/temporary_folder.hpp"

namespace {

using namespace events;
using contract::vault_contract;
using contract::vault_kind;
using contract::vault_place;

class memory_place : public vault_place {
public:
    vault& get() override { return vault_; }

private:
    memory_vault vault_;
};

class sqlite_place : public vault_place {
public:
    sqlite_place() { reopen(); }
    vault& get() override { return *vault_; }
    void reopen() override {
        vault_.reset();
        vault_ = open_sqlite_vault(folder_ / "vault.sqlite",
                                   load_or_make_installation_key(folder_ / "installation.key"));
    }

private:
    support::temporary_folder folder_;
    std::unique_ptr<vault> vault_;
};

/// Every vault of the product. A new one joins with one line.
std::vector<vault_kind> vault_kinds() {
    return {
        {"memory", [] { return std::make_unique<memory_place>(); }},
        {"sqlite", [] { return std::make_unique<sqlite_place>(); }},
    };
}

INSTANTIATE_TEST_SUITE_P(every_vault, vault_contract, testing::ValuesIn(vault_kinds()),
                         [](const auto& kind) { return kind.param.name; });

} // namespace
