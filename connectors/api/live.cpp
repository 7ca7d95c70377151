#include "connectors/api/catalogue.hpp"
#include "connectors/api/live_hub.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/api/service.hpp"

namespace connectors::api {
namespace {

void serve(service& in, const std::shared_ptr<call>& one, const responder& to) {
    std::optional<events::office_code> office;
    const auto over = reach_of(*one, engine::action::read_case);
    if (const auto* named = one->query("office"); named != nullptr && !named->empty()) {
        office = over.offices.front();
    }
    // A browser that reconnects sends the header; one that starts from a kept place, the parameter.
    std::string last{one->context.request.header("Last-Event-ID")};
    if (const auto* from = one->query("last_event_id"); last.empty() && from != nullptr) {
        last = *from;
    }
    in.hub().add(to.stream(), std::move(last),
                 {.officer = one->officer(),
                  .signed_in = [&in, one] { return in.is_signed_in(one->context); },
                  .office = std::move(office)});
}

} // namespace

void add_live(operations& into, service& of) {
    auto office = office_parameter();
    office.required = false;
    office.about = "Only steps at this office; all that the caller may read when absent.";
    into.push_back(
        {.line = "GET /v1/live",
         .id = "follow",
         .group = "live",
         .about =
             "Steps of cases as they become visible, as server-sent events. `event: step` has the "
             "case, its code, office, type of event, time, place in the log, new status and "
             "holder; "
             "a period that passes shows as type `alert_raised` within a second. `id` is a place "
             "in "
             "the log: send it back as Last-Event-ID and nothing is missed. `event: reset` says "
             "that something was: read again what you show, and go on after its `id`. A comment "
             "comes every 15 seconds. What "
             "the caller may see is asked anew at every step.",
         .parameters = {std::move(office),
                        {"Last-Event-ID", "The newest `id` that the client has seen.",
                         parameter_note::place::header},
                        {"last_event_id", "The same for clients that cannot set a header."}},
         .answers = {{200, "The stream.", {"text/event-stream", {}, nullptr}}},
         .problems = {"office_unknown", "stream_needs_server"},
         .serve = [&of](const auto& one, const auto& to) { serve(of, one, to); },
         .streams = true});
}

} // namespace connectors::api
