#include "engine/fold.hpp"

#include "engine/evolve.hpp"
#include "engine/record_event.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace engine {

verdict judge(fold_knowledge& known, const events::event& what) {
#ifdef MOTCUA_WITHOUT_THE_RULE // the control of ops/faults: whatever is in the log counts
    static_cast<void>(known);
    static_cast<void>(what);
    return verdict::counts;
#endif
    const auto& about = what.about;
    const case_state* state = known.find(about.subject);
    if (state == nullptr || !state->exists()) {
        // A case's id follows from the command that opens it, so that a repeated request, wherever
        // it is decided, cannot open a second case.
        if (about.prev || about.sequence != 1) {
            return verdict::not_next;
        }
    } else {
        if (known.may_have_counted(about.command) && state->has_counted(about.command)) {
            return verdict::repeated;
        }
        if (!about.prev || *about.prev != state->head || about.sequence != state->version + 1 ||
            about.office != state->office) {
            return verdict::not_next;
        }
    }
    // One event may take several numbers of one counter; they follow each other in its list.
    const auto& claims = what.common.numbers;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const auto before = static_cast<std::uint64_t>(
            std::count_if(claims.begin(), claims.begin() + static_cast<std::ptrdiff_t>(i),
                          [&](const auto& c) { return c.counter == claims[i].counter; }));
        if (claims[i].value != known.counter(claims[i].counter) + before + 1) {
            return verdict::number_not_next;
        }
    }
    return verdict::counts;
}

void fold_target::count(const placed_event& event) {
    static const case_state nothing;
    const case_state* known = find(event.what.about.subject);
    const case_state& before = known == nullptr ? nothing : *known; // the target's own, not a copy
    case_state after = before;
    evolve(after, event.what, event.hash);
    counted(event, before, after);
}

verdict fold_event(fold_target& into, const placed_event& event) {
    const verdict judged = judge(into, event.what);
    if (judged != verdict::counts) {
        into.skipped(event.place, judged, &event.what);
        return judged;
    }
    into.count(event);
    return verdict::counts;
}

verdict fold_record(fold_target& into, events::fast_decoder& decoder, std::uint32_t partitions,
                    log_position place, std::string_view bytes) {
    if (const auto what = event_of_record(decoder, {place.partition, partitions}, bytes)) {
        return fold_event(into, {place, events::sha256(bytes), *what});
    }
    into.skipped(place, verdict::foreign, nullptr);
    return verdict::foreign;
}

void fold_partition(fold_target& into, const events::log& from, events::partition_id partition,
                    events::offset end, std::size_t batch,
                    const std::function<void(events::offset)>& progress) {
    events::fast_decoder decoder;
    events::offset next = into.passed(partition);
    while (next < end) {
        const auto count = std::min<events::offset>(batch, end - next);
        next = from.read(partition, next, count, [&](const events::stored_record& record) {
            fold_record(into, decoder, from.partitions(), {partition, record.at}, record.value);
            return true;
        });
        into.commit(partition, next);
        if (progress) {
            progress(next);
        }
    }
}

void fold_all(fold_target& into, const events::log& from,
              const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    constexpr std::size_t batch = 10'000;
    std::vector<events::offset> ends;
    std::uint64_t missing = 0;
    for (std::uint32_t p = 0; p < from.partitions(); ++p) {
        ends.push_back(from.end({p}));
        missing += ends[p] - std::min(ends[p], into.passed({p}));
    }
    std::uint64_t folded = 0;
    for (std::uint32_t p = 0; p < from.partitions(); ++p) {
        auto before = into.passed({p});
        fold_partition(into, from, {p}, ends[p], batch, [&](events::offset next) {
            folded += next - std::exchange(before, next);
            if (progress) {
                progress(folded, missing);
            }
        });
    }
}

} // namespace engine
