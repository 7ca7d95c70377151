#pragma once

#include "events/ids.hpp"
#include "events/instant.hpp"
#include "events/vault.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace connectors {

struct account_record;

/// Somebody who may sign in. What they may do is not here: roles come from events of the log only.
struct account {
    std::string login;
    events::officer_id officer; ///< the pseudonym that events carry
    std::string name;           ///< for people; lies in the vault only
    bool disabled = false;
};

/// What is to change of an account; what is absent stays as it is.
struct account_change {
    std::optional<events::officer_id> officer{};
    std::optional<std::string> name{};
    std::optional<std::string> password{};
    std::optional<bool> disabled{};
};

/// A token that was given out. The token itself is known to its holder only.
struct session {
    std::string id; ///< names it for listing and revoking; the SHA-256 of the token, in hex
    events::officer_id officer;
    std::string login;
    std::string label; ///< what it is for
    events::instant begun{};
    events::instant expires{};
};

/// Local accounts and their tokens, kept in the vault: passwords as Argon2id, tokens as SHA-256 of
/// 256 random bits. Sessions run on the machine's clock, whatever a demonstration does to the
/// application's. All functions may be called from any thread; they throw events::fault.
class accounts {
public:
    explicit accounts(events::vault& keys) : keys_(keys) {}

    /// Makes an account or replaces the one of that login, password and all. Throws fault
    /// `account-malformed` for a login or a password that we do not take.
    void put(const account& one, std::string_view password);
    /// Puts several that share a password, which is hashed once for all: whoever reads the vault
    /// sees that they share it. For demonstrations, which show the password anyway.
    void put_sharing(const std::vector<account>& all, std::string_view password);
    /// Throws fault `account-unknown`.
    void set_password(const std::string& login, std::string_view password);
    void set_disabled(const std::string& login, bool disabled);

    struct kept_account {
        account now;
        bool is_new = false;
    };
    /// Changes an account, or makes it when there is none and a password is said; its officer is
    /// the login then, unless said. What another node changes of it at the same moment stays
    /// changed. Throws fault `account-unknown` and `account-malformed`.
    kept_account change(const std::string& login, const account_change& what);
    /// Removes the account with its sessions and its officer's name. False when there is none.
    bool remove(const std::string& login);

    [[nodiscard]] std::optional<account> find(const std::string& login) const;
    [[nodiscard]] std::vector<account> list() const;
    /// The name of an officer for people; empty when nobody knows it.
    [[nodiscard]] std::string name_of(const events::officer_id& officer) const;

    /// The account, when the password is right and the account is not disabled. Takes as long for a
    /// login that does not exist.
    [[nodiscard]] std::optional<account> check(const std::string& login,
                                               std::string_view password) const;

    struct given_token {
        std::string token;
        session about;
    };
    [[nodiscard]] given_token give_token(const events::officer_id& officer,
                                         const std::string& login, const std::string& label,
                                         std::chrono::seconds lifetime);
    struct signed_in_account {
        account who;
        given_token given;
    };
    /// check() and give_token() as one: whose account was changed meanwhile, such as by a new
    /// password, gets nothing, also when the sessions of the account were ended a moment before.
    [[nodiscard]] std::optional<signed_in_account> sign_in(const std::string& login,
                                                           std::string_view password,
                                                           const std::string& label,
                                                           std::chrono::seconds lifetime);
    /// The session of a token; empty when it was never given, has expired, was revoked, or its
    /// account is disabled. What this object changed shows at once, what another process did within
    /// a second.
    [[nodiscard]] std::optional<session> session_of(std::string_view token) const;
    [[nodiscard]] std::vector<session> sessions_of(const events::officer_id& officer) const;
    /// False when there is no such session.
    bool revoke(const std::string& session_id);
    /// Ends all sessions of an account.
    void end_sessions(const std::string& login);
    /// Removes what has expired.
    void forget_expired();

private:
    struct known_session {
        session about;
        std::chrono::steady_clock::time_point until;
    };

    void changed() const;
    /// False when there is no such account.
    bool edit(const std::string& login, const std::function<void(account_record&)>& how);
    /// Stores a session or an account, or removes it when the text is empty.
    void keep(std::string_view kind, const std::string& id, std::string text) const;
    [[nodiscard]] std::optional<session> read_session(const std::string& id) const;

    events::vault& keys_;
    mutable std::mutex mutex_;
    mutable std::map<events::officer_id, std::string> names_;
    mutable std::chrono::steady_clock::time_point names_until_{};
    mutable std::unordered_map<std::string, known_session> sessions_; ///< asked for lately, by id
    mutable std::uint64_t changes_ = 0; ///< what was read before a change is not kept after it
};

} // namespace connectors
