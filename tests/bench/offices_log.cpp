#include "tests/bench/offices_log.hpp"

#include "events/codec.hpp"
#include "events/sqlite_log.hpp"
#include "projections/positions.hpp"
#include "tests/bench/stopwatch.hpp"
#include "tests/support/offices_at_work.hpp"

#include <algorithm>

namespace bench {
namespace {

constexpr std::uint32_t partitions = 8;

testing_support::offices_at_work offices() {
    return testing_support::offices_at_work{
        {.seed = 1, .partitions = partitions, .offices = 30, .cases_a_day = 2500}};
}

} // namespace

std::unique_ptr<events::log> open_offices_log(const std::filesystem::path& path,
                                              std::uint64_t records) {
    std::filesystem::create_directories(path.parent_path());
    events::sqlite_log_options how;
    how.path = path;
    how.partitions = std::filesystem::exists(path) ? 0 : partitions;
    how.sync = events::sqlite_log_options::syncing::off;
    auto log = events::open_sqlite_log(std::move(how));
    if (projections::end_of(*log).records() == 0) {
        const stopwatch time;
        auto work = offices();
        work.write(*log, records);
        say("written: {} events of {} cases in {:.0f} s", records, work.cases_opened(),
            time.seconds());
    }
    return log;
}

std::vector<events::office_code> offices_of_log() { return offices().offices(); }

events::instant first_of_log() { return offices().now(); }

events::instant last_of_log(const events::log& log) {
    events::fast_decoder decoder;
    events::instant out{};
    for (std::uint32_t p = 0; p < log.partitions(); ++p) {
        const auto end = log.end({p});
        log.read({p}, end > 0 ? end - 1 : 0, 1, [&](const events::stored_record& record) {
            out = std::max(out, decoder.decode(record.value).about.time);
            return true;
        });
    }
    return out;
}

} // namespace bench
