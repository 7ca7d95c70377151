#include "projections/bulk_load.hpp"

#include "events/fault.hpp"
#include "projections/load_lane.hpp"
#include "projections/parallel.hpp"
#include "projections/row_batch.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <utility>
#include <vector>

namespace projections {
namespace {

constexpr events::offset chunk_records = 256; // decoded they fit into a core's cache
constexpr std::size_t ahead_max = 8;          // chunks of a lane that are read and not yet folded

struct stretch {
    events::partition_id partition;
    events::offset from = 0;
    events::offset end = 0;
};

/// A chunk that somebody is reading or has read.
struct pending_chunk {
    stretch what;
    log_chunk read;
    bool ended = false;
    std::exception_ptr failed; ///< to read it
};
using pending_ptr = std::shared_ptr<pending_chunk>;

/// The records of a lane's partitions, given out in their order: to its owner, who folds them, and
/// to helpers, who only read them.
class lane_queue {
public:
    void add(events::partition_id partition, events::offset end) {
        stretches_.push_back({partition, 0, end});
        records_ += end;
    }
    [[nodiscard]] std::uint64_t records() const { return records_; }

    /// For the owner: the next chunk, either read already and to be folded now, or to be read.
    /// Null at the end.
    [[nodiscard]] pending_ptr next_for_owner() {
        std::unique_lock lock{mutex_};
        for (;;) {
            if (!ahead_.empty() && ahead_.front()->ended) {
                auto out = std::move(ahead_.front());
                ahead_.pop_front();
                changed_.notify_all();
                return out;
            }
            if (auto out = claim()) {
                return out;
            }
            if (ahead_.empty()) {
                return nullptr;
            }
            changed_.wait(lock);
        }
    }

    /// What a helper may do for the owner: read a chunk, or write rows. Neither when there will be
    /// no more.
    struct help {
        pending_ptr chunk;
        row_batch* rows = nullptr;
    };
    [[nodiscard]] help next_for_helper() {
        std::unique_lock lock{mutex_};
        while (!ended_) {
            if (std::exchange(handed_over_, false)) {
                return {nullptr, &rows_};
            }
            if (auto out = claim()) {
                return {std::move(out)};
            }
            ++waiting_helpers_;
            changed_.wait(lock);
            --waiting_helpers_;
        }
        return {};
    }

    /// Says that a chunk that was given out has been read.
    void done(const pending_ptr& one, std::exception_ptr failed) {
        const std::scoped_lock lock{mutex_};
        one->ended = true;
        one->failed = std::move(failed);
        changed_.notify_all();
    }
    /// A chunk that was folded: its memory is for the next one. To give it back to the system and
    /// take it anew costs more than to read the records.
    void take_back(pending_ptr one) {
        const std::scoped_lock lock{mutex_};
        spare_.push_back(std::move(one));
    }
    /// For the owner, with rows that are to be written: true when a helper who has nothing else to
    /// do will write them, and `full` is empty then. Rows of one owner are written in their order.
    [[nodiscard]] bool hand_over(row_batch& full) {
        wait_until_written();
        const std::scoped_lock lock{mutex_};
        if (waiting_helpers_ == 0) {
            return false;
        }
        std::swap(rows_, full);
        handed_over_ = true;
        writing_ = true;
        changed_.notify_all();
        return true;
    }
    void written(std::exception_ptr failed) {
        const std::scoped_lock lock{mutex_};
        writing_ = false;
        write_failed_ = std::move(failed);
        changed_.notify_all();
    }
    /// Throws what kept a helper from writing.
    void wait_until_written() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [this] { return !writing_; });
        if (write_failed_) {
            std::rethrow_exception(write_failed_);
        }
    }
    /// The owner needs no help any more.
    void end() {
        const std::scoped_lock lock{mutex_};
        ended_ = true;
        changed_.notify_all();
    }

private:
    /// The next chunk that nobody reads yet; null when there is none or enough are ahead.
    pending_ptr claim() {
        if (stretches_.empty() || ahead_.size() >= ahead_max) {
            return nullptr;
        }
        auto& left = stretches_.front();
        const auto to = std::min(left.from + chunk_records, left.end);
        auto out = spare_chunk();
        out->what = {left.partition, left.from, to};
        left.from = to;
        if (left.from == left.end) {
            stretches_.pop_front();
        }
        ahead_.push_back(out);
        return out;
    }

    pending_ptr spare_chunk() {
        if (spare_.empty()) {
            return std::make_shared<pending_chunk>();
        }
        auto out = std::move(spare_.back());
        spare_.pop_back();
        out->ended = false;
        out->failed = nullptr;
        return out;
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<stretch> stretches_;
    std::deque<pending_ptr> ahead_;
    std::vector<pending_ptr> spare_;
    std::uint64_t records_ = 0;
    std::size_t waiting_helpers_ = 0;
    row_batch rows_; ///< on their way from the owner to a helper
    bool handed_over_ = false;
    bool writing_ = false; ///< until a helper has written them
    std::exception_ptr write_failed_;
    bool ended_ = false;
};

class loading {
public:
    loading(const events::log& log, const positions& end, std::shared_ptr<rocks> into,
            const bulk_load_options& how)
        : log_(log), how_(how), into_(std::move(into)), queues_(how.threads), total_(end.records()),
          partitions_(end.partitions()) {
        share_out(end);
    }

    void run() {
        fold_ledger all{partitions_};
        std::mutex mutex;
        in_parallel(how_.threads, [&](std::size_t number) {
            auto& own = queues_.at(number);
            {
                const ending when_it_ends{own};
                load_lane lane{into_, partitions_, how_.case_cache_bytes / how_.threads,
                               [&](row_batch& rows) {
                                   if (!own.hand_over(rows)) {
                                       into_->ingest(rows);
                                   }
                               }};
                fold_lane(own, lane);
                const std::scoped_lock lock{mutex};
                all.add(lane.ledger());
            }
            help_others();
        });
        row_batch marks;
        all.put(marks);
        into_->write(marks);
        into_->flush();
    }

private:
    /// Nobody may wait for a lane whose owner has ended, however it ended.
    struct ending {
        lane_queue& of;
        ~ending() { of.end(); }
    };

    /// The largest partition first, each to the lane that has least.
    void share_out(const positions& end) {
        std::vector<events::partition_id> order;
        for (std::uint32_t i = 0; i < end.partitions(); ++i) {
            order.push_back({i});
        }
        std::stable_sort(order.begin(), order.end(),
                         [&](auto a, auto b) { return end.of(a) > end.of(b); });
        for (const auto partition : order) {
            if (end.of(partition) == 0) {
                continue;
            }
            const auto least =
                std::min_element(queues_.begin(), queues_.end(), [](const auto& a, const auto& b) {
                    return a.records() < b.records();
                });
            least->add(partition, end.of(partition));
        }
    }

    void fold_lane(lane_queue& own, load_lane& lane) {
        while (const auto next = own.next_for_owner()) {
            if (!next->ended) {
                read(own, next, nullptr);
                continue;
            }
            if (next->failed) {
                std::rethrow_exception(next->failed);
            }
            lane.fold(next->read);
            const auto folded = next->read.size();
            own.take_back(next);
            tell(folded);
        }
        lane.finish();
        own.wait_until_written();
    }

    /// Lanes are never equally long: who has ended reads and writes for the others, which is half
    /// of their work.
    void help_others() {
        events::fast_decoder decoder;
        for (auto& other : queues_) {
            for (auto next = other.next_for_helper(); next.chunk || next.rows != nullptr;
                 next = other.next_for_helper()) {
                if (next.chunk) {
                    read(other, next.chunk, &decoder);
                } else {
                    write(other, *next.rows);
                }
            }
        }
    }

    void write(lane_queue& of, row_batch& rows) {
        std::exception_ptr failed;
        try {
            into_->ingest(rows);
        } catch (...) {
            failed = std::current_exception();
        }
        of.written(failed);
    }

    /// Reads a chunk that was given out, or says why not. A helper decodes too.
    void read(lane_queue& of, const pending_ptr& one, events::fast_decoder* decoder) {
        std::exception_ptr failed;
        try {
            one->read.read(log_, one->what.partition, one->what.from, one->what.end);
            if (decoder != nullptr) {
                one->read.decode(*decoder);
            }
        } catch (...) {
            failed = std::current_exception();
        }
        of.done(one, failed);
    }

    void tell(std::uint64_t records) {
        const auto passed = passed_ += records;
        if (how_.stop != nullptr && *how_.stop) {
            throw events::fault("load-stopped", "load the projections: stopped at record " +
                                                    std::to_string(passed) + " of " +
                                                    std::to_string(total_) +
                                                    "; start again to load them");
        }
        if (how_.progress) {
            how_.progress(passed, total_);
        }
    }

    const events::log& log_;
    const bulk_load_options& how_;
    std::shared_ptr<rocks> into_;
    std::vector<lane_queue> queues_;
    std::uint64_t total_;
    std::uint32_t partitions_;
    std::atomic<std::uint64_t> passed_{0};
};

} // namespace

void bulk_load(const events::log& log, const positions& end, const std::shared_ptr<rocks>& into,
               const bulk_load_options& how) {
    loading{log, end, into, how}.run();
}

} // namespace projections
