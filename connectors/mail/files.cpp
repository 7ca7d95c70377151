#include "connectors/mail/files.hpp"

#include "connectors/mail/clean.hpp"
#include "connectors/mail/unicode.hpp"
#include "events/fault.hpp"
#include "events/sha256_stream.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

namespace connectors {
namespace {

[[noreturn]] void fail(std::string_view tried, const std::filesystem::path& path, int error) {
    throw events::fault("mail_file",
                        fmt::format("{} {}: {}; mend the mail folder and try again", tried,
                                    printable(path), std::generic_category().message(error)));
}

class descriptor {
public:
    descriptor(const std::filesystem::path& path, int flags, mode_t mode, std::string_view tried)
        : number_(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, mode)) {
        if (number_ < 0) {
            fail(tried, path, errno);
        }
    }
    ~descriptor() { ::close(number_); }
    descriptor(const descriptor&) = delete;
    descriptor& operator=(const descriptor&) = delete;
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

void read_all(const descriptor& file, const std::filesystem::path& path, std::string& bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::read(file.number(), &bytes[done], bytes.size() - done);
        if (got < 0 && errno != EINTR) {
            fail("read", path, errno);
        }
        if (got == 0) {
            break;
        }
        done += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    bytes.resize(done);
}

/// Goes on behind the bytes that were read. The size is of what was hashed, should the file grow.
void hash_rest(const descriptor& file, const std::filesystem::path& path, file_bytes& into) {
    events::sha256_stream hash;
    hash.add(into.bytes);
    into.size = into.bytes.size();
    std::string piece(1024U * 1024, '\0');
    for (const std::size_t room = piece.size(); !piece.empty();) {
        piece.resize(room);
        read_all(file, path, piece);
        hash.add(piece);
        into.size += piece.size();
    }
    into.whole = hash.end();
}

} // namespace

file_bytes read_plain_file(const std::filesystem::path& path, std::size_t most) {
    // O_NONBLOCK: opening a pipe would wait for a writer for ever.
    const descriptor file(path, O_RDONLY | O_NONBLOCK, 0, "open");
    struct stat about{};
    if (::fstat(file.number(), &about) != 0) {
        fail("look at", path, errno);
    }
    if (!S_ISREG(about.st_mode)) {
        throw events::fault("mail_file", fmt::format("read {}: it is not a plain file; remove it",
                                                     printable(path)));
    }
    file_bytes read;
    read.size = static_cast<std::size_t>(about.st_size);
    read.bytes.resize(std::min(read.size, most));
    read_all(file, path, read.bytes);
    if (read.size > most) {
        hash_rest(file, path, read);
    }
    return read;
}

namespace {

void write_all(const descriptor& file, const std::filesystem::path& path, std::string_view rest) {
    while (!rest.empty()) {
        const ssize_t put = ::write(file.number(), rest.data(), rest.size());
        if (put < 0 && errno != EINTR) {
            fail("write", path, errno);
        }
        rest.remove_prefix(put > 0 ? static_cast<std::size_t>(put) : 0);
    }
    if (::fsync(file.number()) != 0) {
        fail("sync", path, errno);
    }
}

} // namespace

void write_synced(const std::filesystem::path& path, std::string_view bytes) {
    const descriptor file(path, O_WRONLY | O_CREAT | O_EXCL, 0600, "create");
    try {
        write_all(file, path, bytes);
    } catch (...) { // whoever tries again, on a full disk again and again, takes another name
        ::unlink(path.c_str());
        throw;
    }
}

renamed rename_without_replacing(const std::filesystem::path& from,
                                 const std::filesystem::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return renamed::done;
    }
    if (errno == EEXIST) {
        return renamed::target_exists;
    }
    if (errno == ENOENT) {
        return renamed::source_missing;
    }
    fail("rename", from, errno);
}

void sync_folder(const std::filesystem::path& folder) {
    const descriptor opened(folder, O_RDONLY | O_DIRECTORY, 0, "open");
    if (::fsync(opened.number()) != 0) {
        fail("sync", folder, errno);
    }
}

std::string printable(const std::filesystem::path& path) {
    const std::string& raw = path.native();
    if (fits_utf8(raw) && !has_hidden_characters(raw) && clean_line(raw) == raw) {
        return raw;
    }
    std::string shown;
    for (const char c : raw) {
        const auto byte = static_cast<unsigned char>(c);
        shown += byte >= 0x20 && byte < 0x7F ? std::string(1, c) : fmt::format("\\x{:02x}", byte);
    }
    return shown;
}

} // namespace connectors
