#pragma once

#include "connectors/accounts/accounting_file.hpp"
#include "projections/vouchers.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace connectors {

/// One voucher as both sides have it.
struct compared_voucher {
    std::optional<projections::known_voucher> ours;
    std::optional<accounting_line> theirs;
};

/// The officers' vouchers against the accountant's (Thông tư 78/2020/TT-BTC Điều 7.1d, 8.3). Every
/// voucher of either side is in one of them.
struct reconciliation {
    std::vector<compared_voucher> agreed;    ///< in both, and the same
    std::vector<compared_voucher> only_one;  ///< only ours, or only theirs
    std::vector<compared_voucher> different; ///< in both, but another amount, day or way
};

/// The log takes numbers of vouchers in one word; accountants write `PT 01` as well.
[[nodiscard]] std::string without_spaces(std::string number);

/// By matter (its code or its decision) and number of the voucher, spaces aside. A line that stands
/// twice in the file is on one side only the second time.
[[nodiscard]] reconciliation reconcile(const std::vector<projections::known_voucher>& ours,
                                       const std::vector<accounting_line>& theirs);

/// Collected less paid out. A sum that no number can hold stays at the largest: what was recorded
/// before amounts had a bound, or a file of tens of thousands of impossible lines.
void add_money(std::int64_t& sum, events::money_kind kind, std::int64_t amount);

} // namespace connectors
