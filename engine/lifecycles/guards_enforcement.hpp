#pragma once

#include "engine/law.hpp"
#include "engine/lifecycles/guard.hpp"

#include <algorithm>

/// The rules of the enforcement after its decision, and of its file on the way to the archive.
namespace engine::lifecycles {

struct enforcement_request_only : guard_of<enforcement_request_only> {
    static constexpr step_rule about{
        "enforcement_request_only", "Chỉ lập hồ sơ thi hành án đối với quyết định thi hành án.",
        "An enforcement dossier is opened for an enforcement decision only.",
        "Nghị định 62/2015/NĐ-CP Điều 8.1"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return state.issued_at && law::decides_to_enforce(context.rules, state);
    }
};

struct not_opened_yet : guard_of<not_opened_yet> {
    static constexpr step_rule about{
        "not_opened_yet", "Hồ sơ thi hành án của quyết định này đã được lập.",
        "The enforcement dossier of this decision has been opened: one decision, one dossier.",
        "Nghị định 62/2015/NĐ-CP Điều 8.1"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return !state.file_opened;
    }
};

/// After the decision: the enforcement itself may be stopped, go on, end or be entrusted.
struct is_enforced_here : guard_of<is_enforced_here> {
    static constexpr step_rule about{
        "is_enforced_here", "Chỉ áp dụng đối với vụ việc đã có quyết định thi hành án.",
        "Only for a matter whose enforcement decision has been issued.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 44a, 48-50, 55-57"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return state.issued_at && law::decides_to_enforce(context.rules, state);
    }
};

/// What stops an enforcement, lets it go on or entrusts it is a decision; before there is one that
/// is enforced, whoever examines the matter may put it aside.
struct head_decides : guard_of<head_decides> {
    static constexpr step_rule about{
        "head_decides",
        "Sau khi có quyết định thi hành án, việc hoãn, tạm đình chỉ, tiếp tục, ủy thác thi hành án "
        "do Thủ trưởng cơ quan quyết định; người giữ nhiều vai trò phải nêu vai trò Thủ trưởng "
        "(Acting-As: head).",
        "Once a decision is enforced, the head decides whether it is stopped, goes on or is "
        "entrusted; who holds several roles must act as head (Acting-As: head).",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 44a, 48-50, 55-57"};
    static bool holds(const auto&, const case_state&, const command& whole,
                      const decision_context&) {
        return whole.acting_as == events::role::head;
    }
};

/// A ground that the law gives for this very step.
template <outcome Leads> struct states_ground_to : guard_of<states_ground_to<Leads>> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{"states_ground_to",
                                     "Phải nêu căn cứ mà pháp luật quy định cho bước này.",
                                     "A ground that the law gives for this step must be stated.",
                                     "Luật Thi hành án dân sự 26/2008/QH12 Điều 44a, 48-50, 55-57"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return law::states_outcome(context.rules, state, whole.grounds, Leads,
                                   happened_at(whole, context));
    }
    static bool may_hold(const auto&, const case_state& state, const command& whole,
                         const decision_context& context) {
        return law::lists_ground(context.rules, state, happened_at(whole, context),
                                 [](outcome one) { return one == Leads; });
    }
};

/// Before the decision there is no enforcement to stop: a ground to stop one would start its days,
/// and use up a postponement that the law gives once.
struct stops_no_enforcement_yet : guard_of<stops_no_enforcement_yet> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "stops_no_enforcement_yet",
        "Chưa có quyết định thi hành án nên chưa thể hoãn, tạm đình chỉ thi hành án.",
        "There is no enforcement yet that could be postponed or suspended.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 44a, 48, 49"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return !law::states_outcome(context.rules, state, whole.grounds, outcome::suspended,
                                    happened_at(whole, context));
    }
};

/// Of a matter that was stopped: before its decision any reason will do.
template <outcome Leads>
struct states_ground_once_decided : guard_of<states_ground_once_decided<Leads>> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about = states_ground_to<Leads>::about;
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        return !state.issued_at || states_ground_to<Leads>::holds(offer, state, whole, context);
    }
    static bool may_hold(const auto& offer, const case_state& state, const command& whole,
                         const decision_context& context) {
        return !state.issued_at || states_ground_to<Leads>::may_hold(offer, state, whole, context);
    }
};

/// At the request of who may protest, an enforcement is postponed no more often than the law says.
struct postponed_for_protest_once : guard_of<postponed_for_protest_once> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "postponed_for_protest_once",
        "Đã hoãn thi hành án theo yêu cầu của người có thẩm quyền kháng nghị đủ số lần cho phép.",
        "The enforcement was postponed at the request of who may protest as often as is allowed.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 48"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return std::ranges::count(whole.grounds, "postponed_by_protest") == 0 ||
               law::one_more_allowed(context.rules, state, "protest_postponements_max",
                                     state.protest_postponements, happened_at(whole, context));
    }
};

/// What the law wants to come before one of the stated grounds, and has not come.
inline law::wanting wanting_before_grounds(const case_state& state, const command& whole,
                                           const decision_context& context) {
    const auto at = happened_at(whole, context);
    for (const auto& code : whole.grounds) {
        const auto* one = law::ground_of(context.rules, state, code, at);
        const auto lacks = one == nullptr ? law::wanting::nothing
                                          : law::wanting_before(context.rules, state, *one, at);
        if (lacks != law::wanting::nothing) {
            return lacks;
        }
    }
    return law::wanting::nothing;
}

/// Only what has no means goes on in the separate register, once, and after what the rules say of
/// that ground: a year or two, verifications, no news.
struct register_follows_no_means : guard_of<register_follows_no_means> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "register_follows_no_means",
        "Chỉ chuyển sổ theo dõi riêng đối với việc đã có quyết định về việc chưa có điều kiện thi "
        "hành án.",
        "Only a matter that was decided to have no means yet moves to the separate register.",
        "Nghị định 62/2015/NĐ-CP Điều 9.5"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return wanting_before_grounds(state, whole, context) != law::wanting::another_ground;
    }
};

struct register_after_its_time : guard_of<register_after_its_time> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "register_after_its_time",
        "Chưa hết thời hạn kể từ ngày ra quyết định về việc chưa có điều kiện thi hành án để "
        "chuyển sổ theo dõi riêng.",
        "The time has not passed that must lie between the decision that there are no means yet "
        "and the separate register.",
        "Nghị định 62/2015/NĐ-CP Điều 9.5"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return wanting_before_grounds(state, whole, context) != law::wanting::time;
    }
};

struct register_after_verifications : guard_of<register_after_verifications> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "register_after_verifications",
        "Chưa xác minh điều kiện thi hành án đủ số lần kể từ ngày ra quyết định về việc chưa có "
        "điều kiện thi hành án.",
        "The means have not been verified as often as they must be since the decision that there "
        "are none yet.",
        "Nghị định 62/2015/NĐ-CP Điều 9.5"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return wanting_before_grounds(state, whole, context) != law::wanting::verifications;
    }
};

struct register_without_news : guard_of<register_without_news> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "register_without_news", "Có thông tin mới về điều kiện thi hành án mà chưa được xác minh.",
        "There is new information about the means that has not been verified.",
        "Nghị định 62/2015/NĐ-CP Điều 9.5"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return wanting_before_grounds(state, whole, context) != law::wanting::answer_to_news;
    }
};

/// A paper shows no ground for which something else must still come.
struct ground_has_come : guard_of<ground_has_come> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "ground_has_come",
        "Căn cứ đã nêu chưa đủ điều kiện: thời hạn, số lần xác minh hoặc việc xác minh thông tin "
        "mới.",
        "The ground that is stated has not come yet: a time, verifications or an answer to new "
        "information is wanting.",
        "Nghị định 62/2015/NĐ-CP Điều 9.5"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return wanting_before_grounds(state, whole, context) == law::wanting::nothing;
    }
};

struct not_decided_yet : guard_of<not_decided_yet> {
    static constexpr step_rule about{
        "not_decided_yet",
        "Đã có quyết định thi hành án: việc thi hành kết thúc bằng quyết định đình chỉ.",
        "The decision has been issued: what it enforces ends by a decision to terminate.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 50"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return !state.issued_at;
    }
};

struct accounts_are_reconciled : guard_of<accounts_are_reconciled> {
    static constexpr step_rule about{
        "accounts_are_reconciled",
        "Còn chứng từ chưa đối chiếu với kế toán, chưa được kết thúc để lưu trữ.",
        "A voucher has not been reconciled with the accountant's books.",
        "Thông tư 78/2020/TT-BTC Điều 7.1d"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return std::ranges::all_of(state.vouchers, &voucher::reconciled) &&
               std::ranges::all_of(state.only_theirs, &accountants_voucher::explained);
    }
};

struct grounds_are_known : guard_of<grounds_are_known> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{"grounds_are_known",
                                     "Căn cứ đã nêu không có trong quy định của thủ tục.",
                                     "The procedure does not know the ground that is stated.",
                                     "Luật Thi hành án dân sự 26/2008/QH12 Điều 44a, 48-50, 55-57"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return std::ranges::all_of(whole.grounds, [&](const std::string& ground) {
            return law::knows_ground(context.rules, state, ground, happened_at(whole, context));
        });
    }
};

/// Officer, examiner, head, archive: each signs after the one before, and nobody for another.
struct archived_in_order : guard_of<archived_in_order> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "archived_in_order",
        "Hồ sơ đã kết thúc chỉ nhận giấy tờ lưu trữ, theo đúng thứ tự và đúng người ký: Chấp hành "
        "viên ký mục lục, Thẩm tra viên kiểm tra, Thủ trưởng duyệt lưu trữ, văn thư lưu trữ nhận.",
        "The file of an ended matter takes papers of archiving only, in their order and from who "
        "signs them: officer the index, examiner, head the approval, archive the hand-over.",
        "Thông tư 04/2023/TT-BTP Điều 32"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        const auto* next = law::next_archiving(context.rules, state, happened_at(whole, context));
        return next != nullptr && whole.grounds == std::vector{next->code} &&
               (!next->act_by || whole.acting_as == *next->act_by);
    }
    static bool may_hold(const auto&, const case_state& state, const command& whole,
                         const decision_context& context) {
        const auto* next = law::next_archiving(context.rules, state, happened_at(whole, context));
        return next != nullptr && (!next->act_by || whole.acting_as == *next->act_by);
    }
};

} // namespace engine::lifecycles
