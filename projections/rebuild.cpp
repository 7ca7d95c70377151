#include "projections/rebuild.hpp"

#include "events/fault.hpp"
#include "events/pace.hpp"
#include "projections/bulk_load.hpp"
#include "projections/folding.hpp"
#include "projections/frame.hpp"
#include "projections/store.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace projections {
namespace {

using clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t records_a_commit = 1000;
// What may be left to fold while the live fold stands still: some milliseconds.
constexpr std::uint64_t gap_max = 500;

milliseconds since(clock::time_point then) {
    return std::chrono::duration_cast<milliseconds>(clock::now() - then);
}

/// Folds the log in rows that nobody sees yet.
class shadow_fold : public engine::fold_target {
public:
    explicit shadow_fold(store::beside& on) : on_(on) {}

    [[nodiscard]] const engine::case_state* find(const events::case_id& id) override {
        return on_.fold->find(id);
    }
    [[nodiscard]] std::uint64_t counter(const std::string& name) override {
        return on_.fold->counter(name);
    }
    void count(const engine::placed_event& event) override { on_.fold->count(event); }
    void counted(const engine::placed_event& event, const engine::case_state& before,
                 const engine::case_state& after) override {
        on_.fold->counted(event, before, after);
    }
    void skipped(engine::log_position place, engine::verdict why,
                 const events::event* what) override {
        on_.fold->skipped(place, why, what);
    }
    void commit(events::partition_id partition, events::offset next) override {
        on_.fold->passed(partition, next);
        on_.fold->take_changes(changes_);
        on_.rows->write(changes_);
        changes_.clear();
        if (on_.fold->is_full()) {
            on_.fold->forget();
        }
    }
    [[nodiscard]] events::offset passed(events::partition_id partition) const override {
        return on_.fold->at().of(partition);
    }

private:
    store::beside& on_;
    row_batch changes_;
};

} // namespace

struct rebuild::inside {
    inside(store& to, const events::log& from, run_between_commits between)
        : live(to), log(from), between_commits(std::move(between)) {}

    void run(rebuild_purpose why, std::size_t threads);
    void build(rebuild_purpose why, std::size_t threads);
    [[nodiscard]] store::beside load(std::size_t threads);
    void follow(store::beside& rebuilt, const positions& to);
    void compare_with_live(store::beside& rebuilt, rebuild_report& into);
    void switch_over(store::beside rebuilt);
    void enter(rebuild_phase phase, const std::string& problem = {});
    void tell_passed(std::uint64_t passed, std::uint64_t total);
    void check_stopped() const;

    store& live;
    const events::log& log;
    run_between_commits between_commits;
    std::thread thread;
    std::atomic<bool> stopping{false};

    mutable std::mutex mutex; // guards what follows
    mutable std::condition_variable changed;
    rebuild_progress now;
    clock::time_point began;
};

bool rebuild_progress::runs() const {
    switch (phase) {
    case rebuild_phase::loading:
    case rebuild_phase::finishing:
    case rebuild_phase::following:
    case rebuild_phase::comparing:
    case rebuild_phase::switching:
        return true;
    case rebuild_phase::idle:
    case rebuild_phase::done:
    case rebuild_phase::failed:
    case rebuild_phase::stopped:
        return false;
    }
    return false;
}

void rebuild::inside::enter(rebuild_phase phase, const std::string& problem) {
    const std::scoped_lock lock{mutex};
    now.phase = phase;
    now.problem = problem;
    now.left.reset();
    changed.notify_all();
}

void rebuild::inside::tell_passed(std::uint64_t passed, std::uint64_t total) {
    const std::scoped_lock lock{mutex};
    now.passed = std::max(now.passed, passed); // several threads tell
    now.total = total;
    const auto pace = events::pace_of(now.passed, total, clock::now() - began);
    now.records_per_second = pace.per_second;
    if (pace.left) {
        now.left = std::chrono::duration_cast<milliseconds>(*pace.left);
    }
    if (now.phase == rebuild_phase::loading && now.passed == total) {
        now.phase = rebuild_phase::finishing;
    }
}

void rebuild::inside::check_stopped() const {
    if (stopping) {
        throw events::fault("load-stopped", "rebuild the projections: stopped on request; the ones "
                                            "in use stay");
    }
}

store::beside rebuild::inside::load(std::size_t threads) {
    // Never ahead of the live rows, so that the two can meet.
    return live.load_beside(
        live.view().at(),
        {.threads = threads,
         .progress = [this](std::uint64_t passed, std::uint64_t all) { tell_passed(passed, all); },
         .stop = &stopping});
}

void rebuild::inside::follow(store::beside& rebuilt, const positions& to) {
    shadow_fold fold{rebuilt};
    for (std::uint32_t i = 0; i < to.partitions(); ++i) {
        engine::fold_partition(fold, log, {i}, to.of({i}), records_a_commit,
                               [&](events::offset) { check_stopped(); });
    }
    const std::scoped_lock lock{mutex};
    now.passed = rebuilt.fold->at().records();
    now.total = to.records();
}

void rebuild::inside::compare_with_live(store::beside& rebuilt, rebuild_report& into) {
    const auto seen = live.view();
    enter(rebuild_phase::following);
    follow(rebuilt, seen.at());
    enter(rebuild_phase::comparing);
    const auto start = clock::now();
    const snapshot mine{std::make_shared<const snapshot::frame>(
        snapshot::frame{rebuilt.rows->pin(), seen.at(), 0, std::make_shared<floors>()})};
    into.at = seen.at();
    try {
        into.live_and_rebuilt = compare(seen, mine);
    } catch (const events::corruption& damage) {
        into.live_and_rebuilt.second = digest(mine); // or else it is not the live rows
        into.unreadable = damage.what();
    }
    for (const auto& one : into.live_and_rebuilt.second.tables) {
        into.rows += one.rows;
    }
    into.comparing = since(start);
}

void rebuild::inside::switch_over(store::beside rebuilt) {
    enter(rebuild_phase::following);
    while (live.view().at().records() - rebuilt.fold->at().records() > gap_max) {
        follow(rebuilt, live.view().at());
    }
    rebuilt.rows->flush(); // what CURRENT will name must be there after a crash
    enter(rebuild_phase::switching);
    between_commits([&] {
        follow(rebuilt, live.view().at());
        live.adopt(std::move(rebuilt));
    });
}

void rebuild::inside::build(rebuild_purpose why, std::size_t threads) {
    auto report = std::make_shared<rebuild_report>();
    const auto start = clock::now();
    auto rebuilt = load(threads);
    rebuilt.rows->remove_when_closed(true); // whatever happens before it takes over
    report->records = rebuilt.fold->at().records();
    report->loading = since(start);
    compare_with_live(rebuilt, *report);
    check_stopped();
    {
        const std::scoped_lock lock{mutex};
        now.report = report;
    }
    if (why == rebuild_purpose::check) {
        return;
    }
    switch_over(std::move(rebuilt));
    auto told = std::make_shared<rebuild_report>(*report);
    told->switched = true;
    const std::scoped_lock lock{mutex};
    now.report = std::move(told);
}

void rebuild::inside::run(rebuild_purpose why, std::size_t threads) {
    try {
        build(why, threads);
        enter(rebuild_phase::done);
    } catch (const events::fault& failed) {
        enter(stopping ? rebuild_phase::stopped : rebuild_phase::failed, failed.what());
    } catch (const std::exception& failed) {
        enter(rebuild_phase::failed, failed.what());
    }
}

rebuild::rebuild(store& live, const events::log& log, run_between_commits between)
    : inside_(std::make_unique<inside>(live, log, std::move(between))) {}

rebuild::~rebuild() { stop(); }

bool rebuild::start(rebuild_purpose why, std::size_t threads) {
    auto& in = *inside_;
    {
        const std::scoped_lock lock{in.mutex};
        if (in.now.runs()) {
            return false;
        }
        in.now = {};
        in.now.phase = rebuild_phase::loading;
        in.now.total = in.live.view().at().records();
        in.began = clock::now();
    }
    if (in.thread.joinable()) {
        in.thread.join();
    }
    in.stopping = false;
    in.thread = std::thread([&in, why, threads] { in.run(why, threads); });
    return true;
}

rebuild_progress rebuild::progress() const {
    const std::scoped_lock lock{inside_->mutex};
    return inside_->now;
}

rebuild_progress rebuild::wait(const std::function<void(const rebuild_progress&)>& tell,
                               milliseconds interval) {
    auto& in = *inside_;
    std::unique_lock lock{in.mutex};
    while (in.now.runs()) {
        in.changed.wait_for(lock, interval);
        if (tell) {
            const auto told = in.now;
            lock.unlock();
            tell(told);
            lock.lock();
        }
    }
    return in.now;
}

void rebuild::stop() {
    inside_->stopping = true;
    if (inside_->thread.joinable()) {
        inside_->thread.join();
    }
}

} // namespace projections
