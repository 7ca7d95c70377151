#include "events/installation_key.hpp"

#include "events/fault.hpp"
#include "events/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>

namespace events {
namespace {

constexpr mode_t owner_only = 0600;

void require_private(const std::filesystem::path& path, const struct stat& state) {
    if ((state.st_mode & 077U) != 0) {
        throw fault(
            "installation-key-mode",
            fmt::format("open {}: its mode is {:04o}, so others may have read it; run `chmod "
                        "600 {}`, and think about who could",
                        path.string(), state.st_mode & 0777U, path.string()));
    }
}

/// Empty when there is no file.
std::optional<installation_key> load(const std::filesystem::path& path) {
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        if (errno == ENOENT) {
            return std::nullopt;
        }
        fail_on_file("open", path);
    }
    struct stat state{};
    installation_key key;
    const bool known = fstat(file, &state) == 0;
    const bool whole = known && state.st_size == static_cast<off_t>(key.bytes.size()) &&
                       read(file, key.bytes.data(), key.bytes.size()) == state.st_size;
    close(file);
    if (known) {
        require_private(path, state);
    }
    if (!whole) {
        throw fault("installation-key-damaged",
                    fmt::format("read {}: an installation key has {} bytes; restore the file from "
                                "its backup",
                                path.string(), key.bytes.size()));
    }
    return key;
}

void make(const std::filesystem::path& path) {
    secret_key key = random_key();
    const auto unfinished = path.string() + fmt::format(".{}.new", getpid());
    write_new_file(unfinished, {reinterpret_cast<const char*>(key.data()), key.size()}, owner_only);
    wipe(key);
    // A link, unlike a rename, cannot replace the key that another process made meanwhile.
    const bool linked = link(unfinished.c_str(), path.c_str()) == 0 || errno == EEXIST;
    const int reason = errno;
    unlink(unfinished.c_str());
    if (!linked) {
        errno = reason;
        fail_on_file("make", path);
    }
    sync_folder(std::filesystem::absolute(path).parent_path());
}

} // namespace

installation_key load_installation_key(const std::filesystem::path& path) {
    if (const auto key = load(path)) {
        return *key;
    }
    throw fault("file",
                fmt::format("read the installation key {}: there is no such file; check the path",
                            path.string()));
}

installation_key load_or_make_installation_key(const std::filesystem::path& path) {
    if (const auto key = load(path)) {
        return *key;
    }
    make(path);
    if (const auto key = load(path)) {
        return *key;
    }
    throw fault("file", fmt::format("make {}: it was removed at once; find out by what, then start "
                                    "again",
                                    path.string()));
}

std::string key_binding(std::string_view person) { return fmt::format("key\n{}", person); }

} // namespace events
