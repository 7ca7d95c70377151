#pragma once

#include "connectors/application.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace faults {

/// A request to the API as the harness asks it, and asks it again after a crash.
struct asked {
    std::string key; ///< the Idempotency-Key, a UUID
    std::string path;
    std::string body;
};
/// A key that is a function of the name and looks as if it had been drawn.
[[nodiscard]] std::string key_of(std::string_view name);
/// The id of the command in the log.
[[nodiscard]] std::string recorded_as(const asked& one);
[[nodiscard]] std::string to_text(const asked& one);
[[nodiscard]] asked asked_from_text(const std::string& text);

/// What the application answered.
struct told {
    int status = 0;
    std::string position; ///< of the step in the log; empty without one
    std::uint64_t version = 0;
    std::string subject;
    bool repeated = false;
    std::string body; ///< as it came, for messages

    [[nodiscard]] bool accepted() const { return status == 200 || status == 201; }
    /// Neither yes nor no: it may be in the log.
    [[nodiscard]] bool unknown() const { return status >= 500; }
};
[[nodiscard]] told ask(connectors::application& of, const asked& one);

/// Gives the officer who works here every role that a person can have, once.
void let_work(connectors::application& on);

struct load_options {
    std::filesystem::path data;
    std::uint64_t seed = 1;
    std::uint64_t generation = 0;
    int clients = 32;
    bool synced = true;
    double early = 0;  ///< share of unsynced writes that reach the disk early
    bool power = true; ///< a kill is a power cut for SQLite's files; else only a kill
};
[[nodiscard]] std::string to_text(const load_options& how);
[[nodiscard]] load_options load_options_from_text(const std::string& text);

/// In a child process: runs the whole application under load until it is killed, telling the parent
/// `ready`, `ask REQUEST` before and `told COMMAND STATUS POSITION VERSION SUBJECT` after each
/// request; a client asks the next one only when the parent has been told.
[[noreturn]] void work_until_killed(const load_options& how);

} // namespace faults
