#include "engine/overlay.hpp"

#include "engine/evolve.hpp"

namespace engine {

const case_state& overlay::look(const events::case_id& id) {
    if (const auto ahead = cases_.find(id); ahead != cases_.end()) {
        return ahead->second.state;
    }
    const case_state* folded = folded_.find(id);
    return folded == nullptr ? nothing_ : *folded;
}

std::uint64_t overlay::next(const std::string& counter) const {
    if (const auto ahead = counters_.find(counter); ahead != counters_.end()) {
        return ahead->second.newest + 1;
    }
    return folded_.counter(counter) + 1;
}

overlay::mark overlay::sent(const events::event& what, const events::digest& hash) {
    const mark mine = next_mark_++;
    const auto& id = what.about.subject;
    auto ahead = cases_.find(id);
    if (ahead == cases_.end()) {
        ahead = cases_.emplace(id, ahead_case{look(id), 0, mine}).first;
    }
    evolve(ahead->second.state, what, hash);
    ++ahead->second.in_flight;
    for (const auto& claim : what.common.numbers) {
        auto& counter =
            counters_.try_emplace(claim.counter, ahead_counter{0, 0, mine}).first->second;
        counter.newest = claim.value;
        ++counter.in_flight;
    }
    return mine;
}

case_state* overlay::after(const events::event& what, mark of, const events::digest& hash) {
    const auto ahead = cases_.find(what.about.subject);
    // The head of a chain stands for all of it.
    return ahead != cases_.end() && ahead->second.first <= of && ahead->second.in_flight == 1 &&
                   ahead->second.state.head == hash
               ? &ahead->second.state
               : nullptr;
}

void overlay::settled(const events::event& what, mark of) {
    // An entry that is younger than the event was made after a failure and does not hold it.
    if (const auto ahead = cases_.find(what.about.subject);
        ahead != cases_.end() && ahead->second.first <= of && --ahead->second.in_flight == 0) {
        cases_.erase(ahead);
    }
    for (const auto& claim : what.common.numbers) {
        if (const auto counter = counters_.find(claim.counter); counter != counters_.end() &&
                                                                counter->second.first <= of &&
                                                                --counter->second.in_flight == 0) {
            counters_.erase(counter);
        }
    }
}

void overlay::failed(const events::event& what) {
    cases_.erase(what.about.subject);
    for (const auto& claim : what.common.numbers) {
        counters_.erase(claim.counter);
    }
}

void overlay::overtaken(const events::event& what) { failed(what); }

} // namespace engine
