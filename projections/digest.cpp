#include "projections/digest.hpp"

#include "events/digest.hpp"
#include "projections/binary.hpp"

namespace projections {
namespace {

constexpr std::size_t chunk_bytes = 1U << 20U;

/// SHA-256 over a stream of any length, in links of about a mebibyte. Where a link ends depends on
/// the rows alone.
class chained_hash {
public:
    void add(std::string_view key, std::string_view value) {
        binary::put(pending_, std::uint64_t{key.size()});
        pending_.append(key);
        binary::put(pending_, std::uint64_t{value.size()});
        pending_.append(value);
        if (pending_.size() >= chunk_bytes) {
            close_link();
        }
    }
    [[nodiscard]] std::string finish() {
        close_link();
        return events::hex(link_);
    }

private:
    void close_link() {
        binary::put(pending_, link_);
        link_ = events::sha256(pending_);
        pending_.clear();
    }

    byte_buffer pending_;
    events::digest link_;
};

} // namespace

rows_digest digest(const snapshot& view) {
    rows_digest out;
    std::string all;
    for (const auto where : tables) {
        if (!is_derived(where)) {
            continue;
        }
        table_digest one{.where = where, .rows = 0, .sha256 = {}};
        chained_hash hash;
        view.scan(where, {}, {}, [&](std::string_view key, std::string_view value) {
            hash.add(key, value);
            ++one.rows;
            return true;
        });
        one.sha256 = hash.finish();
        all += one.sha256;
        out.tables.push_back(std::move(one));
    }
    out.sha256 = events::hex(events::sha256(all));
    return out;
}

std::string difference(const rows_digest& a, const rows_digest& b) {
    std::string out;
    for (std::size_t i = 0; i < a.tables.size() && i < b.tables.size(); ++i) {
        if (a.tables[i] == b.tables[i]) {
            continue;
        }
        out.append(out.empty() ? "" : ", ").append(name_of(a.tables[i].where));
        out += " (" + std::to_string(a.tables[i].rows) + " and " +
               std::to_string(b.tables[i].rows) + " rows)";
    }
    return out;
}

} // namespace projections
