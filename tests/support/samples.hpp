#pragma once

#include "events/event.hpp"

#include <cstdint>
#include <random>

namespace testing_support {

/// A fixed, readable event of the type: every field set. The same for ever, for golden files.
[[nodiscard]] events::event sample_event(std::string_view name);

/// A random event of a random type; optional fields come and go, texts are Vietnamese and hostile.
[[nodiscard]] events::event random_event(std::mt19937_64& random);

} // namespace testing_support
