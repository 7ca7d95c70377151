#pragma once

#include "connectors/api/service.hpp"

namespace connectors {

/// Serves one request without a server and waits for the answer.
[[nodiscard]] http_response answer_directly(api::service& by, const router& routes,
                                            http_request request, const events::officer_id& as);

} // namespace connectors
