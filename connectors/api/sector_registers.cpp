#include "connectors/api/sector_registers.hpp"

#include "connectors/api/book_answer.hpp"
#include "connectors/api/closed_books.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace connectors::api {

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
    // The cursor of a later part says so in front.
    constexpr std::string_view in_later_part = "later.";
    const auto parts = parts_of(what, when);
    auto inner = which;
    const bool later = parts.size() > 1 && inner.cursor.starts_with(in_later_part);
    if (later) {
        inner.cursor.erase(0, in_later_part.size());
    }
    const auto& part = later ? parts.back() : parts.front();
    const auto page =
        projections::cases_of_figure(of.view(), office, part.enters, part.when, {}, inner);
    projections::page<book_line> out{{}, page.next};
    if (parts.size() > 1 && (later ? !page.next.empty() : page.next.empty())) {
        out.next = std::string{in_later_part} + page.next;
    }
    for (const auto& row : page.rows) {
        sector_entry entry{of, row};
        if (belongs_into(what, entry)) {
            out.rows.push_back(sector_line_of(of, what, entry));
        }
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
        add_decision_content(what, entry, lines.back());
    });
    return {{"lines", std::move(lines)}};
}

} // namespace connectors::api
