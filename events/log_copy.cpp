#include "events/log_copy.hpp"

#include "events/codec.hpp"
#include "events/event_attributes.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace events {
namespace {

constexpr std::size_t batch_max = 4000;

/// A digest over a sequence: SHA-256 of the digest so far and of the next record's.
void add(partition_digest& to, std::string_view value) {
    const auto next = sha256(value);
    std::string both(reinterpret_cast<const char*>(to.of.bytes.data()), to.of.bytes.size());
    both.append(reinterpret_cast<const char*>(next.bytes.data()), next.bytes.size());
    to.of = sha256(both);
    ++to.records;
}

void require_same(const partition_digest& a, const partition_digest& b, partition_id partition) {
    if (a != b) {
        throw log_fault("log-copy-differs",
                        fmt::format("copy partition {}: the target's first {} records are not the "
                                    "source's ({} and {}); copy into an empty log",
                                    partition.value, b.records, hex(a.of), hex(b.of)));
    }
}

/// One batch after the other: one that failed must not be followed by one that lands.
void append_at(log& to, partition_id partition, std::vector<log_record> batch, offset expected) {
    const auto count = batch.size();
    const auto result = append_and_wait(to, partition, std::move(batch));
    const bool there = result.status == append_status::durable;
    if (!there || result.first != expected || result.at(count - 1) != expected + count - 1) {
        throw log_fault("log-copy-stopped",
                        fmt::format("copy partition {}: {}; when that is mended, copy again: it "
                                    "goes on where it stopped",
                                    partition.value,
                                    there ? "somebody else writes there" : result.problem));
    }
}

void copy_partition(const log& from, log& to, partition_id partition, offset begin, offset end,
                    const record_labels& labels, const std::function<void(std::uint64_t)>& told) {
    std::vector<log_record> batch;
    offset next = begin;
    while (next < end) {
        const offset first = next;
        next = from.read(partition, next, std::min<offset>(batch_max, end - next),
                         [&](const stored_record& record) {
                             auto [key, type] = labels(record.value);
                             batch.push_back(
                                 {std::move(key), std::move(type), std::string{record.value}});
                             return true;
                         });
        append_at(to, partition, std::exchange(batch, {}), first);
        told(next - first);
    }
}

} // namespace

partition_digest digest_of(const log& from, partition_id partition, offset end) {
    partition_digest out;
    offset next = 0;
    while (next < end) {
        next = from.read(partition, next, std::min<offset>(10'000, end - next),
                         [&](const stored_record& record) {
                             add(out, record.value);
                             return true;
                         });
    }
    return out;
}

record_labels labels_of_events() {
    return [decoder = std::make_shared<fast_decoder>()](std::string_view value) {
        try {
            const auto what = decoder->decode(value);
            return std::pair{what.about.office, envelope::type_text(what.detail)};
        } catch (const decode_error&) {
            return std::pair{office_code{}, std::string{"unknown"}};
        }
    };
}

copy_report copy_log(const log& from, log& to, const record_labels& labels,
                     const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    if (from.partitions() != to.partitions()) {
        throw log_fault("log-copy-differs",
                        fmt::format("copy a log: the source has {} partitions and the target {}; "
                                    "make the target with as many",
                                    from.partitions(), to.partitions()));
    }
    copy_report report;
    std::uint64_t all = 0;
    std::uint64_t passed = 0;
    for (std::uint32_t p = 0; p < from.partitions(); ++p) {
        all += from.end({p});
    }
    for (std::uint32_t p = 0; p < from.partitions(); ++p) {
        const auto end = from.end({p});
        const auto begin = to.end({p});
        require_same(digest_of(from, {p}, std::min(begin, end)), digest_of(to, {p}, begin), {p});
        passed += begin;
        copy_partition(from, to, {p}, begin, end, labels, [&](std::uint64_t count) {
            passed += count;
            report.copied += count;
            if (progress) {
                progress(passed, all);
            }
        });
        report.partitions.push_back(digest_of(to, {p}, to.end({p})));
        require_same(digest_of(from, {p}, end), report.partitions.back(), {p});
    }
    return report;
}

} // namespace events
