#include "projections/rejections.hpp"

#include "events/codec.hpp"
#include "events/json_read.hpp"
#include "events/json_write.hpp"
#include "projections/binary.hpp"
#include "projections/folding.hpp"
#include "projections/frame.hpp"
#include "projections/key.hpp"
#include "projections/opening.hpp"
#include "projections/pager.hpp"

#include <nlohmann/json.hpp>

#include <mutex>

namespace projections {
namespace {

constexpr std::size_t records_a_write = 1000;

} // namespace

events::log_record rejection_record(const rejection_row& row) {
    return {row.office, "rejection", events::json_of(row).dump()};
}

std::optional<rejection_row> rejection_from(std::string_view bytes) {
    const auto json = nlohmann::json::parse(bytes, nullptr, false);
    if (json.is_discarded()) {
        return std::nullopt;
    }
    try {
        return events::from_json_object<rejection_row>(json);
    } catch (const events::decode_error&) {
        return std::nullopt;
    }
}

struct rejection_book::inside {
    inside(std::filesystem::path folder, const events::log& from)
        : audit(from), home(std::move(folder)), rows(open_rows(home,
                                                               {.folder = {},
                                                                .block_cache_bytes = 4U << 20U,
                                                                .write_buffer_bytes = 4U << 20U,
                                                                .purpose = rocks::use::serving},
                                                               from, nullptr)
                                                         .rows) {
        show();
    }

    void show() {
        auto next = std::make_shared<const snapshot::frame>(
            snapshot::frame{rows->pin(), {}, 0, std::make_shared<floors>()});
        const std::scoped_lock lock{mutex};
        newest.swap(next);
    }
    [[nodiscard]] passed_mark passed(events::partition_id partition) const {
        const auto bytes = rows->get(table::passed, key{}.number(partition.value));
        return bytes ? binary::decode<passed_mark>(*bytes) : passed_mark{};
    }
    void read(events::partition_id partition, passed_mark& mark);

    const events::log& audit;
    house home;
    std::shared_ptr<rocks> rows;
    mutable std::mutex mutex;
    std::shared_ptr<const snapshot::frame> newest;
};

void rejection_book::inside::read(events::partition_id partition, passed_mark& mark) {
    row_batch changes;
    const auto visit = [&](const events::stored_record& record) {
        if (const auto row = rejection_from(record.value)) {
            key place;
            place.text(row->office.str()).newest_first(row->time);
            changes.put(table::rejections, place.number(partition.value).number(record.at),
                        binary::encode(*row));
        }
        mark.last = record.at;
        mark.hash = events::sha256(record.value);
        return true;
    };
    mark.next = audit.read(partition, mark.next, records_a_write, visit);
    changes.put(table::passed, key{}.number(partition.value), binary::encode(mark));
    rows->write(changes);
}

rejection_book::rejection_book(std::filesystem::path folder, const events::log& audit)
    : inside_(std::make_unique<inside>(std::move(folder), audit)) {}
rejection_book::~rejection_book() = default;

std::uint64_t rejection_book::catch_up() {
    std::uint64_t out = 0;
    for (std::uint32_t i = 0; i < inside_->audit.partitions(); ++i) {
        auto mark = inside_->passed({i});
        const auto end = inside_->audit.end({i});
        const auto begin = mark.next;
        while (mark.next < end) {
            inside_->read({i}, mark);
        }
        out += mark.next - begin;
    }
    if (out > 0) {
        inside_->show();
    }
    return out;
}

page<rejection_row> rejection_book::list(const events::office_code& office, events::instant from,
                                         events::instant to, const page_request& which) const {
    std::shared_ptr<const snapshot::frame> now;
    {
        const std::scoped_lock lock{inside_->mutex};
        now = inside_->newest;
    }
    const auto after = [&](events::instant time) {
        return after_prefix(key{}.text(office.str()).newest_first(time).bytes());
    };
    const row_range range{table::rejections, after(to), after(from)};
    page<rejection_row> out;
    if (from >= to) {
        return out;
    }
    auto found = read_page(snapshot{now}, range, which);
    for (const auto& row : found.rows) {
        out.rows.push_back(binary::decode<rejection_row>(row.value));
    }
    out.next = std::move(found.next);
    return out;
}

} // namespace projections
