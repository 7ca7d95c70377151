#include "events/kafka_log_writer.hpp"

#include "events/kafka_record_size.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

namespace events {
namespace {

using clock = std::chrono::steady_clock;

/// More records than this wait for nothing but memory. Half of what the library's queue takes, so
/// that it takes a batch whole.
constexpr std::size_t outstanding_max = 500'000;
constexpr std::chrono::milliseconds poll_patience{50};
/// Brokers that are there answer within milliseconds, and a change of leader takes a few seconds.
constexpr std::chrono::seconds closing_patience{3};
constexpr std::chrono::seconds end_patience{3};

/// Null where the library makes none just now, such as while a certificate that its properties name
/// is being replaced. The next one who needs it tries again.
template <class Client, class Make> std::unique_ptr<Client> made_or_none(const Make& make) try {
    return make();
} catch (const log_fault&) {
    return nullptr;
}

/// What to do about a batch of which nothing was written.
std::string_view advice_on_none_written(std::string_view problem) {
    if (problem == too_large_for_topic) {
        return "none was written, and asking again does not help: let the topic take more, see "
               "`motcua log check`";
    }
    if (problem == not_let_write) {
        return "none was written, and asking again does not help: grant it Write on the topic, or "
               "look at sasl.* and ssl.* of log.properties";
    }
    return "none was written, ask again later";
}

bool side_by_side(const std::vector<offset>& at) {
    return at.empty() || at.back() - at.front() + 1 == at.size();
}

} // namespace

kafka_log_writer::kafka_log_writer(kafka_cluster cluster, std::string topic,
                                   std::uint32_t partitions, kafka_record_form form,
                                   std::function<void(partition_id, offset)> landed)
    : cluster_(std::move(cluster)), topic_(std::move(topic)), partitions_(partitions),
      form_(std::move(form)), landed_(std::move(landed)), producer_(make_producer()) {
    receiver_ = std::thread([this] { run(); });
    answerer_ = std::thread([this] { run_late_answers(); });
}

void kafka_log_writer::end_within(std::chrono::milliseconds patience) {
    const std::lock_guard lock(mutex_);
    give_up_ = std::min(give_up_, clock::now() + patience);
}

kafka_log_writer::~kafka_log_writer() {
    end_within(closing_patience);
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    receiver_.join();
    {
        const std::lock_guard lock(late_mutex_);
        late_closing_ = true;
    }
    late_.notify_one();
    answerer_.join();
}

std::unique_ptr<kafka_producer> kafka_log_writer::make_producer() {
    return std::make_unique<kafka_producer>(
        cluster_, topic_, form_, [this](const kafka_receipt& receipt) { receive(receipt); });
}

void kafka_log_writer::append(partition_id partition, std::vector<log_record> batch,
                              append_done done) {
    if (partition.value >= partitions_) {
        throw std::out_of_range(fmt::format("append: there is no partition {}", partition.value));
    }
    auto one = std::make_unique<pending>();
    one->partition = partition;
    one->done = std::move(done);
    one->open = batch.size();
    one->at.resize(batch.size());
    one->tokens.reserve(batch.size());
    for (std::size_t i = 0; i < batch.size(); ++i) {
        one->tokens.push_back({one.get(), i});
    }
    const std::lock_guard lock(mutex_); // one batch after the other: that is their order
    const bool ends = closing_ || given_up_;
    if (ends || outstanding_ + batch.size() > outstanding_max) {
        answer_later(std::move(one->done),
                     {append_status::refused, 0,
                      ends ? "append to Kafka: the log is being closed"
                           : fmt::format("append to {}: {} records wait for the brokers at {} "
                                         "already; look at the brokers and ask again",
                                         topic_, outstanding_.load(), cluster_.brokers)});
        return;
    }
    std::size_t taken = 0;
    std::string problem;
    outstanding_ += batch.size();
    // Receipts may come while the rest is still handed over: `one` is theirs from now on, except
    // for the records that the library did not take, which keep it open.
    auto* const shared = one.release();
    while (taken < batch.size() && problem.empty()) {
        problem = producer_->produce(partition, batch[taken], &shared->tokens[taken]);
        taken += problem.empty() ? 1 : 0;
    }
    if (problem.empty()) {
        return;
    }
    for (std::size_t i = taken; i < batch.size(); ++i) {
        not_taken_.push_back({&shared->tokens[i], kafka_receipt::fate::absent, {}, problem});
    }
}

void kafka_log_writer::answer_later(append_done done, append_result with) {
    answer_after(std::nullopt, std::move(done), std::move(with));
}

void kafka_log_writer::answer_after(std::optional<partition_id> ask, append_done done,
                                    append_result with) {
    hand_over({ask, [done = std::move(done), with = std::move(with)](
                        std::optional<offset>) mutable { done(std::move(with)); }});
}

void kafka_log_writer::ask_end(partition_id partition, end_told told) {
    hand_over({partition, std::move(told)});
}

void kafka_log_writer::run() {
    for (;;) {
        producer_->poll(poll_patience); // only this thread replaces it
        std::vector<kafka_receipt> not_taken;
        bool closing = false;
        {
            const std::lock_guard lock(mutex_);
            not_taken.swap(not_taken_);
            closing = closing_;
            given_up_ = clock::now() > give_up_;
        }
        for (const auto& receipt : not_taken) {
            receive(receipt);
        }
        if (producer_->failed()) {
            renew();
        }
        if (given_up_) {
            producer_->purge();
        }
        if (closing && outstanding_ == 0) {
            return;
        }
    }
}

/// Everything in flight is given up, and its outcome unknown; a new producer goes on with a new
/// identity. Where none can be made, appends are refused until the next try makes one.
void kafka_log_writer::renew() {
    auto fresh = made_or_none<kafka_producer>([&] { return make_producer(); });
    if (!fresh) {
        producer_->purge(); // who waits is told now
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        producer_.swap(fresh);
    }
    ++renewals_;
    fresh->purge(); // it is the old one now
    while (fresh->outstanding() > 0) {
        fresh->poll(poll_patience);
    }
}

void kafka_log_writer::receive(const kafka_receipt& receipt) {
    const auto& which = *static_cast<const token*>(receipt.token);
    auto& one = *which.of;
    if (receipt.how == kafka_receipt::fate::persisted && receipt.at) {
        one.at[which.index] = *receipt.at;
        ++one.persisted;
    } else {
        one.absent += receipt.how == kafka_receipt::fate::absent ? 1 : 0;
        one.problem =
            receipt.problem.empty() ? "a broker confirmed it without its place" : receipt.problem;
    }
    --outstanding_;
    if (--one.open == 0) {
        conclude(std::unique_ptr<pending>(which.of));
    }
}

void kafka_log_writer::conclude(std::unique_ptr<pending> one) {
    const auto count = one->at.size();
    if (one->persisted == count && std::is_sorted(one->at.begin(), one->at.end())) {
        landed_(one->partition, one->at.back() + 1);
        append_result result{append_status::durable, one->at.front(), {}};
        if (!side_by_side(one->at)) {
            result.scattered = std::move(one->at);
        }
        one->done(std::move(result));
        return;
    }
    const bool none = one->absent == count;
    answer_after(
        none ? std::nullopt : std::optional{one->partition}, std::move(one->done),
        {none ? append_status::refused : append_status::unknown, 0,
         fmt::format("append {} record(s) to {}: {}; {}", count, topic_, one->problem,
                     none ? advice_on_none_written(one->problem)
                          : "they may be in the log or not, so read it, or ask again with the "
                            "same command")});
}

void kafka_log_writer::hand_over(late_answer one) {
    {
        const std::lock_guard lock(late_mutex_);
        late_answers_.push_back(std::move(one));
    }
    late_.notify_one();
}

void kafka_log_writer::run_late_answers() {
    std::unique_ptr<kafka_client> asking;
    std::unique_lock lock(late_mutex_);
    for (;;) {
        late_.wait(lock, [&] { return late_closing_ || !late_answers_.empty(); });
        if (late_answers_.empty()) {
            return;
        }
        std::deque<late_answer> now;
        now.swap(late_answers_);
        lock.unlock();
        std::map<partition_id, std::optional<offset>> ends; // asked after all of `now` had come
        for (auto& one : now) {
            if (one.ask && !given_up_ && !ends.contains(*one.ask)) {
                if (!asking) {
                    asking = made_or_none<kafka_client>([&] {
                        return std::make_unique<kafka_client>(kafka_client::role::producer,
                                                              cluster_, kafka_properties{});
                    });
                }
                ends[*one.ask] =
                    asking ? asking->ask_end(topic_, *one.ask, end_patience) : std::nullopt;
                if (const auto& found = ends[*one.ask]) {
                    landed_(*one.ask, *found);
                }
            }
            one.answer(one.ask ? ends[*one.ask] : std::nullopt);
        }
        lock.lock();
    }
}

} // namespace events
