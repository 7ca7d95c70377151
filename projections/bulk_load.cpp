#include "projections/bulk_load.hpp"

#include "events/fault.hpp"
#include "projections/lane_queue.hpp"
#include "projections/load_lane.hpp"
#include "projections/parallel.hpp"
#include "projections/row_batch.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <utility>
#include <vector>

namespace projections {
namespace {

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
            const auto folded = next->what.end - next->what.from;
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
