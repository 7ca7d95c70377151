#include "projections/binary.hpp"
#include "projections/catalogue.hpp"
#include "projections/key.hpp"
#include "projections/load_lane.hpp"
#include "projections/parallel.hpp"

#include <atomic>

namespace projections {
namespace {

constexpr std::size_t file_bytes = 48U << 20U;
// More than threads, so that they end at the same time.
constexpr std::size_t parts = 64;

/// Writes rows of cases to a batch.
class batch_sink : public row_sink {
public:
    explicit batch_sink(row_batch& into) : into_(into) {}
    void put(table where, std::string_view key, std::string_view value) override {
        into_.put(where, key, value);
    }

private:
    row_batch& into_;
};

/// Where a part of all case ids begins: nearly all are UUIDs, which spread evenly, and keys of
/// UUIDs begin alike.
std::string part_begin(std::size_t part) {
    if (part == 0 || part == parts) {
        return {};
    }
    events::uuid_bytes first{};
    first[0] = static_cast<std::uint8_t>(part * 256 / parts);
    return key{}.id(events::case_id{events::uuid_text(first)}).bytes();
}

} // namespace

void load_case_rows(const std::shared_ptr<rocks>& into, std::size_t threads) {
    const auto states = into->pin();
    std::atomic<std::size_t> next_part{0};
    in_parallel(threads, [&](std::size_t) {
        row_batch rows;
        batch_sink sink{rows};
        for (auto part = next_part++; part < parts; part = next_part++) {
            states->scan(table::states, part_begin(part), part_begin(part + 1),
                         [&](std::string_view, std::string_view value) {
                             const auto state = binary::decode<engine::case_state>(value);
                             for (const auto* one : catalogue()) {
                                 one->rows(state, sink);
                             }
                             if (rows.bytes() > file_bytes) {
                                 into->ingest(rows);
                             }
                             return true;
                         });
        }
        into->ingest(rows);
    });
}

} // namespace projections
