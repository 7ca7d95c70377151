#include "connectors/api/refusal_trail.hpp"

namespace connectors {

refusal_trail::~refusal_trail() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ended_ == begun_; }); // the log's thread still calls us
}

void refusal_trail::record(const engine::command& what, const engine::rejection& why,
                           events::instant at, std::optional<events::role> as) {
    const projections::rejection_row row{
        .time = at,
        .office = what.office,
        .subject = what.subject.empty() ? std::nullopt : std::optional{what.subject},
        .command = std::string{engine::name_of(what.detail)},
        .command_id = what.id,
        .code = why.code,
        .rule = why.rule,
        .actor = what.actor,
        .acting_as = as,
        .source = why.source};
    {
        const std::lock_guard lock(mutex_);
        ++begun_;
    }
    audit_.append(events::partition_of(row.office, audit_.partitions()),
                  {projections::rejection_record(row)},
                  [this](const events::append_result& done) { written(done.status); });
}

void refusal_trail::written(events::append_status how) {
    const std::lock_guard lock(mutex_);
    ++ended_;
    failing_ = how != events::append_status::durable;
    lost_ += failing_ ? 1 : 0;
    changed_.notify_all();
}

projections::page<projections::rejection_row>
refusal_trail::list(const events::office_code& office, events::instant from, events::instant to,
                    const projections::page_request& which, std::chrono::milliseconds patience) {
    {
        std::unique_lock lock(mutex_);
        const auto seen = begun_;
        changed_.wait_for(lock, patience, [&] { return ended_ >= seen; });
    }
    const std::lock_guard one_reader(reading_);
    book_.catch_up();
    return book_.list(office, from, to, which);
}

std::uint64_t refusal_trail::lost() const {
    const std::lock_guard lock(mutex_);
    return lost_;
}

bool refusal_trail::failing() const {
    const std::lock_guard lock(mutex_);
    return failing_;
}

std::uint64_t refusal_trail::recorded() const {
    const std::lock_guard lock(mutex_);
    return ended_ - lost_;
}

} // namespace connectors
