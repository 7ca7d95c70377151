#include "engine/rules/lifecycle_findings.hpp"

#include "engine/decide.hpp"
#include "engine/embedded_file.hpp"
#include "engine/json_cursor.hpp"
#include "engine/lifecycles/print.hpp"
#include "engine/rules/dead_ends.hpp"
#include "engine/rules/json_lines.hpp"
#include "engine/rules/rule_folder.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace engine {
namespace {

using nlohmann::json;

constexpr std::string_view lifecycle_folder = "lifecycles/";

bool is_lifecycle_file(std::string_view path) {
    return path.starts_with(lifecycle_folder) && path.ends_with(".json") &&
           !path.ends_with(".schema.json");
}

std::string file_of(const lifecycle_table& table) {
    return fmt::format("{}{}.json", lifecycle_folder, events::name_of(table.name));
}

const lifecycle_table* table_in(std::string_view path) {
    const auto& all = all_lifecycles();
    const auto found =
        std::ranges::find_if(all, [&](const auto* table) { return file_of(*table) == path; });
    return found == all.end() ? nullptr : *found;
}

/// The text of a member, empty where there is none.
std::string text_at(const json& at, const char* key) {
    const bool is_there = at.is_object() && at.contains(key) && at[key].is_string();
    return is_there ? at[key].get<std::string>() : std::string{};
}

std::string what_of(const json& step) {
    return fmt::format("{} {}", text_at(step, "from"), text_at(step, "command"));
}

class lifecycle_file_check {
public:
    lifecycle_file_check(std::string path, const std::string& text)
        : path_(std::move(path)), text_(text), lines_(json_lines(text)) {}

    std::vector<finding> all() {
        const auto* table = table_in(path_);
        if (table == nullptr) {
            add("", "", "no lifecycle of the program has this name");
            return std::move(found_);
        }
        const auto written = read_rules_text(text_);
        if (written.is_discarded()) {
            add("", "", "not JSON");
            found_.back().line = lines_.empty() ? 1 : lines_.rbegin()->second;
            return std::move(found_);
        }
        for (const auto& twice : repeated_members(text_)) {
            add(twice.pointer, "", "this name stands in the same object twice");
            found_.back().line = twice.line;
        }
        check_steps(*table, written);
        if (found_.empty()) {
            compare("", written, json::parse(print_json(*table)));
        }
        return std::move(found_);
    }

private:
    void add(const std::string& pointer, std::string what, std::string reason) {
        found_.push_back({finding_kind::error, path_, line_of(lines_, pointer), pointer,
                          std::move(what), std::move(reason), ""});
    }

    std::optional<events::status> status_of(const json& step, const char* key,
                                            const std::string& pointer) {
        const auto word = text_at(step, key);
        const auto at = events::enum_of<events::status>(word);
        if (!at) {
            add(fmt::format("{}/{}", pointer, key), what_of(step),
                fmt::format("unknown status `{}`", word));
        }
        return at;
    }

    void check_steps(const lifecycle_table& table, const json& written) {
        const auto steps = written.is_object() ? written.find("steps") : written.end();
        if (!written.is_object() || steps == written.end() || !steps->is_array()) {
            add("/steps", "", "there is no list of steps");
            return;
        }
        std::vector<transition> rows;
        for (const auto& step : *steps) {
            const auto pointer = fmt::format("/steps/{}", rows.size());
            const auto command = text_at(step, "command");
            if (roles_of(command).empty()) {
                add(pointer + "/command", what_of(step),
                    fmt::format("unknown command `{}`", command));
            }
            const auto from = status_of(step, "from", pointer);
            const auto to = status_of(step, "to", pointer);
            // A row of an unknown status keeps its place, and leads from nowhere to nowhere.
            rows.push_back({.from = from && to ? *from : events::status::none,
                            .command = {},
                            .to = from && to ? *to : events::status::none,
                            .records = {},
                            .guards = {}});
        }
        for (const auto status : dead_ends(table.name, rows)) {
            const auto first = std::ranges::find(rows, status, &transition::to) - rows.begin();
            if (status != events::status::none) {
                add(fmt::format("/steps/{}/to", first), std::string{events::name_of(status)},
                    fmt::format("no row leaves the status `{}`, which is not final: a case that "
                                "comes there would never end",
                                events::name_of(status)));
            }
        }
    }

    void differs(const std::string& pointer, const json& here, std::string reason) {
        add(pointer, here.is_object() ? what_of(here) : "",
            reason + "; the program obeys what is compiled, and this file only shows it");
    }

    /// The first difference: what comes behind it often follows from it.
    bool compare(const std::string& pointer, const json& written, const json& compiled) {
        if (written == compiled) {
            return true;
        }
        if (written.is_object() && compiled.is_object()) {
            return compare_objects(pointer, written, compiled);
        }
        if (written.is_array() && compiled.is_array()) {
            return compare_lists(pointer, written, compiled);
        }
        differs(pointer, written,
                fmt::format("`{}` here, `{}` in the program", written.dump(), compiled.dump()));
        return false;
    }

    bool compare_objects(const std::string& pointer, const json& written, const json& compiled) {
        for (const auto& [key, member] : written.items()) {
            if (!compiled.contains(key)) {
                differs(pointer + "/" + key, written, fmt::format("unknown member `{}`", key));
                return false;
            }
        }
        return std::ranges::all_of(compiled.items(), [&](const auto& one) {
            if (!written.contains(one.key())) {
                differs(pointer, written, fmt::format("the member `{}` is missing", one.key()));
                return false;
            }
            return compare(pointer + "/" + one.key(), written[one.key()], one.value());
        });
    }

    bool compare_lists(const std::string& pointer, const json& written, const json& compiled) {
        for (std::size_t i = 0; i < written.size(); ++i) {
            const auto place = fmt::format("{}/{}", pointer, i);
            const bool same = i < compiled.size() && written[i] == compiled[i];
            if (!same && written.size() > compiled.size()) {
                differs(place, written[i],
                        fmt::format("the program has no `{}` here", written[i].dump()));
                return false;
            }
            if (!same && written.size() < compiled.size()) {
                differs(place, written[i],
                        fmt::format("before this, the program has `{}`", compiled[i].dump()));
                return false;
            }
            if (!compare(place, written[i], compiled[i])) {
                return false;
            }
        }
        if (written.size() < compiled.size()) {
            differs(
                pointer, written,
                fmt::format("at the end, the program has `{}`", compiled[written.size()].dump()));
            return false;
        }
        return true;
    }

    std::string path_;
    const std::string& text_;
    std::map<std::string, std::size_t> lines_;
    std::vector<finding> found_;
};

} // namespace

rule_files read_lifecycle_files(const std::filesystem::path& folder) {
    return files_below(folder, lifecycle_folder, is_lifecycle_file);
}

rule_files embedded_lifecycle_files() {
    rule_files files;
    for (const auto& file : embedded_files(lifecycle_folder)) {
        if (is_lifecycle_file(file.path)) {
            files.emplace(file.path, file.bytes);
        }
    }
    return files;
}

std::vector<finding> lifecycle_findings(const rule_files& files) {
    std::vector<finding> all;
    for (const auto& [path, text] : files) {
        std::ranges::move(lifecycle_file_check{path, text}.all(), std::back_inserter(all));
    }
    for (const auto* table : all_lifecycles()) {
        const auto path = file_of(*table);
        if (!files.empty() && !files.contains(path)) {
            all.push_back({finding_kind::error, path, 1, "", "",
                           "the file is missing, beside those of the other lifecycles", ""});
        }
    }
    return all;
}

} // namespace engine
