#include "events/files.hpp"

#include "events/fault.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace events {
namespace {

/// Closes a descriptor at the end of the scope.
struct descriptor {
    int number;
    explicit descriptor(int opened) : number(opened) {}
    ~descriptor() {
        if (number >= 0) {
            ::close(number);
        }
    }
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
};

} // namespace

void write_new_file(const std::filesystem::path& path, std::string_view content, mode_t mode,
                    file_syncing when) {
    const descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (file.number < 0) {
        fail_on_file("make", path);
    }
    while (!content.empty()) {
        const auto written = ::write(file.number, content.data(), content.size());
        if (written < 0 && errno != EINTR) {
            fail_on_file("write", path);
        }
        content.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
    if (when == file_syncing::now && ::fsync(file.number) != 0) {
        fail_on_file("sync", path);
    }
}

std::optional<std::string> read_file(const std::filesystem::path& path) {
    const descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number < 0 && errno == ENOENT) {
        return std::nullopt;
    }
    struct stat state{};
    if (file.number < 0 || ::fstat(file.number, &state) != 0) {
        fail_on_file("open", path);
    }
    std::string content(static_cast<std::size_t>(state.st_size), '\0');
    std::size_t size = 0;
    while (size < content.size()) {
        const auto got = ::read(file.number, content.data() + size, content.size() - size);
        if (got < 0 && errno != EINTR) {
            fail_on_file("read", path);
        }
        if (got == 0) {
            break; // cut meanwhile
        }
        size += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    content.resize(size);
    return content;
}

void sync_file_system(const std::filesystem::path& folder) {
    const descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.number < 0 || syncfs(opened.number) != 0) {
        fail_on_file("sync the file system of", folder);
    }
}

void sync_folder(const std::filesystem::path& folder) {
    const descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.number < 0 || ::fsync(opened.number) != 0) {
        fail_on_file("sync the folder", folder);
    }
}

void fail_on_file(std::string_view what, const std::filesystem::path& path) {
    const int reason = errno;
    throw fault(reason == ENOSPC || reason == EDQUOT ? "disk-full" : "file",
                fmt::format("{} {}: {}; check the path, its owner and the disk", what,
                            path.string(), std::strerror(reason)));
}

} // namespace events
