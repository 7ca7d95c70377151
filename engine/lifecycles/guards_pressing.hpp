#pragma once

#include "engine/lifecycles/guard.hpp"
#include "engine/pressing.hpp"

/// The rules by which the agency above presses the one that is late.
namespace engine::lifecycles {

struct law_lets_press : guard_of<law_lets_press> {
    static constexpr step_rule about{
        "law_lets_press",
        "Pháp luật của ngày này chưa quy định người đứng đầu cơ quan cấp trên đôn đốc.",
        "The law of this day does not have the head of the agency above press yet.",
        "Nghị định 62/2015/NĐ-CP Điều 38.2; Nghị định 152/2026/NĐ-CP Điều 74.1, 76.2, 115.1"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return law_has_pressing(context.rules, state, happened_at(whole, context));
    }
};

struct presses_for_what_is_late : guard_of<presses_for_what_is_late> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "presses_for_what_is_late",
        "Chỉ đôn đốc việc đã quá thời hạn, hoặc việc thụ lý, giải quyết đang chờ mà không có thời "
        "hạn nào đang chạy; phải nêu đúng việc đó (deadline).",
        "Only what is past its days is pressed for, or that the petition is taken up or resolved "
        "where no days of that run; the step must be named (deadline).",
        "Nghị định 62/2015/NĐ-CP Điều 38.2; Nghị định 152/2026/NĐ-CP Điều 74.1, 76.2"};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        return standing_of_step(context.rules, state, offer.deadline,
                                happened_at(whole, context)) != pressed_step::in_time;
    }
    static bool may_hold(const auto&, const case_state& state, const command& whole,
                         const decision_context& context) {
        return may_be_pressed(context.rules, state, happened_at(whole, context));
    }
};

/// Where the law of the case gives no days, the program cannot tell what is late.
struct says_why_it_is_late : guard_of<says_why_it_is_late> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "says_why_it_is_late",
        "Không có thời hạn nào của việc này đang chạy: người đôn đốc phải nêu lý do coi là chậm "
        "(reason).",
        "No days of this step run: who presses must say why it is late (reason).",
        "Nghị định 62/2015/NĐ-CP Điều 38.2; Nghị định 152/2026/NĐ-CP Điều 74.1, 76.2"};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        return !offer.reason.empty() ||
               standing_of_step(context.rules, state, offer.deadline,
                                happened_at(whole, context)) != pressed_step::unmeasured;
    }
};

/// Numbers of the agency above are counted in its own books: a case claims those of its own office
/// only.
struct names_its_letter : guard_of<names_its_letter> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "names_its_letter",
        "Phải nêu số công văn đôn đốc theo sổ văn bản đi của cơ quan cấp trên (number).",
        "The number of the letter in the books of the agency above must be stated (number).",
        "Nghị định 30/2020/NĐ-CP Điều 15"};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        return !offer.number.empty();
    }
};

using presses_lawfully =
    all<law_lets_press, presses_for_what_is_late, says_why_it_is_late, names_its_letter>;

} // namespace engine::lifecycles
