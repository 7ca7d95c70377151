#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The command line as data: parser, help, completion and manual are made from it.
namespace ops {

class invocation;

/// How a shell completes a value.
enum class completes : std::uint8_t { nothing, file, folder, choice };

/// One thing that a command takes: `CODE`, `--office KEY`, `--all`.
struct argument {
    enum class kind : std::uint8_t { word, words, maybe_words, option, flag };
    kind is = kind::option;
    std::string name;  ///< without dashes; a word's is in capitals
    std::string value; ///< what an option's value is called in help
    std::string about;
    bool required = false;
    std::vector<std::string> choices{}; ///< the only values taken, when not empty
    completes by = completes::nothing;
};

[[nodiscard]] argument word(std::string name, std::string about);
/// One or none.
[[nodiscard]] argument maybe_word(std::string name, std::string about);
/// One or more.
[[nodiscard]] argument words(std::string name, std::string about);
/// None or more.
[[nodiscard]] argument maybe_words(std::string name, std::string about);
[[nodiscard]] argument option(std::string name, std::string value, std::string about);
[[nodiscard]] argument choice(std::string name, std::vector<std::string> choices,
                              std::string about);
[[nodiscard]] argument flag(std::string name, std::string about);
[[nodiscard]] argument required(argument one);
[[nodiscard]] argument path_of(completes what, argument one);
/// A word of which these are the values.
[[nodiscard]] argument one_of(std::vector<std::string> choices, argument one);

/// What was given. Asking for what the command does not take is a bug: std::logic_error.
class arguments {
public:
    void declare(const argument& one) { values_[one.name]; }
    void give(const std::string& name, std::string value) {
        values_.at(name).push_back(std::move(value));
    }

    /// Empty when it was not given.
    [[nodiscard]] const std::string& text(const std::string& name) const;
    [[nodiscard]] const std::vector<std::string>& list(const std::string& name) const;
    [[nodiscard]] bool has(const std::string& name) const { return !list(name).empty(); }
    /// Throws usage_error when it is no whole number of that range.
    [[nodiscard]] std::int64_t number(const std::string& name, std::int64_t otherwise,
                                      std::int64_t at_least, std::int64_t at_most) const;

private:
    std::map<std::string, std::vector<std::string>> values_;
};

/// `motcua <noun> <verb> …`; a noun with one command needs no verb.
struct command {
    std::string verb;
    std::string about;
    std::vector<std::string> examples;
    std::vector<argument> takes;
    std::function<int(invocation&, const arguments&)> run;
    std::string more{}; ///< a further paragraph of its help
};

struct noun {
    std::string name;
    std::string about;
    std::vector<command> commands;
    [[nodiscard]] bool needs_verb() const { return !commands.front().verb.empty(); }
};

/// Options that every command takes; each is a key of the configuration too, or `config`, `now`.
[[nodiscard]] const std::vector<argument>& common_arguments();

} // namespace ops
