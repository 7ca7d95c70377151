#pragma once

#include "engine/case_state.hpp"
#include "events/codec.hpp"
#include "events/log.hpp"

#include <string>
#include <string_view>

namespace engine {

/// A record's place in the log.
struct log_position {
    events::partition_id partition;
    events::offset at = 0;
    auto operator<=>(const log_position&) const = default;
};

/// Why a record does not count. Closed; shown to auditors.
enum class verdict {
    counts,
    not_next,        ///< `prev` is not the hash of the case's newest counting event
    repeated,        ///< its command has counted before in the case
    number_not_next, ///< a number that it claims is not the next of its counter
    foreign,         ///< not an event of motcua at all
};

/// An event with its place, hash and bytes.
struct placed_event {
    log_position place;
    events::digest hash;
    const events::event& what;
};

/// What the one rule asks of everything that was folded before.
class fold_knowledge {
public:
    virtual ~fold_knowledge() = default;

    /// The folded state of a case; null when it does not exist. Valid until the next call.
    [[nodiscard]] virtual const case_state* find(const events::case_id& id) = 0;
    /// Whether the command may have counted in the case that find() has just given. A quick "no"
    /// spares comparing it with every command of the case; who cannot tell says yes.
    [[nodiscard]] virtual bool may_have_counted(const events::command_id& /*command*/) {
        return true;
    }
    /// The newest number that a counter has given; 0 when none.
    [[nodiscard]] virtual std::uint64_t counter(const std::string& name) = 0;
};

/// Where the fold keeps what it knows. One implementation is in memory (tests, verify), one is
/// RocksDB. Everything between two calls of commit() becomes visible at once, with the position.
class fold_target : public fold_knowledge {
public:
    /// The event counts: `after` replaces `before` (which does not exist yet for a first event),
    /// and its numbers are taken.
    virtual void counted(const placed_event& event, const case_state& before,
                         const case_state& after) = 0;
    /// The event counts: the state of its case evolves and its numbers are taken. A target that
    /// keeps states may evolve them where they lie; this one makes a new state for counted().
    virtual void count(const placed_event& event);
    /// The record stays in the log and counts for nothing. `what` is null for foreign records.
    virtual void skipped(log_position place, verdict why, const events::event* what) = 0;

    /// All records of the partition below `next` have been passed.
    virtual void commit(events::partition_id partition, events::offset next) = 0;
    /// The same for whoever asks from now on; what nobody asks for may be written a little later,
    /// together with what follows.
    virtual void commit_soon(events::partition_id partition, events::offset next) {
        commit(partition, next);
    }
    /// The first offset that has not been passed yet.
    [[nodiscard]] virtual events::offset passed(events::partition_id partition) const = 0;
};

/// The one rule, applied to one event against what is folded: a pure question.
[[nodiscard]] verdict judge(fold_knowledge& known, const events::event& what);

/// The one rule + evolve + projections for one event in log order. Returns the verdict.
verdict fold_event(fold_target& into, const placed_event& event);

/// The same for bytes as they lie in a log of so many partitions.
verdict fold_record(fold_target& into, events::fast_decoder& decoder, std::uint32_t partitions,
                    log_position place, std::string_view bytes);

/// Folds a partition from where the target stands up to `end`, in commits of `batch` records. Calls
/// `progress(next offset)` after each commit.
void fold_partition(fold_target& into, const events::log& from, events::partition_id partition,
                    events::offset end, std::size_t batch,
                    const std::function<void(events::offset)>& progress = {});

/// Folds all that the log holds now and the target has not passed. Calls `progress(folded,
/// missing)` after each commit, both of what was missing at first.
void fold_all(fold_target& into, const events::log& from,
              const std::function<void(std::uint64_t, std::uint64_t)>& progress = {});

} // namespace engine

template <> struct events::enum_names<engine::verdict> {
    static constexpr std::array<std::string_view, 5> names{"counts", "not_next", "repeated",
                                                           "number_not_next", "foreign"};
};
