#include "connectors/api/verify_view.hpp"
#include "events/sqlite_log.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"
#include "ops/output/progress.hpp"

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
    {"Hồ sơ", "Case", "/first_break/subject"},
    {"Bước thứ", "Step", "/first_break/sequence"},
    {"Phân vùng", "Partition", "/first_break/partition"},
    {"Vị trí", "Offset", "/first_break/offset"},
    {"Vì", "Why", "/first_break/why"},
    {"Giải thích", "In words", "/first_break/text"},
    {"Nghi bị sửa", "Suspect", "/first_break/suspect"},
};

fs::path log_of(const std::string& named) {
    const fs::path path{named};
    const auto log = fs::is_directory(path) ? path / "log.db" : path;
    if (!fs::exists(log)) {
        throw not_found_error("there is no log at " + log.string());
    }
    return log;
}

/// Straight from the file: whoever holds it may read it, and needs no server that answers for it.
json verify_file(printer& out, const fs::path& path) {
    const auto log = events::open_sqlite_log_read_only(path);
    progress_line progress(out, "verify");
    const auto report = engine::verify(
        *log, [&](std::uint64_t passed, std::uint64_t all) { progress.tell(passed, all); });
    progress.end();
    return connectors::api::to_json(connectors::api::view_of(report));
}

int verify(invocation& on, const arguments& given) {
    auto& out = on.out();
    const auto report = given.has("PATH") ? verify_file(out, log_of(given.text("PATH")))
                        : !on.is_remote() ? verify_file(out, log_of(on.folder()))
                                          : ask_json(on.api(), {.path = "/v1/verify"});
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
    return {
        "verify",
        "Prove the log by the one rule",
        {{"",
          "Prove the log by the one rule, and name the first event that no longer counts",
          {"motcua verify --data /var/lib/motcua", "motcua verify copy/log.db --output json"},
          {path_of(completes::file,
                   maybe_words("PATH", "A data folder or a log.db, for instance a copy"))},
          verify,
          "Of a folder it reads only, also beside a running server, and needs no key. Ends with "
          "5 when\nthe log does not hold."}}};
}

} // namespace ops
