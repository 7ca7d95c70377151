#include "projections/rebuild.hpp"

#include "connectors/api/catalogue.hpp"
#include "connectors/api/json_body.hpp"
#include "connectors/api/rebuild_view.hpp"
#include "connectors/input_error.hpp"

/// Rebuilding the projections beside those in use, and what came of it.
namespace connectors::api {
namespace {

constexpr std::size_t rebuild_bytes_max = 1024;

std::string_view text_of(projections::row_difference how) {
    switch (how) {
    case projections::row_difference::only_first:
        return "surplus";
    case projections::row_difference::only_second:
        return "missing";
    case projections::row_difference::other_value:
        return "other_value";
    }
    return "other_value";
}

rebuild_report_view told_of(const projections::rebuild_report& report) {
    const auto& found = report.live_and_rebuilt;
    rebuild_report_view out;
    out.position = report.at.text();
    out.records = report.records;
    out.rows = report.rows;
    out.same = report.same();
    out.switched = report.switched;
    if (report.unreadable.empty()) {
        out.sha256 = found.first.sha256;
    } else {
        out.unreadable = report.unreadable;
    }
    out.rebuilt_sha256 = found.second.sha256;
    out.loading_ms = report.loading.count();
    out.comparing_ms = report.comparing.count();
    for (const auto& one : found.differences) {
        out.differences.push_back({one.projection, std::string{name_of(one.where)}, one.rows,
                                   one.other_rows, one.first_key, std::string{text_of(one.how)}});
    }
    return out;
}

struct rebuild_input {
    std::optional<projections::rebuild_purpose> purpose;
    static constexpr auto fields() {
        return std::tuple{events::field{"purpose", &rebuild_input::purpose}};
    }
};

projections::rebuild_purpose purpose_of(const call& of) {
    const auto& text = of.context.request.body;
    if (text.empty()) {
        return projections::rebuild_purpose::replace;
    }
    const auto body = json_body_of(of, rebuild_bytes_max);
    try {
        const auto asked =
            events::from_json_object<rebuild_input>(body, events::extra_members::refused);
        return asked.purpose.value_or(projections::rebuild_purpose::replace);
    } catch (const events::decode_error& no) {
        const auto wrong = input_error(no);
        throw refusal(
            problem_of("body_invalid", {wrong.pointer + ": " + wrong.detail.vi, no.what()}));
    }
}

projections::rebuild& rebuild_of(call& of) {
    of.require(engine::action::operate, events::office_code{"*"});
    if (of.on.rebuild == nullptr) {
        throw refusal(problem_of("read_only"));
    }
    return *of.on.rebuild;
}

http_response start(call& of) {
    auto& rebuild = rebuild_of(of);
    static_cast<void>(rebuild.start(purpose_of(of))); // one that runs already is what was asked for
    return json_answer(view_of(rebuild.progress()), 202);
}

http_response show(call& of) { return json_answer(view_of(rebuild_of(of).progress())); }

} // namespace

rebuild_view view_of(const projections::rebuild_progress& progress) {
    rebuild_view out;
    out.phase = events::name_of(progress.phase);
    out.running = progress.runs();
    out.passed = progress.passed;
    out.total = progress.total;
    out.events_per_second = static_cast<std::uint64_t>(progress.records_per_second);
    if (progress.left) {
        out.left_ms = progress.left->count();
    }
    if (!progress.problem.empty()) {
        out.problem = progress.problem;
    }
    if (progress.report) {
        out.report = told_of(*progress.report);
    }
    return out;
}

void add_rebuild(operations& into, service&) {
    into.push_back(
        {.line = "POST /v1/projections/rebuild",
         .id = "rebuild_projections",
         .group = "installation",
         .about = "Build the projections a second time from the log, beside those in use, compare "
                  "the two at one place of the log, and let the new ones take over; with `purpose` "
                  "`check` they are only compared. Queries and commands go on. While one runs, "
                  "asking again tells how far it is.",
         .takes = {json_body<rebuild_input>("rebuild_input")},
         .answers = {{202, "It runs. GET /v1/projections/rebuild tells how far it is.",
                      json_body<rebuild_view>("rebuild")}},
         .problems = {"read_only", "body_invalid"},
         .serve = answering(start),
         .options = {.body_bytes_max = rebuild_bytes_max}});
    into.push_back(
        {.line = "GET /v1/projections/rebuild",
         .id = "show_rebuild",
         .group = "installation",
         .about = "How far the rebuild of the projections is, or how the last one ended.",
         .answers = {{200, "Its progress, and once compared its report.",
                      json_body<rebuild_view>("rebuild")}},
         .problems = {"read_only"},
         .serve = answering(show),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
