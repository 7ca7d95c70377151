#pragma once

#include "events/memory_vault.hpp"

#include <functional>
#include <string_view>
#include <utility>

namespace testing_support {

/// What one of several nodes sees of the vault that they share: another one changes something just
/// after this one has looked at it.
class vault_of_rivals : public events::memory_vault {
public:
    std::function<void()> rival;

    bool change_secret(std::string_view kind, std::string_view name,
                       const secret_change& change) override {
        if (auto happens = std::exchange(rival, nullptr)) {
            static_cast<void>(change(secret(kind, name)));
            happens();
        }
        return memory_vault::change_secret(kind, name, change);
    }
};

} // namespace testing_support
