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

events::fault unknown_account(const char* tried, const std::string& login) {
    return {"account-unknown", tried + login + ": there is no such account"};
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

bool accounts::edit(const std::string& login, const std::function<void(account_record&)>& how) {
    const bool known = keys_.change_secret(account_kind, login,
                                           [&](const auto& now) -> std::optional<std::string> {
                                               if (!now) {
                                                   return std::nullopt;
                                               }
                                               auto one = record_from<account_record>(*now);
                                               how(one);
                                               return record_text(one);
                                           });
    changed();
    return known;
}

void accounts::set_password(const std::string& login, std::string_view password) {
    check_password_form(password);
    const auto kept = hash_password(password);
    if (!edit(login, [&](account_record& one) { one.password = kept; })) {
        throw unknown_account("set the password of ", login);
    }
}

void accounts::set_disabled(const std::string& login, bool disabled) {
    if (!edit(login, [&](account_record& one) { one.disabled = disabled; })) {
        throw unknown_account("change the account ", login);
    }
}

accounts::kept_account accounts::change(const std::string& login, const account_change& what) {
    check_account_form({login, what.officer.value_or(events::officer_id{login}), {}, false});
    std::optional<std::string> password;
    if (what.password) {
        check_password_form(*what.password);
        password = hash_password(*what.password);
    }
    kept_account out;
    bool was_there = false;
    const bool kept = keys_.change_secret(
        account_kind, login, [&](const auto& now) -> std::optional<std::string> {
            was_there = was_there || now.has_value();
            if (!now && (was_there || !password)) {
                return std::nullopt; // none is made of one that was removed meanwhile
            }
            auto one = now ? record_from<account_record>(*now)
                           : account_record{events::officer_id{login}, "", "", false};
            one.officer = what.officer.value_or(one.officer);
            one.name = what.name ? clean_line(*what.name) : one.name;
            one.password = password.value_or(one.password);
            one.disabled = what.disabled.value_or(one.disabled);
            out = {account_of(login, one), !now};
            return record_text(one);
        });
    changed();
    if (!kept) {
        throw unknown_account("change the account ", login);
    }
    return out;
}

bool accounts::remove(const std::string& login) {
    if (!keys_.secret(account_kind, login)) {
        return false;
    }
    // Sessions first: an account of the same name must not inherit them.
    end_sessions(login);
    // As a change, so that who changes the account at this moment does not bring it back.
    static_cast<void>(keys_.change_secret(account_kind, login, [](const auto& now) {
        return now ? std::optional<std::string>{""} : std::nullopt;
    }));
    changed();
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
