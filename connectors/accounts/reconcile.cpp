#include "connectors/accounts/reconcile.hpp"

#include <limits>
#include <map>
#include <utility>

namespace connectors {
namespace {

bool is_same(const engine::voucher& ours, const accounting_line& theirs) {
    return ours.amount == theirs.amount && ours.dated == theirs.dated && ours.kind == theirs.kind;
}

} // namespace

std::string without_spaces(std::string number) {
    std::erase(number, ' ');
    return number;
}

reconciliation reconcile(const std::vector<projections::known_voucher>& ours,
                         const std::vector<accounting_line>& theirs) {
    std::map<std::pair<std::string, std::string>, const accounting_line*> by_name;
    reconciliation out;
    for (const auto& one : theirs) {
        if (!by_name.emplace(std::pair{one.matter, without_spaces(one.voucher)}, &one).second) {
            out.only_one.push_back({std::nullopt, one});
        }
    }
    for (const auto& one : ours) {
        const auto number = without_spaces(one.money.number);
        auto found = by_name.find({one.code, number});
        if (found == by_name.end() && !one.decision_number.empty()) {
            found = by_name.find({one.decision_number, number});
        }
        if (found == by_name.end()) {
            out.only_one.push_back({one, std::nullopt});
            continue;
        }
        auto& list = is_same(one.money, *found->second) ? out.agreed : out.different;
        list.push_back({one, *found->second});
        by_name.erase(found);
    }
    for (const auto& one : theirs) {
        const auto left = by_name.find({one.matter, without_spaces(one.voucher)});
        if (left != by_name.end() && left->second == &one) {
            out.only_one.push_back({std::nullopt, one});
        }
    }
    return out;
}

void add_money(std::int64_t& sum, events::money_kind kind, std::int64_t amount) {
    using number = std::numeric_limits<std::int64_t>;
    const bool in = kind == events::money_kind::collected;
    std::int64_t out = 0;
    if (in ? __builtin_add_overflow(sum, amount, &out)
           : __builtin_sub_overflow(sum, amount, &out)) {
        out = in == (amount > 0) ? number::max() : number::min();
    }
    sum = out;
}

} // namespace connectors
