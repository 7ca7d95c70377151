#pragma once

#include "engine/lifecycles/guard.hpp"
#include "engine/lifecycles/transition.hpp"

#include <boost/mp11.hpp>
#include <boost/mp11/mpl.hpp>
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

#include <algorithm>
#include <array>
#include <tuple>

/// How a lifecycle table becomes a Boost.MSM machine. Included by the lifecycle files only: this is
/// the one place that knows Boost.MSM.
///
/// The machine is built on the stack for each step and never stored, copied or moved: copying an
/// MSM object silently puts it back to its initial state. What is stored is the status in
/// case_state.
namespace engine::lifecycles {

namespace msm = boost::msm;
namespace mp = boost::mp11;
using events::status;

/// A status as a state of the machine.
template <status S> struct in : msm::front::state<> {
    static constexpr status value = S;
};

/// One row: from · command · to · records · guard.
template <status From, class Command, status To, class Event, class Guard = always> struct step {
    static constexpr status from = From;
    static constexpr status to = To;
    using command_type = Command;
    using event_type = Event;
    using guard_type = Guard;
};

/// The same step from several statuses.
template <class Command, status To, class Event, class Guard, status... From>
using steps_to = mp::mp_list<step<From, Command, To, Event, Guard>...>;
/// The same step in several statuses that it does not change.
template <class Command, class Event, class Guard, status... In>
using stays = mp::mp_list<step<In, Command, In, Event, Guard>...>;

/// The names that tables use for what they hold.
template <class... Rows> using rows = mp::mp_list<Rows...>;
template <class... Parts> using join = mp::mp_append<Parts...>;

/// What MSM hands to guards: the command's own part, with the rest beside it.
template <class Command> struct offered {
    const Command& detail;
};

template <class Row> struct guarded {
    template <class E, class F, class S, class T>
    bool operator()(const E& offer, F& machine, S&, T&) const {
        using guard = typename Row::guard_type;
        const step_rule* no =
            guard::refused(offer.detail, *machine.state, *machine.whole, *machine.context);
        if (no != nullptr) {
            machine.not_met.push_back(no);
            return false;
        }
        machine.accepted_records = Row::event_type::name;
        return true;
    }
};

template <class Row>
using msm_row = msm::front::Row<in<Row::from>, offered<typename Row::command_type>, in<Row::to>,
                                msm::front::none, guarded<Row>>;

/// `Lifecycle` is a small struct that holds the table: its short name, and not the whole table, is
/// what stands in every symbol of the machine (an object file of 840 MB otherwise).
template <class Lifecycle>
struct definition : msm::front::state_machine_def<definition<Lifecycle>> {
    using table = typename Lifecycle::rows_of_table;
    using initial_state = in<mp::mp_front<table>::from>;
    // Both, always: otherwise a throwing guard answers "handled" or queues every later event.
    using no_message_queue = int;
    using no_exception_thrown = int;
    using transition_table = mp::mp_transform<msm_row, table>;

    template <class E, class F> void no_transition(const E&, F&, int) {}

    const case_state* state = nullptr;
    const command* whole = nullptr;
    const decision_context* context = nullptr;
    std::string_view accepted_records;
    std::vector<const step_rule*> not_met;
};

template <class Lifecycle> struct machine {
    using fsm = msm::back::state_machine<definition<Lifecycle>>;
    using table = typename Lifecycle::rows_of_table;

    template <class Row> using row_from = std::integral_constant<status, Row::from>;
    template <class Row> using row_to = std::integral_constant<status, Row::to>;
    using statuses = mp::mp_unique<
        mp::mp_append<mp::mp_transform<row_from, table>, mp::mp_transform<row_to, table>>>;

    /// MSM numbers its states by the table's order; names are what lasts.
    static int id_of(status at) {
        int id = -1;
        mp::mp_for_each<statuses>([&](auto s) {
            if (s.value == at) {
                id = msm::back::get_state_id<typename fsm::stt, in<s.value>>::type::value;
            }
        });
        return id;
    }
    static status status_of(int id) {
        status at = status::none;
        mp::mp_for_each<statuses>([&](auto s) {
            if (msm::back::get_state_id<typename fsm::stt, in<s.value>>::type::value == id) {
                at = s.value;
            }
        });
        return at;
    }

    /// MSM's own way to restore: its serialize() hands its array of state numbers to the archive.
    struct restore {
        int id;
        void operator&(int (&states)[1]) { states[0] = id; }
        template <class T> void operator&(T&) {}
    };

    static step_verdict step(const case_state& state, const command& whole,
                             const decision_context& context) {
        restore at{id_of(state.at)};
        if (at.id < 0) {
            return {};
        }
        return std::visit(
            [&]<class Command>(const Command& detail) -> step_verdict {
                using commands = mp::mp_transform<command_of, table>;
                if constexpr (!mp::mp_contains<commands, Command>::value) {
                    return {};
                } else {
                    fsm f;
                    f.serialize(at, 0);
                    f.state = &state;
                    f.whole = &whole;
                    f.context = &context;
                    const auto answer = f.process_event(offered<Command>{detail});
                    if (answer != msm::back::HANDLED_TRUE) {
                        std::ranges::reverse(f.not_met); // MSM asks the last row first
                        return {false, {}, {}, std::move(f.not_met)};
                    }
                    return {true, status_of(f.current_state()[0]), f.accepted_records, {}};
                }
            },
            whole.detail);
    }

    static std::vector<const transition*> accepting(const case_state& state, const command& whole,
                                                    const decision_context& context) {
        std::vector<const transition*> out;
        std::visit(
            [&]<class Command>(const Command& detail) {
                std::size_t index = 0;
                mp::mp_for_each<mp::mp_transform<mp::mp_identity, table>>([&]<class Id>(Id) {
                    using row = typename Id::type;
                    if constexpr (std::is_same_v<typename row::command_type, Command>) {
                        if (row::from == state.at &&
                            row::guard_type::refused(detail, state, whole, context) == nullptr) {
                            out.push_back(&list()[index]);
                        }
                    }
                    ++index;
                });
            },
            whole.detail);
        return out;
    }

    static const std::vector<transition>& list() {
        static const std::vector<transition> all = [] {
            std::vector<transition> out;
            mp::mp_for_each<mp::mp_transform<mp::mp_identity, table>>([&]<class Id>(Id) {
                using row = typename Id::type;
                out.push_back({row::from, row::command_type::name, row::to, row::event_type::name,
                               rules_of<typename row::guard_type>(),
                               asked_of<typename row::guard_type>()});
            });
            return out;
        }();
        return all;
    }

    static std::vector<open_row> open(const case_state& state, const command& whole,
                                      const decision_context& context) {
        std::vector<open_row> out;
        std::size_t index = 0;
        mp::mp_for_each<mp::mp_transform<mp::mp_identity, table>>([&]<class Id>(Id) {
            using row = typename Id::type;
            const transition* text = &list()[index++];
            if (row::from == state.at) {
                out.push_back({text, row::guard_type::refused_by_state(typename row::command_type{},
                                                                       state, whole, context)});
            }
        });
        return out;
    }

    static lifecycle_table as_table(events::lifecycle name, std::string_view source) {
        return {name, source, &list, &machine::step, &machine::accepting, &machine::open};
    }

private:
    template <class Row> using command_of = typename Row::command_type;
};

} // namespace engine::lifecycles
