#include "connectors/api/account_records.hpp"
#include "connectors/api/accounts.hpp"
#include "connectors/api/credentials.hpp"
#include "connectors/mail/clean.hpp"
#include "events/digest.hpp"

#include <chrono>
#include <utility>

/// The tokens that accounts were given.
namespace connectors {
namespace {

constexpr std::chrono::seconds sessions_kept_for{1};
constexpr std::size_t sessions_kept_max = 4096;

events::instant machine_time() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

session session_from(const std::string& id, const session_record& from) {
    return {id, from.officer, from.login, from.label, from.begun, from.expires};
}

std::string session_id_of(std::string_view token) { return events::hex(events::sha256(token)); }

} // namespace

accounts::given_token accounts::give_token(const events::officer_id& officer,
                                           const std::string& login, const std::string& label,
                                           std::chrono::seconds lifetime) {
    given_token out{"mtc_" + random_token(), {}};
    const session_record kept{officer, login, clean_line(label), machine_time(),
                              machine_time() + lifetime};
    const auto id = session_id_of(out.token);
    keep(session_kind, id, record_text(kept));
    out.about = session_from(id, kept);
    return out;
}

std::optional<accounts::signed_in_account> accounts::sign_in(const std::string& login,
                                                             std::string_view password,
                                                             const std::string& label,
                                                             std::chrono::seconds lifetime) {
    const auto before = keys_.secret(account_kind, login);
    auto who = check(login, password);
    if (!who) {
        return std::nullopt;
    }
    auto given = give_token(who->officer, who->login, label, lifetime);
    // Looking at a password takes long enough for another one to be set: whoever ends the sessions
    // after that finds this one, or this finds the account changed.
    if (keys_.secret(account_kind, login) != before) {
        static_cast<void>(revoke(given.about.id));
        return std::nullopt;
    }
    return signed_in_account{*std::move(who), std::move(given)};
}

std::optional<session> accounts::read_session(const std::string& id) const {
    const auto found = keys_.secret(session_kind, id);
    if (!found) {
        return std::nullopt;
    }
    const auto kept = record_from<session_record>(*found);
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
        auto one = session_from(id, record_from<session_record>(text));
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
        if (record_from<session_record>(text).login == login) {
            keep(session_kind, id, "");
        }
    }
}

void accounts::forget_expired() {
    for (const auto& [id, text] : keys_.secrets(session_kind)) {
        if (record_from<session_record>(text).expires <= machine_time()) {
            keep(session_kind, id, "");
        }
    }
}

} // namespace connectors
