#include "engine/record_event.hpp"

#include <utility>

namespace engine {
namespace {

/// Decoded where it is returned: an event is too large to be moved for nothing.
template <typename Decode> struct decoded_in_place {
    Decode decode;
    operator events::event() const { return decode(); } // NOLINT: that is its use
};

template <typename Decode>
std::optional<events::event> unless_foreign(partition_among where, Decode decode) {
    std::optional<events::event> out;
    try {
        out.emplace(decoded_in_place<Decode>{std::move(decode)});
    } catch (const events::decode_error&) {
        out.reset();
        return out;
    }
    if (events::partition_of(out->about.office, where.all) != where.partition) {
        out.reset();
    }
    return out;
}

} // namespace

std::optional<events::event> event_of_record(events::fast_decoder& decoder, partition_among where,
                                             std::string_view bytes) {
    return unless_foreign(where, [&] { return decoder.decode(bytes); });
}

std::optional<events::event> event_of_record(partition_among where, std::string_view bytes) {
    return unless_foreign(where, [&] { return events::decode(bytes); });
}

} // namespace engine
