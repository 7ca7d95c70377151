#include "connectors/log_place.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/copy_places.hpp"
#include "ops/commands/listing.hpp"
#include "ops/commands/log_copy.hpp"
#include "ops/commands/log_tail.hpp"
#include "ops/server/stop_signals.hpp"
#include "ops/session/session.hpp"

#include <fmt/format.h>

namespace ops {
namespace {

int init_log(invocation& on, const arguments& given) {
    const auto partitions = static_cast<std::uint32_t>(given.number("partitions", 8, 1, 1024));
    const auto copies = static_cast<std::uint32_t>(given.number("copies", 3, 1, 9));
    for (const auto& topic :
         connectors::make_topics(place_of(on, given.text("PLACE")), partitions, copies)) {
        on.out().say(
            fmt::format(fmt::runtime(on.out().in("đã tạo topic {}, mỗi bản ghi có {} bản sao",
                                                 "made the topic {}, {} copies of each record")),
                        topic, copies));
    }
    return done;
}

int check_log(invocation& on, const arguments& given) {
    const auto dangers = connectors::dangers_of_topics(place_of(on, given.text("PLACE")));
    list_printer list(on.out(), {{"Nguy cơ mất dữ liệu", "By this data could be lost", "/danger"}});
    for (const auto& one : dangers) {
        list.add({{"danger", one}});
    }
    if (list.end() == 0) {
        on.out().say(on.out().in("với cấu hình này, các topic không làm mất dữ liệu",
                                 "these topics lose nothing by their settings"));
        return done;
    }
    return verification_failed;
}

int tail_log(invocation& on, const arguments& given) {
    stop_signals signals;
    const auto log = connectors::open_to_read(existing_place_of(on, given.text("PLACE")));
    log_tail shown(on.out(), *log,
                   static_cast<events::offset>(given.number("last", 10, 0, 1'000'000)));
    if (given.has("follow")) {
        signals.ready();
        shown.follow([&signals] { signals.no_longer(); });
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
             init_log,
             "Fewer than three copies are for tests: nodes refuse such a topic."},
            {"check",
             "Say by which settings the topics could lose events or keys",
             {"motcua log check kafka://a:9092", "motcua log check kafka://a:9092 --output json"},
             {word("PLACE", "kafka://HOST:PORT,…[/TOPIC]")},
             check_log,
             "Ends with 5 when there are any."},
            {"copy",
             "Copy a log with all that belongs to it, and prove that both are equal",
             {"motcua log copy /var/lib/motcua kafka://a:9092",
              "motcua log copy kafka://a:9092 /backup --key /var/lib/motcua/installation.key",
              "motcua log copy /srv/motcua kafka://a:9092 --documents-to https://s3.example.vn/m",
              "motcua log copy kafka://old:9092 kafka://new:9093 --properties-to new.properties",
              "motcua log copy kafka://a:9092 events.db --without-keys --without-documents"},
             {place_word("FROM"), place_word("TO"),
              path_of(completes::file,
                      option("key", "FILE", "The installation.key that wraps the keys in Kafka")),
              flag("without-keys", "Only the events: nobody's data can be opened from the copy"),
              option("documents-from", "PLACE",
                     "A folder or https://host/bucket; the folder's own, "
                     "else that of the configuration, unless said"),
              option("documents-to", "PLACE", "The same of the copy"),
              flag("without-documents", "Leave the documents where they are"),
              path_of(
                  completes::file,
                  option("properties-from", "FILE",
                         "How to speak to FROM's brokers; as log.properties says, unless said")),
              path_of(completes::file, option("properties-to", "FILE", "The same of TO's brokers")),
              option("made-with", "N",
                     "Partitions of FROM before some were added; as written down unless said")},
             copy_log,
             "Goes on where an earlier run stopped. Records, hashes and the heads of all cases "
             "are\n"
             "compared afterwards, and so is every person's key. Who was erased in either place "
             "is\n"
             "erased in the target. Documents that the events name go along, each as its hash "
             "says,\n"
             "and up to where mail was sent, so that nothing is sent again; accounts and "
             "progress\n"
             "of duties where the target has none. To move, stop the nodes of FROM and copy "
             "once\n"
             "more before those of TO start; what lies in the outbox is FROM's to deliver. Into "
             "another\n"
             "number of partitions, stop them before the first copy: it puts all in one order."},
            {"tail",
             "Show the last events, and those that come",
             {"motcua log tail kafka://a:9092 --follow",
              "motcua log tail /var/lib/motcua --last 100 --output jsonl"},
             {place_word("PLACE"), option("last", "N", "Of each partition; 10 unless said"),
              flag("follow", "Go on until Ctrl-C, or until the log cannot be read any more")},
             tail_log},
        }};
}

} // namespace ops
