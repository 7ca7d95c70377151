#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"
#include "ops/output/progress.hpp"

#include <fmt/format.h>

#include <thread>

namespace ops {
namespace {

const std::vector<column> projection_lines{
    {"Phiên bản", "Version", "/version"},
    {"Vị trí", "Position", "/position"},
    {"Chậm (sự kiện)", "Behind (events)", "/lag_events"},
    {"Đuổi kịp sau (giây)", "Caught up in (s)", "/eta_s"},
    {"Sự kiện", "Events", "/events"},
    {"Bị vượt trước", "Superseded", "/superseded"},
    {"Không phải của motcua", "Foreign", "/foreign"},
    {"Hồ sơ", "Cases", "/cases"},
    {"Trên đĩa (byte)", "On disk (bytes)", "/disk_bytes"},
    {"Trong bộ nhớ (byte)", "In memory (bytes)", "/memory_bytes"},
    {"Nút này lo phân vùng", "Duties (partitions)", "/duties", shape::list},
    {"Dựng lại vì", "Rebuilt because", "/opened_reason"},
    {"Bộ quy tắc của nút", "Rules of this node", "/rules"},
    {"Bộ quy tắc mới nhất trong nhật ký", "Newest rules in the log", "/rules_newest"},
};

int status(invocation& on, const arguments&) {
    const auto told = ask_json(on.api(), {.path = "/v1/projections"});
    on.out().one(told, projection_lines);
    return told.value("lag_events", 0) == 0 ? done : degraded;
}

const std::vector<column> rebuilt{
    {"Vị trí", "Position", "/report/position"},
    {"Sự kiện", "Records", "/report/records"},
    {"Dòng", "Rows", "/report/rows"},
    {"Giống nhau", "The same", "/report/same", shape::yes},
    {"Đã thay", "Switched", "/report/switched", shape::yes},
    {"Mã băm cũ", "Digest before", "/report/sha256"},
    {"Mã băm mới", "Digest rebuilt", "/report/rebuilt_sha256"},
};

const std::vector<column> differing{
    {"Khung nhìn", "Projection", "/projection"},
    {"Bảng", "Table", "/table"},
    {"Dòng", "Rows", "/rows", shape::number},
    {"Dòng mới", "Rebuilt", "/rebuilt_rows", shape::number},
    {"Khóa", "First key", "/first_key"},
    {"Khác", "How", "/how"},
};

/// Asks how far it is until it has ended.
json followed(invocation& on, json told) {
    progress_line progress(on.out(), "rebuild");
    constexpr std::chrono::milliseconds pause{100};
    while (told.value("running", false)) {
        progress.tell(told.value("passed", std::uint64_t{0}),
                      told.value("total", std::uint64_t{0}));
        std::this_thread::sleep_for(pause);
        told = ask_json(on.api(), {.path = "/v1/projections/rebuild"});
    }
    progress.end();
    return told;
}

int rebuild(invocation& on, const arguments& given) {
    question asked{.method = connectors::http_method::post, .path = "/v1/projections/rebuild"};
    asked.body = json{{"purpose", given.has("check") ? "check" : "replace"}}.dump();
    const auto told = followed(on, ask_json(on.api(), asked));
    auto& out = on.out();
    out.one(told, rebuilt);
    if (told.contains("problem")) {
        out.warn(told.value("problem", ""));
        return failed;
    }
    const auto report = told.value("report", json::object());
    if (report.value("same", false)) {
        return done;
    }
    if (out.is_table()) {
        list_printer rows(out, differing);
        for (const auto& one : report.value("differences", json::array())) {
            rows.add(one);
        }
        rows.end();
    }
    out.warn(out.in("Khung nhìn đang dùng khác với nhật ký.",
                    "The projections in use differed from the log."));
    return verification_failed;
}

} // namespace

noun projection_noun() {
    return {"projection",
            "What is derived from the log",
            {
                {"status",
                 "How far the projections have followed the log, and what they hold",
                 {"motcua projection status"},
                 {},
                 status},
                {"rebuild",
                 "Build them anew from the log beside those in use, compare, and switch",
                 {"motcua projection rebuild", "motcua projection rebuild --check --output json"},
                 {flag("check", "Only compare; those in use stay")},
                 rebuild,
                 "Queries and commands go on meanwhile. Ends with 5 when those in use differed."},
            }};
}

} // namespace ops
