#include "engine/rules/paper_findings.hpp"

#include "engine/filing_circumstances.hpp"
#include "engine/lifecycles/transition.hpp"
#include "engine/rules/json_lines.hpp"
#include "engine/rules/recorded_facts.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engine {
namespace {

/// Whether a step that the procedure lets anybody take asks for the papers: the slip, and what is
/// solved on the spot, are for a complete dossier only.
bool asks_for_papers(const procedure& what) {
    return std::ranges::any_of(table_of(what.follows).rows(), [&](const transition& row) {
        return may_be_taken_in(what, row) &&
               std::ranges::count(row.guards, std::string_view{"papers_are_complete"},
                                  [](const step_rule* guard) { return guard->name; }) > 0;
    });
}

/// Why nobody is ever asked for it; empty where somebody may be.
std::string why_never(const procedure& what, const paper& one) {
    if (!asks_for_papers(what)) {
        return fmt::format("no step of {} asks for papers: this one is shown and never demanded",
                           what.id);
    }
    for (const auto& [circumstance, words] : one.when) {
        if (std::ranges::count(circumstances_of_filing, circumstance) == 0) {
            return fmt::format("the step that asks for papers is not told `{}`, on which this one "
                               "depends: it is shown and never demanded",
                               circumstance);
        }
    }
    return {};
}

} // namespace

std::vector<finding> paper_findings(const std::string& path, const std::string& text) {
    std::vector<finding> all;
    try {
        const auto what = read_procedure(text, path);
        const auto lines = json_lines(text);
        for (std::size_t i = 0; i < what.papers.size(); ++i) {
            const auto& one = what.papers[i];
            auto why = one.adopted ? why_never(what, one) : std::string{};
            if (!why.empty()) {
                const auto pointer = fmt::format("/papers/{}", i);
                all.push_back({finding_kind::never_asked, path, line_of(lines, pointer), pointer,
                               one.id, std::move(why), one.from.source});
            }
        }
    } catch (const events::fault&) { // told where the file is read
        return {};
    }
    return all;
}

} // namespace engine
