#include "tests/bench/limits.hpp"

#include "events/sqlite.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <string>
#include <system_error>
#include <vector>

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

double seconds_since(clock::time_point start) {
    return std::chrono::duration<double>(clock::now() - start).count();
}

/// Bytes that do not compress, as sealed data does not.
std::string noise(std::size_t bytes) {
    std::string out(bytes, '\0');
    std::uint64_t at = 88172645463325252ULL;
    for (auto& byte : out) {
        at ^= at << 13U;
        at ^= at >> 7U;
        at ^= at << 17U;
        byte = static_cast<char>(at);
    }
    return out;
}

} // namespace

double bare_sqlite_rate(const std::filesystem::path& folder, std::size_t batch,
                        std::size_t row_bytes, double seconds) {
    const auto path = folder / "bare.db";
    std::filesystem::remove(path);
    double rate = 0;
    {
        events::sqlite_database database(path, events::sqlite_open::create);
        database.execute("PRAGMA page_size = 8192");
        database.execute("PRAGMA journal_mode = WAL");
        database.execute("PRAGMA synchronous = FULL");
        database.execute("PRAGMA cache_size = -16384");
        database.execute("CREATE TABLE rows (place INTEGER PRIMARY KEY, value BLOB NOT NULL)");
        events::sqlite_statement insert(database, "INSERT INTO rows (place, value) VALUES (?, ?)");
        const std::string value = noise(row_bytes);
        std::int64_t rows = 0;
        const auto start = clock::now();
        while (seconds_since(start) < seconds) {
            events::sqlite_transaction transaction(database);
            for (std::size_t i = 0; i < std::max<std::size_t>(batch, 1); ++i) {
                insert.bind(1, ++rows).bind_blob(2, value).run();
            }
            transaction.commit();
        }
        rate = static_cast<double>(rows) / seconds_since(start);
    }
    std::filesystem::remove(path);
    return rate;
}

double fdatasync_rate(const std::filesystem::path& folder, std::size_t bytes, double seconds) {
    constexpr std::size_t file_bytes = 16U << 20U;
    const auto path = folder / "sync.bin";
    const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) {
        throw std::system_error(errno, std::generic_category(), "open " + path.string());
    }
    const std::string whole = noise(file_bytes);
    bool good = ::pwrite(file, whole.data(), whole.size(), 0) == static_cast<ssize_t>(file_bytes) &&
                ::fsync(file) == 0;
    std::uint64_t syncs = 0;
    const auto start = clock::now();
    while (good && seconds_since(start) < seconds) {
        const auto at = static_cast<off_t>(syncs * bytes % (file_bytes - bytes));
        good = ::pwrite(file, whole.data(), bytes, at) == static_cast<ssize_t>(bytes) &&
               ::fdatasync(file) == 0;
        ++syncs;
    }
    const double rate = static_cast<double>(syncs) / seconds_since(start);
    ::close(file);
    std::filesystem::remove(path);
    if (!good) {
        throw std::system_error(errno, std::generic_category(), "write and sync " + path.string());
    }
    return rate;
}

} // namespace bench
