#include "engine/clock.hpp"

namespace engine {
namespace {

events::instant machine_time() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace

events::instant system_clock::now() const {
    return machine_time() + std::chrono::milliseconds{offset_ms_.load()};
}

void system_clock::set(events::instant to) { offset_ms_ = (to - machine_time()).count(); }

} // namespace engine
