#include "engine/verify.hpp"

#include "engine/decoded_chunk.hpp"
#include "events/damaged_record.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace engine {
namespace {

constexpr std::size_t chunk_records = 512; // what stays in a processor's cache

/// Commands of a case that have counted, each as half of its id's SHA-256: a log of millions of
/// cases has tens of millions of them.
class counted_commands {
public:
    [[nodiscard]] bool contains(const events::command_id& command) const {
        return std::ranges::binary_search(names_, name_of(command));
    }
    void insert(const events::command_id& command) {
        const auto name = name_of(command);
        names_.insert(std::ranges::lower_bound(names_, name), name);
    }

private:
    using short_name = std::array<std::uint8_t, 16>;

    [[nodiscard]] static short_name name_of(const events::command_id& command) {
        const auto whole = events::sha256(command.str());
        short_name out{};
        std::copy_n(whole.bytes.begin(), out.size(), out.begin());
        return out;
    }

    std::vector<short_name> names_; // sorted
};

/// Only what the rule needs of a case, so that a log of millions of cases can be checked.
struct chain {
    events::digest head;
    std::uint64_t version = 0;
    events::office_code office;
    counted_commands commands;
    log_position newest; ///< where the head lies
};

class checker {
public:
    explicit checker(verify_report& into) : report_(into) {}

    void record(events::partition_id partition, const decoded_record& one) {
        ++report_.records;
        const log_position place{partition, one.at};
        if (one.what) {
            event(place, one.hash, *one.what);
        } else {
            // Foreign: counted and shown, but it breaks no chain by itself.
            ++report_.not_counting[verdict::foreign];
        }
    }

    /// Nothing of a record that is not what was written counts; what it says of itself is only good
    /// for telling which one it was. One that is missing, or whose page cannot be read, is in no
    /// count: there was nothing to read.
    void unreadable(log_position place, const events::fault& problem) {
        verify_finding one{place, {}, {}, 0, verdict::foreign, problem.what(), place};
        if (const auto* damaged = dynamic_cast<const events::damaged_record*>(&problem)) {
            ++report_.records;
            ++report_.damaged;
            name(one, damaged->bytes());
        }
        found(std::move(one));
    }

    /// The log remembers more records than it has: nothing that is left tells what they said.
    void cut_off(log_position place, events::offset remembered) {
        const auto text =
            fmt::format("partition {} ends before offset {}, and had {} records when the log was "
                        "last closed: the record at offset {} is missing, and all after it",
                        place.partition.value, place.at, remembered, place.at);
        found({place, {}, {}, 0, verdict::foreign, text, {}});
    }

    void finish() {
        report_.cases = chains_.size();
        std::vector<std::pair<std::string_view, const chain*>> sorted;
        sorted.reserve(chains_.size());
        for (const auto& [id, one] : chains_) {
            sorted.emplace_back(id.str(), &one);
        }
        std::ranges::sort(sorted, {}, [](const auto& one) { return one.first; });
        std::string all;
        for (const auto& [id, one] : sorted) {
            all.append(id).append(" ").append(events::hex(one->head)).append("\n");
        }
        report_.heads = events::sha256(all);
    }

private:
    static void name(verify_finding& into, std::string_view bytes) {
        try {
            const auto what = events::decode(bytes);
            into.event = what.about.id.str();
            into.subject = what.about.subject.str();
            into.sequence = what.about.sequence;
        } catch (const events::decode_error&) {
            into.event = member(bytes, "id"); // as much as can still be read
            into.subject = member(bytes, "subject");
        }
    }

    /// The value of a text member of broken JSON; empty when it cannot be told.
    static std::string member(std::string_view bytes, std::string_view name) {
        const auto begins = fmt::format("\"{}\":\"", name);
        const auto at = bytes.find(begins);
        if (at == std::string_view::npos) {
            return {};
        }
        const auto value = bytes.substr(at + begins.size());
        constexpr std::size_t longest = 64;
        const auto end = value.find('"');
        return end > longest ? std::string{} : std::string{value.substr(0, end)};
    }

    [[nodiscard]] verdict judge(const events::event& what) const {
        const auto& about = what.about;
        const auto known = chains_.find(about.subject);
        if (known == chains_.end()) {
            if (about.prev || about.sequence != 1) {
                return verdict::not_next;
            }
        } else {
            const auto& one = known->second;
            if (one.commands.contains(about.command)) {
                return verdict::repeated;
            }
            if (!about.prev || *about.prev != one.head || about.sequence != one.version + 1 ||
                about.office != one.office) {
                return verdict::not_next;
            }
        }
        std::map<std::string, std::uint64_t> taken;
        for (const auto& claim : what.common.numbers) {
            const auto newest = counters_.find(claim.counter);
            const auto expected =
                (newest == counters_.end() ? 0 : newest->second) + ++taken[claim.counter];
            if (claim.value != expected) {
                return verdict::number_not_next;
            }
        }
        return verdict::counts;
    }

    void event(log_position place, const events::digest& hash, const events::event& what) {
        const auto answer = judge(what);
        if (answer != verdict::counts) {
            skip(place, answer, what);
            return;
        }
        ++report_.counting;
        auto& one = chains_[what.about.subject];
        one.head = hash;
        ++one.version;
        one.office = what.about.office;
        one.commands.insert(what.about.command);
        one.newest = place;
        for (const auto& claim : what.common.numbers) {
            counters_[claim.counter] = claim.value;
        }
    }

    /// A record that does not count is superseded when a rival holds its place in the case: its
    /// sequence was taken before it. Otherwise it follows something that is not there (any more).
    void skip(log_position place, verdict why, const events::event& what) {
        ++report_.not_counting[why];
        const auto& about = what.about;
        const auto known = chains_.find(about.subject);
        const bool rival = known != chains_.end() && about.sequence <= known->second.version;
        if (rival || why == verdict::repeated || why == verdict::number_not_next) {
            return;
        }
        verify_finding one{place, about.id.str(), about.subject.str(), about.sequence, why, {}, {}};
        if (known != chains_.end() && about.sequence == known->second.version + 1) {
            one.suspect = known->second.newest;
            one.text = fmt::format(
                "event {} (step {} of case {}) at partition {} offset {} names another forerunner "
                "than the record at offset {}: that record is not what it was when this was "
                "written",
                about.id.str(), about.sequence, about.subject.str(), place.partition.value,
                place.at, known->second.newest.at);
        } else {
            one.text =
                fmt::format("event {} (step {} of case {}) at partition {} offset {} follows "
                            "a step that does not count or is not there",
                            about.id.str(), about.sequence, about.subject.str(),
                            place.partition.value, place.at);
        }
        found(std::move(one));
    }

    void found(verify_finding one) {
        ++report_.breaks;
        if (!report_.first_break) {
            report_.first_break = std::move(one);
        }
    }

    verify_report& report_;
    std::unordered_map<events::case_id, chain, events::strong_hash> chains_;
    std::unordered_map<std::string, std::uint64_t> counters_;
};

} // namespace

verify_report verify(const events::log& log,
                     const std::function<void(std::uint64_t, std::uint64_t)>& progress,
                     const std::stop_token& stop) {
    std::vector<events::offset> ends;
    for (std::uint32_t p = 0; p < log.partitions(); ++p) {
        ends.push_back(log.end({p}));
    }
    return verify_until(log, std::move(ends), progress, stop);
}

verify_report verify_until(const events::log& log, std::vector<events::offset> ends,
                           const std::function<void(std::uint64_t, std::uint64_t)>& progress,
                           const std::stop_token& stop) {
    verify_report report;
    report.ends = std::move(ends);
    checker check{report};
    decoded_chunk chunk;
    const auto all = std::accumulate(report.ends.begin(), report.ends.end(), std::uint64_t{0});
    for (std::uint32_t p = 0; p < log.partitions(); ++p) {
        const events::partition_id partition{p};
        const auto check_read = [&] {
            for (const auto& one : chunk.decode({partition, log.partitions()})) {
                check.record(partition, one);
            }
            chunk.clear();
        };
        events::offset next = 0;
        while (next < report.ends[p] && !stop.stop_requested()) {
            const auto before = next;
            try {
                next = log.read(partition, next,
                                std::min<events::offset>(chunk_records, report.ends[p] - next),
                                [&](const events::stored_record& record) {
                                    chunk.add(record);
                                    next = record.at + 1;
                                    return true;
                                });
                check_read();
            } catch (const events::corruption& problem) {
                // A row whose checksum does not fit: name it, pass it, and see what else holds.
                check_read();
                check.unreadable({partition, next}, problem);
                ++next;
            }
            if (next <= before) {
                break;
            }
            if (progress) {
                progress(report.records, all);
            }
        }
        if (const auto remembered = log.remembered_end(partition); report.ends[p] < remembered) {
            check.cut_off({partition, report.ends[p]}, remembered);
        }
    }
    check.finish();
    return report;
}

} // namespace engine
