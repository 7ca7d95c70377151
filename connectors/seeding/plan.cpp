#include "connectors/seeding/plan.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace connectors::seeding {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::sys_days;

enum class door { mailbox, desk, court };

/// What comes in, how often, and what becomes of it.
struct kind {
    std::string_view name;
    double share;
    door by;
};
constexpr std::array kinds{
    // clang-format off
    kind{"mail: enf_request",          0.160, door::mailbox},
    kind{"mail: result_confirm",       0.070, door::mailbox},
    kind{"mail: complaint",            0.020, door::mailbox},
    kind{"mail: denunciation",         0.007, door::mailbox},
    kind{"mail: unclear",              0.020, door::mailbox},
    kind{"mail: to note",              0.023, door::mailbox},
    kind{"desk: enf_request",          0.316, door::desk},
    kind{"desk: result_confirm",       0.120, door::desk},
    kind{"desk: officer_change",       0.035, door::desk},
    kind{"desk: coercion_cost_relief", 0.045, door::desk},
    kind{"desk: fee_relief",           0.060, door::desk},
    kind{"desk: complaint",            0.075, door::desk},
    kind{"desk: denunciation",         0.025, door::desk},
    kind{"them: ex_officio",           0.012, door::court},
    kind{"them: bankruptcy",           0.003, door::court},
    kind{"them: interim_measure",      0.004, door::court},
    kind{"them: entrustment",          0.005, door::court},
    // clang-format on
};

/// How much work an office has, against a district in the mountains.
double weight_of(const engine::office& office) {
    constexpr std::array<std::string_view, 6> towns{"964", "502", "503", "507", "968", "970"};
    constexpr std::array<std::string_view, 5> mountains{"504", "505", "510", "511", "516"};
    if (office.level == engine::office_level::provincial) {
        return 6;
    }
    if (std::find(towns.begin(), towns.end(), office.key.str()) != towns.end()) {
        return 3;
    }
    return std::find(mountains.begin(), mountains.end(), office.key.str()) != mountains.end() ? 0.5
                                                                                              : 1.4;
}

/// The one that is owed most, and a little luck: exact shares without a rhythm.
std::size_t owed_most(std::vector<double>& owed, const auto& share_of, chance& luck) {
    for (std::size_t i = 0; i < owed.size(); ++i) {
        owed[i] += share_of(i) * luck.between(0.2, 1.8);
    }
    const auto most =
        static_cast<std::size_t>(std::max_element(owed.begin(), owed.end()) - owed.begin());
    owed[most] -= 1;
    return most;
}

/// More on Mondays and in autumn, less before Tết and in July; hardly anything on days off.
double busyness(events::local_date day, bool worked) {
    constexpr std::array by_month{0.95, 0.75, 1.1,  1.05, 1.0,  0.95,
                                  0.85, 1.0,  1.15, 1.1,  1.05, 1.0};
    const auto season = by_month.at(static_cast<unsigned>(day.month()) - 1);
    if (!worked) {
        return season * 0.05; // mail only
    }
    const std::chrono::weekday week{sys_days{day}};
    return season * (week == std::chrono::Monday ? 1.25 : week == std::chrono::Friday ? 0.85 : 1.0);
}

} // namespace

plan::plan(const engine::rule_set& rules, std::uint64_t cases, std::uint64_t seed)
    : cases_(cases), all_{.rules = rules,
                          .seed = seed,
                          .end = events::at_office(last_day, last_hour),
                          .hours = office_hours{rules.calendar, first_day, last_day},
                          .people = staff{rules.offices},
                          .shares = fair_shares{seed}},
      luck_(seed, 0x6d6f74), kinds_owed_(kinds.size()), offices_owed_(rules.offices.size()),
      arrived_at_(rules.offices.size()) {
    double all = 0;
    for (std::size_t i = 0; i < rules.offices.size(); ++i) {
        const auto& office = rules.offices[i];
        if (office.level == engine::office_level::provincial) {
            provinces_.push_back(i);
        }
        offices_share_.push_back(office.exists_on(first_day) ? weight_of(office) : 0);
        all += offices_share_.back();
    }
    for (auto& share : offices_share_) {
        share /= all;
    }
    double so_far = 0;
    for (auto day = sys_days{first_day}; day <= sys_days{last_day}; day += std::chrono::days{1}) {
        const events::local_date date{day};
        const bool worked = rules.calendar.is_working_day(date).value_or(false);
        so_far += busyness(date, worked) * (date == last_day ? 0.3 : 1.0);
        arrived_by_day_.push_back(so_far);
    }
    for (auto& share : arrived_by_day_) {
        share /= so_far;
    }
}

events::instant plan::begin() const { return events::at_office(first_day, milliseconds{0}); }

std::vector<events::office_code> plan::offices() const {
    std::vector<events::office_code> out;
    for (std::size_t i = 0; i < arrived_at_.size(); ++i) {
        if (arrived_at_[i] > 0) {
            out.push_back(all_.rules.offices[i].key);
        }
    }
    return out;
}

story plan::begun(matter& m, std::size_t which) {
    const auto name = kinds.at(which).name;
    const auto procedure = name.substr(6);
    if (kinds.at(which).by == door::mailbox) {
        return procedure == "unclear"   ? unclear_mail(m)
               : procedure == "to note" ? mail_to_note(m)
                                        : by_mail(m, procedure);
    }
    if (kinds.at(which).by == door::court) {
        return from_a_court(m, procedure);
    }
    return procedure == "complaint"      ? complaint(m)
           : procedure == "denunciation" ? denunciation(m)
                                         : at_the_desk(m, procedure);
}

events::instant plan::moment_of_arrival(std::size_t which) {
    const events::local_date date{sys_days{first_day} + std::chrono::days{day_}};
    const bool last = date == last_day;
    if (kinds.at(which).by == door::mailbox) {
        const auto until = last ? minutes{585} : minutes{22 * 60 + 50};
        return events::at_office(date, luck_.between(milliseconds{minutes{350}}, until));
    }
    // Two out of three come in the morning.
    const bool morning = last || luck_.share() < 0.64;
    const auto from = morning ? minutes{7 * 60 + 46} : minutes{13 * 60 + 32};
    const auto to = last      ? minutes{9 * 60 + 50}
                    : morning ? minutes{11 * 60 + 10}
                              : minutes{16 * 60 + 20};
    return all_.hours.on_working_day(events::at_office(date, {}), 0,
                                     luck_.between(milliseconds{from}, to));
}

void plan::bring_in_the_day() {
    const auto upto =
        day_ + 1 == arrived_by_day_.size()
            ? cases_
            : static_cast<std::uint64_t>(arrived_by_day_[day_] * static_cast<double>(cases_));
    const auto share_of_kind = [](std::size_t i) { return kinds.at(i).share; };
    const auto share_of_office = [&](std::size_t i) { return offices_share_[i]; };
    while (arrived_ < upto) {
        const auto which = owed_most(kinds_owed_, share_of_kind, luck_);
        auto office = owed_most(offices_owed_, share_of_office, luck_);
        if (kinds.at(which).by == door::mailbox && luck_.share() < 0.5) {
            // People write to the province, whose address stands in the newspaper.
            office = provinces_[luck_.share() < 0.6 ? 0 : 1];
        }
        ++arrived_at_[office];
        auto one = std::make_unique<matter>(all_, ++arrived_, all_.rules.offices[office],
                                            moment_of_arrival(which));
        one->told = begun(*one, which);
        one->waiting = one->told.beginning();
        one->wake_at = one->now;
        wait(std::move(one));
    }
    ++day_;
}

void plan::wait(std::unique_ptr<matter> one) {
    if (one->wake_at < all_.end) {
        waiting_.push_back({one->wake_at, ++order_, std::move(one)});
        std::push_heap(waiting_.begin(), waiting_.end(), later{});
    }
}

void plan::give_turn() {
    std::pop_heap(waiting_.begin(), waiting_.end(), later{});
    auto one = std::move(waiting_.back().whose);
    waiting_.pop_back();
    one->now = one->wake_at;
    one->waiting.resume();
    if (!one->told.over()) {
        wait(std::move(one));
    }
}

std::vector<planned_step> plan::next(std::size_t steps_min) {
    all_.steps.clear();
    all_.steps.reserve(steps_min + 16);
    while (all_.steps.size() < steps_min) {
        const auto day_begins = begin() + std::chrono::days{day_};
        if (day_ < arrived_by_day_.size() &&
            (waiting_.empty() || waiting_.front().at >= day_begins)) {
            bring_in_the_day();
        } else if (!waiting_.empty()) {
            give_turn();
        } else {
            break;
        }
    }
    return std::move(all_.steps);
}

} // namespace connectors::seeding
