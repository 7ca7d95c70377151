#pragma once

#include "engine/record_event.hpp"
#include "events/codec.hpp"
#include "events/log.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace engine {

/// A record as the strict reader understands it.
struct decoded_record {
    events::offset at = 0;
    events::digest hash;
    std::optional<events::event> what; ///< absent when it is foreign
};

/// Records that were read one after the other and are decoded side by side: the strict reader takes
/// many times longer than all else that proving a log takes.
class decoded_chunk {
public:
    void add(const events::stored_record& record);
    void clear();

    /// Decodes what was added, on this thread and on others that end before it returns. Valid until
    /// more is added.
    [[nodiscard]] std::span<const decoded_record> decode(partition_among where);

private:
    void decode_part(partition_among where, std::size_t first, std::size_t end);

    std::string bytes_;
    std::vector<std::size_t> ends_; ///< of each record in bytes_
    std::vector<events::offset> places_;
    std::vector<decoded_record> records_; ///< also of chunks before: who decodes frees them
};

} // namespace engine
