#include "tests/support/child_test.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>

namespace support {
namespace {

constexpr int parent_descriptor = 9;
constexpr const char* argument_name = "MOTCUA_TEST_CHILD_ARGUMENT";

[[noreturn]] void become(const std::string& test, const std::string& argument, int to_parent) {
    dup2(to_parent, parent_descriptor);
    setenv(argument_name, argument.c_str(), 1);
    const std::string filter = "--gtest_filter=" + test;
    unsetenv("GTEST_TOTAL_SHARDS"); // the child runs this test, whichever part the parent runs
    unsetenv("GTEST_SHARD_INDEX");
    execl("/proc/self/exe", "child", filter.c_str(), "--gtest_also_run_disabled_tests",
          "--gtest_brief=1", nullptr);
    _exit(127);
}

} // namespace

child_test::child_test(const std::string& test, const std::string& argument) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0 || (pid_ = fork()) < 0) {
        throw std::system_error(errno, std::generic_category(), "start " + test);
    }
    if (pid_ == 0) {
        become(test, argument, ends[1]);
    }
    close(ends[1]);
    lines_ = fdopen(ends[0], "r");
}

child_test::~child_test() {
    kill();
    std::fclose(lines_);
}

std::string child_test::next_line() {
    std::string line;
    for (int c = std::fgetc(lines_); c != EOF; c = std::fgetc(lines_)) {
        if (c == '\n') {
            return line;
        }
        line.push_back(static_cast<char>(c));
    }
    return {}; // the child was killed while it wrote
}

void child_test::kill() {
    if (pid_ > 0) {
        ::kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
        pid_ = -1;
    }
}

int child_test::status() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

std::string child_argument() {
    const char* argument = std::getenv(argument_name);
    return argument != nullptr ? argument : "";
}

void tell_parent(const std::string& line) {
    const std::string text = line + '\n';
    if (write(parent_descriptor, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
        _exit(1); // the parent is gone
    }
}

} // namespace support
