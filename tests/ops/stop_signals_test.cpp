#include "ops/server/stop_signals.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <functional>
#include <thread>

namespace {

using namespace std::chrono_literals;

/// A process that does this, and ends with 7 when it comes to its end.
class other_process {
public:
    /// `work` says by its argument when it has come so far that it may be signalled.
    explicit other_process(
        const std::function<void(ops::stop_signals&, const std::function<void(char)>&)>& work) {
        EXPECT_EQ(::pipe(told_.data()), 0);
        pid_ = ::fork();
        if (pid_ == 0) {
            const auto say = [this](char what) {
                static_cast<void>(::write(told_[1], &what, 1) == 1);
            };
            ops::stop_signals signals;
            work(signals, say);
            ::_exit(7);
        }
        ::close(told_[1]);
    }
    ~other_process() {
        if (pid_ > 0) {
            ::kill(pid_, SIGKILL);
            ::waitpid(pid_, nullptr, 0);
        }
        ::close(told_[0]);
    }
    other_process(const other_process&) = delete;
    other_process& operator=(const other_process&) = delete;

    /// What it says next; 0 when it says nothing any more.
    [[nodiscard]] char said() const {
        char what = 0;
        return ::read(told_[0], &what, 1) == 1 ? what : '\0';
    }
    void signal(int which) const { ::kill(pid_, which); }
    /// Its status once it has ended; -1 when it is deaf.
    [[nodiscard]] int status() {
        const auto patience = std::chrono::steady_clock::now() + 20s;
        while (std::chrono::steady_clock::now() < patience) {
            int status = 0;
            if (::waitpid(pid_, &status, WNOHANG) == pid_) {
                pid_ = -1;
                return status;
            }
            std::this_thread::sleep_for(5ms);
        }
        return -1;
    }

private:
    std::array<int, 2> told_{};
    pid_t pid_ = -1;
};

/// As long as a log takes to be loaded.
void load() { std::this_thread::sleep_for(60s); }

TEST(stop_signals, end_a_process_that_still_loads_at_once) {
    for (const int which : {SIGTERM, SIGINT}) {
        other_process loading([](auto& signals, const auto& say) {
            signals.last([&] { say('l'); });
            say('b');
            load();
        });
        ASSERT_EQ(loading.said(), 'b');
        loading.signal(which);
        EXPECT_EQ(loading.said(), 'l') << "what has to be done at last is done";
        const int status = loading.status();
        ASSERT_TRUE(WIFSIGNALED(status)) << status;
        EXPECT_EQ(WTERMSIG(status), which);
    }
}

TEST(stop_signals, that_come_before_anybody_waits_are_not_lost) {
    other_process ready([](auto& signals, const auto& say) {
        signals.ready();
        say('b');
        std::this_thread::sleep_for(50ms);
        signals.wait();
    });
    ASSERT_EQ(ready.said(), 'b');
    ready.signal(SIGTERM);
    const int status = ready.status();
    ASSERT_TRUE(WIFEXITED(status)) << status;
    EXPECT_EQ(WEXITSTATUS(status), 7) << "it went on to its clean end";
}

TEST(stop_signals, are_waited_for_no_longer_than_there_is_something_to_wait_for) {
    other_process cut_off([](auto& signals, const auto&) {
        signals.ready();
        std::thread([&signals] { signals.no_longer(); }).detach();
        signals.wait();
    });
    const int status = cut_off.status();
    ASSERT_TRUE(WIFEXITED(status)) << status;
    EXPECT_EQ(WEXITSTATUS(status), 7) << "it went on to its clean end";
}

TEST(stop_signals, end_a_process_that_does_not_come_to_its_end_with_130) {
    other_process slow([](auto& signals, const auto& say) {
        signals.last([&] { say('l'); });
        signals.ready();
        say('b');
        signals.wait();
        say('w');
        load();
    });
    ASSERT_EQ(slow.said(), 'b');
    slow.signal(SIGINT);
    ASSERT_EQ(slow.said(), 'w');
    slow.signal(SIGINT);
    EXPECT_EQ(slow.said(), 'l');
    const int status = slow.status();
    ASSERT_TRUE(WIFEXITED(status)) << status;
    EXPECT_EQ(WEXITSTATUS(status), 130);
}

} // namespace
