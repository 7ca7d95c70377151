#include "connectors/api/catalogue.hpp"

namespace connectors::api {

operations catalogue(service& of) {
    operations all;
    for (const auto add :
         {&add_sessions, &add_cases, &add_history, &add_next_steps, &add_commands}) {
        add(all, of);
    }
    return all;
}

} // namespace connectors::api
