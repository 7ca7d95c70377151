#include "ops/cli/parse.hpp"

#include "connectors/http/address.hpp"
#include "ops/cli/help.hpp"
#include "ops/cli/nearest.hpp"
#include "ops/cli/usage_error.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace ops {
namespace {

using kind = argument::kind;

/// Where CLI11 puts the values of one argument.
struct slot {
    const argument* of = nullptr;
    std::vector<std::string> values;
    bool set = false;
};

void add_to(CLI::App& app, const argument& one, slot& into) {
    into.of = &one;
    if (one.is == kind::flag) {
        app.add_flag("--" + one.name, into.set, one.about);
        return;
    }
    const bool is_option = one.is == kind::option;
    auto* made = app.add_option(is_option ? "--" + one.name : one.name, into.values, one.about);
    if (one.is == kind::words || one.is == kind::maybe_words) {
        made->expected(one.is == kind::words ? 1 : 0, 1 << 20);
    } else {
        made->expected(1);
        made->allow_extra_args(false); // the words that follow are not its own
        made->multi_option_policy(is_option ? CLI::MultiOptionPolicy::TakeLast
                                            : CLI::MultiOptionPolicy::Throw);
    }
    made->required(one.required);
}

/// Names of files may be of any bytes; all else goes into JSON or an address sooner or later.
void check_text(const slot& one) {
    if (one.of->by == completes::file || one.of->by == completes::folder) {
        return;
    }
    for (const auto& value : one.values) {
        if (!connectors::is_utf8(value)) {
            throw usage_error(fmt::format("{}{} is not written in UTF-8",
                                          one.of->is == kind::option ? "--" : "", one.of->name),
                              "set the terminal and its locale to UTF-8");
        }
    }
}

void check_choice(const slot& one) {
    if (one.of->choices.empty()) {
        return;
    }
    for (const auto& value : one.values) {
        if (std::find(one.of->choices.begin(), one.of->choices.end(), value) ==
            one.of->choices.end()) {
            const bool is_option = one.of->is == kind::option;
            throw usage_error(fmt::format("{}{} takes no {}{}", is_option ? "--" : "", one.of->name,
                                          value, did_you_mean(value, one.of->choices)),
                              fmt::format("it takes {}", fmt::join(one.of->choices, ", ")));
        }
    }
}

std::vector<std::string> names_of(const std::vector<noun>& all) {
    std::vector<std::string> out;
    for (const auto& one : all) {
        out.push_back(one.name);
    }
    return out;
}

std::vector<std::string> verbs_of(const noun& one) {
    std::vector<std::string> out;
    for (const auto& each : one.commands) {
        if (!each.verb.empty()) {
            out.push_back(each.verb);
        }
    }
    return out;
}

bool takes_words(const command& one) {
    return std::ranges::any_of(one.takes, [](const argument& each) {
        return each.is != kind::option && each.is != kind::flag;
    });
}

std::vector<std::string> options_of(const command* what) {
    std::vector<std::string> out{"--help"};
    const auto add = [&out](const std::vector<argument>& from) {
        for (const auto& one : from) {
            if (one.is == kind::option || one.is == kind::flag) {
                out.push_back("--" + one.name);
            }
        }
    };
    if (what != nullptr) {
        add(what->takes);
    }
    add(common_arguments());
    return out;
}

bool is_common_value_option(const std::string& word) {
    return std::any_of(common_arguments().begin(), common_arguments().end(), [&](const auto& one) {
        return one.is == kind::option && word == "--" + one.name;
    });
}

/// The noun and the command that a line is about, whatever else is wrong with it.
struct about {
    const noun* of = nullptr;
    const command* what = nullptr;
    bool wants_help = false;
};

about look(const std::vector<noun>& all, const std::vector<std::string>& line) {
    about out;
    bool looks_for_verb = false;
    bool may_be_value = false; // of an option of the command that needs no verb
    for (std::size_t i = 0; i < line.size(); ++i) {
        const auto& word = line[i];
        if (word == "--") {
            break;
        }
        if (word == "--help" || word == "-h") {
            out.wants_help = true;
        } else if (word.starts_with("-")) {
            const bool common = is_common_value_option(word);
            may_be_value = may_be_value || !common;
            i += common ? 1 : 0;
        } else if (out.of == nullptr) {
            const auto found = std::find_if(all.begin(), all.end(),
                                            [&](const auto& one) { return one.name == word; });
            if (found == all.end()) {
                throw usage_error("there is no motcua " + word + did_you_mean(word, names_of(all)),
                                  "motcua --help lists what there is");
            }
            out.of = &*found;
            out.what = found->needs_verb() ? nullptr : &found->commands.front();
            looks_for_verb = true;
            may_be_value = false;
        } else if (looks_for_verb) {
            looks_for_verb = false;
            const auto& among = out.of->commands;
            const auto found = std::find_if(among.begin(), among.end(),
                                            [&](const auto& one) { return one.verb == word; });
            if (found == among.end() && out.what != nullptr &&
                (among.size() == 1 || may_be_value || takes_words(*out.what))) {
                continue; // a word of the command that needs no verb
            }
            if (found == among.end()) {
                throw usage_error(fmt::format("there is no motcua {} {}{}", out.of->name, word,
                                              did_you_mean(word, verbs_of(*out.of))),
                                  fmt::format("there is: {}", fmt::join(verbs_of(*out.of), ", ")));
            }
            out.what = &*found;
        }
    }
    return out;
}

std::string help_for(const std::vector<noun>& all, const about& line) {
    if (line.what != nullptr) {
        return help_of(*line.of, *line.what);
    }
    return line.of != nullptr ? help_of(*line.of) : help_of(all);
}

[[noreturn]] void refuse(const CLI::ParseError& no, CLI::App& app, const about& line) {
    const auto hint = usage_of(*line.of, *line.what);
    for (const auto& extra : app.remaining(true)) {
        const auto name = extra.substr(0, extra.find('='));
        if (extra.starts_with("-")) {
            throw usage_error(
                "there is no option " + name + did_you_mean(name, options_of(line.what)), hint);
        }
        throw usage_error(extra + " is one word too many", hint);
    }
    throw usage_error(no.what(), hint);
}

} // namespace

parsed_line parse(const std::vector<noun>& all, const std::vector<std::string>& line) {
    parsed_line out;
    if (line.size() == 1 && line.front() == "--version") {
        return parse(all, {"version"});
    }
    const auto about = look(all, line);
    if (about.wants_help || line.empty()) {
        out.text = help_for(all, about);
        return out;
    }
    if (about.what == nullptr) {
        throw usage_error(about.of == nullptr ? "what shall motcua do?"
                                              : "motcua " + about.of->name + " what?",
                          about.of == nullptr
                              ? "motcua --help lists what there is"
                              : fmt::format("there is: {}", fmt::join(verbs_of(*about.of), ", ")));
    }

    CLI::App app{"", "motcua"};
    app.set_help_flag();
    app.fallthrough();
    auto* leaf = app.add_subcommand(about.of->name);
    if (!about.what->verb.empty()) {
        leaf = leaf->add_subcommand(about.what->verb);
    }
    std::vector<slot> own(about.what->takes.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
        add_to(*leaf, about.what->takes[i], own[i]);
        out.given.declare(about.what->takes[i]);
    }
    std::vector<slot> shared(common_arguments().size());
    for (std::size_t i = 0; i < shared.size(); ++i) {
        add_to(app, common_arguments()[i], shared[i]);
    }
    try {
        app.parse(std::vector<std::string>{line.rbegin(), line.rend()});
    } catch (const CLI::ParseError& no) {
        refuse(no, app, about);
    }
    for (const auto& one : own) {
        check_text(one);
        check_choice(one);
        if (one.set) {
            out.given.give(one.of->name, "true");
        }
        for (const auto& value : one.values) {
            out.given.give(one.of->name, value);
        }
    }
    for (const auto& one : shared) {
        check_text(one);
        check_choice(one);
        if (one.set || !one.values.empty()) {
            out.common[one.of->name] = one.set ? "true" : one.values.back();
        }
    }
    out.what = about.what;
    return out;
}

} // namespace ops
