#include "projections/floors.hpp"

#include "projections/key.hpp"

namespace projections {
namespace {

/// The length of the id that a key begins with.
std::size_t id_bytes(std::string_view key) {
    key_reader rest{key};
    static_cast<void>(rest.id<events::officer_id>());
    return key.size() - rest.left();
}

} // namespace

std::optional<std::string_view> floors::list_of(table where, std::string_view key) {
    // All but the first two begin with a text, whose end mark is 00 01, or with an id.
    const auto through = [&](std::size_t end) { return key.substr(0, end); };
    switch (where) {
    case table::due:
    case table::watch:
        return through(0);
    case table::office_due:
        return through(key.find(std::string_view{"\0\1", 2}) + 2);
    case table::office_work:
        return through(key.find(std::string_view{"\0\1", 2}) + 3);
    case table::officer_work:
        return through(id_bytes(key));
    default:
        return std::nullopt;
    }
}

std::string floors::name_of(table where, std::string_view list) {
    std::string out{static_cast<char>(where)};
    return out.append(list);
}

std::string floors::start(table where, std::string_view list, std::uint64_t number) const {
    const std::scoped_lock lock{mutex_};
    const auto known = marks_.find(name_of(where, list));
    return known == marks_.end() || number < known->second.since ? std::string{list}
                                                                 : known->second.first;
}

void floors::found(table where, std::string_view list, std::string_view first,
                   std::uint64_t number) {
    const std::scoped_lock lock{mutex_};
    if (number != newest_) {
        return; // a later commit may have added rows before `first`
    }
    auto& known = marks_[name_of(where, list)];
    if (known.first < first) {
        known = {std::string{first}, number};
    }
}

void floors::committed(std::uint64_t number, const row_batch& changes) {
    const std::scoped_lock lock{mutex_};
    newest_ = number;
    changes.each(family::rows, [&](const row_batch::row& one) {
        const auto where = static_cast<table>(one.key.front());
        const auto key = one.key.substr(1);
        const auto list = one.erased ? std::nullopt : list_of(where, key);
        if (!list) {
            return;
        }
        const auto known = marks_.find(name_of(where, *list));
        if (known != marks_.end() && key < known->second.first) {
            known->second.first = key;
        }
    });
}

} // namespace projections
