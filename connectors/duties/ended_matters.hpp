#pragma once

#include "engine/node.hpp"

#include <cstddef>
#include <functional>

namespace projections {
class store;
}

namespace connectors {

/// Ends by law the matters that a confirmation says to be wholly performed (Luật Thi hành án dân sự
/// Điều 52.1), and notes their end in the confirmation's case; one step a case and call. Where the
/// matter does not say the same, or is not there, nothing is done, and the confirmation's period
/// for it stays open. Returns how many steps were recorded. `mine` says for whose offices; empty:
/// for all. The ids of the steps follow from what they are about, so that restarts and several
/// nodes cannot take one twice.
std::size_t end_confirmed_matters(const projections::store& store, engine::node& node,
                                  const std::function<bool(const events::office_code&)>& mine = {});

} // namespace connectors
