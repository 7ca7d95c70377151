#pragma once

#include "engine/procedure.hpp"
#include "engine/rules/rule_files.hpp"
#include "events/vocabulary.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// A way in which somebody is notified, as `notify_party` names it.
struct notification_way : rule {
    std::string word; ///< mass_media
    bilingual name;
    std::vector<events::notified_matter> of; ///< of what it may notify; of everything when empty
    std::optional<fact> begins;              ///< what a notice of a decision begins in this way
};

/// rules/notification_ways.json; none in a rule set of before there were any, which takes every
/// word. Throws events::fault `rules-bad-data`.
[[nodiscard]] std::vector<notification_way> read_notification_ways(const rule_files& files);

/// Those that are applied on a day to a notice of `what`, in the order of the file.
[[nodiscard]] std::vector<const notification_way*>
ways_on(const std::vector<notification_way>& ways, events::notified_matter what, local_date day);

/// Whether a row of that day has the word for a notice of `what`, applied or not: one that nobody
/// read is no default, and no ground to refuse.
[[nodiscard]] bool has_way(const std::vector<notification_way>& ways, std::string_view word,
                           events::notified_matter what, local_date day);

/// Whether the days of a public posting begin with a notice of a decision in this way: as the row
/// of the day says, and where there is none, by the word that older events used.
[[nodiscard]] bool begins_posting(const std::vector<notification_way>& ways, std::string_view word,
                                  local_date day);

} // namespace engine
