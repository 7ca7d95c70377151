#include "tests/bench/report.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

/// How long somebody waits who types `motcua demo`: from the start of the process until it says
/// that it is ready, with its cases made, its mails taken in and its accounts signed in. The real
/// binary, in a home of its own each time.
namespace {

using clock = std::chrono::steady_clock;

/// A demonstration that runs until it goes out of scope.
class demonstration {
public:
    explicit demonstration(const std::string& home) {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
            throw std::system_error(errno, std::generic_category(), "pipe");
        }
        pid_ = ::fork();
        if (pid_ < 0) {
            throw std::system_error(errno, std::generic_category(), "fork");
        }
        if (pid_ == 0) {
            become(home, ends[1]);
        }
        ::close(ends[1]);
        lines_ = ::fdopen(ends[0], "r");
    }
    ~demonstration() {
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
        std::fclose(lines_);
    }
    demonstration(const demonstration&) = delete;
    demonstration& operator=(const demonstration&) = delete;

    /// Waits for the line that says so; throws when it ends without it.
    void wait_until_ready() {
        std::array<char, 4096> line{};
        while (std::fgets(line.data(), static_cast<int>(line.size()), lines_) != nullptr) {
            if (std::string_view{line.data()}.starts_with("ready ")) {
                return;
            }
        }
        throw std::runtime_error("motcua demo ended before it was ready");
    }

private:
    [[noreturn]] static void become(const std::string& home, int out) {
        const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
        ::dup2(nothing, STDIN_FILENO);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(nothing, STDERR_FILENO);
        ::setenv("HOME", home.c_str(), 1);
        ::setenv("TMPDIR", home.c_str(), 1);
        ::unsetenv("XDG_CONFIG_HOME");
        ::unsetenv("XDG_STATE_HOME"); // where the tokens of whoever runs this lie
        ::execl(MOTCUA_BINARY, MOTCUA_BINARY, "demo", "--port", "0", nullptr);
        ::_exit(127);
    }

    pid_t pid_ = -1;
    std::FILE* lines_ = nullptr;
};

/// Of all demonstrations that have ended.
double processor_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_CHILDREN, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

} // namespace

int main(int count, char** arguments) {
    bench::report to{count, arguments};
    constexpr std::size_t times = 3;
    std::vector<double> took;
    for (std::size_t i = 0; i < times; ++i) {
        const support::temporary_folder home;
        const auto start = clock::now();
        demonstration demo{home.path().string()};
        demo.wait_until_ready();
        took.push_back(std::chrono::duration<double>(clock::now() - start).count());
    }
    std::ranges::sort(took);
    to.add({.name = "demonstration ready",
            .value = took[times / 2],
            .unit = "s",
            .targets = {{.value = 5, .which = bench::target::side::at_most}},
            .remark = fmt::format("of {}: {:.2f} to {:.2f} s; {:.2f} s of processor each", times,
                                  took.front(), took.back(),
                                  processor_seconds() / static_cast<double>(times))});
    return to.result();
}
