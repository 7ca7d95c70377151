#include "connectors/grant_by_installation.hpp"

#include "connectors/application.hpp"

#include <fmt/format.h>

namespace connectors {

engine::command grant_by_installation(const events::officer_id& officer, events::role as,
                                      const events::office_code& at, bool descendants) {
    engine::command what;
    what.id = events::command_id{events::uuid_of(fmt::format(
        "grant:{}:{}:{}:{}", officer.str(), events::name_of(as), at.str(), descendants))};
    what.office = at;
    what.actor = events::officer_id{duty_officer};
    what.acting_as = events::role::system;
    what.detail = engine::grant_role{officer, as, at, descendants};
    return what;
}

} // namespace connectors
