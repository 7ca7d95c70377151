#pragma once

#include "engine/procedure.hpp"
#include "engine/rules/rule_files.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The columns of the national statistics of enforcement, as data: schemas/rules/statistics.json.
/// The official form was not seen: which columns there are, what they are called and which grounds
/// they take is read off published figures, and each says how well it is known.
namespace engine {

/// What a column counts of the matters that an office has to enforce in a period.
enum class enforcement_count : std::uint8_t {
    total,        ///< all of them
    carried_over, ///< to be enforced before the period
    came,         ///< since
    entrusted,
    with_means, ///< neither entrusted nor revoked, and not without means at the end
    performed,  ///< wholly
    performed_in_part,
    ended,       ///< terminated
    in_progress, ///< goes on at the end
    stopped,     ///< at the end, on one of the column's grounds
    left_otherwise,
    revoked, ///< the decision was withdrawn
    stands,  ///< is to be enforced at the end, going on or stopped
};

struct enforcement_column {
    std::string id;
    bilingual name;
    enforcement_count counts{};
    std::vector<std::string> grounds; ///< of a column of what is stopped
    provenance from;
};

struct enforcement_table {
    std::vector<std::string> without_means; ///< grounds on which there are no means
    provenance from;
    std::vector<enforcement_column> columns;

    [[nodiscard]] const enforcement_column* find(std::string_view id) const;
};

/// Empty where the file has no such table. Throws events::fault `rules-bad-data`.
[[nodiscard]] std::optional<enforcement_table> read_enforcement_table(const rule_files& files);

} // namespace engine

template <> struct events::enum_names<engine::enforcement_count> {
    static constexpr std::array<std::string_view, 13> names{
        "total",          "carried_over",      "came",  "entrusted",   "with_means",
        "performed",      "performed_in_part", "ended", "in_progress", "stopped",
        "left_otherwise", "revoked",           "stands"};
};
