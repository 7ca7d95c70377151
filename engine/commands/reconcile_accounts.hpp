#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <string>
#include <vector>

namespace engine {

/// Sign that vouchers of the matter agree with the accounting file, or why they differ; name those
/// that only the accountant has, which stay open without an explanation.
struct reconcile_accounts {
    static constexpr std::string_view name = "reconcile_accounts";
    static constexpr std::array roles{events::role::head};

    std::string period; ///< that the file covers, for example 2018-01
    std::vector<std::string> vouchers;
    std::string explanation;                ///< code; empty where both sides say the same
    std::vector<std::string> only_theirs{}; ///< in the accountant's books and not in the matter

    static constexpr auto fields() {
        return std::tuple{events::field{"period", &reconcile_accounts::period},
                          events::field{"vouchers", &reconcile_accounts::vouchers},
                          events::field{"explanation", &reconcile_accounts::explanation},
                          events::field{"only_theirs", &reconcile_accounts::only_theirs}};
    }
    bool operator==(const reconcile_accounts&) const = default;
};

} // namespace engine
