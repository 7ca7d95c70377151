#include "connectors/log_place.hpp"

#include "events/kafka_vault.hpp"
#include "events/sqlite_log.hpp"

namespace connectors {
namespace {

namespace fs = std::filesystem;

fs::path file_of(const log_place& at) {
    const fs::path path{at.where};
    return fs::is_directory(path) ? path / "log.db" : path;
}

} // namespace

std::optional<fs::path> log_place::folder() const {
    fs::path path{where};
    if (is_kafka()) {
        return std::nullopt;
    }
    if (fs::is_directory(path)) {
        return path;
    }
    return path.filename() == "log.db" ? std::optional{path.parent_path()} : std::nullopt;
}

events::kafka_log_options log_place::kafka() const {
    auto options = events::kafka_log_at(where);
    if (!properties.empty()) {
        options.cluster.properties = events::read_kafka_properties(properties);
    }
    options.allow_unsafe = allow_unsafe;
    return options;
}

std::string refusals_topic_of(const std::string& events_topic) {
    const std::string middle = ".events.";
    auto out = events_topic;
    if (const auto at = out.find(middle); at != std::string::npos) {
        return out.replace(at, middle.size(), ".refusals.");
    }
    return out + ".refusals";
}

std::vector<std::string> make_topics(const log_place& at, std::uint32_t partitions,
                                     std::uint32_t copies) {
    auto options = at.kafka();
    options.partitions = partitions;
    const auto events_topic = options.topic;
    const auto keys = events::keys_topic_of(events_topic);
    const auto refusals = refusals_topic_of(events_topic);
    options.topic = keys;
    events::create_kafka_vault(options, copies);
    for (const auto& topic : {refusals, events_topic}) { // events last: with it the log is one
        options.topic = topic;
        events::create_kafka_log(options, copies);
    }
    return {keys, refusals, events_topic};
}

std::vector<std::string> dangers_of_topics(const log_place& at) {
    auto options = at.kafka();
    const auto events_topic = options.topic;
    auto found = events::check_kafka_log(options);
    options.topic = refusals_topic_of(events_topic);
    for (auto& one : events::check_kafka_log(options)) {
        found.push_back(std::move(one));
    }
    options.topic = events::keys_topic_of(events_topic);
    for (auto& one : events::check_kafka_vault(options)) {
        found.push_back(std::move(one));
    }
    return found;
}

std::unique_ptr<events::log> open_to_read(const log_place& at) {
    if (!at.is_kafka()) {
        return events::open_sqlite_log_read_only(file_of(at));
    }
    auto options = at.kafka();
    options.read_only = true;
    return events::open_kafka_log(options);
}

std::unique_ptr<events::log> open_to_write(const log_place& at, std::uint32_t partitions) {
    if (at.is_kafka()) {
        return events::open_kafka_log(at.kafka());
    }
    events::sqlite_log_options how;
    how.path = file_of(at);
    how.partitions = fs::exists(how.path) ? 0 : partitions;
    return events::open_sqlite_log(std::move(how));
}

} // namespace connectors
