#include "events/shared_secret.hpp"

#include <algorithm>
#include <ranges>
#include <set>

namespace events {

bool change_shared_secret(shared_secret what, const vault::secret_change& change) {
    std::set<offset> own;
    offset looked_at = 0;
    for (;;) {
        const auto next = change(what.now);
        if (!next && own.empty()) {
            return false;
        }
        // There is nothing to change any more in what was overwritten: it is put back.
        const auto at = what.write(next ? *next : what.now.value_or(""));
        own.insert(at);
        const auto seen = what.versions();
        const auto is_overwritten = [&](const secret_version& one) {
            return one.at >= looked_at && one.at < at && !own.contains(one.at);
        };
        const auto newest_first = seen | std::views::reverse;
        const auto overwritten = std::ranges::find_if(newest_first, is_overwritten);
        if (overwritten == newest_first.end()) {
            return next.has_value();
        }
        looked_at = overwritten->at + 1;
        what.now = overwritten->value;
    }
}

} // namespace events
