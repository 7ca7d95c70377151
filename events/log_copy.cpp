#include "events/log_copy.hpp"

#include "events/codec.hpp"
#include "events/event_attributes.hpp"
#include "events/fault.hpp"
#include "events/reading_by_office.hpp"

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

constexpr std::string_view copy_anew = "copy into an empty log";
/// What comes later may have been recorded before what was copied.
constexpr std::string_view copy_standing_still =
    "stop the nodes of the source, and copy into an empty log: with another number of partitions "
    "nobody may write to the source between the first copy and the last";

void require_same(const partition_digest& a, const partition_digest& b, partition_id partition,
                  std::string_view mend) {
    if (a != b) {
        throw log_fault("log-copy-differs",
                        fmt::format("copy partition {}: the target's first {} records are not the "
                                    "source's ({} and {}); {}",
                                    partition.value, b.records, hex(a.of), hex(b.of), mend));
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

/// The first records of a partition, as many as the target has, and where they end.
struct beginning {
    partition_digest of;
    offset next = 0;
};

beginning beginning_of(const log& from, partition_id partition, offset end, std::uint64_t records) {
    beginning out;
    while (out.next < end && out.of.records < records) {
        const auto wanted = std::min<offset>(records - out.of.records, end - out.next);
        out.next = from.read(partition, out.next, std::min<offset>(10'000, wanted),
                             [&](const stored_record& record) {
                                 add(out.of, record.value);
                                 return true;
                             });
    }
    return out;
}

/// What lies in the source from `next` on becomes what the target has from its end on.
void copy_partition(const log& from, log& to, partition_id partition, offset next, offset end,
                    const record_labels& labels, const std::function<void(std::uint64_t)>& told) {
    std::vector<log_record> batch;
    offset expected = to.end(partition);
    while (next < end) {
        next = from.read(partition, next, std::min<offset>(batch_max, end - next),
                         [&](const stored_record& record) {
                             auto [key, type] = labels(record.value);
                             batch.push_back(
                                 {std::move(key), std::move(type), std::string{record.value}});
                             return true;
                         });
        const auto count = batch.size();
        if (count > 0) { // else there was nothing but a hole
            append_at(to, partition, std::exchange(batch, {}), expected);
            expected += count;
        }
        told(count);
    }
}

std::uint64_t records_in(const log& of) {
    std::uint64_t all = 0;
    for (std::uint32_t p = 0; p < of.partitions(); ++p) {
        all += of.end({p});
    }
    return all;
}

copy_report copy_by_partition(const log& from, log& to, const record_labels& labels,
                              const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    copy_report report;
    const auto all = records_in(from) - std::min(records_in(from), records_in(to));
    for (std::uint32_t p = 0; p < from.partitions(); ++p) {
        const auto end = from.end({p});
        const auto there = digest_of(to, {p}, to.end({p}));
        const auto begun = beginning_of(from, {p}, end, there.records);
        require_same(begun.of, there, {p}, copy_anew);
        copy_partition(from, to, {p}, begun.next, end, labels, [&](std::uint64_t count) {
            report.copied += count;
            if (progress) {
                progress(report.copied, all);
            }
        });
        report.partitions.push_back(digest_of(to, {p}, to.end({p})));
        require_same(digest_of(from, {p}, end), report.partitions.back(), {p}, copy_anew);
        report.ends.push_back(end);
    }
    return report;
}

/// What a copy by office has of one partition of the target.
struct office_copy {
    partition_digest there; ///< what the target held
    partition_digest passed;
    offset end = 0; ///< of the target
    std::vector<log_record> batch{};
};

copy_report copy_by_office(const log& from, log& to, const record_labels& labels,
                           const std::function<void(std::uint64_t, std::uint64_t)>& progress,
                           std::uint32_t made_with) {
    copy_report report;
    std::vector<office_copy> copies;
    for (std::uint32_t p = 0; p < to.partitions(); ++p) {
        copies.push_back({digest_of(to, {p}, to.end({p})), {}, to.end({p})});
    }
    const auto all = records_in(from);
    std::uint64_t passed = 0;
    const auto flush = [&](partition_id p) {
        auto& one = copies[p.value];
        if (const auto count = one.batch.size(); count > 0) {
            append_at(to, p, std::exchange(one.batch, {}), one.end);
            one.end += count;
            report.copied += count;
        }
        if (progress) {
            progress(passed, all);
        }
    };
    reading_by_office reading{from, to.partitions(), labels, made_with};
    while (const auto* record = reading.next()) {
        auto& one = copies[record->to.value];
        if (one.passed.records == one.there.records) {
            require_same(one.passed, one.there, record->to,
                         copy_standing_still); // before the first that is added
        }
        add(one.passed, record->what.value);
        ++passed;
        if (one.passed.records > one.there.records) {
            one.batch.push_back(record->what);
            if (one.batch.size() == batch_max) {
                flush(record->to);
            }
        }
    }
    for (std::uint32_t p = 0; p < to.partitions(); ++p) {
        if (copies[p].passed.records <= copies[p].there.records) {
            require_same(copies[p].passed, copies[p].there, {p}, copy_standing_still);
        }
        flush({p});
        report.partitions.push_back(digest_of(to, {p}, to.end({p})));
        require_same(copies[p].passed, report.partitions.back(), {p}, copy_standing_still);
    }
    report.left_behind = reading.left_behind();
    report.ends = reading.ends();
    return report;
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
                     const std::function<void(std::uint64_t, std::uint64_t)>& progress,
                     std::uint32_t made_with) {
    return from.partitions() == to.partitions()
               ? copy_by_partition(from, to, labels, progress)
               : copy_by_office(from, to, labels, progress, made_with);
}

std::vector<offset> passed_in_copy(const log& from, std::uint32_t partitions,
                                   const record_labels& labels, const std::vector<offset>& passed,
                                   std::uint32_t made_with) {
    std::vector<offset> out(partitions, 0);
    if (partitions == from.partitions()) {
        for (std::uint32_t p = 0; p < partitions; ++p) {
            out[p] = digest_of(from, {p}, std::min(passed.at(p), from.end({p}))).records;
        }
        return out;
    }
    std::vector<bool> over(partitions);
    reading_by_office reading{from, partitions, labels, made_with};
    while (const auto* record = reading.next()) {
        const auto to = record->to.value;
        over[to] = over[to] || record->at >= passed.at(record->from.value);
        out[to] += over[to] ? 0 : 1;
    }
    return out;
}

} // namespace events
