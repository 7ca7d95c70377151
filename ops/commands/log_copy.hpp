#pragma once

#include "ops/cli/invocation.hpp"

namespace ops {

/// motcua log copy
int copy_log(invocation& on, const arguments& given);

} // namespace ops
