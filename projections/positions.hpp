#pragma once

#include "engine/fold.hpp"
#include "events/log.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace projections {

/// How far each partition of the log has been folded: the offset after the last folded record.
class positions {
public:
    positions() = default;
    explicit positions(std::uint32_t partitions) : next_(partitions, 0) {}

    [[nodiscard]] std::uint32_t partitions() const {
        return static_cast<std::uint32_t>(next_.size());
    }
    [[nodiscard]] events::offset of(events::partition_id partition) const;
    void set(events::partition_id partition, events::offset next);

    /// Covers the record at this place too.
    void raise(engine::log_position place);
    /// Covers everything that `other` covers too.
    void raise(const positions& other);

    /// Whether the record at this place has been folded.
    [[nodiscard]] bool cover(engine::log_position place) const;
    /// Whether everything that `other` has folded has been folded here too.
    [[nodiscard]] bool cover(const positions& other) const;
    /// Number of records in all partitions.
    [[nodiscard]] std::uint64_t records() const;

    /// The offsets joined by dots, for example `120.0.77`: the id of a place in the live stream.
    [[nodiscard]] std::string text() const;
    /// Empty when malformed.
    [[nodiscard]] static std::optional<positions> from_text(std::string_view text);

    bool operator==(const positions&) const = default;

private:
    std::vector<events::offset> next_;
};

/// Where the log ends now, in every partition.
[[nodiscard]] positions end_of(const events::log& log);

} // namespace projections
