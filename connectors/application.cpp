#include "connectors/application.hpp"

#include "connectors/api/request_figures.hpp"
#include "connectors/application_parts.hpp"
#include "connectors/direct_answer.hpp"
#include "connectors/grant_by_installation.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace connectors {

application::application(application_options options)
    : parts_(std::make_unique<parts>(std::move(options))) {}
application::~application() = default;

events::log& application::log() { return *parts_->log; }
events::log& application::audit() { return *parts_->audit; }
events::vault& application::vault() { return *parts_->vault; }
events::document_store& application::documents() { return *parts_->documents; }
projections::store& application::store() { return *parts_->store; }
const engine::rule_set& application::rules() const { return parts_->rules; }
engine::system_clock& application::time() { return parts_->time; }
accounts& application::people() { return *parts_->people; }
const std::filesystem::path& application::data() const { return parts_->options.data; }
const router& application::api() const { return parts_->routes; }
router application::routes() { return parts_->service->routes(); }
api::service& application::service() { return *parts_->service; }

projections::rebuild& application::rebuild() {
    if (!parts_->rebuild) {
        throw std::logic_error("an application that only reads rebuilds nothing");
    }
    return *parts_->rebuild;
}

engine::node& application::node() {
    if (!parts_->node) {
        throw std::logic_error("an application that only reads has no node");
    }
    return *parts_->node;
}

mail_intake& application::intake() {
    if (!parts_->intake) {
        throw std::logic_error("an application that only reads takes no mail in");
    }
    return *parts_->intake;
}

std::function<void(const http_observation&)> application::observer() {
    return [this](const http_observation& one) { parts_->service->figures().add(one); };
}

std::function<std::optional<http_response>(const http_request&)> application::gatekeeper() {
    return [this](const http_request& one) { return parts_->service->refuse_unknown(one); };
}

void application::set_server(std::function<http_server_counters()> counters) {
    parts_->service->figures().set_server(std::move(counters));
}

http_response application::call(http_request request, const std::string& as) {
    return answer_directly(*parts_->service, parts_->routes, std::move(request),
                           events::officer_id{as});
}

void grant_as_installation(application& on, const std::string& officer, events::role as,
                           const std::string& at, bool descendants) {
    const auto told = on.node().run(grant_by_installation(events::officer_id{officer}, as,
                                                          events::office_code{at}, descendants));
    if (!std::holds_alternative<engine::accepted>(told)) {
        throw events::fault("grant-not-recorded",
                            fmt::format("give {} the role {} at {}: the log did not take it; look "
                                        "at the disk and ask again",
                                        officer, events::name_of(as), at));
    }
}

} // namespace connectors
