#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

namespace support {

/// A file whose unsynced writes lie in this process's memory: to kill the process is to cut the
/// power of its disk. All handles of the process share one, so that they read what was written.
class unsynced_file {
public:
    /// `passes` is asked at each write whether the disk has taken it early: an unsynced write may
    /// have reached the platter all the same, and before an earlier one.
    unsynced_file(sqlite3_int64 size, std::function<bool()> passes);

    /// As SQLite's xRead and so on, with the handle through which the real file is reached.
    int read(sqlite3_file* real, void* to, int size, sqlite3_int64 at);
    int write(sqlite3_file* real, const void* from, int size, sqlite3_int64 at);
    int truncate(sqlite3_int64 size);
    int sync(sqlite3_file* real, int flags);
    [[nodiscard]] sqlite3_int64 size();

private:
    using page = std::vector<unsigned char>;
    page& touched(sqlite3_file* real, sqlite3_int64 number);
    int load(sqlite3_file* real, sqlite3_int64 number, page& into) const;

    std::mutex mutex_;
    std::map<sqlite3_int64, page> pages_; ///< unsynced, by number
    sqlite3_int64 size_;                  ///< as the process sees it
    sqlite3_int64 kept_;                  ///< leading bytes of the real file that are still this
    bool cut_ = false;                    ///< the real file must be cut to `kept_` first
    std::function<bool()> passes_;
};

} // namespace support
