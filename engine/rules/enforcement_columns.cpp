#include "engine/rules/enforcement_columns.hpp"

#include "engine/rule_row_read.hpp"

#include <algorithm>

namespace engine {
namespace {

std::vector<std::string> texts_of(const json_cursor& at) {
    std::vector<std::string> out;
    for (const auto& one : at.items()) {
        out.push_back(one.text());
    }
    return out;
}

enforcement_column read_enforcement_column(const json_cursor& at) {
    at.only({"id", "name", "counts", "grounds", "source", "tag"});
    enforcement_column out;
    out.id = at.at("id").text();
    out.name = read_bilingual(at.at("name"));
    out.counts = at.at("counts").name<enforcement_count>();
    if (out.counts == enforcement_count::stopped) {
        out.grounds = texts_of(at.at("grounds"));
    } else if (const auto grounds = at.find("grounds")) {
        grounds->fail("only a column of what is stopped takes grounds");
    }
    out.from = read_provenance(at);
    return out;
}

} // namespace

const enforcement_column* enforcement_table::find(std::string_view id) const {
    const auto found = std::ranges::find(columns, id, &enforcement_column::id);
    return found == columns.end() ? nullptr : &*found;
}

std::optional<enforcement_table> read_enforcement_table(const rule_files& files) {
    constexpr std::string_view path = "rules/statistics.json";
    const auto found = files.find(std::string{path});
    if (found == files.end()) {
        return std::nullopt;
    }
    const auto json = parse_rules_json(found->second, path);
    const auto at = json_cursor{json, std::string{path}}.find("enforcement");
    if (!at) {
        return std::nullopt;
    }
    at->only({"without_means", "source", "tag", "columns"});
    enforcement_table out;
    out.without_means = texts_of(at->at("without_means"));
    out.from = read_provenance(*at);
    for (const auto& one : at->at("columns").items()) {
        auto column = read_enforcement_column(one);
        if (out.find(column.id) != nullptr) {
            one.at("id").fail("the column `" + column.id + "` stands there twice");
        }
        out.columns.push_back(std::move(column));
    }
    return out;
}

} // namespace engine
