#include "events/writer_lock.hpp"

#include "events/fault.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace events {
namespace {

std::string content(int descriptor) {
    std::array<char, 256> text{};
    const auto size = pread(descriptor, text.data(), text.size(), 0);
    std::string_view line(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    return std::string(line.substr(0, line.find('\n')));
}

} // namespace

writer_lock::writer_lock(const std::filesystem::path& file, const std::string& holder) {
    const std::string name = file.string() + ".lock";
    descriptor_ = open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
    if (descriptor_ < 0) {
        throw log_fault("log-open", fmt::format("make {}: {}; check the folder and its owner", name,
                                                std::strerror(errno)));
    }
    if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
        const std::string who = content(descriptor_);
        close(descriptor_);
        throw log_fault("log-held",
                        fmt::format("open {} for writing: held by {}; stop that process, or open "
                                    "the log read-only",
                                    file.string(), who.empty() ? "an unknown process" : who));
    }
    const std::string who = fmt::format("pid {} ({})\n", getpid(), holder);
    if (ftruncate(descriptor_, 0) != 0 ||
        pwrite(descriptor_, who.data(), who.size(), 0) != static_cast<ssize_t>(who.size())) {
        // The lock holds without its text, which only the refusal of a second writer needs.
    }
}

writer_lock::~writer_lock() { close(descriptor_); }

} // namespace events
