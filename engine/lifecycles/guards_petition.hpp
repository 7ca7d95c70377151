#pragma once

#include "engine/keeping.hpp"
#include "engine/law.hpp"
#include "engine/lifecycles/guard.hpp"
#include "engine/lifecycles/guards_common.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <type_traits>

/// The rules that complaints and denunciations share.
namespace engine::lifecycles {

struct filed_not_mailed : guard_of<filed_not_mailed> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "filed_not_mailed",
        "Khiếu nại, tố cáo qua thư điện tử chỉ được hướng dẫn; phải có đơn hoặc trình bày trực "
        "tiếp.",
        "A petition by e-mail is only explained; it must be written or stated in person.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 147, 155; Thông tư 13/2021/TT-BTP Điều 5"};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        return offer.received_by != events::channel::email;
    }
};

/// By a way that the law of the day names, where it was read.
struct filed_by_a_lawful_way : guard_of<filed_by_a_lawful_way> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "filed_by_a_lawful_way",
        "Pháp luật của ngày tiếp nhận không cho phép nộp đơn theo cách này; phải có đơn hoặc trình "
        "bày trực tiếp.",
        "The law of the day of receipt takes no petition this way; it must be written or stated in "
        "person.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 147, 155; Thông tư 13/2021/TT-BTP Điều 5, 16.5"};
    template <class Offer>
    static bool holds(const Offer& offer, const case_state&, const command& whole,
                      const decision_context& context) {
        const auto day = events::office_date(happened_at(whole, context));
        const auto* procedure =
            std::is_same_v<Offer, receive_complaint> ? "complaint" : "denunciation";
        return law::takes_petition(context.rules, procedure, offer.received_by, day);
    }
};

/// Who judges is not the one who is complained about: it goes to the agency above.
struct not_against_the_head : guard_of<not_against_the_head> {
    static constexpr step_rule about{
        "not_against_the_head",
        "Đơn khiếu nại, tố cáo chính thủ trưởng cơ quan này do cấp trên trực tiếp giải quyết: phải "
        "chuyển đơn.",
        "A petition against the head of this very agency is for the agency above: pass it on.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 142, 157.1-157.2"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return !state.against_head;
    }
};

/// What the case says of itself already need not be stated again.
struct is_for_another_agency : guard_of<is_for_another_agency> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "is_for_another_agency",
        "Chỉ chuyển đơn thuộc thẩm quyền của cơ quan khác; phải nêu căn cứ đó.",
        "A petition is passed on only where another agency is competent, which must be stated as "
        "the ground.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 142, 157; Thông tư 13/2021/TT-BTP Điều 8.2, "
        "16.2"};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        return state.against_head ||
               law::outcome_of(context.rules, state, state.opening_ground,
                               happened_at(whole, context)) == outcome::transfer ||
               states_listed_ground_to<outcome::transfer>::holds(offer, state, whole, context);
    }
};

/// One letter of several contents: each is dealt with by its own rules, in a case of its own.
struct splits_off_another_kind : guard_of<splits_off_another_kind> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "splits_off_another_kind",
        "Nội dung tách ra phải thuộc loại khác với đơn này: khiếu nại (complaint), tố cáo "
        "(denunciation) hoặc kiến nghị, phản ánh (proposal).",
        "What is split off is of another kind than this petition: complaint, denunciation or "
        "proposal.",
        "Nghị định 62/2015/NĐ-CP Điều 38.1; Thông tư 13/2021/TT-BTP Điều 6.2"};
    static bool holds(const auto& offer, const case_state& state, const command&,
                      const decision_context&) {
        constexpr std::array kinds{std::string_view{"complaint"}, std::string_view{"denunciation"},
                                   std::string_view{"proposal"}};
        return offer.other != state.procedure && std::ranges::count(kinds, offer.other) > 0;
    }
};

struct extension_is_lawful : guard_of<extension_is_lawful> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "extension_is_lawful", "Thời hạn này không được gia hạn, hoặc vượt mức gia hạn tối đa.",
        "This period may not be extended, or not by so much.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 146.3, 146.5, 157.2"};
    static bool holds(const auto& offer, const case_state& state, const command&,
                      const decision_context& context) {
        return law::extension_for(context.rules, state, offer.deadline, offer.days) != nullptr;
    }
    static bool may_hold(const auto&, const case_state& state, const command&,
                         const decision_context& context) {
        return std::ranges::any_of(state.deadlines, [&](const deadline& one) {
            return law::extension_for(context.rules, state, one.id, 1) != nullptr;
        });
    }
};

/// Of what was filed away before the program knew this step, the time runs from the end of the
/// case.
struct keeping_is_over : guard_of<keeping_is_over> {
    static constexpr step_rule about{
        "keeping_is_over",
        "Chưa hết thời hạn lưu đơn, hoặc đã quyết định việc tiêu hủy; pháp luật áp dụng cho đơn "
        "này "
        "phải có thời hạn lưu đơn.",
        "The time for which the petition is kept is not over, or its destruction was decided on; "
        "the law of the petition must give such a time.",
        "Thông tư 13/2021/TT-BTP Điều 8.4, 16.3"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        const auto at = happened_at(whole, context);
        if (const auto* runs = state.open_deadline(keeping_period)) {
            return runs->due <= at;
        }
        if (!state.ended_at || state.destruction_decided) {
            return false;
        }
        const auto end = law::period_end(context.rules, state, keeping_period,
                                         events::office_date(*state.ended_at));
        return end && *end <= at;
    }
};

/// A petition that is kept on is kept for a reason.
struct says_why_it_is_kept : guard_of<says_why_it_is_kept> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{"says_why_it_is_kept",
                                     "Tiếp tục lưu đơn thì phải nêu lý do (reason).",
                                     "Why the petition is kept on must be stated (reason).",
                                     "Thông tư 13/2021/TT-BTP Điều 8.4, 16.3"};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        return offer.outcome != events::keeping_end::kept ||
               (offer.reason && !offer.reason->empty());
    }
};

} // namespace engine::lifecycles
