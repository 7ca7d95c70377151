#include "engine/memory_target.hpp"
#include "events/codec.hpp"
#include "events/fault.hpp"
#include "projections/digest.hpp"
#include "projections/queries.hpp"
#include "projections/store.hpp"
#include "tests/support/fill.hpp"
#include "tests/support/offices_at_work.hpp"
#include "tests/support/projected.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <random>
#include <thread>

namespace {

using projections::digest;
using projections::opening;
using testing_support::offices_at_work;
using testing_support::projected;

TEST(store, knows_what_the_plainest_fold_knows) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    projected world{3};
    offices_at_work{{.seed = seed, .partitions = 3, .chaos = 0.1}}.write(world.log(), 4000);
    const auto view = world.fold(170);

    engine::memory_target plain;
    for (std::uint32_t i = 0; i < 3; ++i) {
        engine::fold_partition(plain, world.log(), {i}, world.log().end({i}), 1000);
    }
    for (const auto& [id, state] : plain.cases()) {
        EXPECT_EQ(projections::find_case(view, id), state);
    }
    for (const auto& [name, value] : plain.counters()) {
        EXPECT_EQ(projections::newest_number(view, name), value) << name;
    }
    const auto status = world.store().status();
    EXPECT_EQ(status.events_counted, plain.counted_events());
    EXPECT_EQ(status.records_superseded + status.records_foreign, plain.skipped_records().size());
    EXPECT_EQ(status.cases, plain.cases().size());
    EXPECT_EQ(status.at, projections::end_of(world.log()));
    EXPECT_GT(plain.skipped_records().size(), 100U);
}

TEST(store, ends_with_the_same_rows_however_the_commits_are_cut) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    projected one;
    offices_at_work{{.seed = seed, .chaos = 0.05}}.write(one.log(), 3000);
    const auto whole = digest(one.fold(100'000));
    for (const std::size_t batch : {1U, 7U, 400U}) {
        projected other;
        other.copy_log(one.log());
        const auto cut = digest(other.fold(batch));
        EXPECT_EQ(cut, whole) << "commits of " << batch << ": " << difference(cut, whole);
    }
}

TEST(store, ends_with_the_same_rows_however_partitions_interleave) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    projected one{4};
    offices_at_work{{.seed = seed, .partitions = 4, .offices = 6, .chaos = 0.05}}.write(one.log(),
                                                                                        4000);
    const auto in_order = digest(one.fold());

    projected other{4};
    other.copy_log(one.log());
    std::mt19937_64 random{seed};
    auto& store = other.store();
    while (store.view().at() != projections::end_of(other.log())) {
        const events::partition_id p{static_cast<std::uint32_t>(random() % 4)};
        const auto end = std::min(other.log().end(p), store.passed(p) + 1 + random() % 200);
        engine::fold_partition(store, other.log(), p, end, 1 + random() % 90);
    }
    const auto mixed = digest(store.view());
    EXPECT_EQ(mixed, in_order) << difference(mixed, in_order);
}

TEST(store, goes_on_where_it_was_closed) {
    projected world;
    offices_at_work some{{.seed = 5}};
    some.write(world.log(), 1500);
    world.fold();
    world.reopen();
    EXPECT_EQ(world.store().status().opened, opening::resumed);
    EXPECT_EQ(world.store().passed({0}), 1500U);
    some.write(world.log(), 1500);
    const auto resumed = digest(world.fold(77));

    projected fresh;
    fresh.copy_log(world.log());
    EXPECT_EQ(resumed, digest(fresh.fold()));
    EXPECT_EQ(world.store().status().events_counted, 3000U);
}

TEST(store, loses_nothing_when_its_folder_is_deleted) {
    projected world;
    offices_at_work{{.seed = 6}}.write(world.log(), 2000);
    const auto before = digest(world.fold());
    world.close();
    std::filesystem::remove_all(world.folder());
    world.open();
    EXPECT_EQ(world.store().status().opened, opening::created);
    EXPECT_EQ(world.store().passed({0}), 2000U);
    EXPECT_EQ(digest(world.store().view()), before);
}

TEST(store, is_loaded_anew_when_the_log_is_shorter_than_what_was_folded) {
    projected world;
    offices_at_work{{.seed = 7}}.write(world.log(), 300);
    world.fold();
    world.close();
    events::memory_log shorter{1};
    offices_at_work{{.seed = 7}}.write(shorter, 200);
    const projections::store store{world.options, shorter};
    EXPECT_EQ(store.status().opened, opening::replaced);
    EXPECT_NE(store.status().opening_reason.find("the log ends at 200"), std::string::npos);
    EXPECT_EQ(store.passed({0}), shorter.end({0}));
}

TEST(store, keeps_rows_that_know_more_than_a_log_which_may_have_lost_records) {
    projected world;
    offices_at_work{{.seed = 7}}.write(world.log(), 300);
    const auto before = digest(world.fold());
    world.close();
    auto how = world.options;
    how.keep_rows_of_lost_records = true;
    events::memory_log shorter{1};
    offices_at_work{{.seed = 7}}.write(shorter, 200);
    events::memory_log other{1};
    offices_at_work{{.seed = 8}}.write(other, 400);
    for (const auto* log : {&shorter, &other}) {
        try {
            const projections::store opened{how, *log};
            FAIL() << "opened on a log that knows less";
        } catch (const events::fault& no) {
            EXPECT_EQ(no.code(), "log-records-lost") << no.what();
        }
    }
    const projections::store again{how, world.log()};
    EXPECT_EQ(again.status().opened, opening::resumed);
    EXPECT_EQ(digest(again.view()), before);
}

TEST(store, is_loaded_anew_when_the_log_is_another_one) {
    projected world;
    offices_at_work{{.seed = 7}}.write(world.log(), 300);
    world.fold();
    world.close();
    events::memory_log other{1};
    offices_at_work{{.seed = 8}}.write(other, 400);
    const projections::store store{world.options, other};
    EXPECT_EQ(store.status().opened, opening::replaced);
    EXPECT_NE(store.status().opening_reason.find("another event"), std::string::npos);
}

TEST(store, is_loaded_anew_when_the_log_has_another_number_of_partitions) {
    projected world;
    world.close();
    const events::memory_log other{2};
    const projections::store store{world.options, other};
    EXPECT_EQ(store.status().opened, opening::replaced);
}

TEST(store, is_loaded_anew_when_its_files_are_damaged) {
    projected world;
    offices_at_work{{.seed = 9}}.write(world.log(), 1000);
    const auto before = digest(world.fold());
    world.close();
    for (const auto& entry : std::filesystem::recursive_directory_iterator{world.folder()}) {
        if (entry.path().filename().string().starts_with("MANIFEST")) {
            std::filesystem::resize_file(entry.path(), 20);
        }
    }
    world.open();
    EXPECT_EQ(world.store().status().opened, opening::replaced);
    EXPECT_EQ(digest(world.store().view()), before);
}

TEST(store, is_loaded_anew_after_the_folding_thread_has_met_damage_in_its_rows) {
    namespace fs = std::filesystem;
    projected world;
    offices_at_work{{.seed = 9}}.write(world.log(), 1000);
    const auto before = digest(world.fold());
    engine::memory_target plain;
    engine::fold_partition(plain, world.log(), {0}, world.log().end({0}), 1000);
    world.close();
    int met = 0;
    for (const auto& entry : fs::recursive_directory_iterator{world.folder()}) {
        if (entry.path().extension() != ".sst") {
            continue;
        }
        const support::temporary_folder copy;
        auto how = world.options;
        how.folder = copy / "projections";
        fs::copy(world.folder(), how.folder, fs::copy_options::recursive);
        std::fstream file{how.folder / fs::relative(entry.path(), world.folder()),
                          std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(64); // in the first block of rows
        file.write("damaged!", 8);
        file.close();
        bool here = false;
        {
            projections::store store{how, world.log()};
            if (store.status().opened != opening::resumed) {
                continue; // the opening itself reads this file
            }
            try {
                for (const auto& [id, state] : plain.cases()) {
                    static_cast<void>(store.find(id));
                }
            } catch (const events::corruption& damage) {
                EXPECT_EQ(damage.code(), "store-corrupt");
                here = true;
            }
        }
        if (!here) {
            continue; // rows that folding does not read
        }
        ++met;
        {
            const projections::store store{how, world.log()};
            EXPECT_EQ(store.status().opened, opening::replaced) << "else it ends again and again";
            EXPECT_NE(store.status().opening_reason, "");
            EXPECT_EQ(digest(store.view()), before);
        }
        EXPECT_TRUE(fs::is_directory(how.folder / "damaged")) << "for whoever looks for the cause";
        const projections::store again{how, world.log()};
        EXPECT_EQ(again.status().opened, opening::resumed);
    }
    EXPECT_GT(met, 0) << "no file holds states of cases";
}

TEST(store, keeps_damaged_rows_that_know_more_than_a_log_which_may_have_lost_records) {
    projected world;
    offices_at_work{{.seed = 7}}.write(world.log(), 300);
    static_cast<void>(world.fold());
    world.close();
    const projections::house home{world.folder()};
    home.remember_damage(home.current(), "a block is damaged");
    auto how = world.options;
    how.keep_rows_of_lost_records = true;
    events::memory_log shorter{1};
    offices_at_work{{.seed = 7}}.write(shorter, 200);
    EXPECT_THROW(projections::store(how, shorter), events::fault) << "they are the only trace";
    const projections::store opened{how, world.log()};
    EXPECT_EQ(opened.status().opened, opening::replaced);
    EXPECT_EQ(opened.status().opening_reason, "a block is damaged");
}

TEST(store, shows_nothing_of_a_commit_before_it_is_done) {
    projected world;
    offices_at_work{{.seed = 10}}.write(world.log(), 20);
    auto& store = world.store();
    events::fast_decoder decoder;
    const auto before = store.view();
    std::string subject;
    world.log().read({0}, 0, 10, [&](const events::stored_record& record) {
        static_cast<void>(engine::fold_record(store, decoder, world.log().partitions(),
                                              {{0}, record.at}, record.value));
        subject = decoder.decode(record.value).about.subject.str();
        return true;
    });
    EXPECT_NE(store.find(events::case_id{subject}), nullptr);
    EXPECT_EQ(projections::find_case(store.view(), events::case_id{subject}), std::nullopt);
    EXPECT_FALSE(store.wait_for({{0}, 9}, std::chrono::milliseconds{0}));
    store.commit({0}, 10);
    EXPECT_TRUE(store.wait_for({{0}, 9}, std::chrono::milliseconds{0}));
    EXPECT_NE(projections::find_case(store.view(), events::case_id{subject}), std::nullopt);
    EXPECT_EQ(projections::find_case(before, events::case_id{subject}), std::nullopt)
        << "an old snapshot must not change";
}

/// Folds `count` records of a partition from where the store stands, for a commit that may wait.
void fold_soon(projected& world, events::partition_id partition, std::uint64_t count) {
    auto& store = world.store();
    events::fast_decoder decoder;
    const auto next = world.log().read(
        partition, store.passed(partition), count, [&](const events::stored_record& record) {
            static_cast<void>(engine::fold_record(store, decoder, world.log().partitions(),
                                                  {partition, record.at}, record.value));
            return true;
        });
    store.commit_soon(partition, next);
}

TEST(store, shows_what_may_wait_to_whoever_asks) {
    projected world;
    offices_at_work{{.seed = 14}}.write(world.log(), 400);
    auto& store = world.store();
    for (std::uint64_t passed = 40; passed <= 400; passed += 40) {
        const auto before = store.view();
        fold_soon(world, {0}, 40);
        EXPECT_TRUE(store.view().at().cover(engine::log_position{{0}, passed - 1}));
        EXPECT_EQ(before.at().records(), passed - 40) << "an old snapshot must not change";
    }
    projected other;
    other.copy_log(world.log());
    EXPECT_EQ(digest(store.view()), digest(other.fold(400)));
    EXPECT_EQ(store.status().events_counted, other.store().status().events_counted);
}

TEST(store, shows_everything_below_the_place_that_it_says_it_has_passed) {
    projected world;
    offices_at_work{{.seed = 19}}.write(world.log(), 60);
    auto& store = world.store();
    events::fast_decoder decoder;
    // In the midst of a batch: what was folded has not been left to be committed yet.
    static_cast<void>(world.log().read({0}, 0, 60, [&](const events::stored_record& record) {
        static_cast<void>(engine::fold_record(store, decoder, 1, {{0}, record.at}, record.value));
        const auto passed = store.passed({0});
        EXPECT_EQ(passed, record.at + 1);
        EXPECT_EQ(store.view().at().of({0}), passed);
        return true;
    }));
}

/// Cases of the log's first `count` records, whose codes say at which office they are.
std::vector<engine::case_state> states_of(projected& world, std::uint64_t count) {
    engine::memory_target plain;
    engine::fold_partition(plain, world.log(), {0}, count, 1000);
    std::vector<engine::case_state> out;
    for (const auto& [id, state] : plain.cases()) {
        out.push_back(state);
    }
    return out;
}

TEST(store, tells_of_the_newest_states_without_a_commit) {
    projected world;
    offices_at_work{{.seed = 17}}.write(world.log(), 400);
    auto& store = world.store();
    const auto before = store.live().after({}, 1).id;
    fold_soon(world, {0}, 400);
    std::size_t with_code = 0;
    for (const auto& state : states_of(world, 400)) {
        EXPECT_EQ(store.newest(state.id), state);
        for (const auto& code : {state.code, state.support_code}) {
            if (!code.empty()) {
                const auto found = store.newest_named(code);
                EXPECT_TRUE(std::find(found.begin(), found.end(), state) != found.end()) << code;
                ++with_code;
            }
        }
    }
    EXPECT_GT(with_code, 20U);
    EXPECT_TRUE(store.has_passed({{0}, 399}));
    EXPECT_FALSE(store.has_passed({{0}, 400}));
    EXPECT_EQ(store.newest(events::case_id{events::uuid_of("no such case")}), std::nullopt);
    EXPECT_TRUE(store.newest_named("no such code").empty());
    EXPECT_TRUE(store.live().after(before, 1).items.empty()) << "something was committed";
}

TEST(store, finds_a_code_that_came_after_it_was_asked_for) {
    projected world;
    offices_at_work{{.seed = 18}}.write(world.log(), 600);
    auto& store = world.store();
    auto all = states_of(world, 600);
    std::erase_if(all, [](const auto& state) { return state.shown_code().empty(); });
    ASSERT_GT(all.size(), 20U);
    const auto ask = [&] { // what is not there yet must not be remembered as not there
        std::size_t found = 0;
        for (const auto& state : all) {
            found += store.newest_named(state.shown_code()).size();
        }
        return found;
    };
    EXPECT_EQ(ask(), 0U);
    for (int i = 0; i < 60; ++i) {
        fold_soon(world, {0}, 10);
        if (i % 7 == 0) {
            static_cast<void>(store.view());
        }
        static_cast<void>(ask());
    }
    for (const auto& state : all) {
        const auto found = store.newest_named(state.shown_code());
        EXPECT_TRUE(std::find(found.begin(), found.end(), state) != found.end());
    }
    const auto whole = ask();
    world.reopen();
    std::size_t from_rows = 0;
    for (const auto& state : all) {
        from_rows += world.store().newest_named(state.shown_code()).size();
    }
    EXPECT_EQ(from_rows, whole);
}

TEST(store, shows_to_all_what_it_has_told_one) {
    projected world;
    offices_at_work{{.seed = 10}}.write(world.log(), 20);
    auto& store = world.store();
    events::fast_decoder decoder;
    events::case_id subject;
    world.log().read({0}, 0, 10, [&](const events::stored_record& record) {
        static_cast<void>(engine::fold_record(store, decoder, world.log().partitions(),
                                              {{0}, record.at}, record.value));
        subject = decoder.decode(record.value).about.subject;
        return true;
    });
    EXPECT_EQ(projections::find_case(store.view(), subject), std::nullopt);
    const auto told = store.newest(subject);
    ASSERT_TRUE(told);
    EXPECT_EQ(projections::find_case(store.view(), subject), told);
}

TEST(store, says_when_grants_may_have_changed) {
    projected world;
    offices_at_work{{.seed = 19}}.write(world.log(), 50);
    auto& store = world.store();
    fold_soon(world, {0}, 50);
    EXPECT_EQ(store.grants_said(), 0U);
    const events::officer_id officer{"officer-1"};
    for (const char* stream : {"one grant", "another grant"}) {
        events::event what;
        what.about.command = events::command_id{events::uuid_of(stream)};
        what.about.subject = events::case_opened_by(what.about.command);
        what.about.id = events::event_id{events::uuid_of(std::string{stream} + " said")};
        what.about.office = events::office_code{"96"};
        what.about.sequence = 1;
        what.detail = events::role_granted{officer, events::role::head, what.about.office, false};
        const auto before = store.grants_said();
        static_cast<void>(events::append_and_wait(
            world.log(), {0}, {{what.about.office, "a type", events::encode(what)}}));
        fold_soon(world, {0}, 1);
        EXPECT_GT(store.grants_said(), before);
    }
    EXPECT_EQ(projections::grants_of(store.view(), officer).size(), 1U);
}

TEST(store, commits_before_long_what_nobody_asks_for) {
    projected world;
    offices_at_work{{.seed = 15}}.write(world.log(), 10);
    auto& live = world.store().live();
    const auto before = live.after({}, 1).id;
    std::promise<void> grown;
    std::atomic<bool> told{false};
    const auto number = live.subscribe([&] {
        if (!told.exchange(true)) {
            grown.set_value();
        }
    });
    fold_soon(world, {0}, 10);
    grown.get_future().wait();
    live.unsubscribe(number);
    EXPECT_EQ(live.after(before, 100).items.size(), 10U);
}

TEST(store, ends_with_the_same_rows_whoever_makes_the_commits) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    projected world{3}; // its cache holds few of the cases, so that they leave it and come back
    offices_at_work{{.seed = seed, .partitions = 3, .chaos = 0.05}}.write(world.log(), 6000);
    std::atomic<bool> folding{true};
    std::atomic<std::uint64_t> folded{0};
    std::vector<std::thread> readers;
    std::atomic<std::uint64_t> behind{0};
    for (int i = 0; i < 2; ++i) {
        readers.emplace_back([&] {
            while (folding) {
                const std::uint64_t least = folded;
                behind += world.store().view().at().records() < least ? 1U : 0U;
            }
        });
    }
    std::mt19937_64 random{seed};
    while (folded < projections::end_of(world.log()).records()) {
        const events::partition_id p{static_cast<std::uint32_t>(random() % 3)};
        const auto left = world.log().end(p) - world.store().passed(p);
        const auto count = std::min<std::uint64_t>(left, 1 + random() % 50);
        if (count > 0) {
            fold_soon(world, p, count);
            folded += count;
        }
    }
    folding = false;
    for (auto& one : readers) {
        one.join();
    }
    EXPECT_EQ(behind, 0U) << "a reader saw less than was committed before it asked";
    projected other{3};
    other.copy_log(world.log());
    const auto plain = digest(other.fold());
    const auto mine = digest(world.store().view());
    EXPECT_EQ(mine, plain) << difference(mine, plain);
    world.reopen();
    EXPECT_EQ(digest(world.store().view()), plain);
}

} // namespace
