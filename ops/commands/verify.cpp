#include "engine/verify.hpp"

#include "events/fault.hpp"
#include "events/sqlite_log.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"
#include "ops/output/progress.hpp"

#include <fmt/format.h>

namespace ops {
namespace {

namespace fs = std::filesystem;

const std::vector<column> lines{
    {"Sự kiện", "Events", "/events"},
    {"Có hiệu lực", "Counting", "/counting"},
    {"Bị vượt trước", "Superseded", "/superseded"},
    {"Không phải của motcua", "Foreign", "/foreign"},
    {"Hồ sơ", "Cases", "/cases"},
    {"Đầu chuỗi", "Heads", "/heads"},
    {"Chỗ đứt", "Breaks", "/breaks"},
};

const std::vector<column> broken{
    {"Sự kiện đầu tiên không còn hiệu lực", "First event that no longer counts",
     "/first_break/event"},
    {"Hồ sơ", "Case", "/first_break/case"},
    {"Bước thứ", "Step", "/first_break/sequence"},
    {"Phân vùng", "Partition", "/first_break/partition"},
    {"Vị trí", "Offset", "/first_break/offset"},
    {"Vì", "Why", "/first_break/why"},
    {"Giải thích", "In words", "/first_break/text"},
    {"Nghi bị sửa", "Suspect", "/first_break/suspect"},
};

json to_json(const engine::verify_report& report) {
    json out{{"events", report.records}, {"counting", report.counting},
             {"superseded", 0},          {"foreign", 0},
             {"cases", report.cases},    {"heads", events::hex(report.heads)},
             {"holds", report.holds()},  {"breaks", report.breaks}};
    std::uint64_t superseded = 0;
    for (const auto& [why, count] : report.not_counting) {
        if (why == engine::verdict::foreign) {
            out["foreign"] = count;
        } else {
            superseded += count;
        }
    }
    out["superseded"] = superseded;
    if (report.first_break) {
        const auto& one = *report.first_break;
        auto& told = out["first_break"] = {
            {"event", one.event},       {"case", one.subject},
            {"sequence", one.sequence}, {"partition", one.place.partition.value},
            {"offset", one.place.at},   {"why", std::string{events::name_of(one.why)}},
            {"text", one.text}};
        if (one.suspect) {
            told["suspect"] = fmt::format("{}:{}", one.suspect->partition.value, one.suspect->at);
        }
    }
    return out;
}

fs::path log_of(const std::string& named) {
    const fs::path path{named};
    const auto log = fs::is_directory(path) ? path / "log.db" : path;
    if (!fs::exists(log)) {
        throw not_found_error("there is no log at " + log.string());
    }
    return log;
}

int verify(invocation& on, const arguments& given) {
    const auto path = log_of(given.has("PATH") ? given.text("PATH") : on.folder());
    const auto log = events::open_sqlite_log_read_only(path);
    progress_line progress(on.out(), "verify");
    const auto report = to_json(engine::verify(
        *log, [&](std::uint64_t passed, std::uint64_t all) { progress.tell(passed, all); }));
    progress.end();
    auto& out = on.out();
    out.one(report, lines);
    if (!report["holds"].get<bool>()) {
        if (out.is_table()) {
            out.one(report, broken);
        }
        out.warn(out.bad(out.in("Nhật ký không còn nguyên vẹn.", "The log does not hold.")));
        return verification_failed;
    }
    out.say(out.good(out.in("Nhật ký còn nguyên vẹn.", "The log holds.")));
    return done;
}

} // namespace

noun verify_noun() {
    return {"verify",
            "Prove the log by the one rule",
            {{"",
              "Prove the log by the one rule, and name the first event that no longer counts",
              {"motcua verify --data /var/lib/motcua", "motcua verify copy/log.db --output json"},
              {path_of(completes::file,
                       maybe_words("PATH", "A data folder or a log.db, for instance a copy"))},
              verify,
              "Reads only, also beside a running server; needs no key. Ends with 5 when the log\n"
              "does not hold."}}};
}

} // namespace ops
