#include "events/reading_by_office.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace events {
namespace {

constexpr std::size_t read_ahead = 4000; ///< records of each partition

} // namespace

reading_by_office::reading_by_office(const log& from, std::uint32_t partitions,
                                     const record_labels& labels, std::uint32_t made_with)
    : from_(from), partitions_(partitions), labels_(labels),
      all_in_place_(made_with != 0 && made_with != from.partitions()) {
    for (std::uint32_t p = 0; p < from.partitions(); ++p) {
        parts_.push_back({.id = {p}, .next = 0, .end = from.end({p}), .last = {}, .read = {}});
    }
}

std::vector<offset> reading_by_office::ends() const {
    std::vector<offset> out;
    for (const auto& one : parts_) {
        out.push_back(one.end);
    }
    return out;
}

const record_of_office* reading_by_office::next() {
    part* first = nullptr;
    for (auto& one : parts_) {
        fill(one);
        if (!one.read.empty() &&
            (first == nullptr || one.read.front().recorded < first->read.front().recorded)) {
            first = &one;
        }
    }
    if (first == nullptr) {
        return nullptr;
    }
    current_ = std::move(first->read.front());
    first->read.pop_front();
    return &current_;
}

void reading_by_office::fill(part& one) {
    while (one.read.empty() && one.next < one.end) {
        one.next = from_.read(one.id, one.next, std::min<offset>(read_ahead, one.end - one.next),
                              [&](const stored_record& record) {
                                  take(one, record);
                                  return true;
                              });
    }
}

void reading_by_office::take(part& into, const stored_record& record) {
    try {
        const auto event = decoder_.decode(record.value);
        if (!all_in_place_ && partition_of(event.about.office, from_.partitions()) != into.id) {
            ++left_behind_;
            return;
        }
        into.last = std::max(into.last, event.about.recorded);
        auto [key, type] = labels_(record.value);
        into.read.push_back({into.id,
                             record.at,
                             into.last,
                             {std::move(key), std::move(type), std::string{record.value}},
                             partition_of(event.about.office, partitions_)});
    } catch (const decode_error&) {
        ++left_behind_;
    }
}

} // namespace events
