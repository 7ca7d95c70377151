#include "engine/rules/period_findings.hpp"

#include "engine/json_cursor.hpp"
#include "engine/rules/json_lines.hpp"
#include "engine/rules/recorded_facts.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace engine {
namespace {

/// A procedure that has the periods of the file, and what its steps record.
struct user_of_periods {
    std::string id;
    std::set<fact> recorded;
};

std::optional<user_of_periods> user_in(const rule_files& files, const std::string& path) {
    try {
        auto what = read_procedure(files.at(path), path);
        if (const auto shared = files.find(what.shares); shared != files.end()) {
            share(read_shared_rules(shared->second, what.shares), what);
        }
        return user_of_periods{what.id, facts_recorded_in(what)};
    } catch (const events::fault&) {
        return std::nullopt; // told where the file is read
    }
}

std::vector<user_of_periods> users_of(const rule_files& files, const std::string& path) {
    std::vector<user_of_periods> all;
    for (const auto& [each, text] : files) {
        if (!each.starts_with("procedures/") || each.ends_with(".schema.json")) {
            continue;
        }
        const auto json = read_rules_text(text);
        const bool has =
            each == path || (json.is_object() && json.contains("shares") && json["shares"] == path);
        if (auto user = has ? user_in(files, each) : std::nullopt) {
            all.push_back(std::move(*user));
        }
    }
    return all;
}

/// The facts of a row by a member that holds one word or a list of them.
std::vector<fact> facts_in(const nlohmann::json& row, const std::string& key) {
    std::vector<fact> all;
    const auto found = row.find(key);
    if (found == row.end()) {
        return all;
    }
    for (const auto& word : found->is_array() ? *found : nlohmann::json::array({*found})) {
        if (const auto what =
                events::enum_of<fact>(word.is_string() ? word.get<std::string>() : "")) {
            all.push_back(*what);
        }
    }
    return all;
}

class period_row_check {
public:
    period_row_check(std::string path, std::map<std::string, std::size_t> lines,
                     std::vector<finding>& into)
        : path_(std::move(path)), lines_(std::move(lines)), into_(into) {}

    void check(const nlohmann::json& row, const std::string& pointer,
               const std::vector<user_of_periods>& users) {
        const auto none = recording_none(users, facts_in(row, "starts_on"));
        const auto start = row.value("starts_on", std::string{});
        const auto why = row.value("unstarted", std::string{});
        if (!why.empty() && none.size() < users.size()) {
            add(finding_kind::error, row, pointer + "/starts_on",
                "a step records this fact, so that `unstarted` is not true");
        } else if (!why.empty()) {
            add(finding_kind::never_started, row, pointer,
                fmt::format(
                    "no step records `{}`: the period is shown and never runs by itself. {}", start,
                    why));
        } else if (!none.empty()) {
            add(finding_kind::error, row, pointer + "/starts_on",
                fmt::format("no step of {} records `{}`, so that the period would never run; "
                            "`unstarted` says why",
                            fmt::join(none, ", "), start));
        }
        if (!row.contains("met_by")) {
            return;
        }
        const auto owing = recording_none(users, facts_in(row, "met_by"));
        if (!owing.empty()) {
            add(finding_kind::error, row, pointer + "/met_by",
                fmt::format("no step of {} records any of these facts: the period would be owed "
                            "for ever",
                            fmt::join(owing, ", ")));
        }
    }

private:
    static std::vector<std::string> recording_none(const std::vector<user_of_periods>& users,
                                                   const std::vector<fact>& facts) {
        std::vector<std::string> out;
        for (const auto& user : users) {
            if (std::ranges::none_of(facts,
                                     [&](fact what) { return user.recorded.contains(what); })) {
                out.push_back(user.id);
            }
        }
        return out;
    }

    void add(finding_kind kind, const nlohmann::json& row, const std::string& pointer,
             std::string reason) {
        into_.push_back({kind, path_, line_of(lines_, pointer), pointer,
                         row.value("id", std::string{}), std::move(reason),
                         row.value("source", std::string{})});
    }

    std::string path_;
    std::map<std::string, std::size_t> lines_;
    std::vector<finding>& into_;
};

} // namespace

std::vector<finding> period_findings(const rule_files& files, const std::string& path) {
    std::vector<finding> all;
    const auto users = users_of(files, path);
    const auto& text = files.at(path);
    const auto json = read_rules_text(text);
    if (users.empty() || !json.is_object() || !json.contains("deadlines")) {
        return all;
    }
    period_row_check checking{path, json_lines(text), all};
    std::size_t i = 0;
    for (const auto& row : json["deadlines"]) {
        auto concerned = users;
        if (row.contains("only_in")) {
            std::erase_if(concerned, [&](const user_of_periods& user) {
                return std::ranges::count(row["only_in"], nlohmann::json(user.id)) == 0;
            });
        }
        const auto pointer = fmt::format("/deadlines/{}", i++);
        if (!concerned.empty()) {
            checking.check(row, pointer, concerned);
        }
    }
    return all;
}

} // namespace engine
