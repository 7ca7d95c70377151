#include "projections/log_chunk.hpp"

#include "events/sha256_many.hpp"

namespace projections {

void log_chunk::read(const events::log& log, events::partition_id partition, events::offset from,
                     events::offset end) {
    partition_ = partition;
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
        events_.emplace_back(event_from(decoder, value));
    }
}

std::optional<events::event> event_from(events::fast_decoder& decoder, std::string_view value) {
    // Decoded where it is returned: an event is too large to be moved for nothing.
    struct decoded {
        events::fast_decoder& by;
        std::string_view value;
        operator events::event() const { return by.decode(value); } // NOLINT: that is its use
    };
    std::optional<events::event> out;
    try {
        out.emplace(decoded{decoder, value});
    } catch (const events::decode_error&) {
        out.reset();
    }
    return out;
}

} // namespace projections
