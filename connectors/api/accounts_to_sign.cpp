#include "connectors/api/accounts_to_sign.hpp"

#include "connectors/accounts/accounting_matters.hpp"

#include <algorithm>
#include <utility>

namespace connectors::api {
namespace {

void add_unsigned(vouchers_by_case& into, const compared_voucher& one) {
    if (one.ours && !one.ours->money.reconciled) {
        into[one.ours->subject].ours.push_back(one.ours->money.number);
    }
}

void add_only_theirs(accounts_to_sign& into, accounting_matters& matters,
                     const accounting_line& line) {
    const auto* state = matters.find(line);
    if (state == nullptr) {
        ++into.unknown;
        return;
    }
    const auto& known = state->only_theirs;
    auto voucher = line.voucher;
    auto found = std::ranges::find(known, voucher, &engine::accountants_voucher::number);
    if (found == known.end()) {
        voucher = without_spaces(std::move(voucher));
        found = std::ranges::find(known, voucher, &engine::accountants_voucher::number);
    }
    const auto add = [&](vouchers_by_case& list) {
        auto& all = list[state->id].only_theirs;
        if (std::ranges::count(all, voucher) == 0) {
            all.push_back(voucher);
        }
    };
    if (found == known.end()) {
        add(into.unheard_of);
    }
    if (found == known.end() || !found->explained) {
        add(into.differing);
    }
}

} // namespace

accounts_to_sign accounts_to_sign_of(call& of, const events::office_code& office,
                                     const reconciliation& all) {
    accounts_to_sign out;
    accounting_matters matters{of.view(), office, events::office_date(of.now())};
    for (const auto& one : all.agreed) {
        add_unsigned(out.agreed, one);
    }
    for (const auto* list : {&all.different, &all.only_one}) {
        for (const auto& one : *list) {
            if (one.ours) {
                add_unsigned(out.differing, one);
            } else {
                add_only_theirs(out, matters, *one.theirs);
            }
        }
    }
    return out;
}

} // namespace connectors::api
