#include "events/sqlite_vault_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

namespace events {
namespace {

constexpr std::int64_t application_id = 0x6d6f7476; // "motv"
constexpr std::int64_t format_version = 1;
/// Others use the vault for milliseconds at a time.
constexpr int busy_timeout_ms = 2000;
constexpr std::string_view check_text = "motcua vault";

/// SQLite would make it readable to all; the WAL takes this file's mode.
void make_private_file(const std::filesystem::path& path) {
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file >= 0) {
        close(file);
    }
}

/// A person's row is written once at the end of its table, and overwritten in its place: SQLite
/// never moves it, so it leaves no second copy in another page.
void make_tables(sqlite_database& database, const installation_key& key) {
    database.execute("PRAGMA journal_mode = WAL");
    sqlite_transaction transaction(database);
    if (database.has_table("vault")) {
        return; // another process was faster
    }
    database.execute("CREATE TABLE vault (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID");
    database.execute("CREATE TABLE persons (id INTEGER PRIMARY KEY, person TEXT NOT NULL UNIQUE, "
                     "wrapped BLOB NOT NULL, destroyed INTEGER NOT NULL)");
    database.execute("CREATE TABLE secrets (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, "
                     "name TEXT NOT NULL, wrapped BLOB NOT NULL, UNIQUE (kind, name))");
    database.execute("INSERT INTO vault VALUES ('destroyed', 0)");
    const std::string check = aead_seal(key.bytes, check_text, check_text);
    sqlite_statement(database, "INSERT INTO vault VALUES ('check', ?)").bind_blob(1, check).run();
    database.execute(fmt::format("PRAGMA application_id = {}", application_id));
    database.execute(fmt::format("PRAGMA user_version = {}", format_version));
    transaction.commit();
}

void require_fitting(const sqlite_database& database, const installation_key& key) {
    const std::string path = database.path().string();
    if (database.number("PRAGMA application_id") != application_id) {
        throw corruption("vault-foreign",
                         fmt::format("open {}: this is no motcua vault; check the path", path));
    }
    if (database.number("PRAGMA user_version") != format_version) {
        throw fault("vault-version", fmt::format("open {}: another version of this program wrote "
                                                 "it; use that one, or a newer one",
                                                 path));
    }
    const std::string check = database.text("SELECT value FROM vault WHERE name = 'check'");
    if (aead_open(key.bytes, check_text, check) != check_text) {
        throw fault("vault-key-wrong",
                    fmt::format("open {}: it was made with another installation key; restore the "
                                "file installation.key that belongs to it",
                                path));
    }
}

} // namespace

sqlite_database open_vault_file(const std::filesystem::path& path, const installation_key& key) {
    make_private_file(path);
    sqlite_database database(path, sqlite_open::create);
    database.busy_timeout_ms(busy_timeout_ms);
    database.execute("PRAGMA secure_delete = ON");
    database.execute("PRAGMA synchronous = FULL");
    if (database.number("PRAGMA application_id") == 0 &&
        database.number("SELECT count(*) FROM sqlite_schema") == 0) {
        make_tables(database, key);
    }
    require_fitting(database, key);
    return database;
}

std::string secret_binding(std::string_view kind, std::string_view name) {
    return fmt::format("secret\n{}\n{}", kind, name);
}

std::int64_t first_number(sqlite_statement& statement) {
    const sqlite_reset reset(statement);
    return statement.step() ? statement.column(0) : 0;
}

} // namespace events
