#include "events/codec.hpp"
#include "events/event_attributes.hpp"
#include "events/upcast.hpp"
#include "events/word_table.hpp"

#include <simdjson.h>

#include <cstring>
#include <utility>

namespace events {
namespace {

namespace dom = simdjson::dom;

// simdjson's DOM and not its on-demand front end: that one does not validate what it skips, and
// then the fold could count a record that a stranger's JSON parser refuses.

/// Any difficulty on the fast path; decode() then reads slowly and says exactly what is wrong.
struct not_plain {};

std::string_view text(const dom::element& from) {
    std::string_view out;
    if (from.get_string().get(out) != simdjson::SUCCESS) {
        throw not_plain{};
    }
    return out;
}

template <class T> T parsed(std::optional<T> value) {
    if (!value) {
        throw not_plain{};
    }
    return *std::move(value);
}

template <class Tag> void read(const dom::element& from, strong_string<Tag>& into) {
    into = strong_string<Tag>{text(from)};
}
void read(const dom::element& from, std::string& into) { into = text(from); }
void read(const dom::element& from, digest& into) { into = parsed(digest_from_hex(text(from))); }
void read(const dom::element& from, instant& into) { into = parsed(instant_from_text(text(from))); }
void read(const dom::element& from, local_date& into) { into = parsed(date_from_text(text(from))); }
void read(const dom::element& from, bool& into) {
    if (from.get_bool().get(into) != simdjson::SUCCESS) {
        throw not_plain{};
    }
}
void read(const dom::element& from, std::uint64_t& into) {
    if (from.get_uint64().get(into) != simdjson::SUCCESS) {
        throw not_plain{};
    }
}
void read(const dom::element& from, std::int64_t& into) {
    if (from.get_int64().get(into) != simdjson::SUCCESS) {
        throw not_plain{};
    }
}
template <named_enum E> void read(const dom::element& from, E& into) {
    static constexpr word_table words{enum_names<E>::names};
    const auto at = words.find(text(from));
    if (at == words.size()) {
        throw not_plain{};
    }
    into = static_cast<E>(at);
}
template <class T> void read(const dom::element& from, std::optional<T>& into) {
    read(from, into.emplace());
}
template <described T> void read(const dom::element& from, T& into);
template <class T> void read(const dom::element& from, std::vector<T>& into) {
    dom::array array;
    if (from.get_array().get(array) != simdjson::SUCCESS) {
        throw not_plain{};
    }
    into.reserve(array.size());
    for (const dom::element element : array) {
        read(element, into.emplace_back());
    }
}

/// Whether two texts are the same; what the compiler knows of their length it uses.
template <std::size_t Size> bool is(std::string_view text, const char (&name)[Size]) {
    return text.size() == Size - 1 && std::memcmp(text.data(), name, Size - 1) == 0;
}

/// Which members of T have been seen, and which one should come next: writers keep their order.
template <described T> struct seen_members {
    std::uint64_t all = 0; ///< a bit for each
    std::size_t next = 0;
};

template <described T, std::size_t I>
bool read_if_named(std::string_view key, const dom::element& from, T& into, seen_members<T>& seen) {
    static constexpr auto field = std::get<I>(T::fields());
    if (key.size() != field.name.size() ||
        std::memcmp(key.data(), field.name.data(), field.name.size()) != 0) {
        return false;
    }
    constexpr auto bit = std::uint64_t{1} << I;
    if ((seen.all & bit) != 0) {
        throw not_plain{}; // it stands there twice
    }
    read(from, into.*(field.member));
    seen.all |= bit;
    seen.next = I + 1;
    return true;
}

enum class sought { from_next, before_next };

/// Reads one member into the field of that name and marks it seen; false when there is none where
/// it was sought.
template <described T>
[[gnu::noinline]] bool read_member(sought where, std::string_view key, const dom::element& from,
                                   T& into, seen_members<T>& seen) {
    [[maybe_unused]] const auto next = seen.next;
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return (((I >= next) == (where == sought::from_next) &&
                 read_if_named<T, I>(key, from, into, seen)) ||
                ...);
    }(std::make_index_sequence<std::tuple_size_v<decltype(T::fields())>>{});
}

template <described T>
bool read_member(std::string_view key, const dom::element& from, T& into, seen_members<T>& seen) {
    return read_member(sought::from_next, key, from, into, seen) ||
           read_member(sought::before_next, key, from, into, seen);
}

template <described T> void require_all(const seen_members<T>& seen) {
    std::apply(
        [&](const auto&... f) {
            std::uint64_t bit = 1;
            [[maybe_unused]] const auto check = [&](const auto& one) {
                using M = std::remove_cvref_t<decltype(std::declval<T>().*(one.member))>;
                if (!is_optional<M> && !is_vector<M> && (seen.all & bit) == 0) {
                    throw not_plain{};
                }
                bit <<= 1U;
            };
            (check(f), ...);
        },
        T::fields());
}

/// Calls visit(key, value) for each member.
template <class Visit> void members(const dom::object& object, Visit&& visit) {
    for (const auto member : object) {
        visit(member.key, member.value);
    }
}

template <described T> void read(const dom::element& from, T& into) {
    dom::object object;
    if (from.get_object().get(object) != simdjson::SUCCESS) {
        throw not_plain{};
    }
    seen_members<T> seen;
    members(object, [&](std::string_view key, const dom::element& value) {
        read_member(key, value, into, seen);
    });
    require_all(seen);
}

/// Puts an empty alternative into a payload, by its index.
constexpr auto payload_makers = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<void (*)(payload&), sizeof...(I)>{
        [](payload& into) { into.emplace<std::variant_alternative_t<I, payload>>(); }...};
}(std::make_index_sequence<std::variant_size_v<payload>>{});

void make_payload(std::string_view type, payload& into) {
    if (const auto at = payload_index(envelope::short_name(type))) {
        payload_makers[*at](into);
    } else {
        into.emplace<unknown_event>().type = type;
    }
}

void read_data(const dom::element& from, event& out) {
    dom::object object;
    if (from.get_object().get(object) != simdjson::SUCCESS) {
        throw not_plain{};
    }
    std::visit(
        [&]<class T>(T& detail) {
            seen_members<facts> seen_facts;
            if constexpr (described<T>) {
                seen_members<T> seen_detail;
                members(object, [&](std::string_view key, const dom::element& value) {
                    static_cast<void>(
                        read_member(sought::from_next, key, value, out.common, seen_facts) ||
                        read_member(sought::from_next, key, value, detail, seen_detail) ||
                        read_member(sought::before_next, key, value, out.common, seen_facts) ||
                        read_member(sought::before_next, key, value, detail, seen_detail));
                });
                require_all(seen_detail);
            } else {
                members(object, [&](std::string_view key, const dom::element& value) {
                    read_member(key, value, out.common, seen_facts);
                });
            }
        },
        out.detail);
}

enum seen_attribute : unsigned {
    seen_id = 1U,
    seen_source = 2U,
    seen_type = 4U,
    seen_subject = 8U,
    seen_time = 16U,
    seen_recorded = 32U,
    seen_sequence = 64U,
    seen_command = 128U,
    seen_actor = 256U,
    seen_acting = 512U,
    seen_rules = 1024U,
    seen_data = 2048U,
    seen_version = 4096U,
    seen_everything = 8191U,
};

/// Marks an attribute as seen. What stands there twice is left to the strict reader, so that both
/// take the same one of the two.
void see(unsigned& seen, seen_attribute what) {
    if ((seen & what) != 0) {
        throw not_plain{};
    }
    seen |= what;
}

void read_attribute(std::string_view key, const dom::element& value, event& out, unsigned& seen) {
    auto& about = out.about;
    if (is(key, "specversion")) {
        if (text(value) != "1.0") {
            throw not_plain{};
        }
        see(seen, seen_version);
    } else if (is(key, "id")) {
        read(value, about.id);
        see(seen, seen_id);
    } else if (is(key, "source")) {
        const auto source = text(value);
        if (!source.starts_with(envelope::source_prefix)) {
            throw not_plain{};
        }
        about.office = office_code{source.substr(envelope::source_prefix.size())};
        see(seen, seen_source);
    } else if (is(key, "type")) {
        const auto type = text(value);
        if (needs_upcast(type)) {
            throw not_plain{};
        }
        make_payload(type, out.detail);
        see(seen, seen_type);
    } else if (is(key, "subject")) {
        read(value, about.subject);
        see(seen, seen_subject);
    } else if (is(key, "time")) {
        read(value, about.time);
        see(seen, seen_time);
    } else if (is(key, "recordedtime")) {
        read(value, about.recorded);
        see(seen, seen_recorded);
    } else if (is(key, "sequence")) {
        about.sequence = parsed(envelope::sequence_from_text(text(value)));
        see(seen, seen_sequence);
    } else if (is(key, "prev")) {
        read(value, about.prev);
    } else if (is(key, "command")) {
        read(value, about.command);
        see(seen, seen_command);
    } else if (is(key, "causationid")) {
        read(value, about.causation);
    } else if (is(key, "correlationid")) {
        read(value, about.correlation);
    } else if (is(key, "actor")) {
        read(value, about.actor);
        see(seen, seen_actor);
    } else if (is(key, "actingas")) {
        read(value, about.acting_as);
        see(seen, seen_acting);
    } else if (is(key, "rules")) {
        read(value, about.rules);
        see(seen, seen_rules);
    } else if (is(key, "traceparent")) {
        read(value, about.traceparent);
    } else if (is(key, "data")) {
        if ((seen & seen_type) == 0) {
            throw not_plain{}; // another writer's order of members
        }
        read_data(value, out);
        see(seen, seen_data);
    }
}

} // namespace

struct fast_decoder::state {
    dom::parser parser;
    std::string padded;

    bool read(std::string_view bytes, event& into);
};

/// False when the bytes are not an event as encode() writes it; `into` is then half filled.
bool fast_decoder::state::read(std::string_view bytes, event& into) {
    if (padded.size() < bytes.size() + simdjson::SIMDJSON_PADDING) {
        padded.resize(2 * bytes.size() + simdjson::SIMDJSON_PADDING);
    }
    std::memcpy(padded.data(), bytes.data(), bytes.size());
    std::memset(padded.data() + bytes.size(), 0, simdjson::SIMDJSON_PADDING);
    try {
        dom::object object;
        if (parser.parse(padded.data(), bytes.size(), false).get_object().get(object) !=
            simdjson::SUCCESS) {
            return false;
        }
        unsigned seen = 0;
        members(object, [&](std::string_view key, const dom::element& value) {
            read_attribute(key, value, into, seen);
        });
        return seen == seen_everything;
    } catch (const not_plain&) {
        return false;
    }
}

fast_decoder::fast_decoder() : state_(std::make_unique<state>()) {}
fast_decoder::~fast_decoder() = default;
fast_decoder::fast_decoder(fast_decoder&&) noexcept = default;
fast_decoder& fast_decoder::operator=(fast_decoder&&) noexcept = default;

event fast_decoder::decode(std::string_view bytes) {
    event out; // the only thing that is returned: it is made where the caller keeps it
    if (!state_->read(bytes, out)) {
        out = events::decode(bytes);
    }
    return out;
}

} // namespace events
