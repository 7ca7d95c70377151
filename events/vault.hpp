#pragma once

#include "events/ids.hpp"
#include "events/sealed.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace events {

using data_key = std::array<std::uint8_t, 32>;

/// Where the keys of persons live: outside the log, so that destroying one erases the person and
/// leaves every hash valid. A key is durable before ensure() returns, hence before any event that
/// is sealed with it. All functions may be called from any thread; they throw fault.
class vault {
public:
    virtual ~vault() = default;

    /// Makes the keys that do not exist yet, all in one sync. A destroyed person stays destroyed
    /// (throws fault `vault-key-destroyed`): a person who comes back gets a new id.
    virtual void ensure(std::span<const person_id> persons) = 0;
    /// Empty when the person is unknown or erased.
    [[nodiscard]] virtual std::optional<data_key> key(const person_id& person) const = 0;
    /// Erases the person: no box of theirs can be opened again. Durable when it returns.
    virtual void destroy(const person_id& person) = 0;

    /// Small secrets and accounts: password hashes, token hashes, officers' names, the key of the
    /// mail index. `kind` is a namespace such as `account`. An empty value removes it.
    virtual void put_secret(std::string_view kind, std::string_view name,
                            std::string_view value) = 0;
    [[nodiscard]] virtual std::optional<std::string> secret(std::string_view kind,
                                                            std::string_view name) const = 0;
    /// What a secret becomes, of what it is; an empty text removes it, nothing leaves it as it is.
    using secret_change =
        std::function<std::optional<std::string>(const std::optional<std::string>& now)>;
    /// Changes a secret, and undoes nobody who changes it so at the same moment, here or at another
    /// node: then `change` is asked again, of what they have made of it. It must do nothing else,
    /// and change no secret itself. False when it has left the secret as it was.
    virtual bool change_secret(std::string_view kind, std::string_view name,
                               const secret_change& change);
    /// Names and values of a kind, by name.
    [[nodiscard]] virtual std::vector<std::pair<std::string, std::string>>
    secrets(std::string_view kind) const = 0;

    /// Why keys cannot be read or made just now; empty while they can. May ask brokers, for a
    /// second.
    [[nodiscard]] virtual std::string trouble() const { return {}; }

protected:
    std::mutex one_change_; ///< of change_secret(), at a time
};

/// Seals `plain` (a JSON object's text) for the person. The key must exist.
[[nodiscard]] sealed_box seal(const vault& keys, const person_id& person, std::string_view part,
                              std::string_view plain);
/// Empty when the person was erased. Throws corruption when the box is not what was sealed.
[[nodiscard]] std::optional<std::string> open(const vault& keys, const sealed_box& box);

} // namespace events
