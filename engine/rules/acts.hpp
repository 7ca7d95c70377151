#pragma once

#include "engine/procedure.hpp"
#include "engine/rules/rule_files.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// An act that rules cite, while it is in force; before and after it, others in its place:
/// schemas/rules/acts.json.
struct act {
    std::string name; ///< as citations of it begin: Luật Tố cáo 25/2018/QH14
    validity in_force;
    std::string before; ///< may be empty
    std::string after;  ///< may be empty
    provenance from;
    /// As sources of rows write it: NĐ 62/2015/NĐ-CP. `cited_on` does not look for them.
    std::vector<std::string> short_names = {};
};

/// Empty for a rule set of before. Throws events::fault `rules-bad-data`.
[[nodiscard]] std::vector<act> read_acts(const rule_files& files);

/// The source of a rule as it is cited in a case of these days. Of several, which
/// semicolons part, an act that was not in force gives way to the one in its place, whose articles
/// are not known, or falls away.
[[nodiscard]] std::string cited_on(const std::vector<act>& acts, std::string_view source,
                                   const law_days& days);

} // namespace engine
