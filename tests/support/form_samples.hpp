#pragma once

#include "engine/forms/form_values.hpp"

namespace testing_support {

/// A filing of 2017 at the branch of Cà Mau, with every value that a slip or a letter can show.
[[nodiscard]] engine::form_values sample_form_values();

} // namespace testing_support
