#pragma once

#include "connectors/api/step_view.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace connectors::api {

/// A step that the procedure knows from here.
struct next_view {
    std::string command;
    bool allowed =
        false; ///< now, for the caller, as far as can be told without the command's fields
    events::status to{};
    std::string to_label;
    std::string records;
    std::vector<events::role> roles;
    std::optional<std::string> why; ///< why not
    std::optional<std::string> rule;
    std::optional<std::string> source;
    std::vector<rule_view> asks; ///< what the command's own fields must meet
    /// What the law lets be common with another case, and why: common_with,
    /// common_ground=joint_duty.
    std::vector<std::string> may_state;
    std::string schema;
    std::optional<any_json> with; ///< members to send as they are
    static constexpr auto fields() {
        using v = next_view;
        using events::field;
        return std::tuple{field{"command", &v::command},
                          field{"allowed", &v::allowed},
                          field{"to", &v::to},
                          field{"to_label", &v::to_label},
                          field{"records", &v::records},
                          field{"roles", &v::roles},
                          field{"why", &v::why},
                          field{"rule", &v::rule},
                          field{"source", &v::source},
                          field{"asks", &v::asks},
                          field{"may_state", &v::may_state},
                          field{"schema", &v::schema},
                          field{"with", &v::with}};
    }
};

/// Which steps are told. One that the program takes by itself when its time has come is offered
/// only to whose role may take it too, such as the head who ends a matter, with what is still in
/// the way: to everybody else it is nothing that could ever be done.
enum class steps_told : std::uint8_t { offered, all };

/// The steps out of the present status, and what may be done about living alerts.
[[nodiscard]] std::vector<next_view> next_of(call& of, const engine::case_state& state,
                                             steps_told which);

/// The names of those that the caller may take, each once: what next_of() says, without the words.
[[nodiscard]] std::vector<std::string> open_commands(call& of, const engine::case_state& state);

} // namespace connectors::api
