#include "engine/money_rules.hpp"

#include "engine/decision.hpp"
#include "engine/ended_otherwise.hpp"
#include "engine/finality.hpp"
#include "engine/money_ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <variant>
#include <vector>

namespace engine {
namespace {

/// The first that is no collection of the matter, or is named a second time.
const std::string* wrong_collection(const case_state& state,
                                    const std::vector<std::string>& named) {
    for (auto one = named.begin(); one != named.end(); ++one) {
        const auto* known = find_voucher(state.vouchers, *one);
        if (known == nullptr || !is_collection(*known) ||
            std::find(named.begin(), one, *one) != one) {
            return &*one;
        }
    }
    return nullptr;
}

std::int64_t open_sum(const case_state& state, const record_money& what) {
    std::int64_t sum = 0; // a log of before may hold sums that no total can
    for (const auto& number : what.of_vouchers) {
        const auto* one = find_voucher(state.vouchers, number);
        if (one != nullptr &&
            __builtin_add_overflow(sum, open_to(*one, what.kind, what.amount), &sum)) {
            return std::numeric_limits<std::int64_t>::max();
        }
    }
    return sum;
}

void name_wrong_collection(rejection& no, const case_state& state, const command& what,
                           const decision_context&) {
    const auto* money = std::get_if<record_money>(&what.detail);
    const auto* wrong = money == nullptr ? nullptr : wrong_collection(state, money->of_vouchers);
    if (wrong != nullptr) {
        no.vi += fmt::format(" Chứng từ `{}` không phải là khoản thu như vậy.", *wrong);
        no.en += fmt::format(" The voucher `{}` is no such collection.", *wrong);
    }
}

void say_what_is_left(rejection& no, const case_state& state, const command& what,
                      const decision_context&) {
    if (const auto* money = std::get_if<record_money>(&what.detail)) {
        const auto sum = open_sum(state, *money);
        no.vi += fmt::format(" Còn {} đồng.", sum);
        no.en += fmt::format(" There are {} đồng.", sum);
    }
}

void name_wrong_cash(rejection& no, const case_state& state, const command& what,
                     const decision_context&);

constexpr step_rule money_belongs_to_a_matter{
    "money_belongs_to_a_matter",
    "Chỉ ghi tiền vào hồ sơ một cửa chưa kết thúc, hoặc đã thi hành xong mà chưa đưa vào lưu trữ; "
    "hồ sơ đã đình chỉ, ủy thác chỉ chi trả số tiền còn giữ hoặc thu hồi chứng từ ghi sai.",
    "Money is recorded in a one-stop dossier that has not ended, or that was wholly performed and "
    "is not on its way to the archive yet; one that was terminated or entrusted only pays out what "
    "it still holds, or takes back a voucher that was wrong.",
    "Thông tư 78/2020/TT-BTC Điều 8.3"};
constexpr step_rule voucher_is_recorded_once{
    "voucher_is_recorded_once", "Chứng từ phải có số, có tiền và chỉ được ghi một lần.",
    "A voucher has a number and an amount, and is recorded once.",
    "Thông tư 78/2020/TT-BTC Điều 9"};
constexpr step_rule names_collections{
    "names_collections",
    "Chỉ chứng từ chi, hoặc chứng từ thu hồi (số tiền âm), nêu các khoản thu (of_vouchers), mỗi "
    "khoản đã ghi trong hồ sơ và nêu một lần.",
    "Only a payment, or a voucher that takes one back (a negative amount), names collections "
    "(of_vouchers), each of this dossier and once.",
    "Thông tư 04/2023/TT-BTP Điều 17, 18",
    false,
    name_wrong_collection};
constexpr step_rule within_the_collections{
    "within_the_collections",
    "Số tiền vượt quá số có thể chi trả hoặc thu hồi của các khoản thu được nêu.",
    "This is more than can be paid out, or taken back, of the collections that are named.",
    "Thông tư 04/2023/TT-BTP Điều 17, 18",
    false,
    say_what_is_left};
constexpr step_rule cash_is_paid_in_once{
    "cash_is_paid_in_once",
    "Phải nêu các khoản thu bằng tiền mặt của hồ sơ chưa nộp vào quỹ, mỗi khoản một lần.",
    "Collections of the dossier in cash that are not in the fund yet must be named, each once.",
    "Thông tư 04/2023/TT-BTP Điều 17",
    false,
    name_wrong_cash};

const std::string* wrong_cash(const case_state& state, const std::vector<std::string>& named) {
    if (const auto* wrong = wrong_collection(state, named)) {
        return wrong;
    }
    const auto found = std::ranges::find_if(named, [&](const std::string& number) {
        return !is_to_be_paid_in(*find_voucher(state.vouchers, number));
    });
    return found == named.end() ? nullptr : &*found;
}

void name_wrong_cash(rejection& no, const case_state& state, const command& what,
                     const decision_context&) {
    const auto* cash = std::get_if<pay_cash_in>(&what.detail);
    const auto* wrong = cash == nullptr ? nullptr : wrong_cash(state, cash->vouchers);
    if (wrong != nullptr) {
        no.vi += fmt::format(" Chứng từ `{}` không phải là khoản thu như vậy.", *wrong);
        no.en += fmt::format(" The voucher `{}` is no such collection.", *wrong);
    }
}

bool takes_money(const case_state& state) {
    return !state.code.empty() && state.follows == events::lifecycle::dossier &&
           (!is_final(state.follows, state.at) || state.still_pays_out());
}

/// Whether a voucher that was entered wrongly may still be taken back: also where it was the one by
/// which a matter that ended otherwise than by law holds nothing any more, or its accounts would
/// never agree.
bool corrects_money(const case_state& state) {
    return state.archiving.empty() && ended_otherwise(state);
}

} // namespace

const step_rule* refused_voucher(const case_state& state, const record_money& what) {
    if (state.code.empty() || state.follows != events::lifecycle::dossier) {
        return &money_belongs_to_a_matter;
    }
    if (what.amount == 0 || what.voucher.empty() ||
        find_voucher(state.vouchers, what.voucher) != nullptr) {
        return &voucher_is_recorded_once;
    }
    const bool collects = what.kind == events::money_kind::collected && what.amount > 0;
    const bool collects_no_more =
        is_final(state.follows, state.at) && !state.ended_by_law() && collects;
    const bool takes_back = what.amount < 0 && corrects_money(state);
    if ((!takes_money(state) && !takes_back) || collects_no_more) {
        return &money_belongs_to_a_matter;
    }
    if (what.of_vouchers.empty()) {
        return nullptr;
    }
    if (collects || wrong_collection(state, what.of_vouchers) != nullptr) {
        return &names_collections;
    }
    const auto sum = open_sum(state, what);
    return what.amount > sum || what.amount < -sum ? &within_the_collections : nullptr;
}

const step_rule* refused_cash(const case_state& state, const pay_cash_in& what) {
    if (!takes_money(state)) {
        return &money_belongs_to_a_matter;
    }
    return what.vouchers.empty() || wrong_cash(state, what.vouchers) != nullptr
               ? &cash_is_paid_in_once
               : nullptr;
}

} // namespace engine
