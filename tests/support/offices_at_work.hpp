#pragma once

#include "engine/case_state.hpp"
#include "events/log.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <queue>
#include <random>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace testing_support {

/// Simulated offices at work: cases of all lifecycles that move as a procedure would move them,
/// with deadlines, numbers, alerts and sealed boxes, written as the events that a log would hold,
/// in the order of their time. The same seed writes the same bytes.
class offices_at_work {
public:
    struct options {
        std::uint64_t seed = 1;
        std::uint32_t partitions = 1;
        std::uint32_t offices = 3;
        double cases_a_day = 40;
        /// Share of records that count for nothing: copies, lost races, foreign bytes.
        double chaos = 0;
        events::instant from{std::chrono::sys_days{std::chrono::year{2017} / 6 / 1}};
        std::size_t box_bytes = 160;
    };
    struct record {
        events::partition_id partition;
        events::log_record what;
    };

    explicit offices_at_work(options how);

    /// The next record. There is always one.
    [[nodiscard]] record next();
    /// The same, straight into a log.
    void write(events::log& to, std::size_t records);

    /// The time of the newest event.
    [[nodiscard]] events::instant now() const { return now_; }
    [[nodiscard]] const std::vector<events::office_code>& offices() const { return offices_; }
    [[nodiscard]] std::uint64_t cases_opened() const { return opened_; }

private:
    struct turn {
        events::instant at;
        events::case_id subject;
        bool operator>(const turn& other) const {
            return std::tie(at, subject) > std::tie(other.at, other.subject);
        }
    };
    struct move {
        events::payload what;
        events::status after = events::status::none;
        double days = 1; ///< until the next step of the case
        events::facts facts{};
    };

    [[nodiscard]] record step();
    [[nodiscard]] record spoil(record like);
    [[nodiscard]] record emit(engine::case_state& state, move how);
    [[nodiscard]] record open_case();
    [[nodiscard]] move opening(engine::case_state& state);
    [[nodiscard]] move next_move(const engine::case_state& state);
    [[nodiscard]] move support_move(const engine::case_state& state);
    [[nodiscard]] move dossier_move(const engine::case_state& state);
    [[nodiscard]] move petition_move(const engine::case_state& state);
    [[nodiscard]] move filing(const engine::case_state& state);
    [[nodiscard]] bool add_alert(const engine::case_state& state, move& how);

    [[nodiscard]] bool chance(double share);
    [[nodiscard]] std::uint64_t below(std::uint64_t limit);
    [[nodiscard]] std::string uuid();
    [[nodiscard]] events::number_claim claim(const std::string& counter);
    [[nodiscard]] events::incoming_mail mail();
    [[nodiscard]] events::deadline_started starts(const std::string& id, double days,
                                                  events::role act_by);
    void box(events::facts& into, const std::string& part);

    options how_;
    std::mt19937_64 random_;
    std::vector<events::office_code> offices_;
    std::vector<events::officer_id> officers_;
    events::rules_id rules_;
    events::instant now_{};
    events::instant next_opening_{};
    std::uint64_t opened_ = 0;
    std::unordered_map<std::string, engine::case_state> cases_;
    std::priority_queue<turn, std::vector<turn>, std::greater<>> turns_;
    std::map<std::string, std::uint64_t> counters_;
    std::optional<record> pending_;
};

} // namespace testing_support
