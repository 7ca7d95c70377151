#include "engine/decoded_chunk.hpp"

#include <algorithm>
#include <string_view>
#include <thread>

namespace engine {
namespace {

/// Fewer records than this are decoded before another thread has begun.
constexpr std::size_t worth_a_thread = 64;
constexpr std::size_t threads_max = 16;

} // namespace

void decoded_chunk::add(const events::stored_record& record) {
    bytes_ += record.value;
    ends_.push_back(bytes_.size());
    places_.push_back(record.at);
}

void decoded_chunk::clear() {
    bytes_.clear();
    ends_.clear();
    places_.clear();
}

std::span<const decoded_record> decoded_chunk::decode(partition_among where) {
    records_.resize(std::max(records_.size(), places_.size()));
    const auto parts = std::clamp<std::size_t>(
        std::min<std::size_t>(std::thread::hardware_concurrency(), places_.size() / worth_a_thread),
        1, threads_max);
    std::vector<std::jthread> others;
    for (std::size_t part = 1; part < parts; ++part) {
        others.emplace_back([this, where, part, parts] {
            decode_part(where, places_.size() * part / parts, places_.size() * (part + 1) / parts);
        });
    }
    decode_part(where, 0, places_.size() / parts);
    others.clear(); // joins
    return std::span{records_}.first(places_.size());
}

void decoded_chunk::decode_part(partition_among where, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) {
        auto& one = records_[i];
        const auto begins = i == 0 ? 0 : ends_[i - 1];
        one.at = places_[i];
        const auto bytes = std::string_view{bytes_}.substr(begins, ends_[i] - begins);
        one.hash = events::sha256(bytes);
        one.what = event_of_record(where, bytes);
    }
}

} // namespace engine
