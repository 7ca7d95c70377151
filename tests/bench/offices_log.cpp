#include "tests/bench/offices_log.hpp"

#include "events/codec.hpp"
#include "events/sqlite_log.hpp"
#include "projections/positions.hpp"
#include "tests/support/offices_at_work.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace bench {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t partitions = 8;

testing_support::offices_at_work offices() {
    return testing_support::offices_at_work{
        {.seed = 1, .partitions = partitions, .offices = 30, .cases_a_day = 2500}};
}

} // namespace

log_wish::log_wish(int count, char** arguments) {
    for (int i = 1; i + 1 < count; ++i) {
        const std::string_view word{arguments[i]};
        if (word == "--events") {
            events = std::stoull(arguments[i + 1]);
        } else if (word == "--folder") {
            folder = arguments[i + 1];
            kept = true;
        }
    }
    if (!kept) {
        folder = fs::temp_directory_path() / ("motcua-bench-" + std::to_string(::getpid()));
    }
    fs::create_directories(folder);
}

log_wish::~log_wish() {
    if (!kept) {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
    }
}

std::unique_ptr<events::log> open_offices_log(const log_wish& wish) {
    events::sqlite_log_options how;
    how.path = wish.folder / "log.db";
    how.partitions = fs::exists(how.path) ? 0 : partitions;
    if (how.partitions != 0) {
        auto filled = how;
        filled.sync = events::sqlite_log_options::syncing::off;
        offices().write(*events::open_sqlite_log(std::move(filled)), wish.events);
        how.partitions = 0;
    }
    return events::open_sqlite_log(std::move(how));
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

double peak_resident_mebibytes() {
    rusage use{};
    getrusage(RUSAGE_SELF, &use);
    return static_cast<double>(use.ru_maxrss) / 1024;
}

} // namespace bench
