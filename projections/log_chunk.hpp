#pragma once

#include "engine/record_event.hpp"
#include "events/codec.hpp"
#include "events/log.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace projections {

/// Some records of one partition, one after the other: their places, their bytes, their hashes, and
/// perhaps the events that they are. Places may have holes between them: a transaction that a
/// stranger ends in a topic takes an offset and is no record.
class log_chunk {
public:
    log_chunk() = default;
    log_chunk(const log_chunk&) = delete; // values_ lie in bytes_
    log_chunk& operator=(const log_chunk&) = delete;

    /// Reads and hashes the records from `from` up to `end`, which the log must have. Throws
    /// log_fault.
    void read(const events::log& log, events::partition_id partition, events::offset from,
              events::offset end);
    /// Decodes them all, so that whoever folds them need not.
    void decode(events::fast_decoder& decoder);

    [[nodiscard]] events::partition_id partition() const { return where_.partition; }
    /// Every record below it has been read.
    [[nodiscard]] events::offset end() const { return end_; }
    [[nodiscard]] std::size_t size() const { return values_.size(); }
    [[nodiscard]] events::offset at(std::size_t i) const { return places_[i]; }
    [[nodiscard]] std::string_view value(std::size_t i) const { return values_[i]; }
    [[nodiscard]] const events::digest& hash(std::size_t i) const { return hashes_[i]; }
    [[nodiscard]] bool is_decoded() const { return !events_.empty(); }
    /// Null when the record is foreign. Precondition: is_decoded().
    [[nodiscard]] const events::event* event(std::size_t i) const {
        return events_[i] ? &*events_[i] : nullptr;
    }

    /// The same of a record that is not decoded yet; nothing when it is foreign.
    [[nodiscard]] std::optional<events::event> event_of(std::size_t i,
                                                        events::fast_decoder& decoder) const;

private:
    engine::partition_among where_;
    events::offset end_ = 0;
    std::string bytes_;
    std::vector<events::offset> places_;
    std::vector<std::size_t> ends_;
    std::vector<std::string_view> values_; // parts of bytes_
    std::vector<events::digest> hashes_;
    std::vector<std::optional<events::event>> events_;
};

} // namespace projections
