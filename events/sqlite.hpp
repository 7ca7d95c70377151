#pragma once

#include "events/fault.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace events {

/// What kind of thing went wrong in SQLite; callers decide by it, never by SQLite's own numbers.
enum class sqlite_failure {
    full,       ///< no space: the statement is rolled back
    io,         ///< a read, write or sync failed
    busy,       ///< another connection holds what is needed, longer than the busy time
    corrupt,    ///< the file is damaged, or is no SQLite file
    constraint, ///< a row is there already
    schema,     ///< the statement does not fit the file: its tables are not those that we made
    other,
};

/// SQLite refused or failed. The text names the file, the statement and SQLite's own words.
class sqlite_fault : public fault {
public:
    sqlite_fault(sqlite_failure kind, const std::string& text, std::string reason);
    [[nodiscard]] sqlite_failure kind() const { return kind_; }
    /// The text without the file, for a message that has named it already.
    [[nodiscard]] const std::string& reason() const { return reason_; }

private:
    sqlite_failure kind_;
    std::string reason_;
};

enum class sqlite_open {
    create,     ///< read and write; made when missing
    read_write, ///< read and write; must be there
    read_only,  ///< works beside a writer
    immutable,  ///< on a medium that cannot change: no locks, no shared memory
};

/// How far a WAL checkpoint goes; see SQLite's sqlite3_wal_checkpoint_v2.
enum class sqlite_checkpoint { passive, restart, truncate };

/// Pages of the WAL, and how many of them the database file holds already.
struct sqlite_wal_state {
    int pages = 0;
    int moved = 0;
    bool blocked = false; ///< a reader or writer kept the checkpoint from its end
};

/// One connection. Used by one thread at a time; statements must not outlive it.
class sqlite_database {
public:
    sqlite_database(std::filesystem::path path, sqlite_open how);

    /// Runs statements that take no values and whose rows do not matter.
    void execute(const std::string& sql);
    /// The first column of the first row, 0 without a row.
    [[nodiscard]] std::int64_t number(const std::string& sql) const;
    /// The first column of the first row, empty without a row.
    [[nodiscard]] std::string text(const std::string& sql) const;
    [[nodiscard]] bool has_table(std::string_view name) const;

    /// Throws on a failed read, write or sync; being kept from its end is an answer.
    sqlite_wal_state checkpoint(sqlite_checkpoint how);
    void busy_timeout_ms(int timeout_ms);
    /// Counts the WAL's pages from now on, and makes no checkpoint unasked.
    void watch_wal();
    /// Pages in use in the WAL after this connection's last commit; 0 without watch_wal().
    [[nodiscard]] int wal_pages() const { return *wal_pages_; }
    /// True from BEGIN until COMMIT or ROLLBACK; false also when SQLite rolled back by itself.
    [[nodiscard]] bool in_transaction() const;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

private:
    struct closer {
        void operator()(sqlite3* handle) const;
    };
    std::filesystem::path path_;
    std::unique_ptr<int> wal_pages_ = std::make_unique<int>(0); // at an address that never moves
    std::unique_ptr<sqlite3, closer> handle_;
};

/// One prepared statement, used again and again. Bound texts are not copied: they must live until
/// the statement was run or reset. Columns are valid until the next step or reset.
class sqlite_statement {
public:
    sqlite_statement(const sqlite_database& database, std::string_view sql);

    /// Values are numbered from 1.
    sqlite_statement& bind(int index, std::int64_t value);
    sqlite_statement& bind_text(int index, std::string_view value);
    sqlite_statement& bind_blob(int index, std::string_view value);
    sqlite_statement& bind_null(int index);

    /// Moves to the next row; false at the end.
    [[nodiscard]] bool step();
    /// Runs to the end and resets.
    void run();
    void reset();

    /// Columns are numbered from 0.
    [[nodiscard]] std::int64_t column(int index) const;
    [[nodiscard]] std::string_view column_bytes(int index) const;
    [[nodiscard]] bool column_is_null(int index) const;

private:
    struct finalizer {
        void operator()(sqlite3_stmt* handle) const;
    };
    std::unique_ptr<sqlite3_stmt, finalizer> handle_;
};

/// BEGIN IMMEDIATE … COMMIT; rolls back when it goes out of scope without commit().
class sqlite_transaction {
public:
    explicit sqlite_transaction(sqlite_database& database);
    ~sqlite_transaction();
    sqlite_transaction(const sqlite_transaction&) = delete;
    sqlite_transaction& operator=(const sqlite_transaction&) = delete;

    void commit();
    /// Throws when SQLite cannot promise that nothing of the transaction stays.
    void roll_back();

private:
    sqlite_database& database_;
};

/// Resets a statement when a reading scope ends, so that its read lock ends too.
class sqlite_reset {
public:
    explicit sqlite_reset(sqlite_statement& statement) : statement_(statement) {}
    ~sqlite_reset() { statement_.reset(); }
    sqlite_reset(const sqlite_reset&) = delete;
    sqlite_reset& operator=(const sqlite_reset&) = delete;

private:
    sqlite_statement& statement_;
};

} // namespace events
