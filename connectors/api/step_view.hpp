#pragma once

#include "connectors/api/views.hpp"
#include "engine/lifecycles/transition.hpp"

#include <optional>
#include <string>
#include <vector>

/// A step of a case's history: who, when, why, by which rule, and its proof.
namespace connectors::api {

struct ground_view {
    std::string code;
    std::optional<std::string> text;
    std::optional<std::string> source;
    static constexpr auto fields() {
        using v = ground_view;
        using events::field;
        return std::tuple{field{"code", &v::code}, field{"text", &v::text},
                          field{"source", &v::source}};
    }
};

struct rule_view {
    std::string rule;
    std::string text;
    std::optional<std::string> source;
    static constexpr auto fields() {
        using v = rule_view;
        using events::field;
        return std::tuple{field{"rule", &v::rule}, field{"text", &v::text},
                          field{"source", &v::source}};
    }
};
/// With what it is cited by in a case that was received on that day.
[[nodiscard]] rule_view view_of(const call& of, const engine::step_rule& rule,
                                const engine::law_days& days);

struct named_period {
    std::string id;
    std::string name;
    static constexpr auto fields() {
        using v = named_period;
        using events::field;
        return std::tuple{field{"id", &v::id}, field{"name", &v::name}};
    }
};

/// A document that a step names; who may not open it is not told its hash, under which it could be
/// opened.
struct step_document {
    std::optional<events::digest> sha256;
    std::string kind;
    std::string media_type;
    std::uint64_t size_bytes = 0;
    std::optional<std::uint64_t> sheets;
    static constexpr auto fields() {
        using v = step_document;
        using events::field;
        return std::tuple{field{"sha256", &v::sha256}, field{"kind", &v::kind},
                          field{"media_type", &v::media_type}, field{"size_bytes", &v::size_bytes},
                          field{"sheets", &v::sheets}};
    }
};

/// What a step says in words, where the log has a code.
struct words_view {
    std::string state; ///< open, sealed (you may not see it), erased
    std::optional<std::string> text;
    static constexpr auto fields() {
        using v = words_view;
        using events::field;
        return std::tuple{field{"state", &v::state}, field{"text", &v::text}};
    }
};

struct step_view {
    std::uint64_t sequence = 0;
    events::event_id id;
    std::string type;
    events::instant time{};
    events::instant recorded{};
    events::officer_id actor;
    std::optional<std::string> actor_name;
    events::role role{};
    std::optional<events::status> status_before;
    std::optional<events::status> status_after;
    std::optional<std::string> status_label;
    std::vector<ground_view> grounds;
    std::vector<rule_view> rules_met; ///< what the table asked of this step
    std::vector<events::number_claim> numbers;
    std::vector<events::deadline_started> deadlines_started;
    std::vector<std::string> deadlines_met;
    std::vector<events::deadline_moved> deadlines_moved;
    std::vector<std::string> deadlines_paused;
    std::vector<std::string> deadlines_lapsed;
    std::vector<named_period> period_names; ///< of those above that the law of the case names
    std::vector<step_document> documents;
    std::vector<person_view> persons;
    any_json detail; ///< the event's own fields
    std::optional<words_view> words;
    events::rules_id rules;
    std::string position;
    std::string hash;
    std::optional<std::string> prev;
    events::command_id command;
    std::optional<std::string> causation;
    static constexpr auto fields() {
        using v = step_view;
        using events::field;
        return std::tuple{field{"sequence", &v::sequence},
                          field{"id", &v::id},
                          field{"type", &v::type},
                          field{"time", &v::time},
                          field{"recorded", &v::recorded},
                          field{"actor", &v::actor},
                          field{"actor_name", &v::actor_name},
                          field{"role", &v::role},
                          field{"status_before", &v::status_before},
                          field{"status_after", &v::status_after},
                          field{"status_label", &v::status_label},
                          field{"grounds", &v::grounds},
                          field{"rules_met", &v::rules_met},
                          field{"numbers", &v::numbers},
                          field{"deadlines_started", &v::deadlines_started},
                          field{"deadlines_met", &v::deadlines_met},
                          field{"deadlines_moved", &v::deadlines_moved},
                          field{"deadlines_paused", &v::deadlines_paused},
                          field{"deadlines_lapsed", &v::deadlines_lapsed},
                          field{"period_names", &v::period_names},
                          field{"documents", &v::documents},
                          field{"persons", &v::persons},
                          field{"detail", &v::detail},
                          field{"words", &v::words},
                          field{"rules", &v::rules},
                          field{"position", &v::position},
                          field{"hash", &v::hash},
                          field{"prev", &v::prev},
                          field{"command", &v::command},
                          field{"causation", &v::causation}};
    }
};

/// The steps of a case with first <= sequence, at most `limit`, oldest first.
[[nodiscard]] std::vector<step_view> steps_of(call& of, const engine::case_state& state,
                                              std::uint64_t first, std::size_t limit);

/// Where all steps of a case lie, oldest first.
[[nodiscard]] std::vector<projections::timeline_entry>
whole_timeline(const projections::snapshot& view, const events::case_id& id);

} // namespace connectors::api
