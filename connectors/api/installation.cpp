#include "connectors/api/catalogue.hpp"
#include "connectors/api/json_body.hpp"
#include "connectors/api/lag.hpp"
#include "connectors/api/log_proof.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/api/service.hpp"
#include "connectors/api/verify_view.hpp"
#include "events/node_group.hpp"

/// The installation itself: whether its log holds, how far its projections are, its clock.
namespace connectors::api {

verify_view view_of(const engine::verify_report& report) {
    verify_view out;
    out.events = report.records;
    out.counting = report.counting;
    for (const auto& [why, count] : report.not_counting) {
        (why == engine::verdict::foreign ? out.foreign : out.superseded) += count;
    }
    out.damaged = report.damaged;
    out.cases = report.cases;
    out.heads = report.heads;
    out.holds = report.holds();
    out.breaks = report.breaks;
    if (const auto& found = report.first_break) {
        out.first_break = break_view{.event = found->event,
                                     .subject = found->subject,
                                     .sequence = found->sequence,
                                     .partition = found->place.partition.value,
                                     .offset = found->place.at,
                                     .why = found->why,
                                     .text = found->text,
                                     .suspect = std::nullopt};
        if (found->suspect) {
            out.first_break->suspect = to_text(*found->suspect);
        }
    }
    return out;
}

namespace {

/// How far a proof of the log is.
struct proving_view {
    bool running = true;
    std::uint64_t passed = 0; ///< records
    std::uint64_t total = 0;
    static constexpr auto fields() {
        using v = proving_view;
        using events::field;
        return std::tuple{field{"running", &v::running}, field{"passed", &v::passed},
                          field{"total", &v::total}};
    }
};

void verify(log_proof& proof, const std::shared_ptr<call>& one, const responder& to) {
    require_somewhere(*one, engine::action::verify_log);
    proof.ask([one, to](const log_proof::news& told) {
        service::guard("GET /v1/verify", one, to, [&] {
            if (told.failed) {
                std::rethrow_exception(told.failed);
            }
            if (told.report) {
                to.answer(json_answer(api::view_of(*told.report)));
            } else {
                to.answer(json_answer(proving_view{true, told.passed, told.all}, 202));
            }
        });
    });
}

struct partition_line {
    std::uint64_t partition = 0;
    std::uint64_t folded = 0;
    std::uint64_t end = 0;
    static constexpr auto fields() {
        using v = partition_line;
        using events::field;
        return std::tuple{field{"partition", &v::partition}, field{"folded", &v::folded},
                          field{"end", &v::end}};
    }
};

struct projections_view {
    std::uint64_t version = 0;
    std::string opened_reason; ///< why it was folded anew at the start; empty when it was not
    std::string position;
    std::uint64_t lag_events = 0;
    std::optional<std::uint64_t> eta_s; ///< until it is not behind any more
    std::uint64_t events = 0;
    std::uint64_t superseded = 0;
    std::uint64_t foreign = 0;
    std::uint64_t cases = 0;
    std::uint64_t disk_bytes = 0;
    std::uint64_t memory_bytes = 0;
    std::vector<partition_line> partitions;
    std::vector<std::uint64_t> duties; ///< partitions for which this node watches, fetches, sends
    std::string rules;                 ///< by which this node decides
    std::string rules_newest; ///< in the log: of the node that was started last with others
    static constexpr auto fields() {
        using v = projections_view;
        using ::events::field;
        return std::tuple{field{"version", &v::version},
                          field{"opened_reason", &v::opened_reason},
                          field{"position", &v::position},
                          field{"lag_events", &v::lag_events},
                          field{"eta_s", &v::eta_s},
                          field{"events", &v::events},
                          field{"superseded", &v::superseded},
                          field{"foreign", &v::foreign},
                          field{"cases", &v::cases},
                          field{"disk_bytes", &v::disk_bytes},
                          field{"memory_bytes", &v::memory_bytes},
                          field{"partitions", &v::partitions},
                          field{"duties", &v::duties},
                          field{"rules", &v::rules},
                          field{"rules_newest", &v::rules_newest}};
    }
};

http_response show_projections(const service& in, call& of) {
    of.require(engine::action::operate, events::office_code{"*"});
    const auto status = of.on.store.status();
    projections_view out;
    out.version = projections::projection_version;
    out.opened_reason = status.opening_reason;
    out.position = status.at.text();
    out.events = status.events_counted;
    out.superseded = status.records_superseded;
    out.foreign = status.records_foreign;
    out.cases = status.cases;
    out.disk_bytes = status.disk_bytes;
    out.memory_bytes = status.memory_bytes;
    for (std::uint32_t p = 0; p < of.on.log.partitions(); ++p) {
        const partition_line one{p, status.at.of({p}), of.on.log.end({p})};
        if (in.group() == nullptr || in.group()->holds({p})) {
            out.duties.push_back(p);
        }
        out.lag_events += one.end > one.folded ? one.end - one.folded : 0;
        out.partitions.push_back(one);
    }
    out.rules = of.on.rules.id.str();
    if (const auto all = projections::rules_published_so_far(of.on.store.view()); !all.empty()) {
        out.rules_newest = all.back().rules.str();
    }
    if (out.lag_events > 0) {
        out.eta_s = catching_up_of(of.on).eta_s;
    }
    return json_answer(out);
}

struct clock_view {
    events::instant now{};
    std::int64_t offset_ms = 0; ///< beside the machine's clock
    bool may_be_moved = false;
    static constexpr auto fields() {
        using v = clock_view;
        using events::field;
        return std::tuple{field{"now", &v::now}, field{"offset_ms", &v::offset_ms},
                          field{"may_be_moved", &v::may_be_moved}};
    }
};

clock_view clock_of(const call& of) {
    return {of.on.time.now(), of.on.time.offset().count(), of.on.demo};
}

http_response show_clock(call& of) {
    of.ask_for_anyone();
    return json_answer(clock_of(of));
}

struct clock_input {
    std::optional<events::instant> set;
    std::optional<std::int64_t> move_ms;
    static constexpr auto fields() {
        using v = clock_input;
        using events::field;
        return std::tuple{field{"set", &v::set}, field{"move_ms", &v::move_ms}};
    }
};

/// What the calendars of the rules could cover.
constexpr events::instant earliest{std::chrono::sys_days{std::chrono::year{1990} / 1 / 1}};
constexpr events::instant latest{std::chrono::sys_days{std::chrono::year{2100} / 1 / 1}};
constexpr std::size_t clock_body_bytes_max = 1024;
constexpr std::int64_t move_ms_max = 100LL * 366 * 86'400'000;

http_response move_clock(call& of) {
    of.require(engine::action::operate, events::office_code{"*"});
    if (!of.on.demo) {
        throw refusal(problem_of("clock_fixed"));
    }
    const auto asked = body_of<clock_input>(of, clock_body_bytes_max);
    if (asked.set.has_value() == asked.move_ms.has_value()) {
        refuse_member("", "needs exactly one of set and move_ms");
    }
    const auto by = asked.move_ms.value_or(0);
    const bool near = by <= move_ms_max && by >= -move_ms_max;
    const auto to =
        asked.set ? *asked.set : of.on.time.now() + std::chrono::milliseconds{near ? by : 0};
    if (!near || to < earliest || to >= latest) {
        refuse_member(asked.set ? "/set" : "/move_ms", "needs a moment from 1990 to 2099");
    }
    if (asked.set) {
        of.on.time.set(to);
    } else {
        of.on.time.move(std::chrono::milliseconds{by});
    }
    return json_answer(clock_of(of));
}

} // namespace

void add_installation(operations& into, service& in) {
    into.push_back(
        {.line = "GET /v1/verify",
         .id = "verify_log",
         .group = "audit",
         .about = "Read the whole log and apply the one rule: how many events count, how many were "
                  "superseded, the hash over all cases' heads, and the first place that does not "
                  "hold. Takes as long as reading the log does; all who ask meanwhile share one "
                  "reading.",
         .answers = {{200,
                      "What was found; `holds` says whether it holds. `events` is what was read: "
                      "`counting` + `superseded` (ours, and overtaken or behind a break) + "
                      "`foreign` + `damaged` (not the bytes that were written). What is missing "
                      "is in none of them, but a break.",
                      json_body<verify_view>("verification")},
                     {202, "It takes longer: how far it is. Ask again to hear what is found.",
                      json_body<proving_view>("proving")}},
         .serve = [&in](const std::shared_ptr<call>& one,
                        const responder& to) { verify(in.proof(), one, to); },
         .options = {.where = run_on::workers}});
    into.push_back({.line = "GET /v1/projections",
                    .id = "show_projections",
                    .group = "installation",
                    .about = "How far the projections have followed the log, what they hold, and "
                             "for which partitions this node performs the `duties`: watching "
                             "deadlines, fetching mail, sending. `rules` are those by which it "
                             "decides, `rules_newest` those of the log: they are the same on nodes "
                             "that have the same files.",
                    .answers = {{200, "Their status.", json_body<projections_view>("projections")}},
                    .serve = answering([&in](call& of) { return show_projections(in, of); }),
                    .options = {.where = run_on::workers}});
    into.push_back({.line = "GET /v1/clock",
                    .id = "show_clock",
                    .group = "installation",
                    .about = "The time that the installation goes by.",
                    .answers = {{200, "The clock.", json_body<clock_view>("clock")}},
                    .serve = answering(show_clock)});
    into.push_back(
        {.line = "POST /v1/clock",
         .id = "move_clock",
         .group = "installation",
         .about = "Move the clock of a demonstration: `set` it to a time, or move it by `move_ms`.",
         .takes = {json_body<clock_input>("clock_input")},
         .answers = {{200, "The clock as it is now.", json_body<clock_view>("clock")}},
         .problems = {"clock_fixed", "body_invalid", "invalid_input"},
         .serve = answering(move_clock),
         .options = {.body_bytes_max = clock_body_bytes_max}});
}

} // namespace connectors::api
