#include "connectors/api/step_view.hpp"

#include "connectors/api/document_access.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/period_names.hpp"
#include "connectors/stated_words.hpp"
#include "engine/evolve.hpp"
#include "events/codec.hpp"

#include <algorithm>
#include <set>

namespace connectors::api {
namespace {

/// Where the case stood before a step: what the table looked at.
struct standing {
    events::status at = events::status::none;
    std::optional<events::lifecycle> follows;
    std::string ground; ///< on which it came there

    [[nodiscard]] bool moves(const projections::timeline_entry& step) const {
        return engine::brings_ground(at, step.status_after, step.type);
    }
    void pass(const projections::timeline_entry& step) {
        at = step.status_after.value_or(at);
        follows = step.follows;
    }
};

std::vector<rule_view> rules_met(const call& of, const engine::case_state& state,
                                 const standing& before, const events::event& step) {
    std::vector<rule_view> out;
    for (const auto* table : engine::all_lifecycles()) {
        if (before.follows && table->name != *before.follows) {
            continue;
        }
        for (const auto& row : table->rows()) {
            if (row.from == before.at && row.to == step.common.status_after &&
                row.records == events::name_of(step.detail)) {
                for (const auto* rule : row.guards) {
                    out.push_back(api::view_of(of, *rule, state.law_at(step.about.time)));
                }
                return out;
            }
        }
    }
    return out;
}

std::vector<ground_view> grounds_of(const call& of, const engine::case_state& state,
                                    const std::vector<std::string>& codes, events::instant at) {
    std::vector<ground_view> out;
    const auto* procedure = of.on.rules.find(state.procedure);
    const auto days = state.law_at(at);
    for (const auto& code : codes) {
        ground_view one{code, std::nullopt, std::nullopt};
        if (const auto* found =
                procedure == nullptr ? nullptr : engine::find_ground(*procedure, code, days)) {
            one.text = found->text;
            one.source = found->from.source;
        }
        out.push_back(std::move(one));
    }
    return out;
}

std::vector<named_period> period_names(const call& of, const engine::case_state& state,
                                       const events::facts& said) {
    std::set<std::string> ids;
    for (const auto& one : said.deadlines_started) {
        ids.insert(one.id);
    }
    for (const auto& one : said.deadlines_moved) {
        ids.insert(one.id);
    }
    for (const auto* some : {&said.deadlines_met, &said.deadlines_paused, &said.deadlines_lapsed}) {
        ids.insert(some->begin(), some->end());
    }
    std::vector<named_period> out;
    for (const auto& id : ids) {
        if (auto name = period_name_in(of, state, id)) {
            out.push_back({id, *std::move(name)});
        }
    }
    return out;
}

/// What the reader of a step may see of it besides what everybody sees who may read the case.
struct step_access {
    bool documents = false; ///< their names
    bool words = false;     ///< what an officer wrote
};

/// The fields of `data` that are the event's own, not facts that any event may state.
json own_fields(const std::string& bytes, bool words) {
    auto whole = json::parse(bytes, nullptr, false);
    if (!whole.is_object() || !whole.contains("data")) {
        return json::object();
    }
    auto data = std::move(whole["data"]);
    const events::facts names{};
    events::for_each_field(
        names, [&](std::string_view name, const auto&) { data.erase(std::string{name}); });
    if (!words) { // logs of before have words in the code's place
        data.erase("reason");
        data.erase("explanation");
    }
    return data;
}

std::optional<words_view> words_said(const call& of, const engine::case_state& state,
                                     const events::event& what, const step_access& may) {
    const auto* box = words_box(what);
    if (box == nullptr) {
        return std::nullopt;
    }
    if (!of.on.vault.key(box->person) || somebody_erased(of, state)) {
        return words_view{"erased", std::nullopt};
    }
    if (!may.words) {
        return words_view{"sealed", std::nullopt};
    }
    return words_view{"open", stated_words(what, of.on.vault)};
}

step_view step_of(call& of, const engine::case_state& state, const standing& before,
                  const projections::timeline_entry& entry, const std::string& bytes,
                  const events::event& what, const step_access& may) {
    const auto& about = what.about;
    const auto& said = what.common;
    step_view out;
    out.sequence = entry.sequence;
    out.id = about.id;
    out.type = std::string{events::name_of(what.detail)};
    out.time = about.time;
    out.recorded = about.recorded;
    out.actor = about.actor;
    out.actor_name = officer_name(of, about.actor);
    out.role = about.acting_as;
    if (before.at != events::status::none) {
        out.status_before = before.at;
    }
    out.status_after = said.status_after;
    if (said.status_after) {
        const auto ground = before.moves(entry) ? engine::ground_brought(said) : before.ground;
        out.status_label = status_label_of(of, state.procedure, *said.status_after, ground,
                                           state.law_at(about.time));
    }
    out.grounds = grounds_of(of, state, said.grounds, about.time);
    out.rules_met = rules_met(of, state, before, what);
    out.numbers = said.numbers;
    out.deadlines_started = said.deadlines_started;
    out.deadlines_met = said.deadlines_met;
    out.deadlines_moved = said.deadlines_moved;
    out.deadlines_paused = said.deadlines_paused;
    out.deadlines_lapsed = said.deadlines_lapsed;
    out.period_names = period_names(of, state, said);
    for (const auto& one : said.documents) {
        out.documents.push_back({may.documents ? std::optional{one.sha256} : std::nullopt, one.kind,
                                 one.media_type, one.size_bytes, one.sheets});
    }
    for (const auto& box : said.sealed) {
        if (box.part != events::words_part && box.part != events::outgoing_mail_part) {
            out.persons.push_back(view_of(of, state, box));
        }
    }
    out.words = words_said(of, state, what, may);
    out.detail = {own_fields(bytes, may.words)};
    out.rules = about.rules;
    out.position = to_text(entry.place);
    out.hash = events::hex(events::sha256(bytes));
    if (about.prev) {
        out.prev = events::hex(*about.prev);
    }
    out.command = about.command;
    out.causation = about.causation;
    return out;
}

} // namespace

std::vector<projections::timeline_entry> whole_timeline(const projections::snapshot& view,
                                                        const events::case_id& id) {
    std::vector<projections::timeline_entry> out;
    projections::page_request wanted{.limit = projections::page_rows_max};
    do {
        auto page = projections::timeline(view, id, wanted);
        std::move(page.rows.begin(), page.rows.end(), std::back_inserter(out));
        wanted.cursor = std::move(page.next);
    } while (!wanted.cursor.empty());
    return out;
}

rule_view view_of(const call& of, const engine::step_rule& rule, const engine::law_days& days) {
    auto source = engine::cited_on(of.on.rules.acts, rule.source, days);
    return {std::string{rule.name},
            std::string{of.speaks() == language::vietnamese ? rule.vi : rule.en},
            source.empty() ? std::nullopt : std::optional{std::move(source)}};
}

std::vector<step_view> steps_of(call& of, const engine::case_state& state, std::uint64_t first,
                                std::size_t limit) {
    std::vector<step_view> out;
    const step_access may{.documents = may_open_documents(of, state),
                          .words = may_read_words(of, state)};
    standing before;
    std::optional<engine::log_position> came_by; ///< the step that says `before.ground`, unread
    for (const auto& entry : whole_timeline(of.view(), state.id)) {
        if (out.size() == limit) {
            break;
        }
        const bool moves = before.moves(entry);
        if (entry.sequence < first) {
            came_by = moves ? std::optional{entry.place} : came_by;
        } else {
            if (came_by) { // of the steps that are not told only this one is read
                before.ground =
                    engine::ground_brought(projections::event_at(of.on.log, *came_by).common);
                came_by.reset();
            }
            const auto bytes = projections::event_bytes(of.on.log, entry.place);
            const auto what = events::decode(bytes);
            out.push_back(step_of(of, state, before, entry, bytes, what, may));
            if (moves) {
                before.ground = engine::ground_brought(what.common);
            }
        }
        before.pass(entry);
    }
    return out;
}

} // namespace connectors::api
