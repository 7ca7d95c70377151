#pragma once

#include "engine/decision.hpp"

#include <vector>

/// What a guard is: a rule with a name, its texts and its legal source, and a pure check.
namespace engine::lifecycles {

/// When the step took place: it may be recorded after the day on which it did.
[[nodiscard]] inline events::instant happened_at(const command& whole,
                                                 const decision_context& context) {
    return whole.happened.value_or(context.now);
}

/// Base of a guard G with `static constexpr step_rule about` and
/// `static bool holds(detail, state, command, context)`. A guard about the command's own fields or
/// grounds says `static constexpr bool asks_input = true`; where the state alone may tell that no
/// fields and no ground will do, `static bool may_hold(detail, state, command, context)` says so.
template <class G> struct guard_of {
    /// The rule that says no, or none.
    static const step_rule* refused(const auto& detail, const case_state& state,
                                    const command& whole, const decision_context& context) {
        return G::holds(detail, state, whole, context) ? nullptr : &G::about;
    }
    /// The same before the command's own fields and grounds are known: a rule about them says no
    /// only where none would do.
    static const step_rule* refused_by_state(const auto& detail, const case_state& state,
                                             const command& whole,
                                             const decision_context& context) {
        if constexpr (requires { G::may_hold(detail, state, whole, context); }) {
            return G::may_hold(detail, state, whole, context) ? nullptr : &G::about;
        } else if constexpr (requires { G::asks_input; }) {
            return nullptr;
        } else {
            return refused(detail, state, whole, context);
        }
    }
    static void list(std::vector<const step_rule*>& into) { into.push_back(&G::about); }
    /// What must be met by the command's own fields and grounds.
    static void list_asked(std::vector<const step_rule*>& into) {
        if constexpr (requires { G::asks_input; }) {
            into.push_back(&G::about);
        }
    }
};

/// No guard: the step is always open in its status.
struct always {
    static const step_rule* refused(const auto&, const case_state&, const command&,
                                    const decision_context&) {
        return nullptr;
    }
    static const step_rule* refused_by_state(const auto&, const case_state&, const command&,
                                             const decision_context&) {
        return nullptr;
    }
    static void list(std::vector<const step_rule*>&) {}
    static void list_asked(std::vector<const step_rule*>&) {}
};

/// All of them must hold; the first that does not is the reason.
template <class... Guards> struct all {
    static const step_rule* refused(const auto& detail, const case_state& state,
                                    const command& whole, const decision_context& context) {
        const step_rule* no = nullptr;
        static_cast<void>(
            ((no = Guards::refused(detail, state, whole, context), no != nullptr) || ...));
        return no;
    }
    static const step_rule* refused_by_state(const auto& detail, const case_state& state,
                                             const command& whole,
                                             const decision_context& context) {
        const step_rule* no = nullptr;
        static_cast<void>(
            ((no = Guards::refused_by_state(detail, state, whole, context), no != nullptr) || ...));
        return no;
    }
    static void list(std::vector<const step_rule*>& into) { (Guards::list(into), ...); }
    static void list_asked(std::vector<const step_rule*>& into) { (Guards::list_asked(into), ...); }
};

template <class Guard> std::vector<const step_rule*> rules_of() {
    std::vector<const step_rule*> out;
    Guard::list(out);
    return out;
}

template <class Guard> std::vector<const step_rule*> asked_of() {
    std::vector<const step_rule*> out;
    Guard::list_asked(out);
    return out;
}

} // namespace engine::lifecycles
