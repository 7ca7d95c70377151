#include "ops/commands/log_tail.hpp"

#include "events/event_attributes.hpp"
#include "ops/output/width.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ostream>
#include <utility>

namespace ops {
namespace {

/// A log that is gone does not grow: so often it is asked whether it is still there.
constexpr std::chrono::seconds silence_max{1};

/// A record as one line that people can read.
json line_of_record(events::partition_id partition, const events::stored_record& record,
                    events::fast_decoder& decoder) {
    json out{{"partition", partition.value}, {"offset", record.at}};
    try {
        const auto what = decoder.decode(record.value);
        out["time"] = events::to_text(what.about.recorded);
        out["type"] = events::envelope::type_text(what.detail);
        out["office"] = what.about.office.str();
        out["case"] = what.about.subject.str();
        out["step"] = what.about.sequence;
        out["actor"] = what.about.actor.str();
    } catch (const events::decode_error&) {
        out["type"] = nullptr; // foreign
        out["bytes"] = record.value.size();
    }
    return out;
}

void print_line(printer& out, const json& line) {
    if (!out.is_table()) {
        out.data() << line.dump(-1, ' ', false, json::error_handler_t::replace) << std::endl;
        return;
    }
    const std::string place = fmt::format("{}:{}", line["partition"].get<std::uint32_t>(),
                                          line["offset"].get<std::uint64_t>());
    if (line["type"].is_null()) {
        out.data() << fmt::format("{:<10} {}\n", place, out.in("không phải của motcua", "foreign"))
                   << std::flush;
        return;
    }
    // Whoever may write to the topic has chosen these words.
    const auto shown = [&](const char* name) { return printable(line[name].get<std::string>()); };
    out.data() << fmt::format("{:<10} {} {:<6} {} {:>3} {} {}\n", place, shown("time"),
                              shown("office"), shown("case"), line["step"].get<std::uint64_t>(),
                              shown("type"), shown("actor"))
               << std::flush;
}

} // namespace

log_tail::log_tail(printer& out, events::log& of, events::offset last) : out_(out), of_(of) {
    for (std::uint32_t p = 0; p < of.partitions(); ++p) {
        const auto end = of.end({p}); // once: it grows
        next_.push_back(end - std::min(end, last));
        print_new({p});
    }
}

log_tail::~log_tail() { end_thread(); }

void log_tail::follow(std::function<void()> cut_off) {
    cut_off_ = std::move(cut_off);
    of_.follow([this](events::partition_id partition) {
        const std::lock_guard lock(mutex_);
        grown_.insert(partition);
        changed_.notify_one();
    });
    {
        const std::lock_guard lock(mutex_); // what came before it was told of growth
        for (std::uint32_t p = 0; p < next_.size(); ++p) {
            grown_.insert({p});
        }
    }
    thread_ = std::thread([this] { run(); });
}

void log_tail::stop() {
    end_thread();
    if (problem_) {
        std::rethrow_exception(std::exchange(problem_, nullptr));
    }
}

void log_tail::end_thread() {
    if (!thread_.joinable()) {
        return;
    }
    of_.follow({});
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void log_tail::run() {
    try {
        print_grown();
    } catch (const std::exception&) {
        problem_ = std::current_exception();
        cut_off_();
    }
}

void log_tail::print_grown() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        changed_.wait_for(lock, silence_max, [&] { return stopping_ || !grown_.empty(); });
        const auto now = std::exchange(grown_, {});
        lock.unlock();
        if (now.empty() && !next_.empty()) { // reads nothing, but says what is wrong
            of_.read({0}, next_.front(), 0, [](const auto&) { return false; });
        }
        for (const auto partition : now) {
            print_new(partition);
        }
        lock.lock();
    }
}

void log_tail::print_new(events::partition_id partition) {
    auto& next = next_[partition.value];
    const auto end = of_.end(partition);
    if (next < end) {
        next = of_.read(partition, next, end - next, [&](const events::stored_record& record) {
            print_line(out_, line_of_record(partition, record, decoder_));
            return true;
        });
    }
}

} // namespace ops
