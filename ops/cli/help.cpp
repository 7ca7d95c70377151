#include "ops/cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ops {
namespace {

using kind = argument::kind;

bool is_word(const argument& one) { return one.is != kind::option && one.is != kind::flag; }

std::string shown(const argument& one) {
    switch (one.is) {
    case kind::word:
        return one.required ? one.name : "[" + one.name + "]";
    case kind::words:
        return one.name + "...";
    case kind::maybe_words:
        return "[" + one.name + "...]";
    case kind::option:
        return "--" + one.name + " " + one.value;
    case kind::flag:
        return "--" + one.name;
    }
    return {};
}

struct line {
    std::string left;
    std::string right;
};

std::string columns(const std::vector<line>& lines) {
    constexpr std::size_t left_max = 30;
    std::size_t width = 0;
    for (const auto& one : lines) {
        width = std::max(width, std::min(one.left.size(), left_max));
    }
    std::string out;
    for (const auto& one : lines) {
        if (one.left.size() > left_max) {
            out += fmt::format("  {}\n  {:{}}  {}\n", one.left, "", width, one.right);
        } else {
            out += fmt::format("  {:{}}  {}\n", one.left, width, one.right);
        }
    }
    return out;
}

std::string told(const argument& one) {
    std::string out = one.about;
    if (is_word(one) && !one.choices.empty()) {
        out += fmt::format(" ({})", fmt::join(one.choices, ", "));
    }
    if (!is_word(one) && one.required) {
        out += " (required)";
    }
    return out;
}

std::string common_part() {
    std::vector<line> lines;
    for (const auto& one : common_arguments()) {
        lines.push_back({shown(one), one.about});
    }
    return "\nEverywhere:\n" + columns(lines);
}

std::string examples_part(const std::vector<std::string>& examples) {
    std::string out;
    for (const auto& one : examples) {
        out += "  " + one + "\n";
    }
    return out.empty() ? out : "\nExamples:\n" + out;
}

} // namespace

std::string usage_of(const noun& one, const command& what) {
    std::string out = "motcua " + one.name + (what.verb.empty() ? "" : " " + what.verb);
    bool options = false;
    std::string words;
    for (const auto& each : what.takes) {
        if (is_word(each) || each.required) {
            words += " " + shown(each);
        } else {
            options = true;
        }
    }
    return out + words + (options ? " [OPTIONS]" : "");
}

std::string help_of(const noun& one, const command& what) {
    std::string out =
        what.about + "\n" + examples_part(what.examples) + "\nUsage: " + usage_of(one, what) + "\n";
    std::vector<line> words;
    std::vector<line> options;
    for (const auto& each : what.takes) {
        (is_word(each) ? words : options).push_back({shown(each), told(each)});
    }
    if (!words.empty()) {
        out += "\n" + columns(words);
    }
    if (!options.empty()) {
        out += "\nOptions:\n" + columns(options);
    }
    if (!what.more.empty()) {
        out += "\n" + what.more + "\n";
    }
    return out + common_part();
}

std::string help_of(const noun& one) {
    std::vector<std::string> examples;
    std::vector<line> verbs;
    for (const auto& each : one.commands) {
        if (!each.examples.empty()) {
            examples.push_back(each.examples.front());
        }
        verbs.push_back({each.verb, each.about});
    }
    return one.about + "\n" + examples_part(examples) + "\nUsage: motcua " + one.name +
           " VERB [OPTIONS]\n\nVerbs:\n" + columns(verbs) + "\nmotcua " + one.name +
           " VERB --help tells more.\n";
}

std::string help_of(const std::vector<noun>& all) {
    std::vector<line> nouns;
    for (const auto& one : all) {
        nouns.push_back({one.name, one.about});
    }
    return "motcua: cases of civil judgment enforcement, their steps and their deadlines\n" +
           examples_part(
               {"motcua demo                                    a seeded office to try things on",
                "motcua init /var/lib/motcua                    make a data folder",
                "motcua serve --data /var/lib/motcua            serve it over HTTP",
                "motcua case history CODE --data DIR --as lan   every step of a case"}) +
           "\nUsage: motcua NOUN [VERB] [OPTIONS]\n\nNouns:\n" + columns(nouns) + common_part() +
           "\nmotcua NOUN --help tells more. Data goes to stdout, talk to stderr. Exit codes: 0 "
           "ok,\n"
           "1 failure, 2 usage, 3 not found, 4 refused or conflict, 5 verification failed,\n"
           "6 degraded, 130 interrupted.\n";
}

} // namespace ops
