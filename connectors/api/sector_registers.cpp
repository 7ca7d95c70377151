#include "connectors/api/sector_registers.hpp"

#include "connectors/api/book_answer.hpp"
#include "connectors/api/closed_books.hpp"
#include "connectors/api/sector_grounds.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <limits>

namespace connectors::api {
namespace {

/// The cursor of the part of a register from which another step enters its lines says so in front.
constexpr std::string_view in_later_part = "later.";

} // namespace

const engine::register_rule* find_sector_register(const call& of, std::string_view name) {
    const auto& all = of.on.rules.registers;
    const auto found = std::ranges::find(all, name, &engine::register_rule::id);
    return found == all.end() || name == follow_up_register ? nullptr : &*found;
}

std::vector<std::string> sector_register_names(const call& of) {
    std::vector<std::string> out;
    for (const auto& one : of.on.rules.registers) {
        if (one.id != follow_up_register) {
            out.push_back(one.id);
        }
    }
    return out;
}

projections::page<book_line> sector_register_lines(call& of, const engine::register_rule& what,
                                                   const events::office_code& office,
                                                   const projections::period& when,
                                                   const projections::page_request& which) {
    const auto parts = parts_of(what, when);
    auto inner = which;
    const bool goes_on = parts.size() > 1 && inner.cursor.starts_with(in_later_part);
    if (goes_on) {
        inner.cursor.erase(0, in_later_part.size());
    }
    projections::page<book_line> out;
    for (auto at = goes_on ? std::prev(parts.end()) : parts.begin(); at != parts.end(); ++at) {
        const bool later = at != parts.begin();
        if (later && inner.limit == 0) {
            out.next = in_later_part;
            break;
        }
        const auto page = cases_of_part(of, office, *at, inner);
        for (auto& entry : entries_of(of, what, page.rows)) {
            if (belongs_into(what, entry)) {
                out.rows.push_back(sector_line_of(of, what, entry));
            }
        }
        if (!page.next.empty()) {
            out.next = (later ? std::string{in_later_part} : std::string{}) + page.next;
            break;
        }
        inner.limit -= std::min(inner.limit, page.rows.size());
        inner.cursor.clear();
    }
    return out;
}

std::string sector_register_json_lines(call& of, const engine::register_rule& what,
                                       const events::office_code& office,
                                       const projections::period& when) {
    std::string out;
    each_entry(of, what, office, when, book_lines_max,
               [&](auto& entry) { out += to_json(sector_line_of(of, what, entry)).dump() + "\n"; });
    return out;
}

json sector_register_content(call& of, const engine::register_rule& what,
                             const events::office_code& office, const projections::period& when) {
    json lines = json::array();
    each_entry(of, what, office, when, std::numeric_limits<std::size_t>::max(), [&](auto& entry) {
        const auto& row = entry.row();
        lines.push_back({{"number", lines.size() + 1},
                         {"day", events::to_text(row.day)},
                         {"code", row.matter.code},
                         {"procedure", row.matter.procedure}});
        add_line_content(what, entry, lines.back());
        if (const auto draft = draft_of_line(of, what, entry)) {
            lines.back()["grounds"] = draft->common.grounds;
        }
    });
    return {{"lines", std::move(lines)}};
}

} // namespace connectors::api
