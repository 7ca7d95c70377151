#pragma once

#include "connectors/log_place.hpp"
#include "ops/cli/invocation.hpp"

#include <string>

namespace ops {

/// A log that was named on the command line, with what the configuration says about Kafka.
[[nodiscard]] connectors::log_place place_of(const invocation& on, const std::string& where);

/// motcua log copy
int copy_log(invocation& on, const arguments& given);

} // namespace ops
