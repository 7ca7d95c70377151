#include "engine/json_cursor.hpp"
#include "engine/rules/check.hpp"

#include <algorithm>
#include <array>
#include <set>

/// What differs between two rule sets, row by row: a version of a rule that was put between two
/// others is one difference, and not one more for each row behind it.
namespace engine {
namespace {

using nlohmann::json;
using json_place = json::json_pointer;

/// What tells a row from the others of its list. A row without any of it is only itself.
std::string identity_of(const json& row) {
    static constexpr std::array names{"id",   "key",        "code",   "act",    "word",
                                      "day",  "year",       "form",   "step",   "on",
                                      "when", "valid_from", "ground", "only_in"};
    std::string out;
    for (const auto* name : names) {
        if (row.is_object() && row.contains(name)) {
            out += row[name].dump() + " ";
        }
    }
    return out.empty() ? row.dump() : out;
}

std::vector<std::string> identities_of(const json& list) {
    std::vector<std::string> out;
    out.reserve(list.size());
    for (const auto& row : list) {
        out.push_back(identity_of(row));
    }
    return out;
}

/// How many rows, at most, follow each other in both lists from these places on.
std::vector<std::vector<std::size_t>> common_from(const std::vector<std::string>& before,
                                                  const std::vector<std::string>& after) {
    std::vector<std::vector<std::size_t>> most(before.size() + 1,
                                               std::vector<std::size_t>(after.size() + 1));
    for (auto i = before.size(); i-- > 0;) {
        for (auto j = after.size(); j-- > 0;) {
            most[i][j] = before[i] == after[j] ? most[i + 1][j + 1] + 1
                                               : std::max(most[i + 1][j], most[i][j + 1]);
        }
    }
    return most;
}

class comparing {
public:
    comparing(const std::string& file, std::vector<rule_difference>& into)
        : file_(file), into_(into) {}

    void compare(const json& before, const json& after, const json_place& at) {
        if (before == after) {
            return;
        }
        if (before.is_object() && after.is_object()) {
            members(before, after, at);
        } else if (before.is_array() && after.is_array()) {
            rows(before, after, at);
        } else {
            into_.push_back({file_, at.to_string(), before.dump(), after.dump()});
        }
    }

private:
    void removed(const json& what, const json_place& at) {
        into_.push_back({file_, at.to_string(), what.dump(), ""});
    }
    void added(const json& what, const json_place& at) {
        into_.push_back({file_, at.to_string(), "", what.dump()});
    }

    void members(const json& before, const json& after, const json_place& at) {
        std::set<std::string> names;
        for (const auto* each : {&before, &after}) {
            for (const auto& [name, unused] : each->items()) {
                names.insert(name);
            }
        }
        for (const auto& name : names) {
            if (!after.contains(name)) {
                removed(before[name], at / name);
            } else if (!before.contains(name)) {
                added(after[name], at / name);
            } else {
                compare(before[name], after[name], at / name);
            }
        }
    }

    void rows(const json& before, const json& after, const json_place& at) {
        const auto old_rows = identities_of(before);
        const auto new_rows = identities_of(after);
        const auto most = common_from(old_rows, new_rows);
        std::size_t i = 0;
        std::size_t j = 0;
        while (i < old_rows.size() || j < new_rows.size()) {
            const auto from_i = i;
            const auto from_j = j;
            while (i < old_rows.size() && j < new_rows.size() && old_rows[i] != new_rows[j]) {
                ++(most[i + 1][j] >= most[i][j + 1] ? i : j);
            }
            if (i == old_rows.size() || j == new_rows.size()) {
                i = old_rows.size();
                j = new_rows.size();
            }
            between(before, after, at, {from_i, i}, {from_j, j});
            if (i < old_rows.size()) {
                compare(before[i], after[j], at / j);
                ++i;
                ++j;
            }
        }
    }

    struct span {
        std::size_t from;
        std::size_t to;
    };

    /// As many on either side are rows that changed what tells them apart; else they came or went.
    void between(const json& before, const json& after, const json_place& at, span old_rows,
                 span new_rows) {
        if (old_rows.to - old_rows.from == new_rows.to - new_rows.from) {
            for (auto j = new_rows.from; j < new_rows.to; ++j) {
                compare(before[old_rows.from + j - new_rows.from], after[j], at / j);
            }
            return;
        }
        for (auto i = old_rows.from; i < old_rows.to; ++i) {
            removed(before[i], at / i);
        }
        for (auto j = new_rows.from; j < new_rows.to; ++j) {
            added(after[j], at / j);
        }
    }

    const std::string& file_;
    std::vector<rule_difference>& into_;
};

} // namespace

std::vector<rule_difference> diff_rules(const rule_files& before, const rule_files& after) {
    const auto content_of = [](const rule_files& files, const std::string& path) {
        const auto found = files.find(path);
        return found == files.end() ? json{} : parse_rules_json(found->second, path);
    };
    std::vector<rule_difference> all;
    auto paths = before;
    paths.insert(after.begin(), after.end());
    for (const auto& [path, unused] : paths) {
        comparing{path, all}.compare(content_of(before, path), content_of(after, path),
                                     json_place{});
    }
    return all;
}

} // namespace engine
