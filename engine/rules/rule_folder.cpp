#include "engine/rules/rule_folder.hpp"

#include "engine/embedded_file.hpp"
#include "events/fault.hpp"
#include "events/installation_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <utility>

namespace engine {
namespace {

constexpr std::array<std::string_view, 6> folders{"calendars/", "fees/",       "forms/",
                                                  "offices/",   "procedures/", "rules/"};

std::string text_of(const std::filesystem::path& path) {
    const std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf(); // of a folder, which opens and cannot be read, nothing
    if (!file || std::filesystem::is_directory(path)) {
        throw events::fault("rules-not-readable",
                            fmt::format("read rules: {} cannot be read; check that it exists and "
                                        "may be read",
                                        path.string()));
    }
    return std::move(text).str();
}

rule_files rule_files_below(const std::filesystem::path& folder, std::string_view name) {
    return files_below(folder, name, is_rule_file);
}

} // namespace

rule_files files_below(const std::filesystem::path& folder, std::string_view name,
                       bool (*is_one)(std::string_view)) {
    rule_files files;
    const auto below = folder / name.substr(0, name.size() - 1);
    if (!std::filesystem::is_directory(below)) {
        return files;
    }
    for (const auto& entry : std::filesystem::directory_iterator(below)) {
        auto path = std::string(name) + entry.path().filename().string();
        if (is_one(path)) {
            files[std::move(path)] = text_of(entry.path());
        }
    }
    return files;
}

bool is_rule_file(std::string_view path) {
    return path.ends_with(".json") && !path.ends_with(".schema.json") &&
           std::ranges::any_of(folders,
                               [&](std::string_view folder) { return path.starts_with(folder); });
}

rule_files read_rule_folder(const std::filesystem::path& folder) {
    rule_files files;
    for (const auto name : folders) {
        const auto below = folder / name.substr(0, name.size() - 1);
        std::error_code problem;
        for (const auto& entry : std::filesystem::directory_iterator(below, problem)) {
            auto path = std::string(name) + entry.path().filename().string();
            if (is_rule_file(path)) {
                files[std::move(path)] = text_of(entry.path());
            }
        }
        if (problem) {
            throw events::fault("rules-not-readable",
                                fmt::format("read rules: {}: {}; name a folder laid out like "
                                            "schemas/",
                                            below.string(), problem.message()));
        }
    }
    return files;
}

rule_files embedded_rule_files() {
    rule_files files;
    for (const auto& file : embedded_table()) {
        if (is_rule_file(file.path)) {
            files.emplace(file.path, file.bytes);
        }
    }
    return files;
}

rule_files with_files_of(rule_files files, const std::filesystem::path& folder) {
    for (const auto name : folders) {
        auto theirs = rule_files_below(folder, name);
        if (name == "calendars/" && !theirs.empty()) { // there is one at a time
            std::erase_if(files, [&](const auto& file) { return file.first.starts_with(name); });
        }
        for (auto& [path, text] : theirs) {
            files[path] = std::move(text);
        }
    }
    return files;
}

found_rules find_rules(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder)) {
        throw events::fault("rules-not-readable",
                            fmt::format("read rules: {} is no folder; name one laid out like "
                                        "schemas/, or `rules/` of a data folder",
                                        folder.string()));
    }
    const auto built_in = embedded_rule_files();
    std::size_t replaced = 0;
    for (const auto name : folders) {
        for (const auto& [path, text] : rule_files_below(folder, name)) {
            replaced += built_in.count(path);
        }
    }
    const auto whole = std::filesystem::weakly_canonical(folder);
    const bool of_installation =
        whole.filename() == "rules" &&
        std::filesystem::exists(whole.parent_path() / events::installation_key_file);
    if (of_installation || replaced * 2 < built_in.size()) {
        return {with_files_of(built_in, folder), true};
    }
    return {read_rule_folder(folder), false};
}

} // namespace engine
