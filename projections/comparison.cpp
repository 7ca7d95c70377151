#include "projections/comparison.hpp"

#include "projections/catalogue.hpp"
#include "projections/key_text.hpp"
#include "projections/parallel.hpp"

#include <algorithm>

namespace projections {
namespace {

constexpr std::size_t block_rows = 1000;

struct one_row {
    std::string key;
    std::string value;
};

std::vector<one_row> block(const snapshot& view, table where, const std::string& from) {
    std::vector<one_row> out;
    view.scan(where, from, {}, [&](std::string_view key, std::string_view value) {
        out.push_back({std::string{key}, std::string{value}});
        return out.size() < block_rows;
    });
    return out;
}

/// Finds the first row that is not the same in both.
void find_first(const snapshot& first, const snapshot& second, table_difference& into) {
    std::string from;
    for (;;) {
        const auto mine = block(first, into.where, from);
        const auto other = block(second, into.where, from);
        const auto count = std::min(mine.size(), other.size());
        for (std::size_t i = 0; i < count; ++i) {
            if (mine[i].key == other[i].key && mine[i].value == other[i].value) {
                continue;
            }
            const auto order = mine[i].key.compare(other[i].key);
            into.first_key = key_text(into.where, std::min(mine[i].key, other[i].key));
            into.how = order == 0  ? row_difference::other_value
                       : order < 0 ? row_difference::only_first
                                   : row_difference::only_second;
            return;
        }
        if (mine.size() != other.size()) {
            const auto& longer = mine.size() > count ? mine : other;
            into.first_key = key_text(into.where, longer[count].key);
            into.how =
                mine.size() > count ? row_difference::only_first : row_difference::only_second;
            return;
        }
        if (count < block_rows) {
            return;
        }
        from = mine.back().key + '\0';
    }
}

} // namespace

std::string projection_of(table where) {
    for (const auto* one : catalogue()) {
        const auto mine = one->writes();
        if (std::find(mine.begin(), mine.end(), where) != mine.end()) {
            return std::string{one->name()};
        }
    }
    return "fold";
}

comparison compare(const snapshot& first, const snapshot& second) {
    comparison out;
    in_parallel(2, [&](std::size_t number) {
        (number == 0 ? out.first : out.second) = digest(number == 0 ? first : second);
    });
    for (std::size_t i = 0; i < out.first.tables.size(); ++i) {
        const auto& mine = out.first.tables[i];
        const auto& other = out.second.tables[i];
        if (mine == other) {
            continue;
        }
        table_difference one{.projection = projection_of(mine.where),
                             .where = mine.where,
                             .rows = mine.rows,
                             .other_rows = other.rows,
                             .first_key = {},
                             .how = row_difference::other_value};
        find_first(first, second, one);
        out.differences.push_back(std::move(one));
    }
    return out;
}

} // namespace projections
