#pragma once

#include "connectors/api/closed_books.hpp"

#include <mutex>
#include <optional>
#include <unordered_map>

namespace connectors::api {

/// What the events of closings say, each read once: a closing never changes. An office closes a few
/// books a quarter, so that all of them are few enough to be kept. Any thread.
class closing_memo {
public:
    /// The closing that this stream is about, where it was read before.
    [[nodiscard]] std::optional<closed_book> find(const events::case_id& stream) const;
    void keep(const events::case_id& stream, const closed_book& one);

private:
    mutable std::mutex mutex_;
    std::unordered_map<events::case_id, closed_book, events::strong_hash> known_;
};

} // namespace connectors::api
