#pragma once

#include "events/describe.hpp"
#include "events/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <string>

namespace engine {

/// Issue a letter whose document is stored; the document shows the number, so it is named
/// beforehand and must be the next one.
struct issue_letter {
    static constexpr std::string_view name = "issue_letter";
    static constexpr std::array roles{events::role::counter_officer,
                                      events::role::enforcement_officer, events::role::examiner,
                                      events::role::clerk, events::role::head};

    std::string form;        ///< complaint_docketing_notice
    std::string version;     ///< of the form
    std::uint64_t of_step{}; ///< place in the case of the step that it tells of
    std::string kind;        ///< TB, PC …; empty for an official letter
    std::uint64_t number{};

    static constexpr auto fields() {
        return std::tuple{events::field{"form", &issue_letter::form},
                          events::field{"version", &issue_letter::version},
                          events::field{"of_step", &issue_letter::of_step},
                          events::field{"kind", &issue_letter::kind},
                          events::field{"number", &issue_letter::number}};
    }
    bool operator==(const issue_letter&) const = default;
};

} // namespace engine
