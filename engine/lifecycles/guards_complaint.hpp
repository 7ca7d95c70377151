#pragma once

#include "engine/explainers.hpp"
#include "engine/law.hpp"
#include "engine/lifecycles/guard.hpp"

#include <algorithm>
#include <optional>

/// The rules of complaints.
namespace engine::lifecycles {

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

[[nodiscard]] inline bool is_final_at_once(std::optional<events::complaint_kind> kind) {
    return kind == events::complaint_kind::account_freeze ||
           kind == events::complaint_kind::other_security_measure;
}

struct has_second_level : guard_of<has_second_level> {
    static constexpr step_rule about{
        "has_second_level",
        "Quyết định giải quyết khiếu nại về phong tỏa tài khoản, biện pháp bảo đảm có hiệu lực "
        "ngay, không khiếu nại lần hai.",
        "A resolution on an account freeze or other security measure is final.",
        "Nghị định 62/2015/NĐ-CP Điều 38.3; Luật Thi hành án dân sự 26/2008/QH12 Điều 146.2"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return !is_final_at_once(state.kind);
    }
};

/// The same of a complaint that is brought to the agency above as a second one.
struct comes_at_a_level : guard_of<comes_at_a_level> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about = has_second_level::about;
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        return offer.level != events::instance::second || !is_final_at_once(offer.kind);
    }
};

/// A second complaint goes to the agency above.
struct resolved_from_above : guard_of<resolved_from_above> {
    static constexpr step_rule about{
        "resolved_from_above",
        "Khiếu nại lần hai do thủ trưởng cơ quan cấp trên giải quyết, không phải người đã giải "
        "quyết lần đầu.",
        "A second complaint is for the head of the agency above, not for who resolved the first.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 142"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context&) {
        return state.level == events::instance::first || state.resolved_by != whole.actor;
    }
};

/// Of a complaint that a lower agency did not accept a complaint only that is asked: it is right,
/// or the lower agency is told to accept.
struct contests_no_refusal : guard_of<contests_no_refusal> {
    static constexpr step_rule about{
        "contests_no_refusal",
        "Khiếu nại việc cơ quan cấp dưới không thụ lý thì không thụ lý: trả lời nếu việc không thụ "
        "lý có căn cứ, hoặc chỉ đạo cơ quan cấp dưới giải quyết.",
        "A complaint that a lower agency did not accept a complaint is not docketed: it is "
        "answered "
        "where the refusal was right, or the lower agency is told to resolve the complaint.",
        "Thông tư 13/2021/TT-BTP Điều 8.5"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return !law::contests_non_acceptance(context.rules, state);
    }
};

/// Down to the agency that must accept it a complaint goes only where that agency's refusal is
/// complained about, and then the agency is named.
struct passes_on_lawfully : guard_of<passes_on_lawfully> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "passes_on_lawfully",
        "Chỉ chỉ đạo cơ quan cấp dưới thụ lý khi đơn khiếu nại việc cơ quan đó không thụ lý, và "
        "phải nêu cơ quan đó.",
        "A lower agency is told to accept only where its refusal is complained about, and it must "
        "be named.",
        "Thông tư 13/2021/TT-BTP Điều 8.2, 8.5"};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        const auto* procedure = context.rules.find(state.procedure);
        return std::ranges::all_of(whole.grounds, [&](const std::string& code) {
            const auto* ground =
                procedure == nullptr
                    ? nullptr
                    : find_ground(*procedure, code,
                                  law::days_of(state, happened_at(whole, context)));
            return ground == nullptr || ground->answers.empty() ||
                   (ground->answers == state.opening_ground && offer.to.has_value());
        });
    }
};

/// The agency above revoked the refusal to docket.
struct is_told_to_accept : guard_of<is_told_to_accept> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "is_told_to_accept",
        "Đơn không thụ lý chỉ được thụ lý theo văn bản chỉ đạo của cơ quan cấp trên; phải nêu căn "
        "cứ đó.",
        "A complaint that was not accepted is docketed only when the agency above tells so in "
        "writing; that must be stated as the ground.",
        "Thông tư 13/2021/TT-BTP Điều 8.5b"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return law::states_outcome(context.rules, state, whole.grounds, outcome::revoked,
                                   happened_at(whole, context));
    }
    static bool may_hold(const auto&, const case_state& state, const command& whole,
                         const decision_context& context) {
        return law::lists_ground(context.rules, state, happened_at(whole, context),
                                 [](outcome one) { return one == outcome::revoked; });
    }
};

struct pause_is_lawful : guard_of<pause_is_lawful> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "pause_is_lawful",
        "Chỉ tạm dừng khi việc thi hành sẽ ảnh hưởng đến quyền, lợi ích hợp pháp của đương sự hoặc "
        "việc giải quyết khiếu nại; phải nêu căn cứ đó.",
        "A pause needs one of the grounds of the law: the enforcement would harm the rights of a "
        "party, or the resolution of the complaint.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 145.1b"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return law::states_outcome(context.rules, state, whole.grounds, outcome::suspended,
                                   happened_at(whole, context));
    }
    static bool may_hold(const auto&, const case_state& state, const command& whole,
                         const decision_context& context) {
        return law::lists_ground(context.rules, state, happened_at(whole, context),
                                 [](outcome one) { return one == outcome::suspended; });
    }
};

struct not_paused_yet : guard_of<not_paused_yet> {
    static constexpr step_rule about{"not_paused_yet",
                                     "Đã tạm dừng cho đến khi giải quyết xong khiếu nại.",
                                     "It is paused already, until the complaint is resolved.",
                                     "Luật Thi hành án dân sự 26/2008/QH12 Điều 145.1b"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return !state.disputed_act_paused;
    }
};

struct tells_the_request_to_explain : guard_of<tells_the_request_to_explain> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "tells_the_request_to_explain",
        "Phải nêu là người được yêu cầu đã nhận yêu cầu giải trình (what: explanation_request).",
        "That the request to explain was received must be said (what: explanation_request).",
        "Thông tư 13/2021/TT-BTP Điều 9.2"};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        return offer.what == events::notified_matter::explanation_request;
    }
};

struct explanation_is_awaited : guard_of<explanation_is_awaited> {
    static constexpr step_rule about{
        "explanation_is_awaited", "Không có yêu cầu giải trình nào còn chờ trả lời.",
        "No request to explain waits for an answer.", "Thông tư 13/2021/TT-BTP Điều 9.2"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return anybody_is_asked(state);
    }
};

/// The days of each are of their own, and end by what each does.
struct says_who_explains : guard_of<says_who_explains> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "says_who_explains",
        "Cả Chấp hành viên và cơ quan cấp dưới đang được yêu cầu giải trình: phải nêu của ai "
        "(explainer: enforcement_officer hoặc lower_agency).",
        "Both the enforcement officer and the lower agency are asked to explain: it must be said "
        "whose this is (explainer: enforcement_officer or lower_agency).",
        "Thông tư 13/2021/TT-BTP Điều 9.2"};
    static bool holds(const auto& offer, const case_state& state, const command&,
                      const decision_context&) {
        return offer.explainer.has_value() || !all_are_asked(state);
    }
};

struct names_who_was_asked : guard_of<names_who_was_asked> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "names_who_was_asked",
        "Người được nêu (explainer) không có yêu cầu giải trình nào còn chờ trả lời.",
        "Who is named (explainer) was not asked to explain, or has explained already.",
        "Thông tư 13/2021/TT-BTP Điều 9.2"};
    static bool holds(const auto& offer, const case_state& state, const command&,
                      const decision_context&) {
        return !offer.explainer || asked_at(state, *offer.explainer).has_value();
    }
};

/// Neither before it was asked, nor in the future: the days to explain run from there.
struct received_after_it_was_asked : guard_of<received_after_it_was_asked> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "received_after_it_was_asked",
        "Ngày nhận yêu cầu giải trình không được trước ngày yêu cầu và không ở tương lai.",
        "A request to explain is received on or after the day on which it was made, and not in the "
        "future.",
        "Thông tư 13/2021/TT-BTP Điều 9.2"};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        const auto whose = whose_explanation(state, offer.explainer);
        const auto asked = whose ? asked_at(state, *whose) : std::nullopt;
        return offer.valid_on <= events::office_date(happened_at(whole, context)) &&
               (!asked || offer.valid_on >= events::office_date(*asked));
    }
};

} // namespace engine::lifecycles
