#include "ops/cli/invocation.hpp"

#include "connectors/data_folder.hpp"
#include "connectors/installed_rules.hpp"
#include "engine/clock.hpp"
#include "engine/rules/rule_folder.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/session/ask.hpp"

#include <nlohmann/json.hpp>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace ops {
namespace {

bool wants_color(const std::string& color) {
    const char* none = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    if (color != "auto") {
        return color == "always";
    }
    return ::isatty(STDOUT_FILENO) != 0 && (none == nullptr || *none == '\0') &&
           (terminal == nullptr || std::string_view{terminal} != "dumb");
}

std::size_t terminal_columns() {
    winsize size{};
    const bool known =
        ::isatty(STDOUT_FILENO) != 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
    return known ? size.ws_col : 0;
}

print_options print_options_of(const settings& how) {
    print_options out;
    const auto& as = how.text("output.format");
    out.as = as == "json"    ? output_format::json_document
             : as == "jsonl" ? output_format::json_lines
             : as == "csv"   ? output_format::csv
                             : output_format::table;
    out.in = how.text("output.language") == "en" ? language::english : language::vietnamese;
    out.colored = wants_color(how.text("output.color"));
    out.quiet = how.is_on("output.quiet");
    out.pretty = ::isatty(STDOUT_FILENO) != 0;
    out.columns = terminal_columns();
    return out;
}

} // namespace

invocation::invocation(const std::vector<noun>& all, std::map<std::string, std::string> flags)
    : all_(all), flags_(std::move(flags)),
      settings_(settings::load({flags_, process_environment()})),
      printer_(print_options_of(settings_), std::cout, std::cerr) {}

bool invocation::is_remote() const {
    const auto& all = settings_.all();
    const auto& server = all.at("client.server");
    const auto& folder = all.at("data.folder");
    if (server.value.empty() || folder.value.empty()) {
        return !server.value.empty();
    }
    if (server.from == origin::flag && folder.from == origin::flag) {
        throw usage_error("--data and --server are two ways to the same: name one");
    }
    return server.from >= folder.from;
}

std::string invocation::folder() const {
    const auto& named = settings_.text("data.folder");
    if (named.empty()) {
        throw usage_error("which data folder?",
                          "name it: --data DIR, or MOTCUA_DATA__FOLDER in the environment");
    }
    return named;
}

std::optional<std::string> invocation::rules_folder() const {
    const auto& named = settings_.text("data.folder");
    if (named.empty() || is_remote()) {
        return std::nullopt;
    }
    if (!std::filesystem::is_directory(named)) {
        throw usage_error(named + " is no folder", "name a data folder: --data DIR");
    }
    return named;
}

engine::rule_files invocation::rule_files() {
    if (is_remote()) {
        engine::rule_files out;
        const auto told = ask_json(api(), {.path = "/v1/rules"});
        for (const auto& file : told.value("files", nlohmann::ordered_json::array())) {
            out[file.at("path").get<std::string>()] = file.at("text").get<std::string>();
        }
        return out;
    }
    const auto data = rules_folder();
    return data ? connectors::rule_files_of(*data) : engine::embedded_rule_files();
}

const engine::rule_set& invocation::rules() {
    if (!rules_ && is_remote()) {
        rules_ = engine::make_rule_set(rule_files());
    } else if (const auto data = rules_folder(); data && !rules_) {
        rules_ = connectors::rules_of_folder(*data);
    }
    return rules_ ? *rules_ : engine::default_rule_set();
}

events::instant invocation::now() {
    if (is_remote()) {
        const auto told = ask_json(api(), {.path = "/v1/clock"});
        if (const auto at = events::instant_from_text(told.value("now", ""))) {
            return *at;
        }
    }
    const auto given = flags_.find("now");
    const auto at = given == flags_.end() ? std::nullopt : events::instant_from_text(given->second);
    return at.value_or(engine::system_clock{}.now());
}

session& invocation::api() {
    if (!session_) {
        if (settings_.text("client.server").empty() && settings_.text("data.folder").empty()) {
            throw usage_error("which data?", "name a folder, --data DIR, or a server, --server "
                                             "URL; `motcua demo` makes one to try");
        }
        const auto now = flags_.find("now");
        if (!is_remote()) {
            session_ = open_folder(settings_, now == flags_.end() ? "" : now->second);
        } else if (now != flags_.end()) {
            throw usage_error("--now is for a data folder",
                              "a demonstration's server: motcua clock move");
        } else {
            session_ = open_server(settings_);
        }
    }
    return *session_;
}

session& invocation::law() {
    if (settings_.text("client.server").empty() && settings_.text("data.folder").empty()) {
        session_ = session_ ? std::move(session_) : open_law(settings_);
        return *session_;
    }
    return api();
}

bool invocation::output_was_chosen() const {
    return settings_.all().at("output.format").from != origin::fallback;
}

} // namespace ops
