#include "connectors/api/sector_judgments.hpp"

#include "connectors/api/register_lines.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace connectors::api {
namespace {

constexpr std::array<std::string_view, 3> parties_of_judgment{"creditor", "debtor", "related"};
/// Kinds of the judgment itself, whatever the procedure calls it.
constexpr std::array<std::string_view, 2> judgment_itself{"judgment", "judgment_original"};

/// The step that received it; null in a register of something else.
const events::event* receipt_of_judgment(const engine::register_rule& what, sector_entry& entry) {
    const auto* step = what.lines == engine::register_content::judgment ? entry.step() : nullptr;
    return step != nullptr && std::holds_alternative<events::request_received>(step->detail)
               ? step
               : nullptr;
}

/// As the procedure calls the paper, else by its kind.
std::string name_of_paper(const engine::procedure* known, const std::string& kind) {
    if (known != nullptr) {
        const auto found = std::ranges::find(known->papers, kind, &engine::paper::id);
        if (found != known->papers.end()) {
            return found->name.vi;
        }
    }
    return kind;
}

} // namespace

void add_judgment(call& of, const engine::register_rule& what, sector_entry& entry,
                  book_line& into) {
    const auto* state = entry.state();
    const auto* step = receipt_of_judgment(what, entry);
    if (state == nullptr || step == nullptr) {
        return;
    }
    const auto& received = std::get<events::request_received>(step->detail);
    into.judgment = received.judgment;
    into.judgment_date = received.judgment_date;
    if (what.way_of_receipt && state->received_at &&
        events::office_date(*state->received_at) >= what.way_of_receipt->received_from) {
        into.received_by = received.received_by;
    }
    into.parties.emplace();
    for (const auto& box : state->persons) {
        const bool is_party = std::ranges::count(parties_of_judgment, box.part) > 0;
        if (!is_party && box.part != "court") {
            continue;
        }
        const auto seen = view_of(of, *state, box);
        if (is_party) {
            into.parties->push_back(
                {box.part, seen.state, member_of(seen, "name"), member_of(seen, "address")});
        } else {
            into.court = member_of(seen, "name");
        }
    }
    into.other_papers.emplace();
    const auto* known = of.on.rules.find(state->procedure);
    for (const auto& paper : step->common.documents) {
        if (std::ranges::count(judgment_itself, paper.kind) == 0) {
            into.other_papers->push_back(name_of_paper(known, paper.kind));
        }
    }
}

void add_judgment_content(const engine::register_rule& what, sector_entry& entry, json& into) {
    const auto* step = receipt_of_judgment(what, entry);
    if (step == nullptr) {
        return;
    }
    const auto& received = std::get<events::request_received>(step->detail);
    if (received.judgment) {
        into["judgment"] = *received.judgment;
    }
    if (received.judgment_date) {
        into["judgment_date"] = events::to_text(*received.judgment_date);
    }
}

} // namespace connectors::api
