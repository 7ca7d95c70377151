#include "engine/rules/row_findings.hpp"

#include "engine/deadline_math.hpp"
#include "engine/json_cursor.hpp"
#include "engine/rules/json_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace engine {
namespace {

/// No period of the law is longer; `motcua deadline compute` counts no further either.
constexpr std::int64_t amount_max = 10'000;
constexpr std::int64_t years_max = 100;
constexpr std::int64_t months_max = 12 * years_max;

/// The lists whose rows follow each other in time, and what tells two rules of a list apart.
constexpr std::array<std::string_view, 10> lists_in_time{
    "deadlines", "papers", "grounds", "limits",   "channels",
    "versions",  "forms",  "periods", "salaries", "reliefs"};
constexpr std::array<std::string_view, 4> names_of_rule{"id", "code", "when", "only_in"};

struct days_in_force {
    local_date from;
    std::optional<local_date> to;
};

std::optional<local_date> day_in(const nlohmann::json& row, const std::string& key) {
    const auto found = row.find(key);
    return found == row.end() || !found->is_string()
               ? std::nullopt
               : events::date_from_text(found->get_ref<const std::string&>());
}

std::optional<days_in_force> days_in(const nlohmann::json& row) {
    const auto from = row.is_object() ? day_in(row, "valid_from") : std::nullopt;
    return from ? std::optional{days_in_force{*from, day_in(row, "valid_to")}} : std::nullopt;
}

local_date next_day(local_date day) {
    return local_date{std::chrono::sys_days{day} + std::chrono::days{1}};
}

bool is_blank(const nlohmann::json& text) {
    return text.is_string() &&
           text.get_ref<const std::string&>().find_first_not_of(" \t\r\n") == std::string::npos;
}

class written_file_check {
public:
    written_file_check(std::string path, std::string_view text)
        : path_(std::move(path)), lines_(json_lines(text)) {}

    std::vector<finding> all(std::string_view text) {
        if (const auto twice = repeated_members(text); !twice.empty()) {
            add(twice.front().pointer, "", "this name stands in the same object twice");
            found_.back().line = twice.front().line;
        }
        const auto root = read_rules_text(text);
        walk(root, "", "");
        if (path_.starts_with("calendars/")) {
            check_swaps(root);
        }
        return std::move(found_);
    }

private:
    void add(const std::string& pointer, const std::string& what, std::string reason) {
        found_.push_back({finding_kind::error, path_, line_of(lines_, pointer), pointer, what,
                          std::move(reason), ""});
    }

    void walk(const nlohmann::json& at, const std::string& pointer, const std::string& around) {
        if (!at.is_structured()) {
            return;
        }
        auto what = around;
        if (at.is_object()) {
            what = at.contains("id") && at["id"].is_string() ? at["id"].get<std::string>() : around;
            check_object(at, pointer, what);
        }
        for (const auto& [key, child] : at.items()) {
            const auto place = pointer + "/" + key;
            walk(child, place, what);
            if (at.is_object() && child.is_array() && std::ranges::count(lists_in_time, key) > 0) {
                check_times(child, place, stated_gaps(at));
            }
        }
    }

    void check_object(const nlohmann::json& at, const std::string& pointer,
                      const std::string& what) {
        for (const auto* member : {"source", "text", "unstarted"}) {
            if (at.contains(member) && is_blank(at[member])) {
                add(pointer + "/" + member, what, fmt::format("`{}` says nothing", member));
            }
        }
        if (!at.contains("amount") || !at["amount"].is_number_integer() || !at.contains("unit")) {
            return;
        }
        const auto most = at["unit"] == "years"    ? years_max
                          : at["unit"] == "months" ? months_max
                                                   : amount_max;
        if (at["amount"].get<std::int64_t>() > most) {
            add(pointer + "/amount", what,
                fmt::format("no period of the law is longer than {} {}", most,
                            at["unit"].is_string() ? at["unit"].get<std::string>() : ""));
        }
    }

    static std::vector<days_in_force> stated_gaps(const nlohmann::json& around) {
        std::vector<days_in_force> all;
        if (const auto gaps = around.find("gaps"); gaps != around.end() && gaps->is_array()) {
            for (const auto& gap : *gaps) {
                if (const auto days = days_in(gap)) {
                    all.push_back(*days);
                }
            }
        }
        return all;
    }

    struct row_in_time {
        days_in_force days;
        std::size_t place = 0;
    };

    /// Between the first and the last version of a rule there is one for every day, or a gap that
    /// is stated.
    void check_times(const nlohmann::json& list, const std::string& pointer,
                     const std::vector<days_in_force>& gaps) {
        std::map<std::string, std::vector<row_in_time>> rules;
        std::size_t place = 0;
        for (const auto& row : list) {
            if (const auto days = days_in(row)) {
                rules[name_of(row, pointer)].push_back({*days, place});
            }
            ++place;
        }
        for (auto& [name, rows] : rules) {
            std::ranges::sort(rows, {}, [](const row_in_time& row) { return row.days.from; });
            for (std::size_t i = 1; i < rows.size(); ++i) {
                const auto& before = rows[i - 1].days.to;
                if (before && next_day(*before) < rows[i].days.from) {
                    check_gap(*before, rows[i], pointer, list, gaps);
                }
            }
        }
    }

    void check_gap(local_date before, const row_in_time& after, const std::string& pointer,
                   const nlohmann::json& list, const std::vector<days_in_force>& gaps) {
        const auto first = next_day(before);
        const bool stated = std::ranges::any_of(gaps, [&](const days_in_force& gap) {
            return gap.from <= first && (!gap.to || next_day(*gap.to) >= after.days.from);
        });
        if (!stated) {
            const auto& row = list[after.place];
            add(fmt::format("{}/{}/valid_from", pointer, after.place),
                row.contains("id") && row["id"].is_string() ? row["id"].get<std::string>() : "",
                fmt::format(
                    "no version of this rule holds from {} until then, and no `gaps` says why",
                    events::to_text(first)));
        }
    }

    /// The versions of a form or of a register's form have names of their own and are one rule.
    static std::string name_of(const nlohmann::json& row, const std::string& pointer) {
        nlohmann::json name;
        if (!pointer.ends_with("/versions") && !pointer.ends_with("/forms")) {
            for (const auto key : names_of_rule) {
                if (const auto found = row.find(std::string{key}); found != row.end()) {
                    name[std::string{key}] = *found;
                }
            }
        }
        return name.dump();
    }

    struct swapped_day {
        std::string kind;
        std::string with;
        std::string pointer;
    };

    /// A weekday off and the Saturday that is worked for it name each other. The other one of a
    /// pair may lie in a year that the calendar does not cover.
    void check_swaps(const nlohmann::json& root) {
        if (!root.is_object() || !root.contains("years") || root["years"].empty()) {
            return;
        }
        std::map<std::string, swapped_day> days;
        std::size_t year = 0;
        for (const auto& each : root["years"]) {
            std::size_t i = 0;
            for (const auto& day : each["special_days"]) {
                days[day["day"].get<std::string>()] = {
                    day["kind"].get<std::string>(), day.value("swapped_with", std::string{}),
                    fmt::format("/years/{}/special_days/{}", year, i++)};
            }
            ++year;
        }
        const auto first = root["years"].front()["year"].get<int>();
        const auto last = root["years"].back()["year"].get<int>();
        for (const auto& [day, swapped] : days) {
            if (swapped.with.empty()) {
                continue;
            }
            const auto place = swapped.pointer + "/swapped_with";
            const auto with = events::date_from_text(swapped.with);
            if (!with) {
                add(place, day, "`" + swapped.with + "` is not a day such as 2017-06-01");
                continue;
            }
            const auto year_of = static_cast<int>(with->year());
            const auto other = days.find(swapped.with);
            const bool pair = other != days.end() && other->second.with == day &&
                              other->second.kind != swapped.kind;
            if (!pair && year_of >= first && year_of <= last) {
                add(place, day,
                    fmt::format("{} does not say that it is {} for {}", swapped.with,
                                swapped.kind == "swap" ? "worked" : "off", day));
            }
        }
    }

    std::string path_;
    std::map<std::string, std::size_t> lines_;
    std::vector<finding> found_;
};

} // namespace

std::vector<finding> row_findings(const std::string& path, std::string_view text) {
    return written_file_check{path, text}.all(text);
}

} // namespace engine
