#include "events/document_copy.hpp"

#include "events/codec.hpp"
#include "events/fault.hpp"

#include <algorithm>
#include <atomic>
#include <future>

namespace events {
namespace {

/// Read from the log before their documents are copied.
constexpr offset records_at_once = 1000;
/// A store answers after milliseconds, whatever it holds: several are asked at a time.
constexpr std::size_t hands_max = 8;

enum class found { there, copied, nowhere, damaged };

struct handled {
    found what = found::nowhere;
    std::uint64_t bytes = 0;
};

handled copy_one(const digest& name, const document_store& from, document_store& to) try {
    if (to.has(name)) {
        return {found::there};
    }
    const auto bytes = from.get(name); // which looks at their hash
    if (!bytes) {
        return {found::nowhere};
    }
    (void)to.put(*bytes); // under the same name: it is their hash
    return {found::copied, bytes->size()};
} catch (const corruption&) { // the others are copied all the same
    return {found::damaged};
}

} // namespace

document_copy::document_copy(const log& named_by, const document_store& from, document_store& to)
    : named_by_(named_by), from_(from), to_(to), next_(named_by.partitions(), 0) {}

void document_copy::go_on(const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    std::vector<offset> ends;
    std::uint64_t all = 0;
    for (std::uint32_t p = 0; p < named_by_.partitions(); ++p) {
        ends.push_back(named_by_.end({p}));
        all += ends.back() - next_[p];
    }
    std::uint64_t passed = 0;
    for (std::uint32_t p = 0; p < named_by_.partitions(); ++p) {
        copy_partition({p}, ends[p], [&](std::uint64_t now) {
            passed += now;
            if (progress) {
                progress(passed, all);
            }
        });
    }
}

void document_copy::copy_partition(partition_id partition, offset end,
                                   const std::function<void(std::uint64_t)>& passed) {
    fast_decoder decoder;
    auto& next = next_[partition.value];
    while (next < end) {
        std::vector<digest> some;
        const auto before = next;
        const auto most = std::min(records_at_once, end - next);
        next = named_by_.read(partition, next, most, [&](const stored_record& record) {
            try {
                for (const auto& one : decoder.decode(record.value).common.documents) {
                    some.push_back(one.sha256);
                }
            } catch (const decode_error&) { // foreign: names nothing that motcua keeps
            }
            return true;
        });
        copy_all(some);
        passed(next - before);
    }
}

void document_copy::copy_all(const std::vector<digest>& some) {
    std::vector<handled> became(some.size());
    std::atomic<std::size_t> turn{0};
    {
        std::vector<std::future<void>> hands;
        for (std::size_t i = 0; i < std::min(hands_max, some.size()); ++i) {
            hands.push_back(std::async(std::launch::async, [&] {
                for (auto at = turn++; at < some.size(); at = turn++) {
                    became[at] = copy_one(some[at], from_, to_);
                }
            }));
        }
        for (auto& one : hands) {
            one.get();
        }
    }
    for (std::size_t i = 0; i < some.size(); ++i) {
        ++report_.named;
        report_.copied += became[i].what == found::copied ? 1 : 0;
        report_.bytes += became[i].bytes;
        if (became[i].what == found::nowhere) {
            report_.missing.push_back(some[i]);
        }
        if (became[i].what == found::damaged) {
            report_.damaged.push_back(some[i]);
        }
    }
}

} // namespace events
