#pragma once

#include "engine/rule_set.hpp"

#include <map>

namespace engine {

/// Who goes on with the matters of an agency that has ended.
struct office_successor {
    events::office_code key;
    provenance from;
};

/// By the key of the office that has ended. Throws events::fault `rules-bad-data`.
[[nodiscard]] std::map<events::office_code, office_successor>
successors_of(const rule_files& files);

} // namespace engine
