#include "connectors/seeding/seed.hpp"

#include "connectors/duties/outgoing_mail.hpp"
#include "connectors/grant_by_installation.hpp"
#include "connectors/publish_rules.hpp"
#include "connectors/seeding/alert_rounds.hpp"
#include "connectors/seeding/feeder.hpp"
#include "connectors/seeding/plan.hpp"
#include "connectors/seeding/waiting_mail.hpp"
#include "events/fault.hpp"
#include "events/files.hpp"
#include "events/installation_key.hpp"
#include "events/sqlite_log.hpp"
#include "events/sqlite_vault.hpp"
#include "projections/store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <future>

namespace connectors {
namespace {

namespace fs = std::filesystem;
using namespace seeding;
using events::instant;

constexpr std::uint64_t cases_max = 1'000'000;
/// Keys are made for so many steps at once: a sync each time.
constexpr std::size_t steps_at_once = 4096;

void check(const seed_options& options) {
    if (options.cases < 1 || options.cases > cases_max) {
        throw events::fault("seed-out-of-range",
                            fmt::format("make {} cases: it takes 1 to {}; choose another number",
                                        options.cases, cases_max));
    }
    if (!fs::exists(options.data / "log.db")) {
        throw events::fault("folder-not-initialised",
                            fmt::format("fill the data folder {}: there is no log.db in it; make "
                                        "one with `motcua init` first",
                                        options.data.string()));
    }
}

std::unique_ptr<events::log> open_log(const fs::path& path) {
    events::sqlite_log_options how;
    how.path = path;
    how.sync = events::sqlite_log_options::syncing::off; // one sync at the end makes all durable
    how.holder = "motcua init";
    return events::open_sqlite_log(std::move(how));
}

/// Nobody reads but the looks, three on a working day: until the next one everything waits, so that
/// what a case does in between is written once, and in batches that RocksDB takes in key order.
projections::store_options seeded_store(const seed_options& options) {
    projections::store_options how;
    how.folder = options.data / "projections";
    how.commit_within = std::chrono::seconds{30};
    how.write_buffer_bytes = std::size_t{256} << 20U;
    return how;
}

/// When somebody looks at what has become due.
struct look {
    instant at{};
    enum { watch, supervisors } who = watch;
};

/// Periods end with a day or a session, and warnings begin with a working day.
std::vector<look> all_looks(const engine::rule_set& rules, instant end) {
    const auto& calendar = rules.calendar;
    std::vector<look> out;
    bool worked_before = false;
    for (auto day = std::chrono::sys_days{first_day}; day <= std::chrono::sys_days{last_day};
         day += std::chrono::days{1}) {
        const events::local_date date{day};
        const bool worked = calendar.is_working_day(date).value_or(false);
        if (worked || worked_before) {
            out.push_back({events::at_office(date, std::chrono::seconds{1}), look::watch});
        }
        if (worked) {
            out.push_back({events::at_office(date, calendar.morning().start), look::supervisors});
            out.push_back(
                {events::at_office(date, calendar.morning().end + std::chrono::minutes{1}),
                 look::watch});
        }
        worked_before = worked;
    }
    std::erase_if(out, [&](const look& one) { return one.at >= end; });
    return out;
}

/// Everything that runs on the folder while it is filled.
class seeder {
public:
    explicit seeder(const seed_options& options)
        : options_(options), plan_(rules_, options.cases, options.seed),
          log_(open_log(options.data / "log.db")),
          vault_(events::open_sqlite_vault(
              options.data / "vault.db",
              events::load_or_make_installation_key(options.data / events::installation_key_file))),
          documents_(events::open_document_folder(options.data / "documents",
                                                  events::document_syncing::together)),
          store_(seeded_store(options), *log_), time_(plan_.begin()),
          node_(*log_, store_, rules_, time_, stamped()),
          rounds_(store_, rules_, plan_.all().people, options.seed,
                  [this](engine::command what) { acts_.push_back(std::move(what)); }),
          feeder_(node_, options.cases), looks_(all_looks(rules_, plan_.all().end)) {}

    seed_report run() {
        node_.start();
        if (store_.status().cases > 0) {
            throw events::fault("folder-not-empty",
                                fmt::format("fill the data folder {}: it holds cases already; name "
                                            "a new one",
                                            options_.data.string()));
        }
        publish_rules_once(node_, store_, *documents_, rules_);
        hire();
        tell_all();
        return report();
    }

private:
    [[nodiscard]] engine::node_options stamped() const {
        engine::node_options how;
        how.stamp = [this](const engine::command& what) {
            const auto now = what.happened.value_or(time_.now());
            return engine::decision_stamp{now, event_id_of(what.id, now)};
        };
        return how;
    }

    void hire() {
        for (const auto& one : plan_.all().people.all()) {
            auto what = grant_by_installation(one.id, one.as, one.office, one.descendants);
            what.happened = plan_.begin();
            feeder_.submit(std::move(what));
        }
        feeder_.settle();
    }

    /// Another thread invents the next steps while the node takes these.
    void tell_all() {
        const auto invent = [this] {
            auto steps = plan_.next(steps_at_once);
            make_ready(steps);
            return block{std::move(steps), plan_.arrived()};
        };
        for (auto next = std::async(std::launch::async, invent);;) {
            auto now = next.get();
            if (now.steps.empty()) {
                break;
            }
            next = std::async(std::launch::async, invent);
            for (auto& step : now.steps) {
                look_until(*step.what.happened);
                act_until(*step.what.happened);
                feeder_.submit(std::move(step.what), step.matter);
            }
            if (options_.progress) {
                options_.progress(now.arrived, options_.cases);
            }
        }
        look_until(plan_.all().end);
        look_at({plan_.all().end, look::watch});
        feeder_.settle();
    }

    /// Keys and documents first, then what is sealed with them and names them.
    void make_ready(std::vector<planned_step>& steps) {
        std::vector<events::person_id> persons;
        for (const auto& step : steps) {
            for (const auto& one : step.secrets) {
                persons.push_back(one.person);
            }
        }
        std::sort(persons.begin(), persons.end());
        persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
        vault_->ensure(persons);
        for (auto& step : steps) {
            if (!step.raw_mail.empty()) {
                documents_->put(step.raw_mail);
            }
            for (const auto& one : step.secrets) {
                step.what.sealed.push_back(events::seal(*vault_, one.person, one.part, one.plain));
            }
        }
    }

    void look_until(instant until) {
        for (; next_look_ < looks_.size() && looks_[next_look_].at <= until; ++next_look_) {
            look_at(looks_[next_look_]);
        }
    }

    void look_at(const look& now) {
        act_until(now.at);
        feeder_.settle();
        time_.set(now.at);
        if (now.who == look::watch) {
            rounds_.watch(now.at);
            act_until(now.at);
        } else {
            rounds_.answer(now.at); // over the next minutes, in which mails may come in
        }
    }

    void act_until(instant until) {
        for (; !acts_.empty() && *acts_.front().happened <= until; acts_.pop_front()) {
            feeder_.submit(std::move(acts_.front()));
        }
    }

    [[nodiscard]] seed_report report() {
        outgoing_mail{*log_, store_, node_, *vault_, *documents_, rules_, options_.data / "outbox"}
            .pass_over_old();
        const auto end = plan_.all().end;
        const auto view = store_.view();
        const auto status = store_.status();
        const auto& office = rules_.offices.front();
        seed_report out;
        out.mail_office = office.key;
        out.mails_waiting = leave_mails(options_.data / "mail" / office.key.str(), office, view,
                                        *vault_, end, options_.seed);
        out.events = status.events_counted;
        out.cases = status.cases;
        out.refused = feeder_.refused();
        out.first_refusal = feeder_.first_refusal();
        out.alerts = rounds_.raised();
        out.overdue = projections::count_overdue(view, std::nullopt, end);
        out.by_procedure = plan_.all().by_procedure;
        std::erase_if(out.by_procedure, [](const auto& one) { return one.second == 0; });
        out.by_channel = plan_.all().by_channel;
        out.by_status = feeder_.by_status();
        out.reached = feeder_.reached();
        out.by_command = feeder_.by_command();
        out.offices = plan_.offices();
        out.first = plan_.begin();
        out.last = end;
        return out;
    }

    struct block {
        std::vector<planned_step> steps;
        std::uint64_t arrived = 0;
    };

    const seed_options& options_;
    const engine::rule_set& rules_ = engine::default_rule_set();
    plan plan_;
    std::unique_ptr<events::log> log_;
    std::unique_ptr<events::vault> vault_;
    std::unique_ptr<events::document_store> documents_;
    projections::store store_;
    engine::manual_clock time_;
    engine::node node_;
    alert_rounds rounds_;
    feeder feeder_;
    std::vector<look> looks_;
    std::size_t next_look_ = 0;
    std::deque<engine::command> acts_; ///< on alerts, until their time has come
};

} // namespace

seed_report seed_folder(const seed_options& options) {
    check(options);
    auto out = seeder{options}.run();
    if (options.synced) {
        events::sync_file_system(options.data);
    }
    return out;
}

} // namespace connectors
