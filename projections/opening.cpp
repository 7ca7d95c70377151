#include "projections/opening.hpp"

#include "events/fault.hpp"

namespace projections {
namespace {

/// The rows in use, or why there are none.
opened_rows try_current(const house& home, rocks::settings how, const events::log& log) {
    how.folder = home.current();
    if (how.folder.empty()) {
        return {};
    }
    try {
        auto rows = rocks::open(how);
        auto why = why_unusable(*rows, log);
        if (why.empty()) {
            return {std::move(rows), opening::resumed, {}};
        }
        return {nullptr, opening::emptied, std::move(why)};
    } catch (const events::corruption& damage) {
        return {nullptr, opening::emptied, damage.what()};
    }
}

} // namespace

opened_rows open_rows(const house& home, rocks::settings how, const events::log& log) {
    auto out = try_current(home, how, log);
    if (!out.rows) {
        how.folder = home.vacant();
        out.rows = rocks::open(how);
        write_origin(*out.rows, log);
        out.rows->flush();
        home.move_to(how.folder);
    }
    home.clear_leftovers();
    return out;
}

} // namespace projections
