#include "projections/opening.hpp"

#include "events/fault.hpp"

#include <utility>

namespace projections {
namespace {

[[noreturn]] void refuse_lost(const std::filesystem::path& rows, const std::string& why) {
    throw events::fault(
        "log-records-lost",
        "open the rows in " + rows.string() + ": " + why +
            "; the log has lost records that it had confirmed, or is not the one of "
            "this folder: stop all nodes, keep a copy of these rows, which may be "
            "the only trace, and restore the log");
}

/// The rows in use, or why there are none.
opened_rows try_current(const house& home, rocks::settings how, const events::log& log,
                        lost records) {
    how.folder = home.current();
    if (how.folder.empty()) {
        return {};
    }
    try {
        auto rows = rocks::open(how);
        auto found = why_unusable(*rows, log);
        if (found.why.empty()) {
            found.why = home.damage(); // met while they served, and not in what is read here
        }
        if (found.why.empty()) {
            return {std::move(rows), opening::resumed, {}};
        }
        if (found.log_knows_less && records == lost::refused) {
            refuse_lost(how.folder, found.why);
        }
        return {nullptr, opening::replaced, std::move(found.why)};
    } catch (const events::corruption& damage) {
        return {nullptr, opening::replaced, damage.what()};
    }
}

std::shared_ptr<rocks> make_empty(const house& home, rocks::settings how, const events::log& log) {
    how.folder = home.vacant();
    auto rows = rocks::open(how);
    write_origin(*rows, log);
    rows->flush();
    return rows;
}

} // namespace

std::shared_ptr<rocks> load_rows(const house& home, rocks::settings how, const events::log& log,
                                 const positions& end, const bulk_load_options& loading) {
    how.folder = home.vacant();
    how.purpose = rocks::use::loading;
    auto rows = rocks::open(how);
    rows->remove_when_closed(true); // unless it comes to an end
    write_origin(*rows, log);
    bulk_load(log, end, rows, loading);
    rows->serve();
    rows->remove_when_closed(false);
    return rows;
}

opened_rows open_rows(const house& home, rocks::settings how, const events::log& log,
                      const bulk_load_options* loading, lost records) {
    auto out = try_current(home, how, log, records);
    home.clear_leftovers();
    if (!out.rows) {
        const auto damaged = home.damage().empty() ? std::filesystem::path{} : home.current();
        const auto end = end_of(log);
        out.rows = loading != nullptr && end.records() > 0
                       ? load_rows(home, std::move(how), log, end, *loading)
                       : make_empty(home, how, log);
        home.move_to(out.rows->folder());
        if (!damaged.empty()) {
            home.set_aside(damaged);
        }
        home.clear_leftovers();
    }
    return out;
}

} // namespace projections
