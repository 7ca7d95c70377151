#include "connectors/new_installation.hpp"

#include "connectors/api/accounts.hpp"
#include "connectors/data_folder.hpp"
#include "connectors/log_place.hpp"

#include <utility>

namespace connectors {

bool initialise(application_options node, const first_operator& by,
                const std::filesystem::path& key) {
    if (node.log) {
        // Before anything is made: who mistyped an address or a password tries again, and has no
        // folder to delete, in which a key lies.
        static_cast<void>(open_to_read(*node.log));
        initialise_node(node.data, key);
    } else {
        initialise(node.data, node.partitions);
    }
    node.duties = false;
    node.begins_keys = key.empty(); // whoever names one means an installation that is there
    application on{std::move(node)};
    if (on.people().find(by.login)) {
        return false;
    }
    on.people().put({by.login, events::officer_id{by.officer}, by.name}, by.password);
    grant_as_installation(on, by.officer, events::role::operations, "*", true);
    return true;
}

void initialise(const std::filesystem::path& data, std::uint32_t partitions,
                const first_operator& by) {
    initialise({.data = data, .partitions = partitions}, by);
}

} // namespace connectors
