#include "connectors/api/verify_view.hpp"
#include "connectors/log_place.hpp"
#include "events/fault.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/copy_places.hpp"
#include "ops/commands/listing.hpp"
#include "ops/output/progress.hpp"

#include <fmt/format.h>

namespace ops {
namespace {

const std::vector<column> verify_lines{
    {"Sự kiện", "Events", "/events"},
    {"Có hiệu lực", "Counting", "/counting"},
    {"Bị vượt trước", "Superseded", "/superseded"},
    {"Không phải của motcua", "Foreign", "/foreign"},
    {"Bị hỏng", "Damaged", "/damaged"},
    // Of officers and of rules too, beside those of cases.
    {"Chuỗi", "Chains", "/cases"},
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
    {"Vì", "Why", "/first_break/why", shape::code},
    {"Giải thích", "In words", "/first_break/text"},
    {"Nghi bị sửa", "Suspect", "/first_break/suspect"},
};

/// A row of a CSV has all that is told, whether the log holds or not.
std::vector<column> columns_of(const printer& out) {
    auto all = verify_lines;
    if (out.how().as == output_format::csv) {
        all.insert(all.end(), broken.begin(), broken.end());
    }
    return all;
}

/// Straight from the log: whoever may read it needs no server that answers for it.
json verify_log(printer& out, const connectors::log_place& at) {
    const auto log = connectors::open_to_read(at);
    progress_line progress(out, "verify");
    const auto report = engine::verify(
        *log, [&](std::uint64_t passed, std::uint64_t all) { progress.tell(passed, all); });
    progress.end();
    return connectors::api::to_json(connectors::api::view_of(report));
}

/// Asks the server again until its proof has ended.
json asked_of_server(invocation& on) {
    progress_line progress(on.out(), "verify");
    for (;;) {
        auto told = ask_json(on.api(), {.path = "/v1/verify"});
        if (!told.value("running", false)) {
            progress.end();
            return told;
        }
        progress.tell(told.value("passed", std::uint64_t{0}),
                      told.value("total", std::uint64_t{0}));
    }
}

json report_of(invocation& on, const arguments& given) {
    if (given.has("PATH")) {
        return verify_log(on.out(), existing_place_of(on, given.text("PATH")));
    }
    if (on.is_remote()) {
        return asked_of_server(on);
    }
    const auto& elsewhere = on.how().text("log.place");
    return verify_log(on.out(), existing_place_of(on, elsewhere.empty() ? on.folder() : elsewhere));
}

int does_not_hold(printer& out) {
    out.warn(out.bad(out.in("Nhật ký không còn nguyên vẹn.", "The log does not hold.")));
    return verification_failed;
}

int verify(invocation& on, const arguments& given) {
    auto& out = on.out();
    json report;
    try {
        report = report_of(on, given);
    } catch (const events::corruption& no) {
        // Damage to what holds the records together, as SQLite's header: no record can be told,
        // and whoever asks whether the log holds has their answer all the same.
        out.warn(fmt::format("motcua: {} [{}]", no.what(), no.code()));
        return does_not_hold(out);
    }
    out.one(report, columns_of(out));
    if (!report["holds"].get<bool>()) {
        if (out.is_table()) {
            out.one(report, broken);
        }
        return does_not_hold(out);
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
          {"motcua verify --data /var/lib/motcua", "motcua verify copy/log.db --output json",
           "motcua verify kafka://a:9092"},
          {path_of(completes::file,
                   maybe_word("PATH", "A data folder, a log.db, for instance a copy, or "
                                      "kafka://HOST:PORT"))},
          verify,
          "Of a folder it reads only, also beside a running server, and needs no key. Ends with "
          "5 when\nthe log does not hold, also where the file itself is damaged and no record can "
          "be "
          "named. A tail that was cut off shows when the log was closed "
          "before. One that\nwas cut off after a kill, or together with the note of where the "
          "log ended (end_N in its table\n`log`), and one of Kafka, shows only against the "
          "heads of an older report: keep them elsewhere."}}};
}

} // namespace ops
