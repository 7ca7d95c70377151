#include "ops/server/stop_signals.hpp"

#include "ops/cli/exit_code.hpp"

#include <pthread.h>
#include <unistd.h>

#include <csignal>
#include <thread>

namespace ops {
namespace {

sigset_t the_two() {
    sigset_t out;
    sigemptyset(&out);
    sigaddset(&out, SIGINT);
    sigaddset(&out, SIGTERM);
    return out;
}

void wait_for_one() {
    const auto both = the_two();
    int which = 0;
    while (::sigwait(&both, &which) != 0) {
    }
}

} // namespace

stop_signals::stop_signals() {
    const auto both = the_two();
    ::pthread_sigmask(SIG_BLOCK, &both, nullptr);
}

void stop_signals::wait(std::function<void()> last) {
    wait_for_one();
    std::thread{[last = std::move(last)] {
        wait_for_one();
        if (last) {
            last();
        }
        ::_exit(interrupted);
    }}.detach();
}

} // namespace ops
