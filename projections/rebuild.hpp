#pragma once

#include "projections/comparison.hpp"
#include "projections/positions.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace events {
class log;
}

namespace projections {

class store;

enum class rebuild_phase {
    idle,      ///< none was started yet
    loading,   ///< folds the log from its beginning
    finishing, ///< makes the rows that follow from the newest states
    following, ///< folds what the log has got meanwhile
    comparing,
    switching, ///< takes the place of the live rows
    done,
    failed,  ///< the live rows stay; `problem` says why
    stopped, ///< on request; the live rows stay
};

/// What becomes of the rebuilt rows.
enum class rebuild_purpose {
    replace, ///< they take the place of the live ones, whatever the comparison says: they are what
             ///< the log says
    check,   ///< they are compared and thrown away
};

/// What a rebuild has found.
struct rebuild_report {
    positions at; ///< of both when they were compared
    std::uint64_t records = 0;
    std::uint64_t rows = 0;
    comparison live_and_rebuilt;
    std::string unreadable;              ///< what is damaged in the live rows; then not compared
    std::chrono::milliseconds loading{}; ///< until the rebuilt rows were there
    std::chrono::milliseconds comparing{};
    bool switched = false;

    [[nodiscard]] bool same() const {
        return unreadable.empty() && live_and_rebuilt.differences.empty();
    }
};

struct rebuild_progress {
    rebuild_phase phase = rebuild_phase::idle;
    std::uint64_t passed = 0; ///< records folded
    std::uint64_t total = 0;  ///< records to fold, as far as is known now
    double records_per_second = 0;
    std::optional<std::chrono::milliseconds> left; ///< of the loading, by the rate until now
    std::string problem;
    std::shared_ptr<const rebuild_report> report; ///< once compared

    [[nodiscard]] bool runs() const;
};

/// Builds the projections a second time from the log, beside the live ones, compares the two at one
/// place in the log, and lets the new ones take over. Queries and folding go on all the while;
/// readers of older snapshots go on after it. Whenever the process dies, the folder holds one
/// complete store: the old one or the new one.
class rebuild {
public:
    /// Runs a function where nothing is folded and not committed, and waits for it: on the node's
    /// thread, or at once where nobody folds.
    using run_between_commits = std::function<void(const std::function<void()>&)>;

    rebuild(store& live, const events::log& log, run_between_commits between);
    ~rebuild(); ///< stops
    rebuild(const rebuild&) = delete;
    rebuild& operator=(const rebuild&) = delete;

    /// Begins on a thread of its own. False when one runs already.
    bool start(rebuild_purpose why = rebuild_purpose::replace, std::size_t threads = 2);
    [[nodiscard]] rebuild_progress progress() const;
    /// Waits for the end, telling the progress now and then.
    rebuild_progress wait(const std::function<void(const rebuild_progress&)>& tell = {},
                          std::chrono::milliseconds interval = std::chrono::milliseconds{200});
    /// Gives it up and waits until it has ended.
    void stop();

private:
    struct inside;
    std::unique_ptr<inside> inside_;
};

} // namespace projections

template <> struct events::enum_names<projections::rebuild_phase> {
    static constexpr std::array<std::string_view, 9> names{"idle",      "loading",   "finishing",
                                                           "following", "comparing", "switching",
                                                           "done",      "failed",    "stopped"};
};
template <> struct events::enum_names<projections::rebuild_purpose> {
    static constexpr std::array<std::string_view, 2> names{"replace", "check"};
};
