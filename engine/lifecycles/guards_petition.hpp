#pragma once

#include "engine/law.hpp"
#include "engine/lifecycles/guard.hpp"

/// The rules of complaints and denunciations.
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

struct not_guided_before : guard_of<not_guided_before> {
    static constexpr step_rule about{
        "not_guided_before", "Chỉ hướng dẫn một lần cho một vụ việc.",
        "A matter is guided once only.",
        "Thông tư 13/2021/TT-BTP Điều 8; Nghị định 62/2015/NĐ-CP Điều 38.1"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return !state.guided_once;
    }
};

struct first_complaint : guard_of<first_complaint> {
    static constexpr step_rule about{"first_complaint", "Chỉ áp dụng cho khiếu nại lần đầu.",
                                     "For a first complaint only.",
                                     "Luật Thi hành án dân sự 26/2008/QH12 Điều 142"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.level == events::instance::first;
    }
};

struct second_complaint : guard_of<second_complaint> {
    static constexpr step_rule about{"second_complaint", "Chỉ áp dụng cho khiếu nại lần hai.",
                                     "For a second complaint only.",
                                     "Thông tư 13/2021/TT-BTP Điều 14.2"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.level == events::instance::second;
    }
};

struct has_second_level : guard_of<has_second_level> {
    static constexpr step_rule about{
        "has_second_level",
        "Quyết định giải quyết khiếu nại về phong tỏa tài khoản, biện pháp bảo đảm có hiệu lực "
        "ngay, không khiếu nại lần hai.",
        "A resolution on an account freeze or other security measure is final.",
        "Nghị định 62/2015/NĐ-CP Điều 38.3; Luật Thi hành án dân sự 26/2008/QH12 Điều 146.2"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.kind != events::complaint_kind::account_freeze &&
               state.kind != events::complaint_kind::other_security_measure;
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
        return law::extension_allowed(context.rules, state, offer.deadline, offer.days);
    }
};

struct parties_not_told : guard_of<parties_not_told> {
    static constexpr step_rule about{"parties_not_told", "Đã thông báo việc thụ lý tố cáo.",
                                     "The parties have been told already.",
                                     "Thông tư 13/2021/TT-BTP Điều 17.2"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return !state.parties_told;
    }
};

} // namespace engine::lifecycles
