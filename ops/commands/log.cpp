#include "connectors/log_place.hpp"
#include "connectors/vault_place.hpp"
#include "engine/verify.hpp"
#include "events/codec.hpp"
#include "events/event_attributes.hpp"
#include "events/log_copy.hpp"
#include "events/vault_copy.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"
#include "ops/output/progress.hpp"
#include "ops/server/stop_signals.hpp"
#include "ops/session/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <set>
#include <thread>

namespace ops {
namespace {

connectors::log_place place_of(const invocation& on, const std::string& where) {
    return {where, on.how().text("log.properties"), on.how().is_on("log.unsafe")};
}

int init(invocation& on, const arguments& given) {
    const auto partitions = static_cast<std::uint32_t>(given.number("partitions", 8, 1, 1024));
    const auto copies = static_cast<std::uint32_t>(given.number("copies", 3, 1, 9));
    for (const auto& topic :
         connectors::make_topics(place_of(on, given.text("PLACE")), partitions, copies)) {
        on.out().say(fmt::format("made the topic {}, {} copies of each record", topic, copies));
    }
    return done;
}

int check(invocation& on, const arguments& given) {
    const auto dangers = connectors::dangers_of_topics(place_of(on, given.text("PLACE")));
    list_printer list(on.out(), {{"Nguy cơ mất dữ liệu", "By this data could be lost", "/danger"}});
    for (const auto& one : dangers) {
        list.add({{"danger", one}});
    }
    if (list.end() == 0) {
        on.out().say("these topics lose nothing by their settings");
        return done;
    }
    return verification_failed;
}

const std::vector<column> copied_lines{
    {"Đã chép", "Copied now", "/copied"},
    {"Tổng số bản ghi", "Records", "/records"},
    {"SHA-256 của từng phân vùng", "SHA-256 of each partition", "/partitions", shape::list},
    {"Hồ sơ", "Cases", "/cases"},
    {"Đầu chuỗi của nguồn", "Heads of the source", "/heads_from"},
    {"Đầu chuỗi của đích", "Heads of the target", "/heads_to"},
    {"Người có khóa dữ liệu", "Persons with a key", "/persons"},
    {"Khóa đã chép", "Keys copied now", "/keys_copied"},
    {"Người đã xóa ở đích", "Persons erased in the target now", "/persons_erased"},
    {"Tài khoản, tiến độ đã chép", "Accounts and progress copied now", "/secrets_copied"},
};

/// The vaults that go with the two logs, unless the events alone are wanted or one has none.
connectors::two_vaults vaults_of(invocation& on, const arguments& given) {
    if (given.has("without-keys")) {
        return {};
    }
    connectors::vault_keys keys;
    keys.named = given.has("key") ? given.text("key") : std::string{};
    auto out = connectors::open_vaults(place_of(on, given.text("FROM")),
                                       place_of(on, given.text("TO")), keys);
    if (out.from == nullptr || out.to == nullptr) {
        on.out().warn(on.out().in(
            "chỉ chép sự kiện: một tệp nhật ký không có kho khóa, dữ liệu cá nhân vẫn bị niêm "
            "phong",
            "only the events are copied: a log in a file by itself has no vault, personal data "
            "stays sealed"));
        return {};
    }
    return out;
}

/// Keys come before what was sealed with them; those made or destroyed while the events were
/// copied, after.
void copy_keys(const connectors::two_vaults& vaults, events::vault_copy_report& into) {
    if (vaults.to == nullptr) {
        return;
    }
    const auto now = events::copy_vault(*vaults.from, *vaults.to);
    into.persons = now.persons;
    into.keys_copied += now.keys_copied;
    into.erased += now.erased;
    into.secrets_copied += now.secrets_copied;
    into.secrets_kept = now.secrets_kept;
}

int copy(invocation& on, const arguments& given) {
    const auto from = connectors::open_to_read(place_of(on, given.text("FROM")));
    const auto to = connectors::open_to_write(place_of(on, given.text("TO")), from->partitions());
    const auto vaults = vaults_of(on, given);
    events::vault_copy_report keys;
    copy_keys(vaults, keys);
    progress_line progress(on.out(), "copy");
    const auto report = events::copy_log(
        *from, *to, events::labels_of_events(),
        [&](std::uint64_t passed, std::uint64_t all) { progress.tell(passed, all); });
    progress.end();
    copy_keys(vaults, keys);
    const auto source = engine::verify(*from);
    const auto target = engine::verify(*to);
    json out{{"copied", report.copied},
             {"records", target.records},
             {"partitions", json::array()},
             {"cases", target.cases},
             {"heads_from", events::hex(source.heads)},
             {"heads_to", events::hex(target.heads)},
             {"persons", keys.persons},
             {"keys_copied", keys.keys_copied},
             {"persons_erased", keys.erased},
             {"secrets_copied", keys.secrets_copied},
             {"secrets_kept", keys.secrets_kept}};
    for (const auto& one : report.partitions) {
        out["partitions"].push_back(events::hex(one.of));
    }
    on.out().one(out, copied_lines);
    const bool equal = source.heads == target.heads && source.counting == target.counting;
    on.out().say(equal ? on.out().in("Hai nhật ký như nhau.", "The two logs are equal.")
                       : on.out().in("Hai nhật ký khác nhau.", "The two logs differ."));
    return equal ? done : verification_failed;
}

/// A record as one line that people can read.
json line_of(events::partition_id partition, const events::stored_record& record,
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
    out.data() << fmt::format("{:<10} {} {:<6} {} {:>3} {} {}\n", place,
                              line["time"].get<std::string>(), line["office"].get<std::string>(),
                              line["case"].get<std::string>(), line["step"].get<std::uint64_t>(),
                              line["type"].get<std::string>(), line["actor"].get<std::string>())
               << std::flush;
}

/// Follows a log on its own thread until it is told to end.
class tail {
public:
    tail(printer& out, events::log& of, events::offset last) : out_(out), of_(of) {
        for (std::uint32_t p = 0; p < of.partitions(); ++p) {
            next_.push_back(of.end({p}) - std::min(of.end({p}), last));
            print_new({p});
        }
    }
    void follow() {
        of_.follow([this](events::partition_id partition) {
            const std::lock_guard lock(mutex_);
            grown_.insert(partition);
            changed_.notify_one();
        });
        thread_ = std::thread([this] { run(); });
    }
    void stop() {
        of_.follow({});
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        changed_.notify_one();
        thread_.join();
    }

private:
    void run() {
        std::unique_lock lock(mutex_);
        while (!stopping_) {
            changed_.wait(lock, [&] { return stopping_ || !grown_.empty(); });
            const auto now = std::exchange(grown_, {});
            lock.unlock();
            for (const auto partition : now) {
                print_new(partition);
            }
            lock.lock();
        }
    }
    void print_new(events::partition_id partition) {
        auto& next = next_[partition.value];
        const auto end = of_.end(partition);
        if (next < end) {
            next = of_.read(partition, next, end - next, [&](const events::stored_record& record) {
                print_line(out_, line_of(partition, record, decoder_));
                return true;
            });
        }
    }

    printer& out_;
    events::log& of_;
    events::fast_decoder decoder_;
    std::vector<events::offset> next_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::set<events::partition_id> grown_;
    bool stopping_ = false;
    std::thread thread_;
};

int tail_log(invocation& on, const arguments& given) {
    stop_signals signals;
    const auto log = connectors::open_to_read(place_of(on, given.text("PLACE")));
    tail shown(on.out(), *log, static_cast<events::offset>(given.number("last", 10, 0, 1'000'000)));
    if (given.has("follow")) {
        shown.follow();
        signals.wait();
        shown.stop();
    }
    return done;
}

argument place_word(const std::string& name) {
    return path_of(completes::file, word(name, "kafka://HOST:PORT,…[/TOPIC]; a data folder or a "
                                               "log.db"));
}

} // namespace

noun log_noun() {
    return {
        "log",
        "Logs in files and in Kafka",
        {
            {"init",
             "Make the topics of events, refusals and keys so that they lose nothing",
             {"motcua log init kafka://a:9092,b:9092,c:9092 --partitions 8"},
             {word("PLACE", "kafka://HOST:PORT,…[/TOPIC]"),
              option("partitions", "N", "Fixed for ever; 8 unless said"),
              option("copies", "N", "Brokers that hold each record; 3 unless said")},
             init,
             "Fewer than three copies are for tests: nodes refuse such a topic."},
            {"check",
             "Say by which settings the topics could lose events or keys",
             {"motcua log check kafka://a:9092", "motcua log check kafka://a:9092 --output json"},
             {word("PLACE", "kafka://HOST:PORT,…[/TOPIC]")},
             check,
             "Ends with 5 when there are any."},
            {"copy",
             "Copy a log with the keys of persons, and prove that both are equal",
             {"motcua log copy /var/lib/motcua kafka://a:9092",
              "motcua log copy kafka://a:9092 /backup --key /var/lib/motcua/installation.key",
              "motcua log copy kafka://a:9092 events.db --without-keys"},
             {place_word("FROM"), place_word("TO"),
              path_of(completes::file,
                      option("key", "FILE", "The installation.key that wraps the keys in Kafka")),
              flag("without-keys", "Only the events: nobody's data can be opened from the copy")},
             copy,
             "Goes on where an earlier run stopped. Records, hashes and the heads of all cases "
             "are\n"
             "compared afterwards, and so is every person's key. Who was erased in either place "
             "is\n"
             "erased in the target. Accounts and the progress of duties are copied where the "
             "target\n"
             "has none; documents are not: copy their folder or their bucket."},
            {"tail",
             "Show the last events, and those that come",
             {"motcua log tail kafka://a:9092 --follow",
              "motcua log tail /var/lib/motcua --last 100 --output jsonl"},
             {place_word("PLACE"), option("last", "N", "Of each partition; 10 unless said"),
              flag("follow", "Go on until Ctrl-C")},
             tail_log},
        }};
}

} // namespace ops
