#pragma once

#include "connectors/data_folder.hpp"
#include "connectors/http/message.hpp"
#include "connectors/http/router.hpp"
#include "connectors/http/server.hpp"
#include "connectors/log_place.hpp"
#include "connectors/office_contact.hpp"
#include "engine/clock.hpp"
#include "engine/node.hpp"
#include "events/documents.hpp"
#include "events/log.hpp"
#include "events/s3_documents.hpp"
#include "events/vault.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace projections {
class rebuild;
class store;
} // namespace projections

namespace connectors {

class accounts;
class mail_intake;
namespace api {
class service;
}

/// A data folder:
///
///     log.db  audit.db          events; refusals (an own log of the same kind)
///     vault.db  installation.key    keys of persons, accounts; the key that wraps them
///     documents/                raw mails and papers by content
///     projections/  refusals/   RocksDB; may be deleted
///     mail/<office>/            Maildir to watch
///     outbox/<office>/          outgoing mails
///     rules/  forms-adopted.txt what the installation has brought up to date or adopted
///     motcua.toml               configuration that belongs to the folder
struct application_options {
    std::filesystem::path data;
    std::uint32_t partitions = 8; ///< when the log is made
    /// Events and refusals in Kafka instead of log.db and audit.db, for several nodes on one log.
    /// Nothing: the embedded log.
    std::optional<log_place> log{};
    /// Documents in a bucket that all nodes share. Nothing: the folder's `documents`.
    std::optional<events::s3_place> documents{};
    bool read_only = false; ///< for auditors: no lock, no node, no duties
    bool duties = true;     ///< deadline watch, mail intake, sending
    /// Whether the topic of keys may be begun here: for who makes the installation. A node that was
    /// made for keys which are gone must not go on with new ones.
    bool begins_keys = false;
    bool synced = true; ///< false only as the control of the crash harness
    /// What must be free where the folder's parts lie; below it commands are refused (503).
    std::uint64_t free_bytes_min = 64U << 20U;
    /// How much is free at a folder; empty asks the file system.
    std::function<std::uint64_t(const std::filesystem::path&)> free_bytes{};
    bool demo = false; ///< the API may move the clock
    /// Where the clock stands before anything looks at it; the machine's time when empty.
    std::optional<events::instant> starts_at{};
    std::map<std::string, office_contact> contacts{}; ///< by office key
    /// What holds the folder, for the text that refuses a second process.
    std::string holder = "motcua";
    /// While replaying: how many of the records that were missing are folded.
    std::function<void(std::uint64_t folded, std::uint64_t missing)> progress{};
};

/// Everything that runs on one data folder, put together: log, vault, documents, projections, node,
/// duties and the API. One object a process; made by `serve`, by `demo`, and by each command that
/// works on a folder without a server.
class application {
public:
    /// Opens the folder and folds what the log holds. Throws events::fault: `log-held` when another
    /// process writes there, and so on.
    explicit application(application_options options);
    ~application();
    application(const application&) = delete;
    application& operator=(const application&) = delete;

    [[nodiscard]] events::log& log();
    [[nodiscard]] events::log& audit();
    [[nodiscard]] events::vault& vault();
    [[nodiscard]] events::document_store& documents();
    [[nodiscard]] projections::store& store();
    /// There is none in an application that only reads: std::logic_error.
    [[nodiscard]] projections::rebuild& rebuild();
    /// There is none in an application that only reads: std::logic_error.
    [[nodiscard]] engine::node& node();
    [[nodiscard]] const engine::rule_set& rules() const;
    [[nodiscard]] engine::system_clock& time();
    [[nodiscard]] accounts& people();
    /// Takes mail in. There is none in an application that only reads: std::logic_error.
    [[nodiscard]] mail_intake& intake();
    [[nodiscard]] const std::filesystem::path& data() const;

    /// The whole HTTP API as routes; the server serves it, and tools call it in the process.
    [[nodiscard]] const router& api() const;
    /// The same once more, for a server, which must have ended before the application does.
    [[nodiscard]] router routes();
    /// For http_server_options::observe, so that /metrics tells of served requests.
    [[nodiscard]] std::function<void(const http_observation&)> observer();
    /// For http_server_options::refuse_large_body, so that only officers send large ones.
    [[nodiscard]] std::function<std::optional<http_response>(const http_request&)> gatekeeper();
    /// Where /metrics finds the server's own counters; an empty one before the server ends.
    void set_server(std::function<http_server_counters()> counters);
    [[nodiscard]] api::service& service();

    /// Serves one request in this process and waits for the answer, as if it had come from the
    /// officer `as` with that officer's grants. No socket, no token: who can open the data folder
    /// is trusted to say who asks.
    [[nodiscard]] http_response call(http_request request, const std::string& as);

private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

/// The id under which the installation itself acts.
inline constexpr const char* duty_officer = "system";

/// Gives an officer a role, as the installation itself: for the first operator, and for sample
/// data. `at` may be `*`. Doing it again changes nothing. Throws fault when it is not recorded.
void grant_as_installation(application& on, const std::string& officer, events::role as,
                           const std::string& at, bool descendants);

} // namespace connectors
