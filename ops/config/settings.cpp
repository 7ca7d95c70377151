#include "ops/config/settings.hpp"

#include "connectors/mail/compose.hpp"
#include "ops/cli/nearest.hpp"
#include "ops/cli/usage_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <stdexcept>

extern char** environ;

namespace ops {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view prefix = "MOTCUA_";

bool is_number(const std::string& text) {
    std::int64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && stop == end && !text.empty();
}

void check(const setting_key& key, const setting& given) {
    const auto wrong = [&](const std::string& must) {
        throw usage_error(
            fmt::format("{}: {} must be {}, not {}", given.place, key.name, must, given.value));
    };
    if (key.is == setting_kind::number && !is_number(given.value)) {
        wrong("a whole number");
    }
    if (key.is == setting_kind::boolean && given.value != "true" && given.value != "false") {
        wrong("true or false");
    }
    if (key.is == setting_kind::mailbox && !given.value.empty() &&
        !connectors::is_plain_address(given.value)) {
        wrong("a mailbox as name@domain");
    }
    if (!key.choices.empty() &&
        std::find(key.choices.begin(), key.choices.end(), given.value) == key.choices.end()) {
        wrong(fmt::format("one of {}{}", fmt::join(key.choices, ", "),
                          did_you_mean(given.value, key.choices)));
    }
}

std::vector<std::string> key_names() {
    std::vector<std::string> out;
    for (const auto& one : setting_keys()) {
        out.emplace_back(one.name);
    }
    return out;
}

/// MOTCUA_SERVE__PORT is serve.port; MOTCUA_CONTACTS__96__PHONE is contacts.96.phone.
std::string name_of_variable(std::string_view variable) {
    std::string out;
    for (std::size_t i = prefix.size(); i < variable.size(); ++i) {
        if (variable.substr(i, 2) == "__") {
            out.push_back('.');
            ++i;
        } else {
            out.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(variable[i]))));
        }
    }
    return out;
}

std::map<std::string, setting> of_environment(const std::map<std::string, std::string>& all) {
    std::map<std::string, setting> out;
    for (const auto& [variable, value] : all) {
        // One underscore only: not a setting but, for instance, MOTCUA_CONFIG.
        if (!variable.starts_with(prefix) || variable.find("__") == std::string::npos) {
            continue;
        }
        const auto name = name_of_variable(variable);
        if (find_setting_key(name) == nullptr) {
            throw usage_error(fmt::format("{}: there is no setting {}{}", variable, name,
                                          did_you_mean(name, key_names())),
                              "motcua config show lists them");
        }
        out[name] = {value, origin::environment, variable};
    }
    return out;
}

std::string value_of(const std::map<std::string, std::string>& in, const std::string& name) {
    const auto found = in.find(name);
    return found == in.end() ? "" : found->second;
}

/// A folder opens like a file and reads as an empty one: every setting would be left out in
/// silence.
fs::path no_folder(fs::path named) {
    if (fs::is_directory(named)) {
        throw usage_error("the configuration " + named.string() + " is a folder",
                          "it must be a file");
    }
    return named;
}

fs::path file_to_read(const setting_sources& from, const std::string& data) {
    auto named = value_of(from.flags, "config");
    if (named.empty()) {
        named = value_of(from.environment, "MOTCUA_CONFIG");
    }
    if (!named.empty()) {
        if (!fs::exists(named)) {
            throw not_found_error("there is no configuration " + named);
        }
        return no_folder(named);
    }
    std::vector<fs::path> places;
    if (!data.empty()) {
        places.push_back(fs::path{data} / "motcua.toml");
    }
    const auto config_home = value_of(from.environment, "XDG_CONFIG_HOME");
    const auto home = value_of(from.environment, "HOME");
    if (!config_home.empty()) {
        places.push_back(fs::path{config_home} / "motcua/motcua.toml");
    } else if (!home.empty()) {
        places.push_back(fs::path{home} / ".config/motcua/motcua.toml");
    }
    places.emplace_back("/etc/motcua/motcua.toml");
    for (const auto& one : places) {
        std::error_code ignored;
        if (fs::exists(one, ignored)) {
            return no_folder(one);
        }
    }
    return {};
}

} // namespace

std::map<std::string, std::string> process_environment() {
    std::map<std::string, std::string> out;
    for (char** one = environ; one != nullptr && *one != nullptr; ++one) {
        const std::string_view text{*one};
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) {
            out.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return out;
}

void settings::put(const std::string& name, setting value) {
    check(*find_setting_key(name), value);
    all_[name] = std::move(value);
}

settings settings::load(const setting_sources& from) {
    settings out;
    for (const auto& key : setting_keys()) {
        if (key.name.find('*') == std::string_view::npos) {
            out.all_[std::string{key.name}] = {std::string{key.fallback}, origin::fallback, {}};
        }
    }
    const auto environment = of_environment(from.environment);
    auto data = value_of(from.flags, "data");
    if (const auto named = environment.find("data.folder");
        data.empty() && named != environment.end()) {
        data = named->second.value;
    }
    out.file_ = file_to_read(from, data);
    if (!out.file_.empty()) {
        for (auto& [name, value] : read_setting_file(out.file_)) {
            out.put(name, std::move(value));
        }
    }
    for (const auto& [name, value] : environment) {
        out.put(name, value);
    }
    for (const auto& key : setting_keys()) {
        const auto given = from.flags.find(std::string{key.flag});
        if (!key.flag.empty() && given != from.flags.end()) {
            out.put(std::string{key.name},
                    {given->second, origin::flag, "--" + std::string{key.flag}});
        }
    }
    return out;
}

const std::string& settings::text(std::string_view name) const {
    static const std::string none;
    const auto found = all_.find(name);
    if (found != all_.end()) {
        return found->second.value;
    }
    if (find_setting_key(name) == nullptr) {
        throw std::logic_error("no setting is called " + std::string{name});
    }
    return none;
}

std::int64_t settings::number(std::string_view name) const {
    const auto& value = text(name);
    std::int64_t out = 0;
    std::from_chars(value.data(), value.data() + value.size(), out);
    return out;
}

bool settings::is_on(std::string_view name) const { return text(name) == "true"; }

} // namespace ops
