#pragma once

#include "engine/lifecycles/guard.hpp"
#include "engine/withdrawn_decision.hpp"

/// The rules of who is told of a decision where the matter does not stand on one any more.
namespace engine::lifecycles {

/// Between a decision that was withdrawn and the one in its place.
struct decision_was_withdrawn : guard_of<decision_was_withdrawn> {
    static constexpr step_rule about{
        "decision_was_withdrawn", "Chưa có quyết định nào bị thu hồi để thông báo cho đương sự.",
        "No decision has been withdrawn that the parties could be told of.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 39.2"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return has_withdrawn_decision(state);
    }
};

/// What is performed before the parties were told of the decision is told all the same, to each of
/// them; a file that goes to the archive has all that it will have.
struct ended_by_law : guard_of<ended_by_law> {
    static constexpr step_rule about{
        "ended_by_law",
        "Sau khi kết thúc, chỉ thông báo đối với vụ việc kết thúc do đã thi hành xong và hồ sơ "
        "chưa đưa vào lưu trữ.",
        "After its end the parties are told only of a matter that ended with its performance and "
        "whose file is not on its way to the archive.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 39.2, 52.1"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.ended_by_law() && state.archiving.empty();
    }
};

} // namespace engine::lifecycles
