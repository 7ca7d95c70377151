#pragma once

#include "connectors/api/parameters.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace connectors::api {

/// The offices that a list is about.
struct reach {
    std::vector<events::office_code> offices; ///< at least one, in the order of the rule set
    bool everywhere = false;                  ///< they are all there are

    [[nodiscard]] bool covers(const events::office_code& office) const {
        return everywhere || std::find(offices.begin(), offices.end(), office) != offices.end();
    }
};

/// The parameter `office`, for which the caller must have permission, and with `below=true` those
/// below it for which they have it; without `office` all offices for which they have it. Throws
/// refusal `office_unknown` and `forbidden`.
[[nodiscard]] reach reach_of(call& of, engine::action wants);

/// For what concerns the installation and no office: permission anywhere is enough. Throws refusal
/// `forbidden`.
void require_somewhere(call& of, engine::action wants);

/// `office` and `below`, as reach_of() reads them.
[[nodiscard]] std::vector<parameter_note> reach_parameters();

/// How many rows one request may look at while it leaves out those that are not asked for.
inline constexpr std::size_t rows_looked_at_max = 4000;

/// What `query` lists, without the rows of offices that are not meant. A page may be shorter than
/// asked for though another follows.
template <class Row, class Office, class Query>
[[nodiscard]] projections::page<Row> without_others(const reach& over,
                                                    projections::page_request which,
                                                    const Office& office_of, const Query& query) {
    projections::page<Row> out;
    const auto limit = which.limit;
    for (std::size_t looked_at = 0; looked_at < rows_looked_at_max;) {
        which.limit = limit - out.rows.size();
        looked_at += which.limit;
        auto page = query(which);
        for (auto& row : page.rows) {
            if (over.covers(office_of(row))) {
                out.rows.push_back(std::move(row));
            }
        }
        out.next = std::move(page.next);
        if (out.next.empty() || out.rows.size() == limit) {
            break;
        }
        which.cursor = out.next;
    }
    return out;
}

/// The same for a query that can be asked about one office, or about all when it is given none.
template <class Row, class Query>
[[nodiscard]] projections::page<Row>
within(const reach& over, const projections::page_request& which, const Query& query) {
    if (over.everywhere || over.offices.size() == 1) {
        return query(over.everywhere ? std::nullopt : std::optional{over.offices.front()}, which);
    }
    return without_others<Row>(
        over, which, [](const Row& row) { return row.matter.office; },
        [&](const auto& page) { return query(std::nullopt, page); });
}

/// A list that is one of several which are shown one after the other.
template <class Row> struct list_part {
    std::string key; ///< names it in cursors; without dots
    std::function<projections::page<Row>(const projections::page_request&)> query;
};

/// As long as `go_on` says so, of which a part may also have ended a page of its own before it was
/// full: then the answer is shorter than asked for though another follows.
template <class Row>
[[nodiscard]] projections::page<Row> one_after_another(
    const std::vector<list_part<Row>>& parts, const projections::page_request& which,
    const std::function<bool()>& go_on = [] { return true; }) {
    auto at = parts.begin();
    std::string inner;
    if (!which.cursor.empty()) {
        const auto dot = which.cursor.find('.');
        const auto key = which.cursor.substr(0, dot);
        at = std::find_if(at, parts.end(), [&](const auto& part) { return part.key == key; });
        if (dot == std::string::npos || at == parts.end()) {
            throw projections::bad_cursor("of another list");
        }
        inner = which.cursor.substr(dot + 1);
    }
    projections::page<Row> out;
    while (at != parts.end() && out.rows.size() < which.limit) {
        auto page = at->query({which.limit - out.rows.size(), inner});
        std::move(page.rows.begin(), page.rows.end(), std::back_inserter(out.rows));
        inner = std::move(page.next);
        if (inner.empty()) {
            ++at;
        }
        if (!go_on()) {
            break;
        }
    }
    if (at != parts.end()) {
        out.next = at->key + "." + inner;
    }
    return out;
}

/// The lists of single offices, one after the other, as one list.
template <class Row, class Query>
[[nodiscard]] projections::page<Row>
office_by_office(const reach& over, const projections::page_request& which, const Query& query) {
    std::vector<list_part<Row>> parts;
    for (const auto& office : over.offices) {
        parts.push_back(
            {office.str(), [&query, office](const auto& page) { return query(office, page); }});
    }
    return one_after_another(parts, which);
}

} // namespace connectors::api
