#include "ops/cli/run.hpp"

#include <csignal>

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN); // a reader that went away is a failed write, not the end
    return ops::run({argv + 1, argv + argc});
}
