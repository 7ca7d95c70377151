#pragma once

#include "engine/calendar.hpp"
#include "engine/lateness.hpp"
#include "engine/offices.hpp"
#include "engine/procedure.hpp"
#include "engine/rules/acts.hpp"
#include "engine/rules/book_rules.hpp"
#include "engine/rules/enforcement_columns.hpp"
#include "engine/rules/notification_ways.hpp"
#include "engine/rules/rule_files.hpp"
#include "engine/rules/send_days.hpp"
#include "events/ids.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// A time slice of the law.
struct regime {
    std::string id; ///< r1
    std::string name;
    validity in_force;
    std::string within; ///< the regime that this one is a part of; empty for a slice of its own
    std::string base_texts;
    provenance from;
};

/// All legal data that judges a case. Immutable once made; share it by reference.
struct rule_set {
    events::rules_id id; ///< SHA-256 over the canonical content of all its files, in hex
    engine::calendar calendar;
    std::vector<procedure> procedures;
    std::vector<office> offices;
    std::vector<regime> regimes;
    std::vector<act> acts;                ///< that rules cite; empty in a rule set of before
    std::vector<register_rule> registers; ///< empty in a rule set of before there were any
    /// The columns of the statistics of enforcement; none in a rule set of before there were any.
    std::optional<enforcement_table> enforcement;
    /// In which people are notified; none in a rule set of before there were any.
    std::vector<notification_way> notification_ways;
    /// To whom the one-stop report goes, and before which day.
    std::vector<send_day> send_days;
    warning warn_before; ///< when a deadline is due soon; configuration
    rule_files files;    ///< canonical: what the id is made from, and what is published in the log

    /// By id (`enf_request`) or code (`ENF_REQUEST`); null when there is none.
    [[nodiscard]] const procedure* find(std::string_view id_or_code) const;
    /// Null when there is none.
    [[nodiscard]] const office* find_office(const events::office_code& key) const;
    /// The office that has the matters of `key` on that day: itself, or who followed it; null when
    /// there is no such office or nobody is known to follow.
    [[nodiscard]] const office* office_in_charge(const events::office_code& key,
                                                 local_date day) const;
    /// The slice of the day, not the parts within it; null between the pilot and R1.
    [[nodiscard]] const regime* regime_on(local_date day) const;
};

/// Makes a rule set from the texts, for example of a `rules_published` event. Schemas
/// (*.schema.json) are left out. Throws events::fault `rules-bad-data` with the file, the JSON
/// pointer and the reason.
[[nodiscard]] rule_set make_rule_set(const rule_files& files);

/// Reads calendars/, procedures/, offices/ and rules/ below the folder. Throws as make_rule_set,
/// and events::fault `rules-not-readable` when the folder or a file cannot be read.
[[nodiscard]] rule_set load_rule_set(const std::filesystem::path& folder);

/// The rules that the binary was built with.
[[nodiscard]] const rule_set& default_rule_set();

} // namespace engine
