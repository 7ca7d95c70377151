#pragma once

#include "engine/fees/money.hpp"
#include "engine/law.hpp"
#include "engine/lifecycles/guard.hpp"

/// The rules of what is performed of an enforcement, of confirming it, and of the end by law.
namespace engine::lifecycles {

/// A draft, or a result on the spot, says what it confirms only where that is what is asked for; a
/// matter is named with how much of it is performed, and a refusal confirms nothing.
struct confirms_what_is_asked : guard_of<confirms_what_is_asked> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "confirms_what_is_asked",
        "Chỉ việc xác nhận kết quả thi hành án mới nêu vụ việc được xác nhận, và phải nêu đã thi "
        "hành xong hay một phần; từ chối thì không xác nhận gì.",
        "Only the confirmation of a result names the matter that it is about, together with "
        "whether all or a part of it is performed; a refusal confirms nothing.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 53; Nghị định 62/2015/NĐ-CP Điều 37.2"};
    static bool holds(const auto& offer, const case_state& state, const command&,
                      const decision_context& context) {
        if (!offer.matter && !offer.performed) {
            return true;
        }
        const bool names_nothing = offer.matter && offer.matter->empty();
        return law::confirms_performance(context.rules, state.procedure) && offer.performed &&
               !names_nothing && outcome_of(offer) != events::decision_outcome::refuse;
    }

private:
    static events::decision_outcome outcome_of(const auto& offer) {
        if constexpr (requires { offer.proposal; }) {
            return offer.proposal;
        } else {
            return offer.outcome;
        }
    }
};

/// On the spot too it is the head who confirms that all is performed: the matter ends with it.
struct head_confirms : guard_of<head_confirms> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "head_confirms",
        "Giấy xác nhận đã thi hành xong do Thủ trưởng cơ quan cấp, kể cả khi giải quyết ngay; "
        "người "
        "giữ nhiều vai trò phải nêu vai trò Thủ trưởng (Acting-As: head).",
        "That all is performed is confirmed by the head, on the spot too; who holds several roles "
        "must act as head (Acting-As: head).",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 52.1, 53"};
    static bool holds(const auto& offer, const case_state&, const command& whole,
                      const decision_context&) {
        return offer.performed != events::performance::whole ||
               whole.acting_as == events::role::head;
    }
};

struct performed_once : guard_of<performed_once> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{"performed_once", "Đã ghi nhận vụ việc này thi hành xong.",
                                     "The matter is recorded to be wholly performed already.",
                                     "Luật Thi hành án dân sự 26/2008/QH12 Điều 52"};
    static bool holds(const auto& offer, const case_state& state, const command&,
                      const decision_context&) {
        return offer.extent != events::performance::whole ||
               state.performed != events::performance::whole;
    }
};

struct amount_is_a_sum : guard_of<amount_is_a_sum> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "amount_is_a_sum",
        "Số tiền thi hành phải khác 0 và không quá 1.000.000.000.000.000 đồng; việc không phải là "
        "tiền thì không nêu.",
        "What was performed in money is a sum that is not nought, up to 1,000,000,000,000,000 "
        "đồng; what is no money states none.",
        "Thông tư 78/2020/TT-BTC Điều 8.3"};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        return !offer.amount ||
               (*offer.amount != 0 && *offer.amount <= dong_max && *offer.amount >= -dong_max);
    }
};

/// What was recorded in error is lowered again, and never below nought.
struct total_is_a_sum : guard_of<total_is_a_sum> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "total_is_a_sum",
        "Tổng số tiền đã thi hành của vụ việc không được âm và không quá 1.000.000.000.000.000 "
        "đồng.",
        "What was performed of a matter in all is not negative, and 1,000,000,000,000,000 đồng at "
        "most.",
        "Thông tư 78/2020/TT-BTC Điều 8.3"};
    static bool holds(const auto& offer, const case_state& state, const command&,
                      const decision_context&) {
        std::int64_t total = 0;
        return !offer.amount ||
               (!__builtin_add_overflow(state.performed_amount, *offer.amount, &total) &&
                total >= 0 && total <= dong_max);
    }
};

struct performed_in_whole : guard_of<performed_in_whole> {
    static constexpr step_rule about{
        "performed_in_whole",
        "Vụ việc chưa được ghi nhận thi hành xong nên chưa đương nhiên kết thúc thi hành án.",
        "The matter is not recorded to be wholly performed: it does not end by law.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 52.1"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.performed == events::performance::whole;
    }
};

struct names_the_confirmation : guard_of<names_the_confirmation> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "names_the_confirmation",
        "Phải nêu giấy xác nhận kết quả thi hành án (mã hồ sơ hoặc số văn bản).",
        "The confirmation of the result must be named, by the code of its case or its number.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 52.1, 53"};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        return !offer.confirmation.empty();
    }
};

struct a_matter_is_to_end : guard_of<a_matter_is_to_end> {
    static constexpr step_rule about{
        "a_matter_is_to_end",
        "Việc xác nhận này không làm vụ việc nào đương nhiên kết thúc, hoặc đã được ghi nhận.",
        "No matter ends by law with this confirmation, or its end was noted.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 52.1"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.open_deadline(law::matter_end_period) != nullptr;
    }
};

} // namespace engine::lifecycles
