// What a running node keeps is what anybody makes of the bytes in its log. The node folds events as
// it decided them, from memory, and decides ahead on what its own appends will have made; neither
// may ever differ from reading the log.
#include "engine/memory_target.hpp"
#include "engine/node.hpp"
#include "engine/rule_set.hpp"
#include "projections/cases.hpp"
#include "projections/rebuild.hpp"
#include "projections/store.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/fill.hpp"
#include "tests/support/projected.hpp"
#include "tests/support/walker.hpp"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <thread>
#include <utility>
#include <vector>

namespace {

using engine::case_state;
using testing_support::office_time;
using testing_support::plausible_command;
using testing_support::projected;

/// A stranger who reads the log's bytes, and decides each command once more on what they say.
class stranger : private engine::counters {
public:
    /// A command as the node decided it, and when.
    struct decided {
        engine::command what;
        engine::decision_stamp stamp;
    };
    using command_given = std::function<decided(const events::command_id&)>;

    /// Reads on to the end. What was decided must follow from what lies before it, byte for byte.
    void read_on(const events::log& from, const command_given& given) {
        for (std::uint32_t i = 0; i < from.partitions(); ++i) {
            const events::partition_id p{i};
            const auto end = from.end(p);
            from.read(p, folded_.passed(p), end - folded_.passed(p), [&](const auto& record) {
                read({p, record.at}, from.partitions(), std::string{record.value}, given);
                return true;
            });
            folded_.commit(p, end);
        }
    }
    [[nodiscard]] case_state state(const events::case_id& id) {
        const auto* known = folded_.find(id);
        return known == nullptr ? case_state{} : *known;
    }
    [[nodiscard]] const engine::memory_target& folded() const { return folded_; }

private:
    void read(engine::log_position place, std::uint32_t partitions, const std::string& bytes,
              const command_given& given) {
        const auto event = events::decode(bytes);
        const auto [what, stamp] = given(event.about.command);
        const auto again = engine::decide(state(event.about.subject), what,
                                          {.now = stamp.now,
                                           .rules = engine::default_rule_set(),
                                           .numbers = *this,
                                           .id = stamp.id});
        ASSERT_TRUE(again) << "the node took what is refused on the log: " << bytes;
        ASSERT_EQ(events::encode(*again), bytes);
        ASSERT_EQ(engine::fold_record(folded_, decoder_, partitions, place, bytes),
                  engine::verdict::counts)
            << bytes;
    }
    [[nodiscard]] std::uint64_t next(const std::string& counter) const override {
        const auto found = folded_.counters().find(counter);
        return found == folded_.counters().end() ? 1 : found->second + 1;
    }

    engine::memory_target folded_;
    events::fast_decoder decoder_;
};

/// A node that works on rows, as `serve` runs it, on a log in memory.
struct working_node {
    projected rows{4};
    engine::manual_clock time{office_time("2017-06-01 08:00")};
    std::mutex mutex;
    std::map<events::command_id, stranger::decided> decided; ///< as it was decided last
    std::atomic<std::size_t> decisions = 0;
    std::vector<engine::answer> answers; ///< to what was given last
    engine::node engine_node{
        rows.log(), rows.store(), engine::default_rule_set(), time,
        engine::node_options{.stamp = [this](const auto& what) { return stamped(what); }}};

    working_node() { engine_node.start(); }

    engine::decision_stamp stamped(const engine::command& what) {
        const std::lock_guard lock(mutex);
        const engine::decision_stamp out{
            time.now(), events::event_id{events::uuid_of("decision " + std::to_string(decisions))}};
        decided[what.id] = {what, out};
        ++decisions;
        return out;
    }
    stranger::decided given(const events::command_id& id) {
        const std::lock_guard lock(mutex);
        return decided.at(id);
    }

    /// Gives commands one after the other. Nothing lands before all have been decided, so that each
    /// is decided ahead on what those before it will have made.
    std::vector<engine::answer> run(const std::vector<engine::command>& all) {
        const auto before = decisions.load();
        rows.log().next({.held = events::append_fate::wait::before_landing});
        for (const auto& one : all) {
            engine_node.submit(one, [this](engine::answer answer) {
                const std::lock_guard lock(mutex);
                answers.push_back(std::move(answer));
            });
        }
        while (answered() < all.size()) {
            if (decisions >= before + all.size()) {
                rows.log().release();
            }
            std::this_thread::yield();
        }
        const std::lock_guard lock(mutex);
        return std::exchange(answers, {});
    }
    std::size_t answered() {
        const std::lock_guard lock(mutex);
        return answers.size();
    }
};

/// Officers of two offices, who take random steps in some cases at once.
class walkers {
public:
    explicit walkers(std::uint64_t seed) : random_(seed) {}

    void step() {
        pass_time();
        auto& subject = cases_[random_() % cases_.size()];
        if (random_() % 40 == 0) {
            subject = {};
        }
        const auto state = on_.rows.store().newest(subject).value_or(case_state{});
        std::vector<engine::command> commands{
            command(subject, state, plausible_command(state, on_.time.now(), random_))};
        for (auto more = state.exists() ? random_() % 3 : 0; more > 0; --more) {
            auto what = random_() % 2 == 0 ? engine::command_detail{engine::attach_document{}}
                                           : plausible_command(state, on_.time.now(), random_);
            commands.push_back(command(subject, state, std::move(what)));
        }
        std::vector<events::case_id> touched{subject};
        std::size_t taken = 0;
        for (const auto& answer : on_.run(commands)) {
            ASSERT_FALSE(std::holds_alternative<engine::unavailable>(answer));
            if (const auto* told = std::get_if<engine::accepted>(&answer)) {
                ++taken;
                touched.push_back(told->subject);
                subject = told->subject;
            }
        }
        ahead_ += taken > 1 ? taken - 1 : 0;
        compare(touched);
    }

    /// All rows, against rows that are loaded from the log's bytes.
    void expect_rows_of_the_log() {
        on_.engine_node.stop();
        const auto live = projections::digest(on_.rows.store().view());
        projected loaded{on_.rows.log().records()};
        const auto fresh = projections::digest(loaded.store().view());
        EXPECT_EQ(fresh, live) << projections::difference(fresh, live);
        EXPECT_EQ(on_.rows.store().status().records_superseded, 0U);
    }
    [[nodiscard]] std::uint64_t taken() const { return replayed_.folded().counted_events(); }
    /// Steps that were taken while the log had not answered for one before them.
    [[nodiscard]] std::size_t ahead() const { return ahead_; }

private:
    void pass_time() {
        if (random_() % 6 == 0) {
            const auto later = on_.time.now() + std::chrono::days{1 + random_() % 4};
            on_.time.set(events::at_office(events::office_date(later), std::chrono::hours{9}));
        }
    }
    engine::command command(const events::case_id& subject, const case_state& state,
                            engine::command_detail what) {
        engine::command out;
        out.id = events::command_id{events::uuid_of("step " + std::to_string(++commands_))};
        out.office =
            state.exists() ? state.office : events::office_code{random_() % 2 == 0 ? "96" : "49"};
        out.subject = subject;
        const auto& may = engine::roles_of(engine::name_of(what));
        out.acting_as = may[random_() % may.size()];
        out.actor = events::officer_id{out.acting_as == events::role::head
                                           ? "head"
                                           : "officer-" + std::to_string(1 + random_() % 3)};
        out.grounds = testing_support::plausible_grounds(state, on_.time.now(), random_);
        out.detail = std::move(what);
        return out;
    }
    void compare(const std::vector<events::case_id>& touched) {
        replayed_.read_on(on_.rows.log(), [this](const auto& id) { return on_.given(id); });
        const auto& store = on_.rows.store();
        for (const auto& id : touched) {
            const auto replayed = replayed_.state(id);
            ASSERT_EQ(store.newest(id).value_or(case_state{}), replayed);
            // Not each time: what waits for its commit is asked for, too.
            if (random_() % 3 == 0) {
                ASSERT_EQ(projections::find_case(store.view(), id).value_or(case_state{}),
                          replayed);
            }
        }
    }

    std::mt19937_64 random_;
    working_node on_;
    stranger replayed_;
    std::array<events::case_id, 6> cases_{};
    std::size_t commands_ = 0;
    std::size_t ahead_ = 0;
};

TEST(live_replay, of_a_running_nodes_log_equals_what_the_node_keeps_after_every_step) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    walkers all{seed};
    for (int step = 0; step < 1500; ++step) {
        SCOPED_TRACE("step " + std::to_string(step));
        all.step();
        if (testing::Test::HasFailure()) {
            return;
        }
    }
    all.expect_rows_of_the_log();
    EXPECT_GT(all.taken(), 200U);
    EXPECT_GT(all.ahead(), 10U);
}

} // namespace
