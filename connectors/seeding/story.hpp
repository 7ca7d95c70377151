#pragma once

#include <coroutine>
#include <utility>

namespace connectors::seeding {

/// How one case goes, told from beginning to end as a coroutine: it takes steps, and between them
/// waits for its next turn. A story may hand over to another one with `co_await other(m)`. It is
/// over when it returns, or when the time that is told of ends first.
class story {
public:
    struct promise_type;
    using handle = std::coroutine_handle<promise_type>;

    struct promise_type {
        std::coroutine_handle<> told_by = std::noop_coroutine();

        struct back_to_teller {
            [[nodiscard]] bool await_ready() const noexcept { return false; }
            [[nodiscard]] std::coroutine_handle<> await_suspend(handle ended) const noexcept {
                return ended.promise().told_by;
            }
            void await_resume() const noexcept {}
        };

        story get_return_object() { return story{handle::from_promise(*this)}; }
        [[nodiscard]] std::suspend_always initial_suspend() const noexcept { return {}; }
        [[nodiscard]] back_to_teller final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        [[noreturn]] void unhandled_exception() const { throw; } // to whoever gave the turn
    };

    story() = default;
    story(story&& other) noexcept : told_(std::exchange(other.told_, {})) {}
    story& operator=(story&& other) noexcept {
        std::swap(told_, other.told_);
        return *this;
    }
    story(const story&) = delete;
    story& operator=(const story&) = delete;
    ~story() {
        if (told_) {
            told_.destroy(); // and with it the stories that it waits for
        }
    }

    [[nodiscard]] std::coroutine_handle<> beginning() const { return told_; }
    [[nodiscard]] bool over() const { return !told_ || told_.done(); }

    struct telling {
        handle inner;
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        [[nodiscard]] std::coroutine_handle<>
        await_suspend(std::coroutine_handle<> outer) const noexcept {
            inner.promise().told_by = outer;
            return inner;
        }
        void await_resume() const noexcept {}
    };
    telling operator co_await() const& noexcept { return {told_}; }

private:
    explicit story(handle told) : told_(told) {}

    handle told_;
};

/// What an inner story leaves to the one that waits for it.
enum class goes_on { yes, no };

} // namespace connectors::seeding
