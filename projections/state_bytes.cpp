#include "projections/state_bytes.hpp"

namespace projections {
namespace {

// What malloc takes besides: a header, and rounding up.
constexpr std::size_t allocation = 24;

std::size_t heap(const std::string& text) {
    return text.capacity() > 15 ? text.capacity() + allocation : 0;
}
template <class Tag> std::size_t heap(const events::strong_string<Tag>& id) {
    return heap(id.str());
}
template <class T> std::size_t heap(const std::vector<T>& items) {
    return items.capacity() == 0 ? 0 : items.capacity() * sizeof(T) + allocation;
}

} // namespace

std::size_t bytes_of(const engine::case_state& state) {
    std::size_t out =
        sizeof state + heap(state.id) + heap(state.office) + heap(state.procedure) +
        heap(state.code) + heap(state.support_code) + heap(state.rules) + heap(state.opened_by) +
        heap(state.holder) + heap(state.drafter) + heap(state.concluded_by) +
        heap(state.resolved_by) + heap(state.opening_ground) + heap(state.decision_number) +
        heap(state.register_number) + heap(state.commands) + heap(state.persons) +
        heap(state.deadlines) + heap(state.alerts) + heap(state.vouchers) +
        heap(state.status_ground) + heap(state.archiving) + heap(state.stops.grounds) +
        heap(state.stops.verified) + heap(state.stops.shown) + heap(state.confirmed_matter) +
        heap(state.only_theirs) + heap(state.common_with) + heap(state.shares_request_of) +
        heap(state.agency_documents);
    for (const auto& one : state.commands) {
        out += heap(one);
    }
    for (const auto& one : state.persons) {
        out += heap(one.person) + heap(one.part) + heap(one.box);
    }
    for (const auto& one : state.deadlines) {
        out += heap(one.id) + heap(one.unit) + heap(one.source) + heap(one.pauses);
    }
    for (const auto& one : state.agency_documents) {
        out += heap(one.sender) + heap(one.number);
    }
    for (const auto& one : state.alerts) {
        out += heap(one.deadline) + heap(one.rung);
    }
    for (const auto& one : state.archiving) {
        out += heap(one);
    }
    for (const auto& one : state.stops.grounds) {
        out += heap(one.ground);
    }
    for (const auto& one : state.stops.shown) {
        out += heap(one);
    }
    for (const auto& one : state.vouchers) {
        out += heap(one.number);
    }
    for (const auto& one : state.only_theirs) {
        out += heap(one.number);
    }
    return out;
}

} // namespace projections
