#include "ops/cli/command.hpp"

#include "ops/cli/usage_error.hpp"

#include <charconv>
#include <stdexcept>

namespace ops {

using kind = argument::kind;

argument word(std::string name, std::string about) {
    return {kind::word, std::move(name), {}, std::move(about), true};
}
argument maybe_word(std::string name, std::string about) {
    return {kind::word, std::move(name), {}, std::move(about), false};
}
argument words(std::string name, std::string about) {
    return {kind::words, std::move(name), {}, std::move(about), true};
}
argument maybe_words(std::string name, std::string about) {
    return {kind::maybe_words, std::move(name), {}, std::move(about), false};
}
argument option(std::string name, std::string value, std::string about) {
    return {kind::option, std::move(name), std::move(value), std::move(about)};
}
argument choice(std::string name, std::vector<std::string> choices, std::string about) {
    return one_of(std::move(choices), option(std::move(name), {}, std::move(about)));
}
argument flag(std::string name, std::string about) {
    return {kind::flag, std::move(name), {}, std::move(about)};
}
argument required(argument one) {
    one.required = true;
    return one;
}
argument path_of(completes what, argument one) {
    one.by = what;
    return one;
}
argument one_of(std::vector<std::string> choices, argument one) {
    one.choices = std::move(choices);
    one.by = completes::choice;
    if (one.is == kind::option) {
        one.value.clear();
        for (const auto& value : one.choices) {
            one.value += (one.value.empty() ? "" : "|") + value;
        }
    }
    return one;
}

const std::vector<std::string>& arguments::list(const std::string& name) const {
    const auto found = values_.find(name);
    if (found == values_.end()) {
        throw std::logic_error("this command does not take " + name);
    }
    return found->second;
}

const std::string& arguments::text(const std::string& name) const {
    static const std::string none;
    const auto& all = list(name);
    return all.empty() ? none : all.back();
}

std::int64_t arguments::number(const std::string& name, std::int64_t otherwise,
                               std::int64_t at_least, std::int64_t at_most) const {
    if (!has(name)) {
        return otherwise;
    }
    const auto& given = text(name);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), value);
    if (error != std::errc{} || end != given.data() + given.size() || value < at_least ||
        value > at_most) {
        const bool is_word = name.front() >= 'A' && name.front() <= 'Z';
        throw usage_error((is_word ? "" : "--") + name + " must be a whole number from " +
                          std::to_string(at_least) + " to " + std::to_string(at_most) + ", not " +
                          given);
    }
    return value;
}

const std::vector<argument>& common_arguments() {
    static const std::vector<argument> all{
        path_of(completes::folder, option("data", "DIR", "Work on this data folder")),
        option("log", "PLACE", "The log of the folder: kafka://HOST:PORT,… instead of its log.db"),
        option("server", "URL", "Work through the server at this address"),
        option("as", "OFFICER", "Who asks: an officer of the folder, a login of the server"),
        option("acting-as", "ROLE", "In which role, for those who have several"),
        choice("output", {"table", "json", "jsonl", "csv"}, "How results are printed"),
        choice("lang", {"vi", "en"}, "Language of labels and refusals"),
        choice("color", {"auto", "always", "never"}, "Whether tables have colours"),
        flag("quiet", "No talk on stderr but errors"),
        path_of(completes::file, option("config", "FILE", "The configuration")),
        option("now", "TIME", "Act at this time, to try deadlines out on a folder"),
    };
    return all;
}

} // namespace ops
