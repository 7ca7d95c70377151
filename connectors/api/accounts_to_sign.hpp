#pragma once

#include "connectors/accounts/reconcile.hpp"
#include "connectors/api/call.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

/// What of two compared accounts is still to be signed for, case by case.
namespace connectors::api {

/// What a signature says of a case: vouchers that are ours, and those that only the accountant has.
struct vouchers_of_case {
    std::vector<std::string> ours;
    std::vector<std::string> only_theirs;
};
using vouchers_by_case = std::map<events::case_id, vouchers_of_case>;

/// What the head is asked to sign for, sorted.
struct accounts_to_sign {
    vouchers_by_case agreed;
    vouchers_by_case differing;  ///< with what only the accountant has and nobody has explained
    vouchers_by_case unheard_of; ///< of that, what the case does not know of yet
    std::size_t unknown = 0;     ///< of the accountant's lines: they name no case of the office
};

/// Of what was compared; the accountant's lines are looked for among the office's cases.
[[nodiscard]] accounts_to_sign accounts_to_sign_of(call& of, const events::office_code& office,
                                                   const reconciliation& all);

} // namespace connectors::api
