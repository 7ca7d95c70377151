#pragma once

#include "connectors/seeding/matter.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace connectors::seeding {

/// What happens at the offices over fourteen months, in the order of time. Holds the cases that are
/// still going on, and never those that are over or yet to come.
class plan {
public:
    plan(const engine::rule_set& rules, std::uint64_t cases, std::uint64_t seed);

    /// The next steps, at least so many unless the plan ends; none when it is over.
    [[nodiscard]] std::vector<planned_step> next(std::size_t steps_min);

    [[nodiscard]] const setting& all() const { return all_; }
    [[nodiscard]] events::instant begin() const;
    [[nodiscard]] std::uint64_t arrived() const { return arrived_; }
    /// In which something has come in so far.
    [[nodiscard]] std::vector<events::office_code> offices() const;

private:
    struct entry {
        events::instant at{};
        std::uint64_t order = 0; ///< of equals, who came first
        std::unique_ptr<matter> whose;
    };
    struct later {
        bool operator()(const entry& a, const entry& b) const {
            return a.at != b.at ? a.at > b.at : a.order > b.order;
        }
    };

    void bring_in_the_day();
    void give_turn();
    void wait(std::unique_ptr<matter> one);
    [[nodiscard]] story begun(matter& m, std::size_t kind);
    [[nodiscard]] events::instant moment_of_arrival(std::size_t kind);

    std::uint64_t cases_;
    setting all_;
    chance luck_;
    std::vector<double> kinds_owed_;
    std::vector<double> offices_owed_;
    std::vector<double> offices_share_;
    std::vector<std::size_t> provinces_;    ///< in the rules' list of offices: Cà Mau, Quảng Nam
    std::vector<double> arrived_by_day_;    ///< share of all cases that have come by a day's end
    std::size_t day_ = 0;                   ///< the next one to bring in
    std::vector<std::uint64_t> arrived_at_; ///< by office
    std::uint64_t arrived_ = 0;
    std::uint64_t order_ = 0;
    std::vector<entry> waiting_; ///< a heap, the next turn first
};

/// The first day and the moment at which the plan ends: the demonstration's now.
inline constexpr events::local_date first_day{std::chrono::year{2017} / 6 / 1};
inline constexpr events::local_date last_day{std::chrono::year{2018} / 7 / 31};
inline constexpr std::chrono::hours last_hour{10};

} // namespace connectors::seeding
