#include "tests/support/failing_disk.hpp"

#include "tests/support/unsynced_file.hpp"

#include <sqlite3.h>

#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <string_view>

namespace support {

struct failing_disk_state {
    sqlite3_vfs shim{};
    sqlite3_vfs* disk = nullptr;
    std::mutex mutex;
    std::optional<disk_fault> fault;
    int failures = 0;
    bool holding = false;
    std::map<std::string, std::shared_ptr<unsynced_file>, std::less<>> held; ///< by path
    std::bernoulli_distribution early{0};
    std::mt19937_64 random;

    /// The unsynced writes of a file that is being opened; null when none are held.
    unsynced_file* hold(const char* name, sqlite3_file* real) {
        const std::lock_guard lock(mutex);
        if (!holding || name == nullptr) {
            return nullptr;
        }
        auto& one = held[name];
        if (!one) {
            sqlite3_int64 size = 0;
            real->pMethods->xFileSize(real, &size);
            one = std::make_shared<unsynced_file>(size, [this] {
                const std::lock_guard also(mutex);
                return early(random);
            });
        }
        return one.get();
    }

    /// SQLITE_OK, or what this call on this file shall answer instead of doing anything.
    int verdict(disk_fault::call call, std::string_view file) {
        const std::lock_guard lock(mutex);
        if (!fault || fault->at != call || !file.ends_with(fault->file_ends_with)) {
            return SQLITE_OK;
        }
        if (fault->skip > 0) {
            --fault->skip;
            return SQLITE_OK;
        }
        ++failures;
        if (fault->with == disk_fault::answer::no_space) {
            return SQLITE_FULL;
        }
        return call == disk_fault::call::sync ? SQLITE_IOERR_FSYNC : SQLITE_IOERR_WRITE;
    }
};

namespace {

/// A file of SQLite's with the real one behind it in memory.
struct shim_file {
    sqlite3_file base;
    failing_disk_state* state;
    const char* name;    ///< SQLite keeps it while the file is open
    unsynced_file* held; ///< null when writes go to the disk at once
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

shim_file& shim(sqlite3_file* file) { return *reinterpret_cast<shim_file*>(file); }
sqlite3_file* real(sqlite3_file* file) { return shim(file).real(); }

int verdict(sqlite3_file* file, disk_fault::call call) {
    const char* name = shim(file).name;
    return shim(file).state->verdict(call, name != nullptr ? name : "");
}

sqlite3_io_methods make_methods() {
    sqlite3_io_methods m{};
    m.iVersion = 2; // without xFetch: a mapped file would go round the faults
    m.xClose = [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); };
    m.xRead = [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
        if (shim(f).held != nullptr) {
            return shim(f).held->read(real(f), to, size, at);
        }
        return real(f)->pMethods->xRead(real(f), to, size, at);
    };
    m.xWrite = [](sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
        const int answer = verdict(f, disk_fault::call::write);
        if (answer == SQLITE_OK && shim(f).held != nullptr) {
            return shim(f).held->write(real(f), from, size, at);
        }
        return answer != SQLITE_OK ? answer : real(f)->pMethods->xWrite(real(f), from, size, at);
    };
    m.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
        if (shim(f).held != nullptr) {
            return shim(f).held->truncate(size);
        }
        return real(f)->pMethods->xTruncate(real(f), size);
    };
    m.xSync = [](sqlite3_file* f, int flags) {
        const int answer = verdict(f, disk_fault::call::sync);
        if (answer == SQLITE_OK && shim(f).held != nullptr) {
            return shim(f).held->sync(real(f), flags);
        }
        return answer != SQLITE_OK ? answer : real(f)->pMethods->xSync(real(f), flags);
    };
    m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
        if (shim(f).held != nullptr) {
            *size = shim(f).held->size();
            return SQLITE_OK;
        }
        return real(f)->pMethods->xFileSize(real(f), size);
    };
    m.xLock = [](sqlite3_file* f, int how) { return real(f)->pMethods->xLock(real(f), how); };
    m.xUnlock = [](sqlite3_file* f, int how) { return real(f)->pMethods->xUnlock(real(f), how); };
    m.xCheckReservedLock = [](sqlite3_file* f, int* held) {
        return real(f)->pMethods->xCheckReservedLock(real(f), held);
    };
    m.xFileControl = [](sqlite3_file* f, int what, void* with) {
        return real(f)->pMethods->xFileControl(real(f), what, with);
    };
    m.xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); };
    m.xDeviceCharacteristics = [](sqlite3_file* f) {
        return real(f)->pMethods->xDeviceCharacteristics(real(f));
    };
    m.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** at) {
        return real(f)->pMethods->xShmMap(real(f), page, size, extend, at);
    };
    m.xShmLock = [](sqlite3_file* f, int first, int count, int flags) {
        return real(f)->pMethods->xShmLock(real(f), first, count, flags);
    };
    m.xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); };
    m.xShmUnmap = [](sqlite3_file* f, int remove) {
        return real(f)->pMethods->xShmUnmap(real(f), remove);
    };
    return m;
}

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    static const sqlite3_io_methods methods = make_methods();
    auto* const state = static_cast<failing_disk_state*>(vfs->pAppData);
    shim(file) = {{nullptr}, state, name, nullptr};
    const int code = state->disk->xOpen(state->disk, name, real(file), flags, flags_out);
    file->pMethods = real(file)->pMethods != nullptr ? &methods : nullptr;
    if (code == SQLITE_OK) {
        shim(file).held = state->hold(name, real(file));
    }
    return code;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    auto* const state = static_cast<failing_disk_state*>(vfs->pAppData);
    {
        const std::lock_guard lock(state->mutex);
        state->held.erase(name);
    }
    return state->disk->xDelete(state->disk, name, sync_folder);
}

} // namespace

failing_disk::failing_disk() : state_(std::make_unique<failing_disk_state>()) {
    state_->disk = sqlite3_vfs_find(nullptr);
    state_->shim = *state_->disk;
    state_->shim.zName = "failing_disk";
    state_->shim.pAppData = state_.get();
    state_->shim.szOsFile = static_cast<int>(sizeof(shim_file)) + state_->disk->szOsFile;
    state_->shim.xOpen = open_file;
    state_->shim.xDelete = delete_file;
    sqlite3_vfs_register(&state_->shim, 1);
}

failing_disk::~failing_disk() {
    sqlite3_vfs_register(state_->disk, 1);
    sqlite3_vfs_unregister(&state_->shim);
}

void failing_disk::fail(disk_fault how) {
    const std::lock_guard lock(state_->mutex);
    state_->fault = std::move(how);
}

void failing_disk::heal() {
    const std::lock_guard lock(state_->mutex);
    state_->fault.reset();
}

void failing_disk::hold_unsynced(double early, std::uint64_t seed) {
    const std::lock_guard lock(state_->mutex);
    state_->holding = true;
    state_->early = std::bernoulli_distribution{early};
    state_->random.seed(seed);
}

int failing_disk::failures() const {
    const std::lock_guard lock(state_->mutex);
    return state_->failures;
}

} // namespace support
