#include "events/sqlite.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace events {
namespace {

constexpr int busy_timeout_default_ms = 5000;

sqlite_failure kind_of(int code) {
    switch (code & 0xff) {
    case SQLITE_FULL:
        return sqlite_failure::full;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return sqlite_failure::io;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return sqlite_failure::busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return sqlite_failure::corrupt;
    case SQLITE_CONSTRAINT:
        return sqlite_failure::constraint;
    case SQLITE_ERROR: // our statements are fixed and right for our schema
        return sqlite_failure::schema;
    default:
        return sqlite_failure::other;
    }
}

[[noreturn]] void fail(sqlite3* handle, std::string_view what) {
    const char* file = sqlite3_db_filename(handle, "main");
    const int code = sqlite3_extended_errcode(handle);
    const auto words = fmt::format("{} (SQLite {})", sqlite3_errmsg(handle), code);
    throw sqlite_fault(kind_of(code),
                       fmt::format("{} in {}: {}", what, file != nullptr ? file : "?", words),
                       fmt::format("{}: {}", what, words));
}

void check(int code, sqlite3* handle, std::string_view what) {
    if (code != SQLITE_OK) {
        fail(handle, what);
    }
}

int open_flags(sqlite_open how) {
    // A connection stays with one thread at a time, so SQLite's own mutex would only cost.
    constexpr int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (how) {
    case sqlite_open::create:
        return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case sqlite_open::read_write:
        return common | SQLITE_OPEN_READWRITE;
    case sqlite_open::read_only:
        return common | SQLITE_OPEN_READONLY;
    case sqlite_open::immutable:
        return common | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    }
    std::abort();
}

std::string uri_of(const std::filesystem::path& path) {
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(path).string()) {
        if (c == '%' || c == '?' || c == '#') {
            uri += fmt::format("%{:02X}", static_cast<unsigned>(c));
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

} // namespace

sqlite_fault::sqlite_fault(sqlite_failure kind, const std::string& text, std::string reason)
    : fault(kind == sqlite_failure::full ? "disk-full" : "sqlite", text), kind_(kind),
      reason_(std::move(reason)) {}

void sqlite_database::closer::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

sqlite_database::sqlite_database(std::filesystem::path path, sqlite_open how)
    : path_(std::move(path)) {
    const std::string name = how == sqlite_open::immutable ? uri_of(path_) : path_.string();
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &handle, open_flags(how), nullptr);
    handle_.reset(handle);
    if (code != SQLITE_OK) {
        const auto words = fmt::format("{} (SQLite {})", sqlite3_errstr(code), code);
        throw sqlite_fault(kind_of(code), fmt::format("open {}: {}", path_.string(), words), words);
    }
    busy_timeout_ms(busy_timeout_default_ms);
}

void sqlite_database::execute(const std::string& sql) {
    check(sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr), handle(), sql);
}

std::int64_t sqlite_database::number(const std::string& sql) const {
    sqlite_statement statement(*this, sql);
    return statement.step() ? statement.column(0) : 0;
}

std::string sqlite_database::text(const std::string& sql) const {
    sqlite_statement statement(*this, sql);
    return statement.step() ? std::string(statement.column_bytes(0)) : std::string();
}

bool sqlite_database::has_table(std::string_view name) const {
    sqlite_statement statement(*this,
                               "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
    return statement.bind_text(1, name).step();
}

sqlite_wal_state sqlite_database::checkpoint(sqlite_checkpoint how) {
    const int mode = how == sqlite_checkpoint::passive   ? SQLITE_CHECKPOINT_PASSIVE
                     : how == sqlite_checkpoint::restart ? SQLITE_CHECKPOINT_RESTART
                                                         : SQLITE_CHECKPOINT_TRUNCATE;
    sqlite_wal_state state;
    const int code = sqlite3_wal_checkpoint_v2(handle(), nullptr, mode, &state.pages, &state.moved);
    state.blocked = (code & 0xff) == SQLITE_BUSY;
    if (!state.blocked) {
        check(code, handle(), "checkpoint");
    }
    return state;
}

void sqlite_database::busy_timeout_ms(int timeout_ms) {
    sqlite3_busy_timeout(handle(), timeout_ms);
}

void sqlite_database::watch_wal() {
    const auto remember = [](void* pages, sqlite3*, const char*, int count) {
        *static_cast<int*>(pages) = count;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(handle(), remember, wal_pages_.get());
}

bool sqlite_database::in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }

void sqlite_statement::finalizer::operator()(sqlite3_stmt* handle) const {
    sqlite3_finalize(handle);
}

sqlite_statement::sqlite_statement(const sqlite_database& database, std::string_view sql) {
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
    handle_.reset(handle);
    check(code, database.handle(), sql);
}

sqlite_statement& sqlite_statement::bind(int index, std::int64_t value) {
    check(sqlite3_bind_int64(handle_.get(), index, value), sqlite3_db_handle(handle_.get()),
          "bind");
    return *this;
}

sqlite_statement& sqlite_statement::bind_text(int index, std::string_view value) {
    // A null pointer would bind NULL, an empty text is meant.
    const char* data = value.data() != nullptr ? value.data() : "";
    check(sqlite3_bind_text64(handle_.get(), index, data, value.size(), SQLITE_STATIC, SQLITE_UTF8),
          sqlite3_db_handle(handle_.get()), "bind");
    return *this;
}

sqlite_statement& sqlite_statement::bind_blob(int index, std::string_view value) {
    const char* data = value.data() != nullptr ? value.data() : "";
    check(sqlite3_bind_blob64(handle_.get(), index, data, value.size(), SQLITE_STATIC),
          sqlite3_db_handle(handle_.get()), "bind");
    return *this;
}

sqlite_statement& sqlite_statement::bind_null(int index) {
    check(sqlite3_bind_null(handle_.get(), index), sqlite3_db_handle(handle_.get()), "bind");
    return *this;
}

bool sqlite_statement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code == SQLITE_DONE) {
        return false;
    }
    sqlite3* const handle = sqlite3_db_handle(handle_.get());
    const char* sql = sqlite3_sql(handle_.get());
    try {
        fail(handle, sql != nullptr ? sql : "statement");
    } catch (const sqlite_fault&) {
        sqlite3_reset(handle_.get());
        throw;
    }
}

void sqlite_statement::run() {
    while (step()) {
    }
    reset();
}

void sqlite_statement::reset() {
    // The answer repeats the last step's failure, which step() has thrown already.
    sqlite3_reset(handle_.get());
}

std::int64_t sqlite_statement::column(int index) const {
    return sqlite3_column_int64(handle_.get(), index);
}

std::string_view sqlite_statement::column_bytes(int index) const {
    const void* data = sqlite3_column_blob(handle_.get(), index);
    const int size = sqlite3_column_bytes(handle_.get(), index);
    // SQLite has no address for an empty value; those who copy bytes may not be given none.
    return data != nullptr
               ? std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size))
               : std::string_view("");
}

bool sqlite_statement::column_is_null(int index) const {
    return sqlite3_column_type(handle_.get(), index) == SQLITE_NULL;
}

sqlite_transaction::sqlite_transaction(sqlite_database& database) : database_(database) {
    database_.execute("BEGIN IMMEDIATE");
}

sqlite_transaction::~sqlite_transaction() {
    try {
        roll_back();
    } catch (const sqlite_fault&) {
        // The connection is of no use any more, and its next BEGIN says so.
    }
}

void sqlite_transaction::commit() { database_.execute("COMMIT"); }

void sqlite_transaction::roll_back() {
    if (database_.in_transaction()) {
        database_.execute("ROLLBACK");
    }
}

} // namespace events
