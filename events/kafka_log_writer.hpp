#pragma once

#include "events/kafka_client.hpp"
#include "events/log.hpp"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace events {

/// Appends to a topic. A thread of its own hears what became of each record; another one answers
/// what cannot be answered at once: refusals, and unknown outcomes, for which the end of the
/// partition is asked first, so that whoever reads up to it learns what has landed.
class kafka_log_writer {
public:
    /// `landed(partition, end)`: everything below `end` can be read; called before the answer.
    kafka_log_writer(kafka_cluster cluster, std::string topic, std::uint32_t partitions,
                     kafka_record_form form, std::function<void(partition_id, offset)> landed);
    /// Answers everything: waits a few seconds for the brokers, then gives up.
    ~kafka_log_writer();
    kafka_log_writer(const kafka_log_writer&) = delete;
    kafka_log_writer& operator=(const kafka_log_writer&) = delete;

    void append(partition_id partition, std::vector<log_record> batch, append_done done);
    /// See bounded_closing.
    void end_within(std::chrono::milliseconds patience);
    /// An append that is answered with this, by the log's thread, without asking a broker.
    void answer_later(append_done done, append_result with);
    /// See log::ask_end.
    void ask_end(partition_id partition, end_told told);
    /// How often a producer had to be replaced, because the library could not go on with it.
    [[nodiscard]] std::uint64_t renewals() const { return renewals_; }

private:
    struct pending;
    /// What a receipt refers to: one record of one append.
    struct token {
        pending* of = nullptr;
        std::size_t index = 0;
    };
    struct pending {
        partition_id partition;
        append_done done;
        std::vector<token> tokens;
        std::vector<offset> at;
        std::size_t open = 0;      ///< records without a receipt
        std::size_t persisted = 0; ///< with a known offset
        std::size_t absent = 0;
        std::string problem;
    };
    struct late_answer {
        std::optional<partition_id> ask; ///< its end, first
        end_told answer;                 ///< with what was found
    };

    void run();
    void run_late_answers();
    void renew();
    void receive(const kafka_receipt& receipt);
    void conclude(std::unique_ptr<pending> one);
    void hand_over(late_answer one);
    void answer_after(std::optional<partition_id> ask, append_done done, append_result with);
    [[nodiscard]] std::unique_ptr<kafka_producer> make_producer();

    kafka_cluster cluster_;
    std::string topic_;
    std::uint32_t partitions_;
    kafka_record_form form_;
    std::function<void(partition_id, offset)> landed_;

    std::mutex mutex_; ///< who holds it may hand records to the producer
    std::unique_ptr<kafka_producer> producer_;
    std::vector<kafka_receipt> not_taken_; ///< of records that the library refused
    bool closing_ = false;
    std::chrono::steady_clock::time_point give_up_ = std::chrono::steady_clock::time_point::max();
    std::atomic<bool> given_up_ = false;       ///< that moment has passed: nobody is asked any more
    std::atomic<std::size_t> outstanding_ = 0; ///< records without a receipt
    std::atomic<std::uint64_t> renewals_ = 0;

    std::mutex late_mutex_;
    std::condition_variable late_;
    std::deque<late_answer> late_answers_;
    bool late_closing_ = false;
    std::thread receiver_;
    std::thread answerer_;
};

} // namespace events
