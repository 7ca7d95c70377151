#include "connectors/api/catalogue.hpp"
#include "connectors/api/lag.hpp"
#include "connectors/api/live_hub.hpp"
#include "connectors/api/request_figures.hpp"
#include "connectors/api/service.hpp"
#include "events/node_group.hpp"

#include <fmt/format.h>

namespace connectors::api {
namespace {

/// Text in the exposition format of Prometheus 0.0.4. Labels never name cases, officers or
/// addresses.
class exposition {
public:
    void about(std::string_view name, std::string_view type, std::string_view help) {
        text_ += fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
    }
    template <class Value>
    void sample(std::string_view name, std::string_view labels, const Value& value) {
        text_ += labels.empty() ? fmt::format("{} {}\n", name, value)
                                : fmt::format("{}{{{}}} {}\n", name, labels, value);
    }
    template <class Value>
    void one(std::string_view name, std::string_view type, std::string_view help,
             const Value& value) {
        about(name, type, help);
        sample(name, {}, value);
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_;
};

void add_log(exposition& into, const parts& on) {
    into.about("motcua_log_records", "gauge", "Records in the log, by partition.");
    for (std::uint32_t p = 0; p < on.log.partitions(); ++p) {
        into.sample("motcua_log_records", fmt::format("partition=\"{}\"", p), on.log.end({p}));
    }
}

void add_appends(exposition& into, const events::append_times::figures& appended) {
    constexpr std::string_view name = "motcua_append_duration_seconds";
    into.one("motcua_records_appended_total", "counter",
             "Records that this node has made durable in the log.", appended.records);
    into.about(name, "histogram",
               "Time from handing records of one partition to the log until it answered.");
    for (std::size_t i = 0; i < events::append_times::bounds.size(); ++i) {
        into.sample(fmt::format("{}_bucket", name),
                    fmt::format("le=\"{}\"", events::append_times::bounds.at(i)),
                    appended.below.at(i));
    }
    into.sample(fmt::format("{}_bucket", name), "le=\"+Inf\"", appended.appends);
    into.sample(fmt::format("{}_sum", name), {}, appended.seconds);
    into.sample(fmt::format("{}_count", name), {}, appended.appends);
}

void add_cluster(exposition& into, const parts& on, const events::node_group* group) {
    into.about("motcua_duties_held", "gauge",
               "Whether this node performs the duties of a partition.");
    for (std::uint32_t p = 0; p < on.log.partitions(); ++p) {
        into.sample("motcua_duties_held", fmt::format("partition=\"{}\"", p),
                    group == nullptr || group->holds({p}) ? 1 : 0);
    }
    into.one("motcua_cluster_reachable", "gauge", "Whether the brokers of the log answer.",
             group == nullptr || group->trouble().empty() ? 1 : 0);
}

void add_projections(exposition& into, const parts& on) {
    const auto status = on.store.status();
    into.one("motcua_events_counted_total", "counter", "Events that count, folded so far.",
             status.events_counted);
    into.one("motcua_events_superseded_total", "counter", "Events that do not count.",
             status.records_superseded);
    into.one("motcua_cases", "gauge", "Cases that there are.", status.cases);
    into.one("motcua_projection_lag_events", "gauge",
             "Records of the log that the projections have not folded yet.", lag_of(on));
    into.about("motcua_projection_position", "gauge", "Records folded, by partition.");
    for (std::uint32_t p = 0; p < on.log.partitions(); ++p) {
        into.sample("motcua_projection_position", fmt::format("partition=\"{}\"", p),
                    status.at.of({p}));
    }
    into.one("motcua_projection_disk_bytes", "gauge", "Size of the projections on disk.",
             status.disk_bytes);
    into.one("motcua_projection_memory_bytes", "gauge", "Caches and write buffers.",
             status.memory_bytes);
}

void add_watch(exposition& into, const parts& on) {
    const auto view = on.store.view();
    const auto now = on.time.now();
    into.about("motcua_deadlines_overdue", "gauge", "Open periods that have passed, by office.");
    projections::alert_counts alerts;
    for (const auto& office : on.rules.offices) {
        if (const auto count = projections::count_overdue(view, office.key, now); count > 0) {
            into.sample("motcua_deadlines_overdue", fmt::format("office=\"{}\"", office.key.str()),
                        count);
        }
        const auto more = projections::count_alerts(view, office.key);
        alerts.raised += more.raised;
        alerts.acknowledged += more.acknowledged;
        alerts.escalated += more.escalated;
    }
    into.about("motcua_alerts_active", "gauge", "Alerts that live, by state.");
    into.sample("motcua_alerts_active", "state=\"raised\"", alerts.raised);
    into.sample("motcua_alerts_active", "state=\"acknowledged\"", alerts.acknowledged);
    into.sample("motcua_alerts_active", "state=\"escalated\"", alerts.escalated);
    into.one("motcua_refusals_total", "counter", "Refusals recorded since the start.",
             on.refusals.recorded());
    into.one("motcua_refusals_lost_total", "counter",
             "Refusals that the audit log did not take, since the start.", on.refusals.lost());
}

void add_letters(exposition& into, const parts& on) {
    into.one("motcua_letters_not_written_total", "counter",
             "Letters that were passed over because an address or a name makes no mail, since the "
             "start.",
             on.letters_unwritten.load());
}

void add_requests(exposition& into, const request_figures& figures) {
    constexpr std::string_view name = "motcua_http_request_duration_seconds";
    into.about(name, "histogram", "Time from a complete request to its answer.");
    for (const auto& [key, line] : figures.all()) {
        const auto space = key.first.find(' ');
        const auto labels =
            fmt::format("method=\"{}\",route=\"{}\",status=\"{}\"", key.first.substr(0, space),
                        key.first.substr(space + 1), key.second);
        for (std::size_t i = 0; i < request_figures::bounds.size(); ++i) {
            into.sample(fmt::format("{}_bucket", name),
                        fmt::format("{},le=\"{}\"", labels, request_figures::bounds.at(i)),
                        line.below.at(i));
        }
        into.sample(fmt::format("{}_bucket", name), labels + ",le=\"+Inf\"", line.count);
        into.sample(fmt::format("{}_sum", name), labels, line.seconds);
        into.sample(fmt::format("{}_count", name), labels, line.count);
    }
    const auto server = figures.server();
    into.one("motcua_http_connections", "gauge", "Connections that are open.",
             server.connections_open);
    into.one("motcua_http_connections_total", "counter", "Connections accepted.",
             server.connections_total);
    into.one("motcua_http_connections_refused_total", "counter",
             "Connections beyond the server's limit.", server.refused_total);
    into.one("motcua_http_streams", "gauge", "Event streams that are open.", server.streams_open);
}

http_response show_metrics(service& in, const call& of) {
    exposition out;
    out.about("motcua_build_info", "gauge", "The program that runs.");
    out.sample("motcua_build_info",
               fmt::format("projection_version=\"{}\",rules=\"{}\"",
                           projections::projection_version, of.on.rules.id.str()),
               1);
    add_log(out, of.on);
    add_appends(out, of.on.appended.now());
    add_cluster(out, of.on, in.group());
    add_projections(out, of.on);
    add_watch(out, of.on);
    add_letters(out, of.on);
    add_requests(out, in.figures());
    auto response = text_response(out.take());
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    return response;
}

} // namespace

void add_metrics(operations& into, service& of) {
    into.push_back(
        {.line = "GET /metrics",
         .id = "show_metrics",
         .group = "installation",
         .about = "Figures of the installation for Prometheus. No names of persons, "
                  "cases or officers.",
         .who = visibility::anyone,
         .answers = {{200, "Text in the exposition format 0.0.4.", {"text/plain", {}, nullptr}}},
         .serve = answering([&of](const call& one) { return show_metrics(of, one); }),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
