#pragma once

#include "events/codec.hpp"
#include "events/log.hpp"
#include "ops/output/printer.hpp"

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace ops {

/// Prints the last records of a log, a line each, and then those that come.
class log_tail {
public:
    /// Prints the `last` records of each partition. Throws log_fault.
    log_tail(printer& out, events::log& of, events::offset last);
    ~log_tail();
    log_tail(const log_tail&) = delete;
    log_tail& operator=(const log_tail&) = delete;

    /// Goes on, on a thread of its own, until stop(). `cut_off` is called there once when the log
    /// can be followed no longer, such as a topic that was deleted; it must not block.
    void follow(std::function<void()> cut_off);
    /// Throws what cut it off: log_fault.
    void stop();

private:
    void run();
    void print_grown();
    void print_new(events::partition_id partition);
    void end_thread();

    printer& out_;
    events::log& of_;
    events::fast_decoder decoder_;
    std::vector<events::offset> next_;
    std::function<void()> cut_off_;
    std::exception_ptr problem_; ///< read when the thread has ended
    std::mutex mutex_;
    std::condition_variable changed_;
    std::set<events::partition_id> grown_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace ops
