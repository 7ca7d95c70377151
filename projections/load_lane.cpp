#include "projections/load_lane.hpp"

#include "engine/evolve.hpp"
#include "projections/binary.hpp"
#include "projections/key.hpp"
#include "projections/projecting.hpp"
#include "projections/superseded.hpp"

namespace projections {
namespace {

constexpr std::size_t lane_counters_max = 30'000; // small enough for a core's cache
constexpr std::size_t id_bits = 1U << 24U;        // 2 MiB
// Large enough that few files overlap when loading ends, small enough to fit beside everything.
constexpr std::size_t file_bytes = 48U << 20U;
// States of at least this size leave in a file of their own.
constexpr std::size_t spilled_file_bytes = 2U << 20U;
// Events of a case after which its size is taken anew, which visits all its texts.
constexpr std::uint64_t measured_every = 4;
constexpr double kept_share = 0.6; // of the cases when memory is full

} // namespace

load_lane::load_lane(std::shared_ptr<rocks> into, std::uint32_t partitions,
                     std::size_t case_cache_bytes, row_writer write_rows)
    : into_(std::move(into)), write_rows_(std::move(write_rows)), cases_(case_cache_bytes),
      counters_(into_, counter_cache::beneath::nothing, lane_counters_max), ledger_(partitions),
      spilled_ids_(id_bits) {}

bool load_lane::may_be_in_store(const events::case_id& id) const {
    return spilled_ids_[events::strong_hash{}(id) % id_bits];
}

cached_case* load_lane::load(const events::case_id& id) {
    if (id == sought_) {
        return found_; // asked to judge, and asked again to evolve
    }
    sought_ = id;
    found_ = cases_.find(id);
    if (found_ == nullptr && may_be_in_store(id)) {
        if (const auto bytes = into_->get(table::states, key{}.id(id))) {
            found_ = &cases_.add(binary::decode<engine::case_state>(*bytes));
            found_->shown = row_list::of(found_->state);
        }
    }
    return found_;
}

const engine::case_state* load_lane::find(const events::case_id& id) {
    const auto* known = load(id);
    return known == nullptr ? nullptr : &known->state;
}

bool load_lane::may_have_counted(const events::command_id& command) {
    return (found_->commands & case_cache::bit_of(command)) != 0;
}

std::uint64_t load_lane::counter(const std::string& name) {
    return counters_.value(table::numbers, key{}.text(name));
}

void load_lane::fold(const log_chunk& next) {
    for (std::size_t i = 0; i < next.size(); ++i) {
        const engine::log_position place{next.partition(), next.at(i)};
        if (next.is_decoded()) {
            judge(place, next.hash(i), next.event(i));
        } else {
            // One event at a time stays in the core's cache, and so does the memory for its texts.
            const auto what = next.event_of(i, decoder_);
            judge(place, next.hash(i), what ? &*what : nullptr);
        }
    }
    ledger_.passed(next.partition(), next.end()); // the last offsets may be no records
    spill();
}

void load_lane::judge(engine::log_position place, const events::digest& hash,
                      const events::event* what) {
    const auto verdict = what == nullptr ? engine::verdict::foreign : engine::judge(*this, *what);
    if (verdict == engine::verdict::counts) {
        count({place, hash, *what});
    } else {
        put_superseded(changes_, place, verdict, what);
        ledger_.skipped(place, verdict);
    }
}

void load_lane::count(const engine::placed_event& event) {
    auto* one = load(event.what.about.subject);
    case_before earlier;
    if (one == nullptr) {
        engine::case_state fresh;
        engine::evolve(fresh, event.what, event.hash);
        one = found_ = &cases_.add(std::move(fresh));
    } else {
        earlier = before_event(one->state);
        engine::evolve(one->state, event.what, event.hash);
        one->commands |= case_cache::bit_of(event.what.about.command);
        if (one->state.version % measured_every == 0) {
            cases_.resized(*one);
        }
    }
    one->dirty = true;
    project(event, earlier, one->state, changes_, counters_);
    ledger_.counted(event, opens_case(earlier, one->state));
}

void load_lane::spill() {
    if (cases_.is_full()) {
        sought_.reset();
        cases_.trim(kept_share, [this](cached_case& one) {
            spill_case(one);
            return true;
        });
        write_spilled();
    }
    if (counters_.is_full()) {
        write_counters();
    }
    if (changes_.bytes() > file_bytes) {
        write_rows_(changes_);
    }
}

void load_lane::spill_case(cached_case& one) {
    if (!one.dirty) {
        return;
    }
    row_list::difference(one.shown, row_list::of(one.state), changes_);
    buffer_.clear();
    binary::put(buffer_, one.state);
    spilled_.put(table::states, key{}.id(one.state.id), buffer_);
    spilled_ids_[events::strong_hash{}(one.state.id) % id_bits] = true;
    if (spilled_.bytes() > file_bytes) {
        write_spilled();
    }
}

void load_lane::write_spilled() {
    if (spilled_.bytes() >= spilled_file_bytes) {
        into_->ingest(spilled_); // which clears it
    } else {
        into_->write(spilled_);
        spilled_.clear();
    }
}

void load_lane::write_counters() {
    counters_.write(spilled_);
    counters_.forget();
    write_spilled();
}

void load_lane::finish() {
    sought_.reset();
    cases_.each([this](cached_case& one) {
        spill_case(one);
        if (changes_.bytes() > file_bytes) {
            write_rows_(changes_);
        }
    });
    cases_.clear();
    write_rows_(changes_); // perhaps at the same time as what follows
    write_counters();
}

} // namespace projections
