#include "engine/rules/wording_findings.hpp"

#include "engine/embedded_file.hpp"
#include "engine/json_cursor.hpp"
#include "engine/rules/json_lines.hpp"
#include "engine/rules/rule_folder.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

namespace engine {
namespace {

using nlohmann::json;

constexpr std::string_view wording_folder = "words/";
constexpr std::string_view reasons_file = "words/reasons.json";
/// In which a reason is said; whoever adds one adds it to who reads them (connectors::reason_text).
constexpr std::array<std::string_view, 2> languages{"vi", "en"};

bool is_wording_file(std::string_view path) {
    return path.starts_with(wording_folder) && path.ends_with(".json") &&
           !path.ends_with(".schema.json");
}

bool is_code(std::string_view text) {
    return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
           std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
           });
}

class wording_file_check {
public:
    wording_file_check(std::string path, const std::string& text)
        : path_(std::move(path)), text_(text), lines_(json_lines(text)) {}

    std::vector<finding> all() {
        if (path_ != reasons_file) {
            add("", "", "nothing reads a file of words of this name");
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
        check_reasons(written);
        return std::move(found_);
    }

private:
    void add(const std::string& pointer, std::string what, std::string reason) {
        found_.push_back({finding_kind::error, path_, line_of(lines_, pointer), pointer,
                          std::move(what), std::move(reason), ""});
    }

    void check_reasons(const json& written) {
        const bool has_list =
            written.is_object() && written.contains("reasons") && written["reasons"].is_array();
        if (!has_list) {
            add("/reasons", "", "there is no list of reasons");
            return;
        }
        for (const auto& [key, member] : written.items()) {
            if (key != "$schema" && key != "reasons") {
                add("/" + key, "", fmt::format("unknown member `{}`", key));
            }
        }
        std::size_t i = 0;
        for (const auto& one : written["reasons"]) {
            check_reason(fmt::format("/reasons/{}", i++), one);
        }
    }

    void check_reason(const std::string& pointer, const json& one) {
        if (!one.is_object()) {
            add(pointer, "", "a reason is an object with its code and its words");
            return;
        }
        const auto code = check_code(pointer, one);
        for (const auto& [key, member] : one.items()) {
            if (key != "code" && std::ranges::count(languages, key) == 0) {
                add(pointer + "/" + key, code,
                    fmt::format("unknown language `{}`: words are in vi and in en", key));
            }
        }
        for (const auto& in : languages) {
            const std::string key{in};
            if (!one.contains(key)) {
                add(pointer, code, fmt::format("the words in `{}` are missing", key));
            } else if (!one[key].is_string() || is_blank(one[key].get<std::string>())) {
                add(pointer + "/" + key, code, "these are no words");
            }
        }
    }

    std::string check_code(const std::string& pointer, const json& one) {
        const bool is_text = one.contains("code") && one["code"].is_string();
        auto code = is_text ? one["code"].get<std::string>() : std::string{};
        if (!is_code(code)) {
            add(pointer + "/code", code, "a code is small letters, digits and underscores");
        } else if (!codes_.insert(code).second) {
            add(pointer + "/code", code, fmt::format("the code `{}` stands there twice", code));
        }
        return code;
    }

    static bool is_blank(std::string_view text) {
        return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    }

    std::string path_;
    const std::string& text_;
    std::map<std::string, std::size_t> lines_;
    std::set<std::string> codes_;
    std::vector<finding> found_;
};

} // namespace

rule_files read_wording_files(const std::filesystem::path& folder) {
    return files_below(folder, wording_folder, is_wording_file);
}

rule_files embedded_wording_files() {
    rule_files files;
    for (const auto& file : embedded_files(wording_folder)) {
        if (is_wording_file(file.path)) {
            files.emplace(file.path, file.bytes);
        }
    }
    return files;
}

std::vector<finding> wording_findings(const rule_files& files) {
    std::vector<finding> all;
    for (const auto& [path, text] : files) {
        std::ranges::move(wording_file_check{path, text}.all(), std::back_inserter(all));
    }
    return all;
}

} // namespace engine
