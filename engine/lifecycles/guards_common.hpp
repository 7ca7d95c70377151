#pragma once

#include "engine/law.hpp"
#include "engine/lifecycles/guard.hpp"
#include "engine/protected_request.hpp"

#include <algorithm>
#include <type_traits>

/// The rules that the lifecycles share.
namespace engine::lifecycles {

struct states_reason : guard_of<states_reason> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{"states_reason", "Phải nêu lý do.", "A reason must be stated.",
                                     "Nghị định 63/2010/NĐ-CP Điều 18"};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        return !offer.reason.empty();
    }
};

/// Whether a ground that leads there is one for this step: what asks for a supplement, is passed
/// on, or stops an enforcement, is no reason to refuse.
template <class Offer> constexpr bool is_ground_for(events::lifecycle follows, outcome leads_to) {
    if constexpr (std::is_same_v<Offer, file_away>) {
        return leads_to == outcome::file_away;
    } else if constexpr (std::is_same_v<Offer, decline_petition>) {
        // A complaint that was resolved for good is both explained and not accepted: Luật THADS
        // art. 141.5. A denunciation that is shown the way elsewhere is not declined.
        return is_refusal(leads_to) ||
               (leads_to == outcome::guide_once && follows == events::lifecycle::complaint);
    } else {
        return is_refusal(leads_to);
    }
}

struct states_ground : guard_of<states_ground> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "states_ground",
        "Phải nêu căn cứ mà quy định của thủ tục đặt ra cho bước này.",
        "A ground that the procedure gives for this step must be stated.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 31.5, Điều 141",
        false,
        tell_protection};
    template <class Offer>
    static bool holds(const Offer&, const case_state& state, const command& whole,
                      const decision_context& context) {
        if (std::is_same_v<Offer, refuse_request> && whole.grounds.empty()) {
            // Where the law of the case lists none, as that of 2026 whose text was not seen, a
            // ground that is asked for would be an untrue one (decision 0045); unless the law says
            // for what it may not be refused, which another ground must then outweigh.
            return law::protecting_ground(context.rules, state) == nullptr &&
                   !law::lists_ground(context.rules, state, happened_at(whole, context),
                                      is_refusal);
        }
        return !whole.grounds.empty() &&
               std::ranges::all_of(whole.grounds, [&](const auto& ground) {
                   const auto leads_to =
                       law::outcome_of(context.rules, state, ground, happened_at(whole, context));
                   return leads_to && is_ground_for<Offer>(state.follows, *leads_to);
               });
    }
    template <class Offer>
    static bool may_hold(const Offer&, const case_state& state, const command& whole,
                         const decision_context& context) {
        return (std::is_same_v<Offer, refuse_request> &&
                law::protecting_ground(context.rules, state) == nullptr) ||
               law::lists_ground(
                   context.rules, state, happened_at(whole, context),
                   [&](outcome one) { return is_ground_for<Offer>(state.follows, one); });
    }
};

/// A ground that leads there, wherever the law of the case lists one.
template <outcome Leads> struct states_listed_ground_to : guard_of<states_listed_ground_to<Leads>> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "states_listed_ground_to", "Phải nêu một căn cứ mà pháp luật đã liệt kê cho bước này.",
        "One of the grounds that the law lists for this step must be stated.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 44a, 48-49; Thông tư 13/2021/TT-BTP Điều 8, 10, "
        "16, 18"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return !law::lists_ground(context.rules, state, happened_at(whole, context),
                                  [](outcome one) { return one == Leads; }) ||
               law::states_outcome(context.rules, state, whole.grounds, Leads,
                                   happened_at(whole, context));
    }
};

struct supplement_is_allowed : guard_of<supplement_is_allowed> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "supplement_is_allowed",
        "Đã yêu cầu bổ sung đủ số lần cho phép đối với một vụ việc; chỉ được yêu cầu nữa khi người "
        "nộp không thực hiện đúng hướng dẫn, và phải nêu căn cứ đó.",
        "The person has been asked to supplement as often as one case allows; once more only where "
        "the guidance was not followed, which must be stated as the ground.",
        "Nghị định 63/2010/NĐ-CP Điều 20.4"};
    /// What the person did with the guidance is a ground of the step.
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return law::one_more_allowed(context.rules, state, "supplement_visits_max",
                                     state.supplements, happened_at(whole, context), whole.grounds);
    }
    static bool may_hold(const auto&, const case_state& state, const command& whole,
                         const decision_context& context) {
        std::vector<std::string> any;
        for (const auto* one : law::grounds_in(context.rules, state, happened_at(whole, context))) {
            any.push_back(one->code);
        }
        return law::one_more_allowed(context.rules, state, "supplement_visits_max",
                                     state.supplements, happened_at(whole, context), any);
    }
};

struct names_missing_papers : guard_of<names_missing_papers> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "names_missing_papers", "Phải nêu một lần, đầy đủ các giấy tờ còn thiếu.",
        "All missing papers must be named at once.", "Nghị định 63/2010/NĐ-CP Điều 18, Điều 20.4"};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        return !offer.missing.empty();
    }
};

struct nothing_is_owed : guard_of<nothing_is_owed> {
    static constexpr step_rule about{"nothing_is_owed",
                                     "Còn bước có thời hạn chưa thực hiện, chưa được kết thúc.",
                                     "A step with a period is still to be done.",
                                     "Luật Thi hành án dân sự 26/2008/QH12 Điều 39"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return std::none_of(state.deadlines.begin(), state.deadlines.end(),
                            [](const deadline& one) { return one.open() && !one.excused; });
    }
};

/// Where the matter stood when it was stopped; it goes on there.
template <events::status Stopped> struct stopped_in : guard_of<stopped_in<Stopped>> {
    static constexpr step_rule about{"stopped_in",
                                     "Vụ việc tiếp tục ở trạng thái trước khi tạm dừng.",
                                     "A matter goes on in the status in which it was stopped.",
                                     "Luật Thi hành án dân sự 26/2008/QH12 Điều 48.4, 49.3", true};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.before_suspension == Stopped;
    }
};

} // namespace engine::lifecycles
