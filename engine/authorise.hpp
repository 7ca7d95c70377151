#pragma once

#include "engine/rejection.hpp"
#include "events/ids.hpp"
#include "events/vocabulary.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace engine {

/// An officer may act in a role at an office, and below it if `descendants`. `*` is every office.
struct grant {
    events::role as = events::role::counter_officer;
    events::office_code at;
    bool descendants = false;
    bool operator==(const grant&) const = default;
};

/// Everything that somebody can want to do. Every read and write asks for one of them.
enum class action {
    command,         ///< give a command (which one is asked apart)
    read_case,       ///< a case, its history, its next steps
    read_person,     ///< sealed data in clear
    read_denouncer,  ///< who denounces: the few who handle denunciations
    read_register,   ///< registers and worklists of an office
    read_overdue,    ///< deadlines and alerts of an office
    read_statistics, ///< figures without names
    read_refusals,   ///< the audit trail of refusals
    verify_log,
    operate, ///< projections, accounts, clock
};

/// Which office belongs to which.
class office_tree {
public:
    virtual ~office_tree() = default;
    /// Whether `below` is `above` or somewhere below it.
    [[nodiscard]] virtual bool within(const events::office_code& below,
                                      const events::office_code& above) const = 0;
    /// Whether the office still exists when the question is asked; one that nobody knows does.
    [[nodiscard]] virtual bool at_work(const events::office_code& office) const = 0;
    /// Whether `heir` has the matters of `ended`, which is no longer at work.
    [[nodiscard]] virtual bool follows(const events::office_code& heir,
                                       const events::office_code& ended) const = 0;
};

/// What is asked: who wants to do what, where.
struct permission_question {
    action wants{};
    std::string_view command; ///< with action::command
    events::office_code office;
    events::role acting_as = events::role::system; ///< the role chosen; checked against the grants
    bool role_chosen = false;                      ///< otherwise the first grant that fits is taken
};

struct permission {
    bool allowed = false;
    events::role as{}; ///< in which it is allowed, or was asked
    /// The first role that is held there, where it is held and may not; none when allowed.
    std::optional<events::role> refused_in;
    /// Stable code of the reason: granted, no_grant_here, role_may_not, office_ended.
    std::string_view why;
};

/// The one function through which every read and write goes. Pure: the grants are those that hold
/// at the moment of the decision, so a role that was taken away acts at once.
[[nodiscard]] permission authorise(std::span<const grant> grants, const office_tree& offices,
                                   const permission_question& asked);

/// Whether a role may do this at all, anywhere: the table that a person can read.
[[nodiscard]] bool role_may(events::role as, action wants, std::string_view command);

/// The refusal to answer with.
[[nodiscard]] rejection forbidden(const permission_question& asked, std::string_view why);

} // namespace engine

template <> struct events::enum_names<engine::action> {
    static constexpr std::array<std::string_view, 10> names{
        "command",      "read_case",       "read_person",   "read_denouncer", "read_register",
        "read_overdue", "read_statistics", "read_refusals", "verify_log",     "operate"};
};
