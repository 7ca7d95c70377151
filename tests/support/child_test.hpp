#pragma once

#include <sys/types.h>

#include <cstdio>
#include <string>

namespace support {

/// A test of this same program (named DISABLED_, so that nobody else runs it) in a process of its
/// own, for what only two processes or a killed one can show. Killed at the end of the scope.
class child_test {
public:
    /// `argument` reaches the child as child_argument().
    child_test(const std::string& test, const std::string& argument);
    ~child_test();
    child_test(const child_test&) = delete;
    child_test& operator=(const child_test&) = delete;

    [[nodiscard]] pid_t pid() const { return pid_; }
    /// The next line that the child wrote by tell_parent(), empty when there will be no more.
    [[nodiscard]] std::string next_line();
    /// kill -9, and waits until it is gone. Lines written before can still be read.
    void kill();
    /// Waits until it ends by itself: its exit status, or minus the signal that ended it.
    [[nodiscard]] int status();

private:
    pid_t pid_ = -1;
    std::FILE* lines_ = nullptr;
};

/// In the child: what the parent gave, and the way to answer.
[[nodiscard]] std::string child_argument();
void tell_parent(const std::string& line);

} // namespace support
