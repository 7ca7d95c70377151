#pragma once

#include "engine/command.hpp"

namespace connectors {

/// The command by which the installation itself gives an officer a role. Its id follows from who
/// gets what, so that doing it again changes nothing. `at` may be `*`.
[[nodiscard]] engine::command grant_by_installation(const events::officer_id& officer,
                                                    events::role as, const events::office_code& at,
                                                    bool descendants);

} // namespace connectors
