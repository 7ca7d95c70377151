#pragma once

#include "events/describe.hpp"
#include "events/ids.hpp"
#include "events/instant.hpp"
#include "events/json_read.hpp"
#include "events/json_write.hpp"

#include <string>
#include <string_view>

/// Accounts and sessions as the vault keeps them.
namespace connectors {

inline constexpr std::string_view account_kind = "account";
inline constexpr std::string_view session_kind = "session";

struct account_record {
    events::officer_id officer;
    std::string name;
    std::string password; ///< crypto_pwhash_str
    bool disabled = false;

    static constexpr auto fields() {
        using s = account_record;
        return std::tuple{events::field{"officer", &s::officer}, events::field{"name", &s::name},
                          events::field{"password", &s::password},
                          events::field{"disabled", &s::disabled}};
    }
};

struct session_record {
    events::officer_id officer;
    std::string login;
    std::string label;
    events::instant begun{};
    events::instant expires{};

    static constexpr auto fields() {
        using s = session_record;
        return std::tuple{events::field{"officer", &s::officer}, events::field{"login", &s::login},
                          events::field{"label", &s::label}, events::field{"begun", &s::begun},
                          events::field{"expires", &s::expires}};
    }
};

template <class T> [[nodiscard]] T record_from(const std::string& text) {
    return events::from_json_object<T>(nlohmann::json::parse(text));
}
template <class T> [[nodiscard]] std::string record_text(const T& one) {
    return events::json_of(one).dump();
}

} // namespace connectors
