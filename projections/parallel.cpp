#include "projections/parallel.hpp"

#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace projections {

void in_parallel(std::size_t threads, const std::function<void(std::size_t)>& work) {
    std::mutex mutex;
    std::exception_ptr failed;
    const auto guarded = [&](std::size_t number) {
        try {
            work(number);
        } catch (...) {
            const std::scoped_lock lock{mutex};
            failed = failed ? failed : std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < threads; ++i) {
            others.emplace_back(guarded, i);
        }
        guarded(0);
    }
    if (failed) {
        std::rethrow_exception(failed);
    }
}

} // namespace projections
