#pragma once

#include "projections/binary.hpp"
#include "projections/queries.hpp"
#include "tests/support/fill.hpp"
#include "tests/support/offices_at_work.hpp"
#include "tests/support/projected.hpp"

#include <random>
#include <vector>

namespace testing_support {

/// A random history of some offices, folded, with everything by which answers can be checked the
/// long way.
struct history {
    std::uint64_t seed = seed_of_this_run();
    std::mt19937_64 random{seed};
    projected world{2};
    offices_at_work work{{.seed = seed, .partitions = 2, .offices = 4, .chaos = 0.03}};
    events::instant begin = work.now();
    projections::snapshot view = folded();
    std::vector<engine::case_state> states = all_states();

    [[nodiscard]] events::instant any_time() {
        const auto span = static_cast<std::uint64_t>((work.now() - begin).count());
        return begin + std::chrono::milliseconds{random() % (span + span / 4)};
    }
    [[nodiscard]] events::local_date any_day() { return events::office_date(any_time()); }

    /// All pages of a list.
    template <class Ask> [[nodiscard]] auto all_of(Ask&& ask) {
        projections::page_request which{.limit = 1 + random() % 100, .cursor = {}};
        auto out = ask(which);
        while (!out.next.empty()) {
            which.cursor = out.next;
            auto more = ask(which);
            out.rows.insert(out.rows.end(), more.rows.begin(), more.rows.end());
            out.next = more.next;
        }
        return out.rows;
    }

private:
    projections::snapshot folded() {
        work.write(world.log(), 6000);
        return world.fold(250);
    }
    [[nodiscard]] std::vector<engine::case_state> all_states() const {
        std::vector<engine::case_state> out;
        view.scan(projections::table::states, {}, {},
                  [&](std::string_view, std::string_view bytes) {
                      out.push_back(projections::binary::decode<engine::case_state>(bytes));
                      return true;
                  });
        return out;
    }
};

} // namespace testing_support
