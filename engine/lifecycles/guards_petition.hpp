#pragma once

#include "engine/law.hpp"
#include "engine/lifecycles/guard.hpp"

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

} // namespace engine::lifecycles
