#include "events/fault.hpp"
#include "events/sqlite_log.hpp"
#include "projections/queries.hpp"
#include "projections/rebuild.hpp"
#include "projections/store.hpp"
#include "tests/support/child_test.hpp"
#include "tests/support/fill.hpp"
#include "tests/support/offices_at_work.hpp"
#include "tests/support/projected.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>
#include <random>
#include <thread>

namespace {

using namespace projections;
using testing_support::offices_at_work;
using testing_support::projected;
namespace fs = std::filesystem;

/// Runs at once what wants to run between two commits: the test itself folds, and not now.
void here(const std::function<void()>& what) { what(); }

std::size_t folders_with_rows(const fs::path& folder) {
    std::size_t out = 0;
    for (const auto& entry : fs::directory_iterator{folder}) {
        out += entry.is_directory() ? 1U : 0U;
    }
    return out;
}

TEST(loading, gives_the_same_rows_as_folding_event_by_event) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    std::mt19937_64 random{seed};
    for (const std::uint32_t partitions : {1U, 3U, 8U}) {
        projected folded{partitions};
        offices_at_work{{.seed = random(), .partitions = partitions, .offices = 7, .chaos = 0.08}}
            .write(folded.log(), 3000 + random() % 3000);
        const auto one_by_one = digest(folded.fold(1 + random() % 300));
        for (const std::size_t threads : {1U, 2U, 4U}) {
            projected loaded{partitions};
            loaded.close();
            fs::remove_all(loaded.folder());
            loaded.copy_log(folded.log());
            loaded.options.loading_threads = threads;
            loaded.options.case_cache_bytes = random() % 2 == 0 ? 64U << 10U : 64U << 20U;
            loaded.open();
            EXPECT_EQ(loaded.store().status().at, end_of(folded.log()));
            const auto at_once = digest(loaded.store().view());
            EXPECT_EQ(at_once, one_by_one) << partitions << " partitions, " << threads
                                           << " threads: " << difference(at_once, one_by_one);
            const auto mine = loaded.store().status();
            const auto theirs = folded.store().status();
            EXPECT_EQ(mine.events_counted, theirs.events_counted);
            EXPECT_EQ(mine.records_superseded, theirs.records_superseded);
            EXPECT_EQ(mine.records_foreign, theirs.records_foreign);
            EXPECT_EQ(mine.cases, theirs.cases);
            EXPECT_GT(theirs.records_superseded, 50U)
                << "the history must have what does not count";
        }
    }
}

TEST(loading, can_be_gone_on_with_event_by_event) {
    projected folded{2};
    offices_at_work some{{.seed = 11, .partitions = 2, .chaos = 0.05}};
    some.write(folded.log(), 2000);
    projected loaded{folded.log().records()};
    some.write(folded.log(), 2000);
    const auto went_on = digest(loaded.fold(50));
    const auto one_by_one = digest(folded.fold(100));
    EXPECT_EQ(went_on, one_by_one) << difference(went_on, one_by_one);
}

/// A log of which one record cannot be read.
class broken_log : public events::memory_log {
public:
    broken_log(std::shared_ptr<events::memory_records> records, events::offset hole)
        : memory_log(std::move(records)), hole_(hole) {}
    events::offset
    read(events::partition_id partition, events::offset from, std::size_t count_max,
         const std::function<bool(const events::stored_record&)>& visit) const override {
        if (from <= hole_ && hole_ < from + count_max) {
            throw events::corruption("log-damaged", "the record does not have its checksum");
        }
        return memory_log::read(partition, from, count_max, visit);
    }

private:
    events::offset hole_;
};

TEST(loading, ends_with_the_fault_when_the_log_cannot_be_read) {
    projected world;
    offices_at_work{{.seed = 12}}.write(world.log(), 6000);
    world.close();
    for (const events::offset hole : {0U, 300U, 5900U}) { // one partition: two threads share it
        const broken_log log{world.log().records(), hole};
        fs::remove_all(world.folder());
        EXPECT_THROW(store(world.options, log), events::corruption) << hole;
        EXPECT_EQ(folders_with_rows(world.folder()), 0U) << "nothing half loaded stays";
    }
    world.open();
    EXPECT_EQ(world.store().passed({0}), 6000U);
}

TEST(loading, is_done_again_when_a_row_cannot_be_read) {
    projected world;
    offices_at_work{{.seed = 13}}.write(world.log(), 3000);
    const auto before = digest(world.fold());
    world.close();
    for (const auto& entry : fs::recursive_directory_iterator{world.folder()}) {
        if (entry.path().extension() == ".sst") {
            fs::resize_file(entry.path(), fs::file_size(entry.path()) / 2);
        }
    }
    world.open();
    EXPECT_EQ(digest(world.store().view()), before);
}

TEST(rebuild, finds_the_same_and_takes_over) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    projected world{3};
    offices_at_work some{{.seed = seed, .partitions = 3, .chaos = 0.05}};
    some.write(world.log(), 4000);
    const auto before = digest(world.fold(100));
    const auto folder = world.folder() / "rows-1";
    ASSERT_TRUE(fs::exists(folder));

    rebuild again{world.store(), world.log(), here};
    std::optional<snapshot> old = world.store().view();
    ASSERT_TRUE(again.start());
    const auto ended = again.wait();
    ASSERT_EQ(ended.phase, rebuild_phase::done) << ended.problem;
    EXPECT_EQ(ended.passed, 4000U);
    ASSERT_NE(ended.report, nullptr);
    EXPECT_TRUE(ended.report->same())
        << difference(ended.report->live_and_rebuilt.first, ended.report->live_and_rebuilt.second);
    EXPECT_TRUE(ended.report->switched);
    EXPECT_EQ(ended.report->at, end_of(world.log()));
    EXPECT_EQ(ended.report->live_and_rebuilt.second, before);

    EXPECT_EQ(digest(*old), before) << "a reader of the old rows goes on";
    EXPECT_TRUE(fs::exists(folder));
    old.reset();
    EXPECT_FALSE(fs::exists(folder)) << "they go with their last reader";

    some.write(world.log(), 1000);
    const auto after = digest(world.fold(30));
    world.reopen();
    EXPECT_EQ(world.store().status().opened, opening::resumed);
    EXPECT_EQ(digest(world.store().view()), after);
    EXPECT_EQ(folders_with_rows(world.folder()), 1U);
}

TEST(rebuild, only_compares_when_asked_to) {
    projected world;
    offices_at_work{{.seed = 21}}.write(world.log(), 1000);
    world.fold();
    rebuild again{world.store(), world.log(), here};
    ASSERT_TRUE(again.start(rebuild_purpose::check));
    const auto ended = again.wait();
    ASSERT_EQ(ended.phase, rebuild_phase::done) << ended.problem;
    EXPECT_TRUE(ended.report->same());
    EXPECT_FALSE(ended.report->switched);
    EXPECT_TRUE(fs::exists(world.folder() / "rows-1"));
    EXPECT_EQ(folders_with_rows(world.folder()), 1U);
}

TEST(rebuild, runs_once_at_a_time_and_can_be_stopped) {
    projected world;
    offices_at_work{{.seed = 22}}.write(world.log(), 6000);
    world.fold();
    rebuild again{world.store(), world.log(), here};
    ASSERT_TRUE(again.start());
    EXPECT_FALSE(again.start());
    again.stop();
    const auto phase = again.progress().phase;
    EXPECT_TRUE(phase == rebuild_phase::stopped || phase == rebuild_phase::done);
    ASSERT_TRUE(again.start());
    EXPECT_EQ(again.wait().phase, rebuild_phase::done);
    EXPECT_EQ(folders_with_rows(world.folder()), 1U);
}

/// The thread that folds, with errands between its commits, as a node has them.
class folding_thread {
public:
    folding_thread(store& into, events::memory_log& log, offices_at_work& work)
        : thread_([&, this] {
              while (!ended_) {
                  work.write(log, 40);
                  for (std::uint32_t i = 0; i < log.partitions(); ++i) {
                      engine::fold_partition(into, log, {i}, log.end({i}), 17);
                  }
                  run_errand();
              }
              run_errand();
          }) {}
    ~folding_thread() { end(); }
    void end() {
        ended_ = true;
        if (thread_.joinable()) {
            thread_.join();
        }
    }
    void between(const std::function<void()>& what) {
        std::packaged_task<void()> task{what};
        auto done = task.get_future();
        {
            const std::scoped_lock lock{mutex_};
            errand_ = std::move(task);
        }
        done.get();
    }

private:
    void run_errand() {
        const std::scoped_lock lock{mutex_};
        if (errand_.valid()) {
            std::exchange(errand_, std::packaged_task<void()>{})();
        }
    }
    std::mutex mutex_;
    std::packaged_task<void()> errand_;
    std::atomic<bool> ended_{false};
    std::thread thread_;
};

TEST(rebuild, takes_over_while_events_keep_coming_and_readers_read) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    projected world{2};
    offices_at_work some{{.seed = seed, .partitions = 2, .chaos = 0.05}};
    some.write(world.log(), 3000);
    world.fold();
    const auto office = some.offices().front();
    std::atomic<bool> reading{true};
    std::atomic<std::uint64_t> read{0};
    std::thread reader{[&] {
        positions last{2};
        while (reading) {
            const auto view = world.store().view();
            EXPECT_TRUE(view.at().cover(last)) << "what was seen stays seen";
            last = view.at();
            read += list_cases(view, office, {}, {.limit = 50, .cursor = {}}).rows.size();
        }
    }};
    {
        folding_thread folds{world.store(), world.log(), some};
        rebuild again{world.store(), world.log(), [&](const auto& what) { folds.between(what); }};
        for (int round = 0; round < 3; ++round) {
            ASSERT_TRUE(again.start());
            const auto ended = again.wait();
            EXPECT_EQ(ended.phase, rebuild_phase::done) << ended.problem;
            EXPECT_TRUE(ended.report && ended.report->same());
        }
    }
    reading = false;
    reader.join();
    EXPECT_GT(read, 0U);
    const auto live = digest(world.fold());
    projected fresh{2};
    fresh.copy_log(world.log());
    const auto clean = digest(fresh.fold());
    EXPECT_EQ(live, clean) << difference(live, clean);
    EXPECT_EQ(folders_with_rows(world.folder()), 1U);
}

/// As the duties do, which look at what was folded since they looked last. Under the sanitizers it
/// shows as well that nobody asks rows that are gone.
TEST(rebuild, takes_over_while_another_thread_asks_how_far_it_is) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    projected world{2};
    offices_at_work some{{.seed = seed, .partitions = 2}};
    some.write(world.log(), 1000);
    world.fold();
    std::atomic<bool> asking{true};
    std::atomic<std::uint64_t> asked{0};
    std::thread asks{[&] {
        events::offset last = 0;
        while (asking) {
            const auto passed = world.store().passed({0});
            EXPECT_GE(passed, last);
            EXPECT_GE(world.store().view().at().of({0}), passed)
                << "whoever goes on from here never looks at these records again";
            last = passed;
            ++asked;
        }
    }};
    {
        folding_thread folds{world.store(), world.log(), some};
        rebuild again{world.store(), world.log(), [&](const auto& what) { folds.between(what); }};
        for (int round = 0; round < 5; ++round) {
            EXPECT_TRUE(again.start());
            const auto ended = again.wait();
            EXPECT_EQ(ended.phase, rebuild_phase::done) << ended.problem;
            EXPECT_TRUE(ended.report && ended.report->switched);
        }
    }
    asking = false;
    asks.join();
    EXPECT_GT(asked, 0U);
}

TEST(rebuild, takes_over_from_rows_that_cannot_be_read) {
    projected world;
    offices_at_work{{.seed = 25}}.write(world.log(), 4000);
    const auto before = digest(world.fold());
    world.close();
    fs::path largest;
    for (const auto& entry : fs::recursive_directory_iterator{world.folder()}) {
        if (entry.path().extension() == ".sst" &&
            (largest.empty() || fs::file_size(entry.path()) > fs::file_size(largest))) {
            largest = entry.path();
        }
    }
    std::fstream file{largest, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(static_cast<std::streamoff>(fs::file_size(largest) / 2));
    file.write("damaged!", 8);
    file.close();
    world.open();
    ASSERT_EQ(world.store().status().opened, opening::resumed) << "nothing has read it yet";
    EXPECT_THROW(static_cast<void>(digest(world.store().view())), events::corruption);

    rebuild again{world.store(), world.log(), here};
    ASSERT_TRUE(again.start());
    const auto ended = again.wait();
    ASSERT_EQ(ended.phase, rebuild_phase::done) << ended.problem;
    EXPECT_FALSE(ended.report->same());
    EXPECT_FALSE(ended.report->unreadable.empty());
    EXPECT_EQ(digest(world.store().view()), before);
}

/// A fold with a bug: it forgets one fact of every so many events.
class forgetful_fold : public engine::fold_target {
public:
    using spoiling = std::function<void(events::event&, engine::case_state&)>;
    forgetful_fold(store& into, spoiling spoil) : into_(into), spoil_(std::move(spoil)) {}

    [[nodiscard]] const engine::case_state* find(const events::case_id& id) override {
        return into_.find(id);
    }
    [[nodiscard]] std::uint64_t counter(const std::string& name) override {
        return into_.counter(name);
    }
    void counted(const engine::placed_event& event, const engine::case_state& before,
                 const engine::case_state& after) override {
        auto what = event.what;
        auto state = after;
        if (++seen_ % 50 == 0) {
            spoil_(what, state);
        }
        into_.counted({event.place, event.hash, what}, before, state);
    }
    void skipped(engine::log_position place, engine::verdict why,
                 const events::event* what) override {
        into_.skipped(place, why, what);
    }
    void commit(events::partition_id partition, events::offset next) override {
        into_.commit(partition, next);
    }
    [[nodiscard]] events::offset passed(events::partition_id partition) const override {
        return into_.passed(partition);
    }

private:
    store& into_;
    spoiling spoil_;
    std::uint64_t seen_ = 0;
};

std::vector<table_difference> found_after(const forgetful_fold::spoiling& spoil) {
    projected world;
    offices_at_work{{.seed = 31}}.write(world.log(), 2000);
    forgetful_fold wrong{world.store(), spoil};
    engine::fold_partition(wrong, world.log(), {0}, 2000, 10);
    rebuild again{world.store(), world.log(), here};
    EXPECT_TRUE(again.start());
    const auto ended = again.wait();
    EXPECT_EQ(ended.phase, rebuild_phase::done) << ended.problem;
    // What took over is what the log says.
    projected clean{world.log().records()};
    EXPECT_EQ(digest(world.store().view()), digest(clean.store().view()));
    return ended.report->live_and_rebuilt.differences;
}

bool names(const std::vector<table_difference>& found, std::string_view projection) {
    return std::any_of(found.begin(), found.end(),
                       [&](const auto& one) { return one.projection == projection; });
}

TEST(rebuild, says_which_projection_differs_and_from_which_key) {
    const auto forgot_mail = found_after([](events::event& what, engine::case_state&) {
        if (auto* in = std::get_if<events::support_requested>(&what.detail)) {
            in->mail.content_key.clear();
        }
    });
    ASSERT_EQ(forgot_mail.size(), 1U) << "only the index of mails has been told less";
    EXPECT_EQ(forgot_mail[0].projection, "mail_index");
    EXPECT_EQ(forgot_mail[0].where, table::mail_contents);
    EXPECT_LT(forgot_mail[0].rows, forgot_mail[0].other_rows);
    EXPECT_EQ(forgot_mail[0].how, row_difference::only_second);
    EXPECT_TRUE(forgot_mail[0].first_key.find(" / ") != std::string::npos)
        << forgot_mail[0].first_key;

    const auto forgot_deadlines =
        found_after([](events::event&, engine::case_state& after) { after.deadlines.clear(); });
    EXPECT_TRUE(names(forgot_deadlines, "deadlines"));
    EXPECT_TRUE(names(forgot_deadlines, "worklist"));
    EXPECT_FALSE(names(forgot_deadlines, "timeline"));
    EXPECT_FALSE(names(forgot_deadlines, "statistics"));
}

TEST(DISABLED_child, rebuilds_for_ever) {
    const fs::path folder = support::child_argument();
    events::sqlite_log_options how;
    how.path = folder / "log.db";
    const auto log = events::open_sqlite_log(std::move(how));
    store live{{.folder = folder / "projections", .block_cache_bytes = 8U << 20U}, *log};
    rebuild again{live, *log, here};
    support::tell_parent("open");
    for (;;) {
        ASSERT_TRUE(again.start());
        const auto ended = again.wait();
        ASSERT_EQ(ended.phase, rebuild_phase::done) << ended.problem;
        ASSERT_TRUE(ended.report->same());
        support::tell_parent("switched");
    }
}

TEST(rebuild, leaves_one_usable_folder_whenever_the_process_dies) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    std::mt19937_64 random{seed};
    const support::temporary_folder folder;
    events::sqlite_log_options how;
    how.path = folder / "log.db";
    how.partitions = 2;
    {
        const auto log = events::open_sqlite_log(how);
        offices_at_work{{.seed = seed, .partitions = 2, .chaos = 0.05}}.write(*log, 2000);
    }
    projected clean{2};
    std::size_t switches = 0;
    std::size_t leftovers = 0;
    for (int round = 0; round < 25; ++round) {
        {
            support::child_test child{"DISABLED_child.rebuilds_for_ever", (folder / "").string()};
            ASSERT_EQ(child.next_line(), "open");
            for (auto more = random() % 3; more > 0; --more) {
                ASSERT_EQ(child.next_line(), "switched");
                ++switches;
            }
            std::this_thread::sleep_for(std::chrono::microseconds{random() % 150'000});
            child.kill();
        }
        leftovers += folders_with_rows(folder / "projections") - 1;
        const auto log = events::open_sqlite_log(how);
        if (round == 0) {
            clean.copy_log(*log);
            clean.fold();
        }
        const store live{{.folder = folder / "projections", .block_cache_bytes = 8U << 20U}, *log};
        EXPECT_EQ(live.status().opened, opening::resumed) << live.status().opening_reason;
        EXPECT_EQ(live.status().at, end_of(*log));
        EXPECT_EQ(digest(live.view()), digest(clean.store().view()));
        EXPECT_EQ(folders_with_rows(folder / "projections"), 1U);
    }
    EXPECT_GT(switches, 5U);
    EXPECT_GT(leftovers, 3U) << "no kill met a rebuild: the test shows nothing";
}

} // namespace
