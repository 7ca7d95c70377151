#include "events/memory_log.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace events {

memory_records::memory_records(std::uint32_t partitions) : partitions_(partitions) {}

std::uint32_t memory_records::partitions() const {
    return static_cast<std::uint32_t>(partitions_.size());
}

offset memory_records::end(partition_id partition) const {
    const std::lock_guard lock(mutex_);
    return partitions_.at(partition.value).size();
}

offset memory_records::land(partition_id partition, std::span<const log_record> batch) {
    std::vector<std::shared_ptr<log_follower>> followers;
    offset first = 0;
    {
        const std::lock_guard lock(mutex_);
        auto& records = partitions_.at(partition.value);
        first = records.size();
        for (const auto& record : batch) {
            records.push_back(record.value);
        }
        for (const auto& one : followers_) {
            followers.push_back(one.lock());
        }
    }
    for (const auto& one : followers) {
        if (one != nullptr && !batch.empty()) {
            one->tell(partition);
        }
    }
    return first;
}

const std::string* memory_records::at(partition_id partition, offset at) const {
    const std::lock_guard lock(mutex_);
    const auto& records = partitions_.at(partition.value);
    return at < records.size() ? &records[at] : nullptr;
}

std::shared_ptr<log_follower> memory_records::add_follower() {
    auto added = std::make_shared<log_follower>();
    const std::lock_guard lock(mutex_);
    std::erase_if(followers_, [](const auto& one) { return one.expired(); });
    followers_.push_back(added);
    return added;
}

memory_log::memory_log(std::uint32_t partitions, completion how)
    : memory_log(std::make_shared<memory_records>(partitions), how) {}

memory_log::memory_log(std::shared_ptr<memory_records> records, completion how)
    : records_(std::move(records)), follower_(records_->add_follower()), how_(how) {
    if (how_ == completion::thread) {
        worker_ = std::thread([this] { run(); });
    }
}

memory_log::~memory_log() {
    release();
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    changed_.notify_all();
    if (worker_.joinable()) {
        worker_.join();
    }
    follow({});
}

std::uint32_t memory_log::partitions() const { return records_->partitions(); }

offset memory_log::end(partition_id partition) const { return records_->end(partition); }

void memory_log::append(partition_id partition, std::vector<log_record> batch, append_done done) {
    {
        const std::lock_guard lock(mutex_);
        append_fate fate = draw(partition, batch.size());
        count(fate);
        flights_.push_back({partition, std::move(batch), std::move(done), std::move(fate)});
    }
    changed_.notify_all();
}

offset memory_log::read(partition_id partition, offset from, std::size_t count_max,
                        const std::function<bool(const stored_record&)>& visit) const {
    for (std::size_t count = 0; count < count_max; ++count) {
        const std::string* value = records_->at(partition, from);
        if (value == nullptr) {
            break;
        }
        const bool more = visit({from, *value});
        ++from;
        if (!more) {
            break;
        }
    }
    return from;
}

void memory_log::follow(std::function<void(partition_id)> grown) {
    follower_->set(std::move(grown));
}

void memory_log::next(append_fate fate) {
    const std::lock_guard lock(mutex_);
    fates_.push_back(std::move(fate));
}

void memory_log::by_chance(std::uint64_t seed, append_chances chances) {
    const std::lock_guard lock(mutex_);
    random_.seed(seed);
    chances_ = std::move(chances);
}

void memory_log::release() {
    {
        const std::lock_guard lock(mutex_);
        for (auto& one : flights_) {
            one.fate.held = append_fate::wait::none;
        }
    }
    changed_.notify_all();
}

std::size_t memory_log::in_flight() const {
    const std::lock_guard lock(mutex_);
    return flights_.size();
}

append_counts memory_log::counts() const {
    const std::lock_guard lock(mutex_);
    return counts_;
}

append_fate memory_log::draw(partition_id partition, std::size_t batch_size) {
    append_fate fate;
    if (!fates_.empty()) {
        fate = std::move(fates_.front());
        fates_.pop_front();
        return fate;
    }
    const auto happens = [&](double chance) {
        return chance > 0 && std::uniform_real_distribution<double>{}(random_) < chance;
    };
    if (happens(chances_.race)) {
        fate.rivals = chances_.rivals(partition);
    }
    if (happens(chances_.refuse)) {
        fate.answer = append_status::refused;
    } else if (happens(chances_.unknown)) {
        fate.answer = append_status::unknown;
        const std::size_t part = 1 + random_() % std::max<std::size_t>(batch_size, 1);
        fate.landing_max = std::array<std::size_t, 3>{batch_size, 0, part}.at(random_() % 3);
    }
    if (happens(chances_.repeat)) {
        fate.copies = 2;
    }
    if (happens(chances_.hold)) {
        fate.held = random_() % 2 == 0 ? append_fate::wait::before_landing
                                       : append_fate::wait::before_answer;
    }
    return fate;
}

void memory_log::count(const append_fate& fate) {
    ++counts_.appends;
    counts_.raced += fate.rivals.empty() ? 0U : 1U;
    counts_.unknown += fate.answer == append_status::unknown ? 1U : 0U;
    counts_.repeated += fate.copies > 1 ? 1U : 0U;
    counts_.refused += fate.answer == append_status::refused ? 1U : 0U;
    counts_.held += fate.held != append_fate::wait::none ? 1U : 0U;
}

std::optional<std::size_t> memory_log::movable() const {
    std::vector<partition_id> waiting;
    for (std::size_t i = 0; i < flights_.size(); ++i) {
        const flight& one = flights_[i];
        // One caller's appends to one partition land in order: who waits to land holds up the rest.
        if (std::find(waiting.begin(), waiting.end(), one.partition) != waiting.end()) {
            continue;
        }
        if (one.fate.held == append_fate::wait::before_landing && !one.landed) {
            waiting.push_back(one.partition);
        } else if (!one.landed || one.fate.held == append_fate::wait::none) {
            return i;
        }
    }
    return std::nullopt;
}

void memory_log::land(flight& one) {
    one.landed = true;
    if (!one.fate.rivals.empty()) {
        records_->land(one.partition, one.fate.rivals);
    }
    if (one.fate.answer == append_status::refused) {
        return;
    }
    const std::size_t landing = one.fate.answer == append_status::durable
                                    ? one.batch.size()
                                    : std::min(one.batch.size(), one.fate.landing_max);
    one.first = records_->land(one.partition, std::span(one.batch).first(landing));
    for (std::uint32_t copy = 1; copy < one.fate.copies; ++copy) {
        records_->land(one.partition, std::span(one.batch).first(landing));
    }
}

std::optional<memory_log::flight> memory_log::take() {
    std::unique_lock lock(mutex_);
    while (const auto index = movable()) {
        // Only the pumping thread removes flights and touches what land() touches, so the
        // reference stays good while followers are called without the lock.
        flight& one = flights_[*index];
        if (!one.landed) {
            lock.unlock();
            land(one);
            lock.lock();
        }
        if (one.fate.held == append_fate::wait::none) {
            flight taken = std::move(one);
            flights_.erase(flights_.begin() + static_cast<std::ptrdiff_t>(*index));
            return taken;
        }
    }
    return std::nullopt;
}

bool memory_log::pump_one() {
    auto one = take();
    if (!one) {
        return false;
    }
    append_result result{one->fate.answer, 0, {}};
    if (result.status == append_status::durable) {
        result.first = one->first;
    } else {
        result.problem = result.status == append_status::refused
                             ? "append to memory: refused as told, ask again"
                             : "append to memory: unknown as told, read the log to learn";
    }
    one->done(std::move(result));
    return true;
}

std::size_t memory_log::pump() {
    std::size_t answered = 0;
    while (pump_one()) {
        ++answered;
    }
    return answered;
}

void memory_log::run() {
    std::unique_lock lock(mutex_);
    while (!closing_ || movable()) {
        changed_.wait(lock, [&] { return closing_ || movable(); });
        lock.unlock();
        pump();
        lock.lock();
    }
}

} // namespace events
