#include "connectors/api/catalogue.hpp"
#include "connectors/api/lag.hpp"
#include "connectors/api/operation.hpp"
#include "connectors/api/service.hpp"
#include "events/fault.hpp"
#include "events/free_space.hpp"
#include "events/node_group.hpp"

#include <fmt/format.h>

/// Whether the process lives, has started, and can serve: for supervisors and load balancers.
namespace connectors::api {
namespace {

/// A node that is further behind answers with a view of things that is too old.
constexpr std::uint64_t lag_events_max = 10'000;
/// The log refuses below 64 MiB: whoever watches should learn of it before.
constexpr std::uint64_t free_bytes_min = 256ULL << 20U;

struct check_view {
    std::string check;
    bool ok = false;
    std::string reason;
    static constexpr auto fields() {
        using v = check_view;
        using events::field;
        return std::tuple{field{"check", &v::check}, field{"ok", &v::ok},
                          field{"reason", &v::reason}};
    }
};

struct health_view {
    bool ok = true;
    std::vector<check_view> checks; ///< all with `verbose`, else those that fail
    static constexpr auto fields() {
        using v = health_view;
        using events::field;
        return std::tuple{field{"ok", &v::ok}, field{"checks", &v::checks}};
    }
};

/// Why the cluster cannot be worked with; empty while it can, and where there is none.
std::string cluster_trouble(const service& in) {
    return in.group() == nullptr ? std::string{} : in.group()->trouble();
}

/// A partition of brokers may be without a leader for seconds, and whoever reads there waits: that
/// would hold one of the few threads that all requests need. Whether brokers answer is the check of
/// the cluster; here their log is only asked what it knows to be wrong.
check_view check_log(const service& in) {
    const auto& on = in.lent();
    const bool shared = in.group() != nullptr;
    if (!cluster_trouble(in).empty()) {
        return {"log", false,
                "it is not looked at while no broker answers"}; // that would take long
    }
    try {
        std::uint64_t records = 0;
        for (std::uint32_t p = 0; p < on.log.partitions(); ++p) {
            const auto end = on.log.end({p});
            records += end;
            if (shared || end > 0) {
                on.log.read({p}, shared ? end : end - 1, shared ? 0 : 1,
                            [](const auto&) { return false; });
            }
        }
        return {"log", true, fmt::format("{} records", records)};
    } catch (const events::fault& problem) {
        return {"log", false, problem.what()};
    }
}

check_view check_keys(const service& in) {
    if (!cluster_trouble(in).empty()) {
        return {"keys", false, "they are not looked at while no broker answers"};
    }
    auto trouble = in.lent().vault.trouble();
    const bool ok = trouble.empty();
    return {"keys", ok, ok ? "persons' data can be sealed and opened" : std::move(trouble)};
}

check_view check_documents(const service& in) {
    auto trouble = in.lent().documents.trouble();
    const bool ok = trouble.empty();
    return {"documents", ok, ok ? "they can be read and kept" : std::move(trouble)};
}

check_view check_projections(const service& in) {
    const auto& on = in.lent();
    if (const auto lag = lag_of(on); lag <= lag_events_max) {
        return {"projections", true,
                fmt::format("{} events behind the log, {} are allowed", lag, lag_events_max)};
    }
    const auto now = catching_up_of(on);
    return {"projections", now.lag_events <= lag_events_max,
            fmt::format("{} events behind the log, {} are allowed; {}", now.lag_events,
                        lag_events_max,
                        now.eta_s ? fmt::format("caught up in {} s", *now.eta_s)
                                  : std::string{"it does not come nearer"})};
}

check_view check_commands(const service& in) {
    const auto& on = in.lent();
    if (on.node == nullptr) {
        return {"commands", true, "read only"};
    }
    const auto trouble = on.node->trouble();
    return {"commands", trouble.empty(), trouble.empty() ? "taken" : trouble};
}

check_view check_cluster(const service& in) {
    if (in.group() == nullptr) {
        return {"cluster", true, "a single node"};
    }
    auto trouble = cluster_trouble(in);
    if (trouble.empty()) {
        trouble = in.group()->exclusion();
    }
    return {"cluster", trouble.empty(), trouble.empty() ? "the brokers answer" : trouble};
}

check_view check_space(const service& in) {
    const auto& on = in.lent();
    try {
        // What commands are refused by: the place where least is free, which may be a mount.
        const auto free =
            on.room != nullptr ? on.room->free_bytes() : events::free_bytes_at(on.data);
        return {"disk", free >= free_bytes_min,
                fmt::format("{} MiB free, {} are needed", free >> 20U, free_bytes_min >> 20U)};
    } catch (const events::fault& problem) {
        return {"disk", false, problem.what()};
    }
}

check_view check_refusals(const service& in) {
    const auto& on = in.lent();
    return {"refusals", !on.refusals.failing(),
            fmt::format("{} refusals were not recorded in the audit log since the start",
                        on.refusals.lost())};
}

using check = check_view (*)(const service&);

http_response told(const service& in, const call& of, const std::vector<check>& checks) {
    const bool verbose = of.query("verbose") != nullptr;
    health_view out;
    for (const auto ask : checks) {
        auto one = ask(in);
        out.ok = out.ok && one.ok;
        if (verbose || !one.ok) {
            out.checks.push_back(std::move(one));
        }
    }
    return json_answer(out, out.ok ? 200 : 503);
}

operation health_operation(const service& in, std::string line, std::string id, std::string about,
                           std::vector<check> checks) {
    const auto where = checks.empty() ? run_on::io : run_on::workers;
    return {.line = std::move(line),
            .id = std::move(id),
            .group = "installation",
            .about = std::move(about),
            .who = visibility::anyone,
            .parameters = {{"verbose", "Also the checks that pass.", parameter_note::place::query,
                            false, json{{"type", "boolean"}}}},
            .answers = {{200, "Yes.", json_body<health_view>("health")},
                        {503, "No, for the reasons given.", json_body<health_view>("health")}},
            .serve = answering(
                [&in, checks = std::move(checks)](const call& of) { return told(in, of, checks); }),
            .options = {.where = where}};
}

} // namespace

void add_health(operations& into, service& in) {
    into.push_back(health_operation(in, "GET /livez", "live",
                                    "Whether the process lives. Depends on nothing else: restart "
                                    "it when this does not answer.",
                                    {}));
    into.push_back(health_operation(
        in, "GET /readyz", "ready",
        "Whether requests should be sent here: the brokers answer, the log and the keys of persons "
        "can be read, the store of the documents answers, the projections follow the log, there is "
        "room on the disk, refusals are being recorded.",
        {check_cluster, check_log, check_keys, check_documents, check_projections, check_commands,
         check_space, check_refusals}));
    into.push_back(health_operation(in, "GET /startupz", "started",
                                    "Whether the log has been folded since the start.",
                                    {check_projections}));
}

} // namespace connectors::api
