#include "connectors/api/operation.hpp"

namespace connectors::api {

serving answering(std::function<http_response(call&)> function) {
    return [function = std::move(function)](const std::shared_ptr<call>& one, const responder& to) {
        to.answer(function(*one));
    };
}

} // namespace connectors::api
