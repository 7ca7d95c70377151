#include "connectors/data_folder.hpp"

#include "connectors/application.hpp"
#include "connectors/installed_rules.hpp"
#include "engine/rules/check.hpp"
#include "engine/rules/rule_folder.hpp"
#include "events/fault.hpp"
#include "events/files.hpp"
#include "events/kafka_vault.hpp"
#include "events/memory_vault.hpp"
#include "events/sqlite_log.hpp"
#include "events/sqlite_vault.hpp"

#include <fmt/format.h>

#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace connectors {
namespace {

namespace fs = std::filesystem;

constexpr const char* log_file = "log.db";
constexpr const char* audit_file = "audit.db";

/// Rows that wait in memory when commands are refused still have to be written, and files merged.
constexpr std::uint64_t projections_reserve = 128U << 20U;

std::unique_ptr<events::log> open_kafka(const application_options& options, bool refusals) {
    auto how = options.log->kafka();
    how.read_only = options.read_only;
    if (refusals) {
        how.topic = refusals_topic_of(how.topic);
        how.content_type = "application/json";
        how.partitions_are_recorded = false;
    }
    return events::open_kafka_log(how);
}

std::unique_ptr<events::log> open_log(const application_options& options, space_watch* room,
                                      const char* name) {
    if (options.log) {
        return open_kafka(options, std::string_view{name} == audit_file);
    }
    const auto path = options.data / name;
    if (options.read_only) {
        return events::open_sqlite_log_read_only(path);
    }
    events::sqlite_log_options how;
    how.path = path;
    how.partitions = fs::exists(path) ? 0 : options.partitions;
    how.sync = options.synced ? events::sqlite_log_options::syncing::full
                              : events::sqlite_log_options::syncing::off;
    how.holder = options.holder;
    how.free_bytes_min = options.free_bytes_min;
    how.free_bytes = [room] { return room->free_bytes(); };
    return events::open_sqlite_log(std::move(how));
}

} // namespace

void check_folder(const application_options& options) {
    const std::string_view needed = options.log ? events::installation_key_file : log_file;
    if (!fs::exists(options.data / needed)) {
        throw events::fault("folder-not-initialised",
                            fmt::format("open the data folder {}: there is no {} in it; make "
                                        "one with `motcua init`, or check the path",
                                        options.data.string(), needed));
    }
}

std::unique_ptr<space_watch> watch_space(const application_options& options) {
    std::vector<space_watch::place> places{{options.data}};
    for (const auto* part : {"documents", "outbox", "projections", "refusals"}) {
        fs::create_directories(options.data / part);
        places.push_back({options.data / part,
                          std::string_view{part} == "projections" ? projections_reserve : 0});
    }
    return std::make_unique<space_watch>(std::move(places), options.free_bytes_min,
                                         options.free_bytes);
}

std::unique_ptr<events::log> open_event_log(const application_options& options, space_watch* room) {
    return open_log(options, room, log_file);
}

std::unique_ptr<events::log> open_audit_log(const application_options& options, space_watch* room) {
    return open_log(options, room, audit_file);
}

std::unique_ptr<events::vault> open_vault(const application_options& options) {
    const auto path = options.data / "vault.db";
    const auto key = options.data / events::installation_key_file;
    if (options.read_only && ((!options.log && !fs::exists(path)) || !fs::exists(key))) {
        return std::make_unique<events::memory_vault>();
    }
    if (options.log) {
        auto how = options.log->kafka();
        how.topic = events::keys_topic_of(how.topic);
        how.read_only = options.read_only;
        return events::open_kafka_vault(how, events::load_or_make_installation_key(key),
                                        options.begins_keys ? events::beginning_a_vault::allowed
                                                            : events::beginning_a_vault::refused);
    }
    if (fs::exists(path) && !fs::exists(key)) { // one that is made now opens none of its keys
        throw events::fault("installation-key-missing",
                            fmt::format("open {}: {} is missing, and without it nobody's data can "
                                        "be opened; restore it from its backup",
                                        path.string(), key.string()));
    }
    return events::open_sqlite_vault(path, events::load_or_make_installation_key(key));
}

engine::rule_files rule_files_of(const fs::path& data) {
    return engine::with_files_of(engine::embedded_rule_files(), data / "rules");
}

std::optional<engine::rule_set> rules_of_folder(const fs::path& data) {
    return rules_of_folder(data, rule_files_of(data));
}

std::optional<engine::rule_set> rules_of_folder(const fs::path& data,
                                                const engine::rule_files& files) {
    const auto folder = data / "rules";
    if (!fs::is_directory(folder)) {
        return std::nullopt;
    }
    engine::refuse_errors(files, folder.string());
    return engine::make_rule_set(files);
}

namespace {

/// Whoever may not write there is not told that something lies there.
void make_empty_folder(const fs::path& data) {
    std::error_code error;
    fs::create_directories(data, error);
    const bool is_empty = !error && fs::is_empty(data, error);
    if (!error && is_empty) {
        fs::permissions(data, fs::perms::owner_all, error);
    }
    if (error) {
        throw events::fault("folder-not-made",
                            fmt::format("make a data folder in {}: {}; check the path and the "
                                        "permissions of the folder above it",
                                        data.string(), error.message()));
    }
    if (!is_empty) {
        throw events::fault("folder-not-empty",
                            fmt::format("make a data folder in {}: something lies there; name an "
                                        "empty or a new folder",
                                        data.string()));
    }
}

} // namespace

void initialise_node(const std::filesystem::path& data, const std::filesystem::path& key) {
    make_empty_folder(data);
    if (!key.empty()) {
        const auto of_first = events::load_installation_key(key);
        events::write_new_file(
            data / events::installation_key_file,
            {reinterpret_cast<const char*>(of_first.bytes.data()), of_first.bytes.size()}, 0600);
        events::sync_folder(data);
    }
    static_cast<void>(events::load_or_make_installation_key(data / events::installation_key_file));
    for (const auto* name : {"documents", "mail", "outbox"}) {
        fs::create_directories(data / name);
    }
}

void initialise(const std::filesystem::path& data, std::uint32_t partitions) {
    initialise_node(data);
    static_cast<void>(events::open_sqlite_vault(
        data / "vault.db",
        events::load_or_make_installation_key(data / events::installation_key_file)));
    for (const auto* name : {audit_file, log_file}) { // log.db last: with it the folder is one
        events::sqlite_log_options how;
        how.path = data / name;
        how.partitions = partitions;
        static_cast<void>(events::open_sqlite_log(std::move(how)));
    }
}

} // namespace connectors
