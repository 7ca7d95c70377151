#include "ops/cli/completion.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ops {
namespace {

using kind = argument::kind;

bool is_option(const argument& one) { return one.is == kind::option || one.is == kind::flag; }

std::vector<argument> options_of(const command& what) {
    std::vector<argument> out;
    for (const auto& one : what.takes) {
        if (is_option(one)) {
            out.push_back(one);
        }
    }
    out.insert(out.end(), common_arguments().begin(), common_arguments().end());
    return out;
}

std::string option_words(const command& what) {
    std::string out = "--help";
    for (const auto& one : options_of(what)) {
        out += " --" + one.name;
    }
    return out;
}

/// What a word of the command may be: its choices, or that it is a path.
struct word_values {
    std::vector<std::string> choices;
    completes by = completes::nothing;
};
word_values words_of(const command& what) {
    word_values out;
    for (const auto& one : what.takes) {
        if (!is_option(one) && one.by != completes::nothing) {
            out.by = out.choices.empty() ? one.by : out.by;
            out.choices.insert(out.choices.end(), one.choices.begin(), one.choices.end());
        }
    }
    return out;
}

std::string shell_word(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        out += c == '\'' ? std::string{"'\\''"} : std::string{c};
    }
    return out + "'";
}

/// The verbs of a noun; none when it has only the command that needs none.
std::string verbs_of(const noun& one) {
    std::string out;
    for (const auto& each : one.commands) {
        if (!each.verb.empty()) {
            out += (out.empty() ? "" : " ") + each.verb;
        }
    }
    return out;
}

/// `case show) words='…' options='…' ;;` for every command, with what the options' values are.
std::string bash_cases(const std::vector<noun>& all) {
    std::string out;
    for (const auto& one : all) {
        const auto verbs = verbs_of(one);
        if (one.needs_verb()) {
            out += fmt::format("        {}) words='{}' options='--help' ;;\n",
                               shell_word(one.name + " "), verbs);
        }
        for (const auto& each : one.commands) {
            const auto words = words_of(each);
            out += fmt::format("        {}) options='{}'", shell_word(one.name + " " + each.verb),
                               option_words(each));
            if (each.verb.empty() && !verbs.empty()) {
                out += fmt::format(" words='{}'", verbs);
            } else if (!words.choices.empty()) {
                out += fmt::format(" words='{}'", fmt::join(words.choices, " "));
            } else if (words.by == completes::file || words.by == completes::folder) {
                out += words.by == completes::file ? " paths=-f" : " paths=-d";
            }
            out += " ;;\n";
        }
    }
    return out;
}

std::string bash_values(const std::vector<noun>& all) {
    std::vector<std::string> lines;
    const auto add = [&lines](const std::string& path, const argument& one) {
        if (one.is != kind::option) {
            return;
        }
        std::string then = ":"; // a value that only the person knows
        if (!one.choices.empty()) {
            then = fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$current\"))",
                               fmt::join(one.choices, " "));
        } else if (one.by == completes::file || one.by == completes::folder) {
            then = fmt::format("COMPREPLY=($(compgen {} -- \"$current\"))",
                               one.by == completes::file ? "-f" : "-d");
        }
        lines.push_back(fmt::format("        {}--{}) {}; return ;;\n", path, one.name, then));
    };
    for (const auto& one : all) {
        for (const auto& each : one.commands) {
            for (const auto& taken : each.takes) {
                add(shell_word(one.name + " " + each.verb + " "), taken);
            }
        }
    }
    for (const auto& one : common_arguments()) {
        add("*' '", one);
    }
    std::string out;
    for (const auto& line : lines) {
        out += line;
    }
    return out;
}

std::string noun_names(const std::vector<noun>& all) {
    std::string out;
    for (const auto& one : all) {
        out += (out.empty() ? "" : " ") + one.name;
    }
    return out;
}

/// The bodies of `case` words that take an option and its value, which are no nouns nor verbs.
std::string value_options() {
    std::string out;
    for (const auto& one : common_arguments()) {
        if (one.is == kind::option) {
            out += (out.empty() ? "--" : "|--") + one.name;
        }
    }
    return out;
}

std::string bash_function(const std::vector<noun>& all) {
    return fmt::format(R"(_motcua() {{
    local current="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}"
    local noun='' verb='' words='' options='--help --version' paths='' i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case "${{COMP_WORDS[i]}}" in
        {0}) i=$((i + 1)) ;;
        -*) ;;
        *)
            if [[ -z $noun ]]; then
                noun="${{COMP_WORDS[i]}}"
            elif [[ -z $verb ]]; then
                case " $(_motcua_verbs "$noun") " in *" ${{COMP_WORDS[i]}} "*) verb="${{COMP_WORDS[i]}}" ;; esac
            fi
            ;;
        esac
    done
    case "$noun $verb $before" in
{1}    esac
    if [[ -z $noun ]]; then
        words='{2}'
    fi
    case "$noun $verb" in
{3}    esac
    if [[ $current == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$current"))
    elif [[ -n $paths ]]; then
        COMPREPLY=($(compgen $paths -- "$current"))
    else
        COMPREPLY=($(compgen -W "$words" -- "$current"))
    fi
}}
_motcua_verbs() {{
    case "$1" in
{4}    esac
}}
)",
                       value_options(), bash_values(all), noun_names(all), bash_cases(all), [&] {
                           std::string verbs;
                           for (const auto& one : all) {
                               const auto names = verbs_of(one);
                               if (names.empty()) {
                                   continue;
                               }
                               verbs += fmt::format("    {}) echo '{}' ;;\n", one.name, names);
                           }
                           return verbs;
                       }());
}

std::string fish_line(const std::string& when, const argument& one) {
    std::string out = fmt::format("complete -c motcua -n {} -l {} -d {}", shell_word(when),
                                  one.name, shell_word(one.about));
    if (one.is == kind::option) {
        out += " -r";
        if (!one.choices.empty()) {
            out += fmt::format(" -f -a {}",
                               shell_word(fmt::format("{}", fmt::join(one.choices, " "))));
        } else if (one.by == completes::file || one.by == completes::folder) {
            out += " -F";
        } else {
            out += " -f";
        }
    }
    return out + "\n";
}

} // namespace

std::string bash_completion(const std::vector<noun>& all) {
    return "# motcua completion bash >/etc/bash_completion.d/motcua\n" + bash_function(all) +
           "complete -o filenames -o bashdefault -F _motcua motcua\n";
}

std::string zsh_completion(const std::vector<noun>& all) {
    return "#compdef motcua\n# motcua completion zsh >\"${fpath[1]}/_motcua\"\n"
           "autoload -U +X bashcompinit && bashcompinit\n" +
           bash_function(all) + "complete -o filenames -F _motcua motcua\n";
}

std::string fish_completion(const std::vector<noun>& all) {
    std::string out = "# motcua completion fish >~/.config/fish/completions/motcua.fish\n"
                      "complete -c motcua -f\n";
    for (const auto& one : all) {
        out += fmt::format("complete -c motcua -n __fish_use_subcommand -a {} -d {}\n", one.name,
                           shell_word(one.about));
        const auto here = "__fish_seen_subcommand_from " + one.name;
        for (const auto& each : one.commands) {
            auto when = here;
            if (!each.verb.empty()) {
                out += fmt::format("complete -c motcua -n {} -a {} -d {}\n", shell_word(here),
                                   each.verb, shell_word(each.about));
                when += "; and __fish_seen_subcommand_from " + each.verb;
            }
            for (const auto& taken : each.takes) {
                if (is_option(taken)) {
                    out += fish_line(when, taken);
                } else if (!taken.choices.empty()) {
                    out +=
                        fmt::format("complete -c motcua -n {} -a {}\n", shell_word(when),
                                    shell_word(fmt::format("{}", fmt::join(taken.choices, " "))));
                } else if (taken.by == completes::file || taken.by == completes::folder) {
                    out += fmt::format("complete -c motcua -n {} -F\n", shell_word(when));
                }
            }
        }
    }
    for (const auto& one : common_arguments()) {
        out += fish_line("true", one);
    }
    return out;
}

} // namespace ops
