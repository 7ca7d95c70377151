#include "connectors/duties/erasures.hpp"

#include "connectors/duties/counting_events.hpp"
#include "projections/store.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <sstream>

namespace connectors {
namespace {

constexpr const char* checkpoint_kind = "duty";
constexpr const char* checkpoint_name = "erasures";
/// Passing other events over again costs little: not each of them is worth a sync.
constexpr events::offset save_every = 10'000;

} // namespace

erasures::erasures(const events::log& log, const projections::store& store, events::vault& keys)
    : log_(log), store_(store), keys_(keys), passed_(log.partitions()), saved_(log.partitions()) {
    load_checkpoint();
}

void erasures::load_checkpoint() {
    std::istringstream in{keys_.secret(checkpoint_kind, checkpoint_name).value_or("")};
    for (std::size_t p = 0; p < passed_.size(); ++p) {
        events::offset at = 0;
        // A log that is shorter than this is another one: begin again, which is harmless.
        if (in >> at && at <= log_.end({static_cast<std::uint32_t>(p)})) {
            passed_[p] = at;
        }
    }
    saved_ = passed_;
}

void erasures::save_checkpoint() {
    keys_.put_secret(checkpoint_kind, checkpoint_name, fmt::format("{}", fmt::join(passed_, " ")));
    saved_ = passed_;
}

void erasures::begin_again(events::vault& keys) {
    keys.put_secret(checkpoint_kind, checkpoint_name, {});
}

std::size_t erasures::carry_out_new() {
    std::size_t erased = 0;
    bool far = false;
    for (std::uint32_t p = 0; p < log_.partitions(); ++p) {
        for (auto from = passed_[p];; from = passed_[p]) {
            passed_[p] = each_counting(
                log_, store_, {p}, from,
                [](std::string_view bytes) {
                    return bytes.find(events::person_erased::name) != std::string_view::npos;
                },
                [&](events::offset, const events::event& what) {
                    if (const auto* of = std::get_if<events::person_erased>(&what.detail)) {
                        keys_.destroy(of->person);
                        ++erased;
                    }
                    return true;
                });
            if (passed_[p] == from) {
                break;
            }
        }
        far = far || passed_[p] >= saved_[p] + save_every;
    }
    if (erased > 0 || far) {
        save_checkpoint();
    }
    return erased;
}

} // namespace connectors
