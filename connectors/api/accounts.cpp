#include "connectors/api/accounts.hpp"

#include "connectors/api/account_records.hpp"
#include "connectors/api/credentials.hpp"
#include "connectors/mail/clean.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace connectors {
namespace {

/// Names of officers that another process has changed show after so long.
constexpr std::chrono::seconds names_kept_for{5};

account account_of(const std::string& login, const account_record& from) {
    return {login, from.officer, from.name, from.disabled};
}

bool is_login(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == '_' || c == '@';
    });
}

void check_account_form(const account& one) {
    if (!is_login(one.login) || one.officer.empty()) {
        throw events::fault("account-malformed",
                            fmt::format("make the account {}: a login has 1 to 64 of a-z, 0-9 and "
                                        ".-_@, and needs an officer id",
                                        one.login));
    }
}

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
    const auto kept = hash_password(password);
    for (const auto& one : all) {
        keep(account_kind, one.login,
             record_text(account_record{one.officer, clean_line(one.name), kept, one.disabled}));
    }
}

void accounts::set_password(const std::string& login, std::string_view password) {
    const auto found = keys_.secret(account_kind, login);
    if (!found) {
        throw events::fault("account-unknown",
                            "set the password of " + login + ": there is no such account");
    }
    check_password_form(password);
    auto one = record_from<account_record>(*found);
    one.password = hash_password(password);
    keep(account_kind, login, record_text(one));
}

void accounts::set_disabled(const std::string& login, bool disabled) {
    const auto found = keys_.secret(account_kind, login);
    if (!found) {
        throw events::fault("account-unknown",
                            "change the account " + login + ": there is no such account");
    }
    auto one = record_from<account_record>(*found);
    one.disabled = disabled;
    keep(account_kind, login, record_text(one));
}

void accounts::change(const account& one) {
    check_account_form(one);
    const auto found = keys_.secret(account_kind, one.login);
    if (!found) {
        throw events::fault("account-unknown",
                            "change the account " + one.login + ": there is no such account");
    }
    auto kept = record_from<account_record>(*found);
    kept.officer = one.officer;
    kept.name = clean_line(one.name);
    kept.disabled = one.disabled;
    keep(account_kind, one.login, record_text(kept));
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
    return found ? std::optional{account_of(login, record_from<account_record>(*found))}
                 : std::nullopt;
}

std::vector<account> accounts::list() const {
    std::vector<account> out;
    for (const auto& [login, text] : keys_.secrets(account_kind)) {
        out.push_back(account_of(login, record_from<account_record>(text)));
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
    static const std::string nobody = hash_password("nobody has this password");
    const auto found = is_login(login) ? keys_.secret(account_kind, login) : std::nullopt;
    const auto one =
        found ? record_from<account_record>(*found) : account_record{{}, "", nobody, true};
    if (!is_password(password, one.password) || one.disabled) {
        return std::nullopt;
    }
    return account_of(login, one);
}

} // namespace connectors
