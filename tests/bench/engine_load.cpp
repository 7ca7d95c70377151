#include "tests/bench/engine_load.hpp"

#include "engine/flight.hpp"
#include "engine/rule_set.hpp"
#include "events/fault.hpp"
#include "events/sqlite_log.hpp"
#include "events/sqlite_vault.hpp"
#include "projections/queries.hpp"
#include "tests/bench/case_walk.hpp"
#include "tests/bench/processor_time.hpp"

#include <fmt/format.h>

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

std::unique_ptr<events::log> open_log(const std::filesystem::path& folder) {
    events::sqlite_log_options how;
    how.path = folder / "log.db";
    how.partitions = 8;
    return events::open_sqlite_log(std::move(how));
}

projections::store_options store_in(const std::filesystem::path& folder) {
    projections::store_options how;
    how.folder = folder / "projections";
    return how;
}

/// Hands things from many threads to one.
template <class Item> class inbox {
public:
    void put(Item item) {
        bool first = false;
        {
            const std::lock_guard lock(mutex_);
            items_.push_back(std::move(item));
            first = items_.size() == 1;
        }
        if (first) { // without the lock, for which who wakes would wait at once
            filled_.notify_one();
        }
    }
    /// What has come; waits for something until then. Empty after close(), or when it is late.
    std::vector<Item> take(clock::time_point until = clock::time_point::max()) {
        std::unique_lock lock(mutex_);
        const auto ready = [&] { return closed_ || !items_.empty(); };
        if (until == clock::time_point::max()) {
            filled_.wait(lock, ready);
        } else {
            filled_.wait_until(lock, until, ready);
        }
        return std::exchange(items_, {});
    }
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        filled_.notify_one();
    }
    [[nodiscard]] bool closed() {
        const std::lock_guard lock(mutex_);
        return closed_;
    }

private:
    std::mutex mutex_;
    std::condition_variable filled_;
    std::vector<Item> items_;
    bool closed_ = false;
};

/// One who walks cases, one step after the other.
struct walker {
    std::uint64_t number = 0; ///< of the case
    const walk* steps = nullptr;
    std::size_t at = 0;
    events::office_code office;
    events::case_id subject;
    events::command_id command;
    clock::time_point due;
};

struct told {
    walker* whom = nullptr;
    engine::answer what;
    clock::time_point at;
};

/// What must be seen in a query from now on.
struct step_taken {
    events::case_id subject;
    std::uint64_t version = 0;
    clock::time_point due;
};

} // namespace

/// The clients of one run: one thread makes their commands; another seals what opens a case, whose
/// keys must be durable first, for all that wait at once; a third looks at lists.
class engine_under_load::clients {
public:
    clients(engine_under_load& on, const engine_load& how)
        : on_(on), how_(how), offices_(walk_offices()), walkers_(how.clients) {
        sealer_ = std::thread([this] { seal(); });
        lister_ = std::thread([this] { list(); });
    }
    ~clients() {
        openings_.close();
        sealer_.join();
        end_lists();
    }

    engine_load_result run() {
        const auto start = clock::now();
        counted_from_ = start + of_seconds(how_.warm_up_s);
        const auto end = counted_from_ + of_seconds(how_.seconds);
        between_ = how_.steps_per_s > 0
                       ? of_seconds(static_cast<double>(how_.clients) / how_.steps_per_s)
                       : clock::duration{};
        for (std::size_t i = 0; i < walkers_.size(); ++i) {
            walkers_[i].office = offices_[i % offices_.size()];
            walkers_[i].due =
                start + between_ * static_cast<int>(i) / static_cast<int>(walkers_.size());
            resting_.push_back(&walkers_[i]);
        }
        begin_resting(start);
        log_traffic before;
        processor_time used;
        bool counting = false;
        while (clock::now() < end) {
            listen(std::min(end, next_due()));
            if (!counting && clock::now() >= counted_from_) {
                counting = true;
                before = on_.log_.traffic();
                used = {};
            }
            begin_resting(clock::now());
        }
        out_.seconds = std::chrono::duration<double>(clock::now() - counted_from_).count();
        out_.processor_us = used.us();
        out_.traffic = on_.log_.traffic() - before;
        while (in_flight_ > 0) {
            listen(clock::time_point::max());
        }
        end_lists();
        return std::move(out_);
    }

private:
    static clock::duration of_seconds(double value) {
        return std::chrono::duration_cast<clock::duration>(std::chrono::duration<double>(value));
    }

    clock::time_point next_due() const {
        auto first = clock::time_point::max();
        for (const auto* one : resting_) {
            first = std::min(first, one->due);
        }
        return first;
    }

    void begin_resting(clock::time_point now) {
        std::erase_if(resting_, [&](walker* one) {
            if (between_.count() > 0 && one->due > now) {
                return false;
            }
            begin(*one, now);
            return true;
        });
    }

    /// Sends the walker's next step. A paced one counts from when it was due, not from now.
    void begin(walker& who, clock::time_point now) {
        if (who.steps == nullptr || who.at == who.steps->size()) {
            who.number = on_.cases_++;
            who.steps = &walks_.of(who.number);
            who.at = 0;
            who.subject = {};
        }
        if (between_.count() == 0) {
            who.due = now;
        }
        const auto& step = (*who.steps)[who.at];
        who.command = events::command_id{engine::fresh_event_id(on_.time_.now()).str()};
        ++in_flight_;
        if (step.input.common.persons.empty()) {
            submit(who, command_of(who));
        } else {
            openings_.put(&who);
        }
    }

    engine::command command_of(const walker& who) const {
        const auto& step = (*who.steps)[who.at];
        engine::command what;
        what.id = who.command;
        what.office = who.office;
        what.subject = who.subject;
        what.actor = officer_in(step.as);
        what.acting_as = step.as;
        what.detail = step.input.detail;
        return what;
    }

    void submit(walker& who, engine::command what) {
        on_.node_.submit(std::move(what), [this, &who](engine::answer answer) {
            answers_.put({&who, std::move(answer), clock::now()});
        });
    }

    void seal() {
        for (auto waiting = openings_.take(); !waiting.empty(); waiting = openings_.take()) {
            std::vector<events::person_id> persons;
            for (const auto* who : waiting) {
                persons.emplace_back(who->command.str());
            }
            on_.vault_->ensure(persons);
            for (std::size_t i = 0; i < waiting.size(); ++i) {
                auto what = command_of(*waiting[i]);
                auto common = (*waiting[i]->steps)[waiting[i]->at].input.common;
                common.persons.front().id = persons[i];
                if (!connectors::seal_into(what, std::move(common), nullptr, *on_.vault_)) {
                    std::terminate(); // the persons were made just now
                }
                submit(*waiting[i], std::move(what));
            }
        }
    }

    void listen(clock::time_point until) {
        for (auto& one : answers_.take(until)) {
            --in_flight_;
            const auto* done = std::get_if<engine::accepted>(&one.what);
            auto& who = *one.whom;
            if (done == nullptr) {
                refused(who, one.what);
            }
            who.subject = done->subject;
            count(who, *done, one.at);
            ++who.at;
            who.due += between_;
            resting_.push_back(&who);
        }
    }

    void count(const walker& who, const engine::accepted& done, clock::time_point at) {
        if (between_.count() > 0) {
            look({done.subject, done.version, who.due}, on_.store_.newest(done.subject),
                 out_.visible);
            if (++looked_ % list_every == 0) {
                lists_.put({done.subject, done.version, who.due});
            }
        }
        if (at >= counted_from_) {
            ++out_.steps;
            out_.answered.add(static_cast<std::uint64_t>((at - who.due).count()));
        }
    }

    void look(const step_taken& what, const std::optional<engine::case_state>& shown,
              latency_histogram& seen) const {
        if (!shown || shown->version < what.version) {
            throw events::fault("bench_invisible", "an answered step is not in the query");
        }
        if (what.due >= counted_from_) {
            seen.add(static_cast<std::uint64_t>((clock::now() - what.due).count()));
        }
    }

    void list() {
        for (auto waiting = lists_.take(); !waiting.empty(); waiting = lists_.take()) {
            for (const auto& what : waiting) {
                look(what, projections::find_case(on_.store_.view(), what.subject), out_.listed);
            }
        }
    }

    void end_lists() {
        lists_.close();
        if (lister_.joinable()) {
            lister_.join();
        }
    }

    [[noreturn]] static void refused(const walker& who, const engine::answer& what) {
        const auto* no = std::get_if<engine::rejection>(&what);
        throw events::fault(
            "bench_refused",
            fmt::format("{} of case {}: {}", (*who.steps)[who.at].command, who.number,
                        no != nullptr ? no->en : std::get<engine::unavailable>(what).problem));
    }

    /// Each case is looked at after its step, as the API answers for one case; a list, which has to
    /// write the rows first, after so many steps.
    static constexpr std::uint64_t list_every = 256;

    engine_under_load& on_;
    engine_load how_;
    std::uint64_t looked_ = 0;
    case_walks walks_;
    std::vector<events::office_code> offices_;
    std::vector<walker> walkers_;
    std::vector<walker*> resting_; ///< answered, and not yet due again
    inbox<told> answers_;
    inbox<walker*> openings_;
    inbox<step_taken> lists_;
    std::thread sealer_;
    std::thread lister_;
    std::size_t in_flight_ = 0;
    clock::duration between_{}; ///< two steps of one client; 0: as soon as it is answered
    clock::time_point counted_from_;
    engine_load_result out_;
};

engine_under_load::engine_under_load(const std::filesystem::path& folder)
    : engine_under_load(folder, open_log(folder),
                        events::open_sqlite_vault(
                            folder / "vault.db",
                            events::load_or_make_installation_key(folder / "installation.key"))) {}

engine_under_load::engine_under_load(const std::filesystem::path& folder,
                                     std::unique_ptr<events::log> log,
                                     std::unique_ptr<events::vault> vault)
    : file_(std::move(log)), log_(*file_), vault_(std::move(vault)), store_(store_in(folder), log_),
      time_(walk_time()), node_(log_, store_, engine::default_rule_set(), time_) {
    node_.start();
}

engine_under_load::~engine_under_load() { node_.stop(); }

engine_load_result engine_under_load::run(const engine_load& how) {
    return clients{*this, how}.run();
}

} // namespace bench
