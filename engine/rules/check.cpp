#include "engine/rules/check.hpp"

#include "engine/fees/fee_rules.hpp"
#include "engine/forms/form.hpp"
#include "engine/json_cursor.hpp"
#include "engine/rules/book_rules.hpp"
#include "engine/rules/citation_findings.hpp"
#include "engine/rules/enforcement_columns.hpp"
#include "engine/rules/json_lines.hpp"
#include "engine/rules/notification_ways.hpp"
#include "engine/rules/paper_findings.hpp"
#include "engine/rules/period_findings.hpp"
#include "engine/rules/row_findings.hpp"
#include "engine/rules/rule_folder.hpp"
#include "engine/rules/send_days.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <tuple>

namespace engine {
namespace {

/// What a person would call it.
std::string name_of(const nlohmann::json& item) {
    for (const auto* key :
         {"id", "code", "key", "word", "day", "way", "version", "valid_from", "on"}) {
        const auto found = item.find(key);
        if (found != item.end() && found->is_string()) {
            return found->get<std::string>();
        }
    }
    return {};
}

class checking {
public:
    explicit checking(const rule_files& files) : files_(files) {}

    std::vector<finding> all() {
        for (const auto& [path, text] : files_) {
            if (path.ends_with(".json") && !path.ends_with(".schema.json")) {
                check(path, text);
            }
        }
        list_missing();
        attempt("", [&] { (void)read_fee_rules(files_); });
        if (std::ranges::count(found_, finding_kind::error, &finding::kind) == 0) {
            attempt("", [&] { (void)make_rule_set(files_); }); // what concerns several files
        }
        std::ranges::stable_sort(found_, [](const finding& a, const finding& b) {
            return std::tie(a.kind, a.file, a.line) < std::tie(b.kind, b.file, b.line);
        });
        return std::move(found_);
    }

private:
    void check(const std::string& path, const std::string& text) {
        lines_ = json_lines(text);
        const auto json = read_rules_text(text);
        if (json.is_discarded()) {
            found_.push_back({finding_kind::error, path,
                              lines_.empty() ? 1 : lines_.rbegin()->second, "", "",
                              nests_too_deep(text) ? "nested too deep" : "not JSON", ""});
            return;
        }
        if (attempt(path, [&] { read(path, text); })) {
            add_all(row_findings(path, text));
        }
        list_unverified(path, json, "", "");
        if (path.starts_with("procedures/")) {
            add_all(period_findings(files_, path));
            add_all(citation_findings(files_, path));
            add_all(paper_findings(path, text));
        } else if (path.starts_with("rules/") && json.contains("deadlines")) {
            attempt(path, [&] { (void)read_shared_rules(text, path); });
            add_all(period_findings(files_, path));
            add_all(citation_findings(files_, path));
        }
        if (path.starts_with("offices/")) {
            list_not_configured(path, json);
        }
    }

    /// A slip that is gone is a slip that nobody gets. A calendar may be called otherwise.
    void list_missing() {
        for (const auto& [path, text] : embedded_rule_files()) {
            if (!path.starts_with("calendars/") && !files_.contains(path)) {
                found_.push_back({finding_kind::error, path, 1, "", "",
                                  "the file is missing, which every rule set has", ""});
            }
        }
    }

    void add_all(std::vector<finding> found) {
        std::ranges::move(found, std::back_inserter(found_));
    }

    /// Offices that still exist and have nobody who signs or no phone; nothing stands in for it.
    void list_not_configured(const std::string& path, const nlohmann::json& json) {
        if (!json.contains("offices") || !json["offices"].is_array()) {
            return;
        }
        std::size_t i = 0;
        for (const auto& office : json["offices"]) {
            const auto pointer = fmt::format("/offices/{}", i++);
            if (!office.is_object() || office.contains("valid_to")) {
                continue;
            }
            const bool phone = !office.value("phones", nlohmann::json::array()).empty();
            const bool signer = !office.value("signers", nlohmann::json::array()).empty();
            if (!phone || !signer) {
                found_.push_back(
                    {finding_kind::not_configured, path, line_of(lines_, pointer), pointer,
                     name_of(office),
                     fmt::format("no {}{}{}: slips and letters say so", phone ? "" : "phone",
                                 phone || signer ? "" : " and no ", signer ? "" : "signer"),
                     ""});
            }
        }
    }

    static void read(const std::string& path, const std::string& text) {
        if (path.starts_with("procedures/")) {
            (void)read_procedure(text, path);
        } else if (path.starts_with("calendars/")) {
            (void)read_calendar(text, path);
        } else if (path.starts_with("offices/")) {
            (void)read_offices(text, path);
        } else if (path.starts_with("forms/")) {
            (void)read_forms({{path, text}});
        } else if (path.starts_with("rules/")) {
            (void)read_acts({{path, text}});
            (void)read_notification_ways({{path, text}});
            (void)read_registers({{path, text}});
            (void)read_statistics_rules({{path, text}});
            (void)read_enforcement_table({{path, text}});
            (void)read_send_days({{path, text}});
        }
    }

    /// A fault names `file#pointer: reason; advice`.
    bool attempt(const std::string& path, const std::function<void()>& make) {
        try {
            make();
            return true;
        } catch (const events::fault& fault) {
            std::string text = fault.what();
            text = text.substr(0, text.rfind("; correct the file"));
            text.erase(0, text.starts_with("read rules: ") ? 12 : 0);
            const auto hash = text.find('#');
            const auto colon = text.find(": ", hash == std::string::npos ? 0 : hash);
            finding one;
            one.file = hash == std::string::npos ? path : text.substr(0, hash);
            if (hash != std::string::npos && colon != std::string::npos) {
                one.pointer = text.substr(hash + 1, colon - hash - 1);
                text.erase(0, colon + 2);
            }
            one.reason = text;
            if (const auto file = files_.find(one.file); file != files_.end()) {
                one.line = line_of(json_lines(file->second), one.pointer);
            }
            found_.push_back(std::move(one));
            return false;
        }
    }

    void list_unverified(const std::string& path, const nlohmann::json& at,
                         const std::string& pointer, const std::string& around) {
        if (!at.is_structured()) {
            return;
        }
        auto name = at.is_object() ? name_of(at) : std::string{};
        name = name.empty() ? around : name;
        if (at.is_object() && at.contains("tag") && at["tag"].is_string()) {
            const auto tag = events::enum_of<confidence>(at["tag"].get_ref<const std::string&>());
            const bool adopted = at.contains("adopted") && at["adopted"] == true;
            if (tag && !adopted && !provenance{"", *tag}.may_be_default()) {
                found_.push_back({finding_kind::unverified, path, line_of(lines_, pointer), pointer,
                                  name, fmt::format("tag {}", events::name_of(*tag)),
                                  at.value("source", std::string{})});
            }
        }
        for (const auto& [key, child] : at.items()) {
            list_unverified(path, child, pointer + "/" + key, name);
        }
    }

    const rule_files& files_;
    std::map<std::string, std::size_t> lines_;
    std::vector<finding> found_;
};

} // namespace

std::vector<finding> check_rules(const rule_files& files) { return checking{files}.all(); }

void refuse_errors(const rule_files& files, std::string_view folder) {
    for (const auto& one : check_rules(files)) {
        if (one.kind == finding_kind::error) { // they come first
            throw events::fault(
                "rules-bad-data",
                fmt::format("read rules: {}/{}:{}{}{}: {}; correct the file, `motcua rules check "
                            "--folder {}` tells all that is wrong",
                            folder, one.file, one.line, one.pointer.empty() ? "" : " ", one.pointer,
                            one.reason, folder));
        }
    }
}

} // namespace engine
