#pragma once

#include "engine/law.hpp"
#include "engine/lifecycles/guard.hpp"

#include <algorithm>

/// The rules of denunciations.
namespace engine::lifecycles {

/// A letter is passed on to the competent agency; who stands at the desk is shown the way there.
struct came_in_person : guard_of<came_in_person> {
    static constexpr step_rule about{
        "came_in_person",
        "Chỉ hướng dẫn người đến tố cáo trực tiếp; đơn gửi đến mà không thuộc thẩm quyền thì phải "
        "chuyển cho cơ quan có thẩm quyền.",
        "Only who denounces in person is guided; a letter of another competence is passed on to "
        "the competent agency.",
        "Luật Tố cáo 25/2018/QH14 Điều 24.2; Thông tư 13/2021/TT-BTP Điều 16.2"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.received_by == events::channel::counter ||
               state.received_by == events::channel::oral;
    }
};

/// Where the law of the case was not read, no ground is listed, and nobody is guided.
struct is_guided_on_a_ground : guard_of<is_guided_on_a_ground> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "is_guided_on_a_ground",
        "Chỉ hướng dẫn người đến tố cáo trực tiếp khi pháp luật áp dụng cho vụ việc quy định; phải "
        "nêu căn cứ đó.",
        "Who denounces in person is guided only where the law of the case says so, which must be "
        "stated as the ground.",
        "Luật Tố cáo 25/2018/QH14 Điều 24.2; Thông tư 13/2021/TT-BTP Điều 16.2"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return law::states_outcome(context.rules, state, whole.grounds, outcome::guide_once,
                                   happened_at(whole, context));
    }
    static bool may_hold(const auto&, const case_state& state, const command& whole,
                         const decision_context& context) {
        return law::lists_ground(context.rules, state, happened_at(whole, context),
                                 [](outcome one) { return one == outcome::guide_once; });
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

/// A withdrawn denunciation is resolved all the same where the law says so.
struct goes_on_though_withdrawn : guard_of<goes_on_though_withdrawn> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "goes_on_though_withdrawn",
        "Tố cáo đã rút chỉ tiếp tục giải quyết khi có dấu hiệu vi phạm pháp luật, rút do bị đe "
        "dọa, "
        "mua chuộc hoặc lợi dụng tố cáo để vu khống; phải nêu căn cứ đó.",
        "A withdrawn denunciation is resolved all the same only on a sign of a breach, of a threat "
        "or a bribe, or of slander, which must be stated as the ground.",
        "Luật Tố cáo 25/2018/QH14 Điều 33.3; Thông tư 13/2021/TT-BTP Điều 18.2"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return law::states_outcome(context.rules, state, whole.grounds, outcome::resumed,
                                   happened_at(whole, context));
    }
    static bool may_hold(const auto&, const case_state& state, const command& whole,
                         const decision_context& context) {
        return law::lists_ground(context.rules, state, happened_at(whole, context),
                                 [](outcome one) { return one == outcome::resumed; });
    }
};

/// That it was suspended, goes on, or is terminated: a decision of its own, which is sent.
struct notice_is_owed : guard_of<notice_is_owed> {
    static constexpr step_rule about{
        "notice_is_owed",
        "Không có quyết định tạm đình chỉ, tiếp tục hoặc đình chỉ giải quyết tố cáo nào chưa được "
        "gửi.",
        "No decision to suspend the denunciation, to go on with it or to terminate it is still to "
        "be sent.",
        "Luật Tố cáo 25/2018/QH14 Điều 34.4; Thông tư 13/2021/TT-BTP Điều 18"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return law::awaits(context.rules, state, fact::result_notified);
    }
};

/// That the verification team was set up is told to the accused within days that run on whatever
/// becomes of the verification.
struct announcement_is_owed : guard_of<announcement_is_owed> {
    static constexpr step_rule about{
        "announcement_is_owed", "Không còn phải công bố quyết định thành lập Tổ xác minh.",
        "The decision to set up the verification team is not to be announced any more.",
        "Thông tư 13/2021/TT-BTP Điều 19.1"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return law::awaits(context.rules, state, fact::team_announced);
    }
};

struct accused_may_petition : guard_of<accused_may_petition> {
    static constexpr step_rule about{
        "accused_may_petition",
        "Quy định áp dụng cho vụ việc này không có kiến nghị của người bị tố cáo đối với kết luận.",
        "The law of this case knows no petition of the accused against the conclusion.",
        "Thông tư 13/2021/TT-BTP Điều 23"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return law::knows_period(context.rules, state, "accused_petition");
    }
};

/// A decision on how it goes on is told, and not that the conclusion came in.
struct tells_a_notice : guard_of<tells_a_notice> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "tells_a_notice", "Bước này ghi nhận việc gửi quyết định, không phải việc nhận kết luận.",
        "This is told of a decision, and not of the conclusion.", "Thông tư 13/2021/TT-BTP Điều 18",
        true};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        return offer.what.value_or(events::notified_matter::decision) ==
               events::notified_matter::decision;
    }
};

struct tells_the_conclusion : guard_of<tells_the_conclusion> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "tells_the_conclusion", "Phải nêu là người bị tố cáo đã nhận kết luận (what: conclusion).",
        "That the accused received the conclusion must be said (what: conclusion).",
        "Thông tư 13/2021/TT-BTP Điều 23", true};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        return offer.what == events::notified_matter::conclusion;
    }
};

/// Neither before it was sent, nor in the future: the days of the accused run from there.
struct received_after_it_was_sent : guard_of<received_after_it_was_sent> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "received_after_it_was_sent",
        "Ngày người bị tố cáo nhận kết luận không được trước ngày gửi kết luận và không ở tương "
        "lai.",
        "The accused received the conclusion on or after the day on which it was sent, and not in "
        "the future.",
        "Thông tư 13/2021/TT-BTP Điều 23, 24.1"};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        return offer.valid_on <= events::office_date(happened_at(whole, context)) &&
               (!state.conclusion_sent_at ||
                offer.valid_on >= events::office_date(*state.conclusion_sent_at));
    }
};

/// Where nobody said when the conclusion was received, nobody can say that it is too late.
struct petition_is_in_time : guard_of<petition_is_in_time> {
    static constexpr bool asks_input = true; // one that came in time may be entered later
    static constexpr step_rule about{
        "petition_is_in_time",
        "Đã hết thời hạn kiến nghị, khiếu nại của người bị tố cáo kể từ ngày nhận kết luận.",
        "The days in which the accused may petition, counted from the receipt of the conclusion, "
        "are over.",
        "Thông tư 13/2021/TT-BTP Điều 23"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        if (!state.conclusion_received_on) {
            return true;
        }
        const auto end = law::period_end(context.rules, state, "accused_petition",
                                         *state.conclusion_received_on);
        return !end || happened_at(whole, context) < *end;
    }
};

struct no_petition_is_pending : guard_of<no_petition_is_pending> {
    static constexpr step_rule about{
        "no_petition_is_pending", "Còn kiến nghị của người bị tố cáo chưa được trả lời.",
        "A petition of the accused is still to be answered.", "Thông tư 13/2021/TT-BTP Điều 23"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return !state.petition_pending;
    }
};

/// The conclusion, or the decision by which it was handled.
struct not_published_yet : guard_of<not_published_yet> {
    static constexpr step_rule about{
        "not_published_yet",
        "Kết luận nội dung tố cáo, quyết định xử lý hành vi vi phạm đã được công khai.",
        "The conclusion, and what was decided on the breach, has been published already.",
        "Luật Tố cáo 25/2018/QH14 Điều 40.1; Thông tư 13/2021/TT-BTP Điều 24.2"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return !state.conclusion_published || law::awaits(context.rules, state, fact::published);
    }
};

/// What was handled first is published all the same.
struct conclusion_was_published : guard_of<conclusion_was_published> {
    static constexpr step_rule about{
        "conclusion_was_published", "Kết luận nội dung tố cáo chưa được công khai.",
        "The conclusion is still to be published.",
        "Luật Tố cáo 25/2018/QH14 Điều 40.1; Thông tư 13/2021/TT-BTP Điều 24.2"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.conclusion_published;
    }
};

struct petition_is_pending : guard_of<petition_is_pending> {
    static constexpr step_rule about{
        "petition_is_pending", "Không có kiến nghị nào của người bị tố cáo chờ trả lời.",
        "No petition of the accused waits for an answer.", "Thông tư 13/2021/TT-BTP Điều 23"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.petition_pending;
    }
};

/// The petition goes to the agency above the one that concluded.
struct answered_from_above : guard_of<answered_from_above> {
    static constexpr step_rule about{
        "answered_from_above",
        "Kiến nghị do cấp trên trực tiếp của người đã kết luận trả lời, không phải chính người đó.",
        "A petition is answered by the direct superior of who concluded, not by that person.",
        "Thông tư 13/2021/TT-BTP Điều 23"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context&) {
        return state.concluded_by != whole.actor;
    }
};

struct upholds_the_conclusion : guard_of<upholds_the_conclusion> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{"upholds_the_conclusion",
                                     "Việc giải quyết tố cáo đã đúng quy định của pháp luật.",
                                     "The denunciation was resolved as the law has it.",
                                     "Thông tư 13/2021/TT-BTP Điều 23.1", true};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        return offer.outcome == events::review_outcome::upheld;
    }
};

struct reopens_on_a_ground : guard_of<reopens_on_a_ground> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "reopens_on_a_ground",
        "Chỉ giải quyết lại khi có tình tiết mới hoặc người đã giải quyết có dấu hiệu vi phạm pháp "
        "luật; phải nêu căn cứ đó.",
        "A denunciation is resolved again only on new facts or a sign that who resolved it broke "
        "the law, which must be stated as the ground.",
        "Thông tư 13/2021/TT-BTP Điều 23.2"};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        return offer.outcome == events::review_outcome::reopened &&
               law::states_outcome(context.rules, state, whole.grounds, outcome::revoked,
                                   happened_at(whole, context));
    }
    static bool may_hold(const auto&, const case_state& state, const command& whole,
                         const decision_context& context) {
        return law::lists_ground(context.rules, state, happened_at(whole, context),
                                 [](outcome one) { return one == outcome::revoked; });
    }
};

} // namespace engine::lifecycles
