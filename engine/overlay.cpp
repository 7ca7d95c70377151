#include "engine/overlay.hpp"

#include "engine/evolve.hpp"

namespace engine {

const case_state& overlay::look(const events::case_id& id) {
    const case_state* folded = folded_.find(id);
    const case_state& now = folded == nullptr ? nothing_ : *folded;
    const auto ahead = cases_.find(id);
    if (ahead == cases_.end()) {
        return now;
    }
    auto& state = ahead->second.state;
    if (!state) {
        state = std::make_unique<case_state>(now);
        for (const auto& one : ahead->second.on_their_way) {
            evolve(*state, *one.what, *one.hash);
        }
    }
    return *state;
}

std::uint64_t overlay::next(const std::string& counter) const {
    if (const auto ahead = counters_.find(counter); ahead != counters_.end()) {
        return ahead->second.newest + 1;
    }
    return folded_.counter(counter) + 1;
}

overlay::mark overlay::sent(const events::event& what, const events::digest& hash) {
    const mark mine = next_mark_++;
    auto& ahead =
        cases_.try_emplace(what.about.subject, ahead_case{{}, nullptr, mine}).first->second;
    if (ahead.state) {
        evolve(*ahead.state, what, hash);
    }
    ahead.on_their_way.push_back({&what, &hash});
    for (const auto& claim : what.common.numbers) {
        auto& counter =
            counters_.try_emplace(claim.counter, ahead_counter{0, 0, mine}).first->second;
        counter.newest = claim.value;
        ++counter.in_flight;
    }
    return mine;
}

void overlay::settled(const events::event& what, mark of) {
    // An entry that is younger than the event was made after a failure and does not hold it.
    if (const auto ahead = cases_.find(what.about.subject);
        ahead != cases_.end() && ahead->second.first <= of) {
        auto& left = ahead->second.on_their_way;
        std::erase_if(left, [&](const auto& one) { return one.what == &what; });
        if (left.empty()) {
            cases_.erase(ahead);
        }
    }
    for (const auto& claim : what.common.numbers) {
        if (const auto counter = counters_.find(claim.counter); counter != counters_.end() &&
                                                                counter->second.first <= of &&
                                                                --counter->second.in_flight == 0) {
            counters_.erase(counter);
        }
    }
}

void overlay::failed(const events::event& what, mark of) {
    // What is younger than the event was decided without it, after an older failure, and is good.
    if (const auto ahead = cases_.find(what.about.subject);
        ahead != cases_.end() && ahead->second.first <= of) {
        cases_.erase(ahead);
    }
    for (const auto& claim : what.common.numbers) {
        if (const auto counter = counters_.find(claim.counter);
            counter != counters_.end() && counter->second.first <= of) {
            counters_.erase(counter);
        }
    }
}

void overlay::overtaken(const events::event& what) {
    cases_.erase(what.about.subject);
    for (const auto& claim : what.common.numbers) {
        counters_.erase(claim.counter);
    }
}

} // namespace engine
