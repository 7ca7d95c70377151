#pragma once

#include "engine/law.hpp"
#include "engine/lifecycles/guard.hpp"

/// The rules of help by e-mail.
namespace engine::lifecycles {

struct procedure_is_chosen : guard_of<procedure_is_chosen> {
    static constexpr step_rule about{
        "procedure_is_chosen", "Chưa xác định thủ tục của yêu cầu này.",
        "Nobody has said yet which procedure this is about.", "Quyết định 536/QĐ-TCTHADS"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return law::knows_procedure(context.rules, state.procedure);
    }
};

struct names_a_procedure : guard_of<names_a_procedure> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{"names_a_procedure",
                                     "Phải nêu một thủ tục có trong bộ quy tắc.",
                                     "A procedure of the rule set must be named.",
                                     "Quyết định 536/QĐ-TCTHADS, Quyết định 537/QĐ-TCTHADS"};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context& context) {
        return law::knows_procedure(context.rules, offer.procedure);
    }
};

struct outcome_fits_procedure : guard_of<outcome_fits_procedure> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "outcome_fits_procedure",
        "Qua thư điện tử chỉ kiểm tra yêu cầu của thủ tục được hỗ trợ trực tuyến; khiếu nại, tố "
        "cáo chỉ được hướng dẫn trình tự, thủ tục; thủ tục khác nộp trực tiếp.",
        "By e-mail only what has online support is checked; complaints and denunciations are only "
        "explained; anything else is filed without help by e-mail.",
        "Quyết định 536/QĐ-TCTHADS"};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        if (law::is_petition(context.rules, state.procedure)) {
            return offer.outcome == events::check_outcome::procedure_only;
        }
        return offer.outcome != events::check_outcome::procedure_only &&
               law::is_supported_by_mail(context.rules, state, happened_at(whole, context));
    }
    static bool may_hold(const auto&, const case_state& state, const command& whole,
                         const decision_context& context) {
        return law::is_petition(context.rules, state.procedure) ||
               law::is_supported_by_mail(context.rules, state, happened_at(whole, context));
    }
};

/// The last check found what the step needs.
struct found_valid : guard_of<found_valid> {
    static constexpr step_rule about{"found_valid",
                                     "Lần kiểm tra gần nhất chưa kết luận yêu cầu hợp lệ.",
                                     "The last check did not find the request valid.",
                                     "Quyết định 536/QĐ-TCTHADS, bước xác nhận và đặt lịch hẹn"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.checked_as == events::check_outcome::valid;
    }
};

struct found_incomplete : guard_of<found_incomplete> {
    static constexpr step_rule about{"found_incomplete",
                                     "Lần kiểm tra gần nhất không kết luận hồ sơ thiếu giấy tờ.",
                                     "The last check did not find papers missing.",
                                     "Quyết định 536/QĐ-TCTHADS, bước hướng dẫn bằng thư điện tử"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.checked_as == events::check_outcome::incomplete;
    }
};

struct found_no_case : guard_of<found_no_case> {
    static constexpr step_rule about{
        "found_no_case",
        "Lần kiểm tra gần nhất không kết luận thiếu quyền, thiếu thẩm quyền hoặc chỉ hướng dẫn.",
        "The last check did not find a lack of right or of jurisdiction, or a matter for "
        "guidance only.",
        "Quyết định 536/QĐ-TCTHADS, bước hướng dẫn bằng thư điện tử"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.checked_as && *state.checked_as != events::check_outcome::valid &&
               *state.checked_as != events::check_outcome::incomplete;
    }
};

struct appointment_is_possible : guard_of<appointment_is_possible> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "appointment_is_possible",
        "Giờ hẹn phải sau lúc hẹn, trong giờ làm việc của ngày làm việc.",
        "An appointment must lie after it is made, within office hours of a working day.",
        "Quyết định 536/QĐ-TCTHADS; Bộ luật Lao động"};
    static bool holds(const auto& offer, const case_state&, const command& whole,
                      const decision_context& context) {
        return offer.at > happened_at(whole, context) &&
               law::is_office_hour(context.rules, offer.at);
    }
};

struct appointment_has_passed : guard_of<appointment_has_passed> {
    static constexpr step_rule about{"appointment_has_passed", "Chưa đến giờ hẹn.",
                                     "The appointed time has not come yet.",
                                     "Quyết định 536/QĐ-TCTHADS"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return state.appointment_at && *state.appointment_at <= happened_at(whole, context);
    }
};

} // namespace engine::lifecycles
