#include "engine/rules/citation_findings.hpp"

#include "engine/json_cursor.hpp"
#include "engine/rules/acts.hpp"
#include "engine/rules/json_lines.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace engine {
namespace {

/// The lists whose rows are cited in a case. How a procedure may be filed, and its limits, are not.
constexpr std::array<std::string_view, 3> lists_cited{"papers", "grounds", "deadlines"};

std::vector<act> acts_in(const rule_files& files) {
    try {
        return read_acts(files);
    } catch (const events::fault&) {
        return {}; // told where the file is read
    }
}

std::optional<local_date> day_of(const nlohmann::json& row, const std::string& key) {
    const auto found = row.find(key);
    return found == row.end() || !found->is_string()
               ? std::nullopt
               : events::date_from_text(found->get_ref<const std::string&>());
}

bool mentions(std::string_view source, const act& one) {
    return source.find(one.name) != std::string_view::npos ||
           std::ranges::any_of(one.short_names, [&](const std::string& name) {
               return source.find(name) != std::string_view::npos;
           });
}

bool covers(const validity& act, const validity& row) {
    return act.from <= row.from && (!act.to || (row.to && *row.to <= *act.to));
}

class citation_check {
public:
    citation_check(const rule_files& files, std::string path)
        : acts_(acts_in(files)), path_(std::move(path)), lines_(json_lines(files.at(path_))) {}

    void check(const nlohmann::json& row, const std::string& pointer) {
        const auto from = row.is_object() ? day_of(row, "valid_from") : std::nullopt;
        if (from) {
            const auto name = row.contains("id") ? "id" : "code";
            sources({*from, day_of(row, "valid_to")}, row, pointer, row.value(name, ""));
        }
    }

    std::vector<finding> found() { return std::move(found_); }

private:
    /// Of the row and of what stands in it, such as its extensions.
    void sources(const validity& days, const nlohmann::json& at, const std::string& pointer,
                 const std::string& what) {
        if (!at.is_structured()) {
            return;
        }
        for (const auto& [key, child] : at.items()) {
            const auto place = pointer + "/" + key;
            if (key == "source" && child.is_string()) {
                cited(days, child.get_ref<const std::string&>(), place, what);
            }
            sources(days, child, place, what);
        }
    }

    void cited(const validity& days, const std::string& source, const std::string& pointer,
               const std::string& what) {
        for (const auto& one : acts_) {
            if (mentions(source, one) && !covers(one.in_force, days)) {
                found_.push_back(
                    {finding_kind::misdated, path_, line_of(lines_, pointer), pointer, what,
                     fmt::format("cites {}, which is in force from {}{} and so not on every day of "
                                 "this row",
                                 one.name, events::to_text(one.in_force.from),
                                 one.in_force.to ? " to " + events::to_text(*one.in_force.to) : ""),
                     source});
            }
        }
    }

    std::vector<act> acts_;
    std::string path_;
    std::map<std::string, std::size_t> lines_;
    std::vector<finding> found_;
};

} // namespace

std::vector<finding> citation_findings(const rule_files& files, const std::string& path) {
    citation_check checking{files, path};
    const auto root = read_rules_text(files.at(path));
    for (const auto list : lists_cited) {
        const auto rows = root.is_object() ? root.find(std::string{list}) : root.end();
        if (rows == root.end() || !rows->is_array()) {
            continue;
        }
        std::size_t i = 0;
        for (const auto& row : *rows) {
            checking.check(row, fmt::format("/{}/{}", list, i++));
        }
    }
    return checking.found();
}

} // namespace engine
