#pragma once

#include "engine/rule_set.hpp"
#include "events/describe.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What can be said of rule files before anybody relies on them.
namespace engine {

enum class finding_kind : std::uint8_t {
    error,          ///< the file is refused: the rule set cannot be made
    unverified,     ///< not read and not derived, and not adopted: shown, never applied by default
    never_started,  ///< no step records the fact that begins this period: shown, never run
    never_asked,    ///< no step demands this paper: shown only
    misdated,       ///< a row cites an act that is not in force on every day of the row
    not_configured, ///< an office has not told its phone or who signs: slips say so
};

struct finding {
    finding_kind kind = finding_kind::error;
    std::string file; ///< below schemas/
    std::size_t line = 1;
    std::string pointer; ///< JSON pointer into the file
    std::string what;    ///< what it is about: an id, a code, a name
    std::string reason;
    std::string source; ///< of an unverified item

    static constexpr auto fields() {
        using f = finding;
        using events::field;
        return std::tuple{field{"kind", &f::kind},    field{"file", &f::file},
                          field{"line", &f::line},    field{"pointer", &f::pointer},
                          field{"what", &f::what},    field{"reason", &f::reason},
                          field{"source", &f::source}};
    }
};

/// Everything that was found, errors first, then by file and line. One error a file: what is wrong
/// behind it is found when it is mended.
[[nodiscard]] std::vector<finding> check_rules(const rule_files& files);

/// Throws events::fault `rules-bad-data` with the file in the folder, the line and the reason of
/// the first error.
void refuse_errors(const rule_files& files, std::string_view folder);

/// A place that differs between two rule sets.
struct rule_difference {
    std::string file;
    std::string pointer; ///< into the later file; of what was removed, into the earlier one
    std::string before;  ///< JSON; empty when it was added
    std::string after;   ///< JSON; empty when it was removed

    static constexpr auto fields() {
        using d = rule_difference;
        using events::field;
        return std::tuple{field{"file", &d::file}, field{"pointer", &d::pointer},
                          field{"before", &d::before}, field{"after", &d::after}};
    }
};

/// Row by row: a row is told from the others of its list by its id, code, day, validity and the
/// like.
[[nodiscard]] std::vector<rule_difference> diff_rules(const rule_files& before,
                                                      const rule_files& after);

/// schemas/README.md: every rule with its validity, source and tag, and what is unverified. `rows`
/// are the sections that say which test holds what of the law; they come before the tables.
[[nodiscard]] std::string coverage_page(const rule_set& rules, std::string_view rows = {});

} // namespace engine

template <> struct events::enum_names<engine::finding_kind> {
    static constexpr std::array<std::string_view, 6> names{
        "error", "unverified", "never_started", "never_asked", "misdated", "not_configured"};
};
