#include "events/kafka_vault_reader.hpp"

#include "events/kafka_topic.hpp"

#include <fmt/format.h>

namespace events {
namespace {

constexpr partition_id the_one{0};
/// A cluster whose broker has just died has another leader within ten seconds.
constexpr std::chrono::seconds open_patience{30};
constexpr std::chrono::seconds load_patience{120};
constexpr std::chrono::seconds patience{3};
/// With brokers that have just failed to answer.
constexpr std::chrono::milliseconds short_patience{200};
/// Whoever asks whether a node is ready waits a moment at most.
constexpr std::chrono::seconds trouble_patience{1};
constexpr std::chrono::milliseconds poll_patience{100};
/// An id that nobody has made stays unknown for so long without asking a broker again: requests
/// with invented tokens must not become requests to the brokers.
constexpr std::chrono::seconds missed_for{1};
constexpr std::size_t missed_max = 10'000;

kafka_client::watermarks marks_of(const kafka_client& client, const std::string& topic,
                                  std::chrono::milliseconds how_long) {
    const auto found = client.ask(topic, the_one, how_long);
    if (!found) {
        const auto why = client.fault_of(fmt::format("ask for the end of {}", topic));
        throw fault(why.code() == "kafka-credentials" ? why.code() : "vault-unreachable",
                    why.what());
    }
    return *found;
}

} // namespace

kafka_vault_reader::kafka_vault_reader(const kafka_log_options& options,
                                       const installation_key& key)
    : topic_(options.topic), asking_(kafka_client::role::producer, options.cluster, {}),
      consumer_(options.cluster, options.topic), book_(key) {
    const auto marks = marks_of(asking_, topic_, open_patience);
    passed_ = marks.low;
    consumer_.start(the_one, marks.low);
    thread_ = std::thread([this] { run(); });
    std::unique_lock lock(mutex_);
    if (!passed_more_.wait_for(lock, load_patience,
                               [&] { return passed_ >= marks.high || !damaged_.empty(); })) {
        lock.unlock();
        closing_ = true;
        thread_.join();
        consumer_.stop(the_one);
        throw asking_.fault_of(fmt::format("read the topic {}", topic_));
    }
}

kafka_vault_reader::~kafka_vault_reader() {
    closing_ = true;
    thread_.join();
    consumer_.stop(the_one);
}

void kafka_vault_reader::run() {
    while (!closing_) {
        auto arrival = consumer_.next(poll_patience);
        if (!arrival) {
            continue;
        }
        bool damaged = false;
        {
            const std::lock_guard lock(mutex_);
            while (arrival) { // all that has come with it, under one lock
                damaged = damaged || arrival->is == kafka_arrival::what::damaged;
                take(*arrival);
                arrival = consumer_.has_more() ? consumer_.next({}) : std::nullopt;
            }
        }
        passed_more_.notify_all();
        if (damaged) {
            std::this_thread::sleep_for(poll_patience); // it is fetched again and again
        }
    }
}

void kafka_vault_reader::take(const kafka_arrival& arrival) {
    switch (arrival.is) {
    case kafka_arrival::what::record:
        if (arrival.at < passed_) {
            return; // librdkafka before 2.1.1 may bring a record twice
        }
        try {
            book_.fold(arrival.key, arrival.value);
            note_version(arrival);
        } catch (const fault& problem) {
            damaged_ = problem.what();
        }
        passed_ = arrival.at + 1;
        break;
    case kafka_arrival::what::end: // compaction leaves holes, also before the end
        passed_ = std::max(passed_, arrival.at);
        break;
    case kafka_arrival::what::out_of_range:
        damaged_ = fmt::format("follow the topic {}: the cluster has lost records that it had "
                               "confirmed ({}); stop all nodes and restore them",
                               topic_, arrival.problem);
        break;
    case kafka_arrival::what::damaged:
        damaged_ =
            damaged_records_fault(topic_, arrival.partition, arrival.at, arrival.problem).what();
        break;
    case kafka_arrival::what::problem:
        break;
    }
}

void kafka_vault_reader::note_version(const kafka_arrival& arrival) {
    if (watched_ && arrival.key == watched_->key) {
        const auto* const now = book_.secret(watched_->kind, watched_->name);
        watched_->versions.push_back(
            {arrival.at, now == nullptr ? std::nullopt : std::optional{*now}});
    }
}

std::optional<std::string> kafka_vault_reader::watch_secret(std::string_view kind,
                                                            std::string_view name) {
    const std::lock_guard lock(mutex_);
    watched_ = {book_.secret_record(kind, name, {}).key, std::string{kind}, std::string{name}};
    const auto* const now = book_.secret(kind, name);
    return now == nullptr ? std::nullopt : std::optional{*now};
}

std::vector<secret_version> kafka_vault_reader::versions_watched() const {
    const std::lock_guard lock(mutex_);
    return watched_ ? watched_->versions : std::vector<secret_version>{};
}

void kafka_vault_reader::watch_none() {
    const std::lock_guard lock(mutex_);
    watched_.reset();
}

void kafka_vault_reader::with(const std::function<void(const key_book&)>& look) const {
    const std::lock_guard lock(mutex_);
    if (!damaged_.empty()) {
        throw corruption("vault-damaged", damaged_);
    }
    look(book_);
}

void kafka_vault_reader::wait_for(offset end) {
    std::unique_lock lock(mutex_);
    if (!passed_more_.wait_for(lock, patience, [&] { return passed_ >= end; })) {
        lock.unlock();
        throw fault("vault-unreachable",
                    fmt::format("read the topic {} up to {}: the brokers at {} do not deliver; "
                                "look at them, and ask again",
                                topic_, end, asking_.brokers()));
    }
}

bool kafka_vault_reader::looked_for_just_now(const std::string& what) {
    const auto now = clock::now();
    const std::lock_guard lock(mutex_);
    const auto found = missed_.find(what);
    return found != missed_.end() && now < found->second;
}

offset kafka_vault_reader::ask_for_end() {
    const bool failed_before = unreachable_.exchange(true);
    const auto marks = failed_before ? marks_of(asking_, topic_, short_patience)
                                     : marks_of(asking_, topic_, patience);
    unreachable_ = false;
    return marks.high;
}

void kafka_vault_reader::require_brokers() {
    if (unreachable_) {
        static_cast<void>(ask_for_end());
    }
}

std::string kafka_vault_reader::trouble() {
    offset read_up_to = 0; // before the question: what comes while it is answered is read, too
    {
        const std::lock_guard lock(mutex_);
        if (!damaged_.empty()) {
            return damaged_;
        }
        read_up_to = passed_;
    }
    try {
        const auto end = marks_of(asking_, topic_, trouble_patience).high;
        return end >= read_up_to
                   ? std::string{}
                   : fmt::format("the topic {} ends at {}, but was read up to {}: the cluster has "
                                 "lost records that it had confirmed; stop all nodes and restore "
                                 "them",
                                 topic_, end, read_up_to);
    } catch (const fault& problem) {
        return problem.what();
    }
}

bool kafka_vault_reader::catch_up_for(const std::string& what) {
    if (looked_for_just_now(what)) {
        return false;
    }
    wait_for(ask_for_end());
    const std::lock_guard lock(mutex_);
    if (missed_.size() >= missed_max) {
        missed_.clear();
    }
    missed_[what] = clock::now() + missed_for;
    return true;
}

} // namespace events
