#pragma once

#include "events/vault.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace events {

/// A person as a vault keeps them.
struct kept_person {
    person_id person;
    std::optional<data_key> key; ///< none when the person was erased
};

struct named_secret {
    std::string kind;
    std::string name;
    std::string value;
};

/// A vault of which another one can be made (vault_copy.hpp).
class portable_vault : public vault {
public:
    struct taken {
        std::uint64_t keys = 0;   ///< that were not here before
        std::uint64_t erased = 0; ///< persons who were not erased here before
    };

    /// Shows everybody, erased persons too, some at a time. Keys are wiped when `visit` returns.
    virtual void
    each_person(const std::function<void(std::span<const kept_person>)>& visit) const = 0;
    /// Keeps persons as another vault does; durable when it returns. Who is erased here stays
    /// erased, and who is erased there will be here. Throws fault `vault-copy-differs`, and takes
    /// nobody, when one of them has another key here.
    virtual taken take_over(std::span<const kept_person> persons) = 0;
    [[nodiscard]] virtual std::vector<named_secret> all_secrets() const = 0;
};

} // namespace events
