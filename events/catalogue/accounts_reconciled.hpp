#pragma once

#include "events/describe.hpp"

#include <string>
#include <vector>

namespace events {

/// The head signed that these vouchers of the matter agree with the accountant's books, or why they
/// differ (Thông tư 78/2020/TT-BTC Điều 7.1d, 8.3). The accounting file stands in facts::documents.
/// What only the accountant has of the matter is named as well: open without an explanation.
struct accounts_reconciled {
    static constexpr std::string_view name = "accounts_reconciled";

    std::string period; ///< that the file covers, for example 2018-01
    std::vector<std::string> vouchers;
    std::string explanation;                ///< code; empty where both sides say the same
    std::vector<std::string> only_theirs{}; ///< in the accountant's books and not in the matter

    static constexpr auto fields() {
        return std::tuple{field{"period", &accounts_reconciled::period},
                          field{"vouchers", &accounts_reconciled::vouchers},
                          field{"explanation", &accounts_reconciled::explanation},
                          field{"only_theirs", &accounts_reconciled::only_theirs}};
    }
    bool operator==(const accounts_reconciled&) const = default;
};

} // namespace events
