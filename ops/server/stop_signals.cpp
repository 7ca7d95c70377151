#include "ops/server/stop_signals.hpp"

#include "ops/cli/exit_code.hpp"

#include <pthread.h>
#include <unistd.h>

#include <condition_variable>
#include <csignal>
#include <mutex>
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

int next_of_both() {
    const auto both = the_two();
    int which = 0;
    while (::sigwait(&both, &which) != 0) {
    }
    return which;
}

/// By the signal itself, so that a shell's loop ends too and a service manager sees what it sent.
[[noreturn]] void die_of(int which) {
    const auto both = the_two();
    std::signal(which, SIG_DFL);
    ::pthread_sigmask(SIG_UNBLOCK, &both, nullptr);
    ::raise(which);
    ::_exit(interrupted);
}

} // namespace

struct stop_signals::shared {
    std::mutex mutex;
    std::condition_variable changed;
    std::function<void()> last;
    bool ready = false;
    bool come = false;

    void look_out() {
        const int first = next_of_both();
        bool awaited = false;
        {
            const std::lock_guard lock(mutex);
            awaited = ready;
            come = come || ready;
        }
        if (!awaited) {
            do_last();
            die_of(first);
        }
        changed.notify_one();
        static_cast<void>(next_of_both());
        do_last();
        ::_exit(interrupted);
    }

private:
    void do_last() {
        const std::lock_guard lock(mutex);
        if (last) {
            last();
        }
    }
};

stop_signals::stop_signals() : with_thread_(std::make_shared<shared>()) {
    const auto both = the_two();
    ::pthread_sigmask(SIG_BLOCK, &both, nullptr);
    std::thread{[on = with_thread_] { on->look_out(); }}.detach();
}

void stop_signals::last(std::function<void()> what) {
    const std::lock_guard lock(with_thread_->mutex);
    with_thread_->last = std::move(what);
}

void stop_signals::ready() {
    const std::lock_guard lock(with_thread_->mutex);
    with_thread_->ready = true;
}

void stop_signals::wait() {
    std::unique_lock lock(with_thread_->mutex);
    with_thread_->ready = true;
    with_thread_->changed.wait(lock, [this] { return with_thread_->come; });
}

void stop_signals::no_longer() {
    {
        const std::lock_guard lock(with_thread_->mutex);
        with_thread_->come = true;
    }
    with_thread_->changed.notify_one();
}

} // namespace ops
