#include "engine/lifecycles/transition.hpp"

namespace engine {

const std::vector<const lifecycle_table*>& all_lifecycles() {
    static const std::vector<const lifecycle_table*> all{
        &support_lifecycle(),
        &dossier_lifecycle(),
        &complaint_lifecycle(),
        &denunciation_lifecycle(),
    };
    return all;
}

const lifecycle_table& table_of(events::lifecycle name) {
    return *all_lifecycles()[static_cast<std::size_t>(name)];
}

} // namespace engine
