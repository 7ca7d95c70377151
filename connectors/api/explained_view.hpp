#pragma once

#include "connectors/api/views.hpp"
#include "engine/derivation.hpp"

#include <optional>
#include <string>
#include <vector>

/// How the periods of a case were counted, as callers see it.
namespace connectors::api {

/// A day of the count, and why it counts or does not.
struct explained_day {
    events::local_date day{};
    bool counts = false;
    engine::day_reason why{};
    std::optional<std::string> name; ///< of a holiday
    static constexpr auto fields() {
        using v = explained_day;
        using events::field;
        return std::tuple{field{"day", &v::day}, field{"counts", &v::counts}, field{"why", &v::why},
                          field{"name", &v::name}};
    }
};

/// The row of the rules that the period comes from.
struct rule_of_period {
    std::string file;
    std::string pointer;
    std::string source;
    engine::confidence tag{};
    std::optional<std::string> note;
    events::local_date valid_from{};
    std::optional<events::local_date> valid_to;
    engine::fact starts_on{};
    std::vector<engine::fact> met_by;
    static constexpr auto fields() {
        using v = rule_of_period;
        using events::field;
        return std::tuple{field{"file", &v::file},         field{"pointer", &v::pointer},
                          field{"source", &v::source},     field{"tag", &v::tag},
                          field{"note", &v::note},         field{"valid_from", &v::valid_from},
                          field{"valid_to", &v::valid_to}, field{"starts_on", &v::starts_on},
                          field{"met_by", &v::met_by}};
    }
};

/// A step of the case that did something to the period.
struct step_on_period {
    std::uint64_t sequence = 0;
    std::string event;
    events::instant time{};
    std::string did; ///< started, paused, resumed, extended, counted_again, met, lapsed, excused
    std::optional<events::instant> due;
    std::optional<std::int64_t> days;
    std::optional<std::string> reason;
    std::optional<std::string> unit; ///< of the days, where it is not the period's own
    static constexpr auto fields() {
        using v = step_on_period;
        using events::field;
        return std::tuple{field{"sequence", &v::sequence}, field{"event", &v::event},
                          field{"time", &v::time},         field{"did", &v::did},
                          field{"due", &v::due},           field{"days", &v::days},
                          field{"reason", &v::reason},     field{"unit", &v::unit}};
    }
};

struct explained_deadline {
    deadline_view period;
    std::optional<rule_of_period> rule; ///< absent when the rules in use no longer have it
    std::string calendar;               ///< version by which the due instant was stated
    bool calendar_in_use = true;
    bool calendar_found = true; ///< false: counted here by the calendar in use instead
    std::vector<step_on_period> steps;
    std::vector<explained_day> days;
    std::vector<explained_day> prolonged_days;
    std::optional<events::instant> counted_due; ///< as counted here
    bool agrees = false;                        ///< with what the events stated
    static constexpr auto fields() {
        using v = explained_deadline;
        using events::field;
        return std::tuple{field{"period", &v::period},
                          field{"rule", &v::rule},
                          field{"calendar", &v::calendar},
                          field{"calendar_in_use", &v::calendar_in_use},
                          field{"calendar_found", &v::calendar_found},
                          field{"steps", &v::steps},
                          field{"days", &v::days},
                          field{"prolonged_days", &v::prolonged_days},
                          field{"counted_due", &v::counted_due},
                          field{"agrees", &v::agrees}};
    }
};

/// A period that runs for a party and that nobody at the office owes, as the days to comply of
/// one's own will; counted when it is asked for.
struct party_period {
    std::string id;
    std::string name;
    std::uint64_t sequence = 0; ///< of the step that began it
    events::instant since{};
    std::int64_t amount = 0;
    engine::time_unit unit{};
    std::optional<events::instant> due; ///< absent where the calendar does not reach
    std::optional<events::local_date> last_day;
    std::string source;
    engine::confidence tag{};
    static constexpr auto fields() {
        using v = party_period;
        using events::field;
        return std::tuple{field{"id", &v::id},
                          field{"name", &v::name},
                          field{"sequence", &v::sequence},
                          field{"since", &v::since},
                          field{"amount", &v::amount},
                          field{"unit", &v::unit},
                          field{"due", &v::due},
                          field{"last_day", &v::last_day},
                          field{"source", &v::source},
                          field{"tag", &v::tag}};
    }
};

/// Both clocks of a case: what the law gives, and what was promised on the slip.
struct explained_case {
    events::case_id id;
    std::string code;
    std::optional<events::instant> received_at; ///< the statutory clock begins
    std::optional<events::instant> accepted_at; ///< the dossier was complete
    std::optional<events::instant> promised_at; ///< the slip's; never moves by itself
    std::vector<explained_deadline> items;
    std::vector<party_period> for_parties;
    static constexpr auto fields() {
        using v = explained_case;
        using events::field;
        return std::tuple{field{"id", &v::id},
                          field{"code", &v::code},
                          field{"received_at", &v::received_at},
                          field{"accepted_at", &v::accepted_at},
                          field{"promised_at", &v::promised_at},
                          field{"items", &v::items},
                          field{"for_parties", &v::for_parties}};
    }
};

} // namespace connectors::api
