#include "connectors/api/accounts.hpp"

#include "connectors/mail/clean.hpp"
#include "events/digest.hpp"
#include "events/fault.hpp"
#include "events/json_read.hpp"
#include "events/json_write.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

namespace connectors {
namespace {

constexpr std::string_view account_kind = "account";
constexpr std::string_view session_kind = "session";
constexpr std::size_t password_bytes_min = 8;
constexpr std::size_t password_bytes_max = 1024;
/// Names of officers that another process has changed show after so long.
constexpr std::chrono::seconds names_kept_for{5};
constexpr std::chrono::seconds sessions_kept_for{1};
constexpr std::size_t sessions_kept_max = 4096;

struct stored_account {
    events::officer_id officer;
    std::string name;
    std::string password; ///< crypto_pwhash_str
    bool disabled = false;

    static constexpr auto fields() {
        using s = stored_account;
        return std::tuple{events::field{"officer", &s::officer}, events::field{"name", &s::name},
                          events::field{"password", &s::password},
                          events::field{"disabled", &s::disabled}};
    }
};

struct stored_session {
    events::officer_id officer;
    std::string login;
    std::string label;
    events::instant begun{};
    events::instant expires{};

    static constexpr auto fields() {
        using s = stored_session;
        return std::tuple{events::field{"officer", &s::officer}, events::field{"login", &s::login},
                          events::field{"label", &s::label}, events::field{"begun", &s::begun},
                          events::field{"expires", &s::expires}};
    }
};

template <class T> T stored(const std::string& text) {
    return events::from_json_object<T>(nlohmann::json::parse(text));
}
template <class T> std::string text_of(const T& one) { return events::json_of(one).dump(); }

events::instant machine_time() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

account account_of(const std::string& login, const stored_account& from) {
    return {login, from.officer, from.name, from.disabled};
}
session session_from(const std::string& id, const stored_session& from) {
    return {id, from.officer, from.login, from.label, from.begun, from.expires};
}

void use_sodium() {
    if (sodium_init() < 0) {
        throw events::fault("no-randomness", "libsodium found no source of random numbers");
    }
}

std::string hashed(std::string_view password) {
    use_sodium();
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str(out.data(), password.data(), password.size(),
                          crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
        throw events::fault("out-of-memory",
                            "hash a password: not enough memory for Argon2id (64 MiB); free some");
    }
    return out.data();
}

bool is_login(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == '_' || c == '@';
    });
}

void check_password_form(std::string_view password) {
    if (password.size() < password_bytes_min || password.size() > password_bytes_max) {
        throw events::fault("account-malformed",
                            fmt::format("set a password: it must have {} to {} bytes; choose "
                                        "another one",
                                        password_bytes_min, password_bytes_max));
    }
}

void check_account_form(const account& one) {
    if (!is_login(one.login) || one.officer.empty()) {
        throw events::fault("account-malformed",
                            fmt::format("make the account {}: a login has 1 to 64 of a-z, 0-9 and "
                                        ".-_@, and needs an officer id",
                                        one.login));
    }
}

std::string session_id_of(std::string_view token) { return events::hex(events::sha256(token)); }

} // namespace

void accounts::changed() const {
    const std::lock_guard lock(mutex_);
    names_until_ = {};
    sessions_.clear();
    ++changes_;
}

// NOLINTNEXTLINE(performance-unnecessary-value-param)
void accounts::keep(std::string_view kind, const std::string& id, std::string text) const {
    keys_.put_secret(kind, id, text);
    changed();
}

void accounts::put(const account& one, std::string_view password) { put_sharing({one}, password); }

void accounts::put_sharing(const std::vector<account>& all, std::string_view password) {
    std::for_each(all.begin(), all.end(), check_account_form);
    check_password_form(password);
    const auto kept = hashed(password);
    for (const auto& one : all) {
        keep(account_kind, one.login,
             text_of(stored_account{one.officer, clean_line(one.name), kept, one.disabled}));
    }
}

void accounts::set_password(const std::string& login, std::string_view password) {
    const auto found = keys_.secret(account_kind, login);
    if (!found) {
        throw events::fault("account-unknown",
                            "set the password of " + login + ": there is no such account");
    }
    check_password_form(password);
    auto one = stored<stored_account>(*found);
    one.password = hashed(password);
    keep(account_kind, login, text_of(one));
}

void accounts::set_disabled(const std::string& login, bool disabled) {
    const auto found = keys_.secret(account_kind, login);
    if (!found) {
        throw events::fault("account-unknown",
                            "change the account " + login + ": there is no such account");
    }
    auto one = stored<stored_account>(*found);
    one.disabled = disabled;
    keep(account_kind, login, text_of(one));
}

void accounts::change(const account& one) {
    check_account_form(one);
    const auto found = keys_.secret(account_kind, one.login);
    if (!found) {
        throw events::fault("account-unknown",
                            "change the account " + one.login + ": there is no such account");
    }
    auto kept = stored<stored_account>(*found);
    kept.officer = one.officer;
    kept.name = clean_line(one.name);
    kept.disabled = one.disabled;
    keep(account_kind, one.login, text_of(kept));
}

bool accounts::remove(const std::string& login) {
    if (!keys_.secret(account_kind, login)) {
        return false;
    }
    // Sessions first: an account of the same name must not inherit them.
    end_sessions(login);
    keep(account_kind, login, "");
    return true;
}

std::optional<account> accounts::find(const std::string& login) const {
    const auto found = keys_.secret(account_kind, login);
    return found ? std::optional{account_of(login, stored<stored_account>(*found))} : std::nullopt;
}

std::vector<account> accounts::list() const {
    std::vector<account> out;
    for (const auto& [login, text] : keys_.secrets(account_kind)) {
        out.push_back(account_of(login, stored<stored_account>(text)));
    }
    return out;
}

std::string accounts::name_of(const events::officer_id& officer) const {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now >= names_until_) {
        names_.clear();
        for (const auto& one : list()) {
            names_.emplace(one.officer, one.name);
        }
        names_until_ = now + names_kept_for;
    }
    const auto found = names_.find(officer);
    return found == names_.end() ? "" : found->second;
}

std::optional<account> accounts::check(const std::string& login, std::string_view password) const {
    // Somebody who guesses logins must not learn from the time which ones exist.
    static const std::string nobody = hashed("nobody has this password");
    const auto found = is_login(login) ? keys_.secret(account_kind, login) : std::nullopt;
    const auto one = found ? stored<stored_account>(*found) : stored_account{{}, "", nobody, true};
    const bool right =
        crypto_pwhash_str_verify(one.password.c_str(), password.data(), password.size()) == 0;
    if (!right || one.disabled) {
        return std::nullopt;
    }
    return account_of(login, one);
}

accounts::given_token accounts::give_token(const events::officer_id& officer,
                                           const std::string& login, const std::string& label,
                                           std::chrono::seconds lifetime) {
    use_sodium();
    std::array<std::uint8_t, 32> random{};
    randombytes_buf(random.data(), random.size());
    std::array<char, 64> text{};
    sodium_bin2base64(text.data(), text.size(), random.data(), random.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    given_token out{fmt::format("mtc_{}", text.data()), {}};
    const stored_session kept{officer, login, clean_line(label), machine_time(),
                              machine_time() + lifetime};
    const auto id = session_id_of(out.token);
    keep(session_kind, id, text_of(kept));
    out.about = session_from(id, kept);
    return out;
}

std::optional<session> accounts::read_session(const std::string& id) const {
    const auto found = keys_.secret(session_kind, id);
    if (!found) {
        return std::nullopt;
    }
    const auto kept = stored<stored_session>(*found);
    const auto holder = find(kept.login);
    if (!holder || holder->disabled || holder->officer != kept.officer) {
        return std::nullopt;
    }
    return session_from(id, kept);
}

std::optional<session> accounts::session_of(std::string_view token) const {
    const auto id = session_id_of(token);
    const auto now = std::chrono::steady_clock::now();
    std::uint64_t changes_before = 0;
    std::optional<session> out;
    {
        const std::lock_guard lock(mutex_);
        changes_before = changes_;
        if (const auto known = sessions_.find(id);
            known != sessions_.end() && now < known->second.until) {
            out = known->second.about;
        }
    }
    if (!out) {
        out = read_session(id);
        const std::lock_guard lock(mutex_);
        if (out && changes_ == changes_before) {
            if (sessions_.size() >= sessions_kept_max) {
                sessions_.clear();
            }
            sessions_.insert_or_assign(id, known_session{*out, now + sessions_kept_for});
        }
    }
    return out && out->expires > machine_time() ? out : std::nullopt;
}

std::vector<session> accounts::sessions_of(const events::officer_id& officer) const {
    std::vector<session> out;
    for (const auto& [id, text] : keys_.secrets(session_kind)) {
        auto one = session_from(id, stored<stored_session>(text));
        if (one.officer == officer && one.expires > machine_time()) {
            out.push_back(std::move(one));
        }
    }
    return out;
}

bool accounts::revoke(const std::string& session_id) {
    if (!keys_.secret(session_kind, session_id)) {
        return false;
    }
    keep(session_kind, session_id, "");
    return true;
}

void accounts::end_sessions(const std::string& login) {
    for (const auto& [id, text] : keys_.secrets(session_kind)) {
        if (stored<stored_session>(text).login == login) {
            keep(session_kind, id, "");
        }
    }
}

void accounts::forget_expired() {
    for (const auto& [id, text] : keys_.secrets(session_kind)) {
        if (stored<stored_session>(text).expires <= machine_time()) {
            keep(session_kind, id, "");
        }
    }
}

} // namespace connectors
