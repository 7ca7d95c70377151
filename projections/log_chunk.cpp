#include "projections/log_chunk.hpp"

#include "events/sha256_many.hpp"

namespace projections {

void log_chunk::read(const events::log& log, events::partition_id partition, events::offset from,
                     events::offset end) {
    where_ = {partition, log.partitions()};
    end_ = end;
    bytes_.clear();
    places_.clear();
    ends_.clear();
    values_.clear();
    events_.clear();
    log.read(partition, from, end - from, [&](const events::stored_record& record) {
        if (record.at >= end) {
            return false; // behind a hole
        }
        places_.push_back(record.at);
        bytes_.append(record.value);
        ends_.push_back(bytes_.size());
        return true;
    });
    std::size_t begin = 0;
    for (const auto one_end : ends_) {
        values_.push_back(std::string_view{bytes_}.substr(begin, one_end - begin));
        begin = one_end;
    }
    hashes_.resize(values_.size());
    events::sha256_many(values_, hashes_);
}

void log_chunk::decode(events::fast_decoder& decoder) {
    events_.reserve(values_.size());
    for (const auto value : values_) {
        events_.emplace_back(engine::event_of_record(decoder, where_, value));
    }
}

std::optional<events::event> log_chunk::event_of(std::size_t i,
                                                 events::fast_decoder& decoder) const {
    return engine::event_of_record(decoder, where_, values_[i]);
}

} // namespace projections
