#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The configuration: one TOML file, the environment and flags. A flag wins over the environment,
/// that over the file, that over the default.
namespace ops {

enum class setting_kind : std::uint8_t { text, number, boolean, mailbox };

/// A key that exists. A `*` stands for a name that the installation chooses.
struct setting_key {
    std::string_view name; ///< section.key
    setting_kind is = setting_kind::text;
    std::string_view fallback;
    std::string_view flag; ///< of the command line, without dashes; empty: none
    std::string_view about;
    std::vector<std::string> choices{};
};
[[nodiscard]] const std::vector<setting_key>& setting_keys();
[[nodiscard]] const setting_key* find_setting_key(std::string_view name);

enum class origin : std::uint8_t { fallback, file, environment, flag };

struct setting {
    std::string value;
    origin from = origin::fallback;
    std::string place; ///< `path:line`, the variable, the flag; empty for a default
};

/// Where settings come from.
struct setting_sources {
    std::map<std::string, std::string> flags;       ///< by flag
    std::map<std::string, std::string> environment; ///< the process's
};
/// The process's environment.
[[nodiscard]] std::map<std::string, std::string> process_environment();

class settings {
public:
    /// Reads the file that `--config` or MOTCUA_CONFIG names, else the first that exists of
    /// <data>/motcua.toml, $XDG_CONFIG_HOME/motcua/motcua.toml and /etc/motcua/motcua.toml. Throws
    /// usage_error for what it does not know, with its line and the nearest key.
    [[nodiscard]] static settings load(const setting_sources& from);

    [[nodiscard]] const std::string& text(std::string_view name) const;
    [[nodiscard]] std::int64_t number(std::string_view name) const;
    [[nodiscard]] bool is_on(std::string_view name) const;
    /// All that hold, by name.
    [[nodiscard]] const std::map<std::string, setting, std::less<>>& all() const { return all_; }
    /// The file that was read; empty when there was none.
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

private:
    void put(const std::string& name, setting value);

    std::map<std::string, setting, std::less<>> all_;
    std::filesystem::path file_;
};

/// The settings that a TOML text holds, with `path:line`. Throws usage_error.
[[nodiscard]] std::map<std::string, setting> read_setting_file(const std::filesystem::path& path);

} // namespace ops
