#pragma once

#include "connectors/api/parts.hpp"
#include "connectors/api/problem_kinds.hpp"
#include "connectors/http/responder.hpp"
#include "engine/authorise.hpp"
#include "projections/queries.hpp"

#include <atomic>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectors::api {

/// Ends a handler with a problem as its answer.
class refusal : public std::exception {
public:
    explicit refusal(problem what) : what_(std::move(what)) {}
    [[nodiscard]] const problem& told() const { return what_; }
    [[nodiscard]] const char* what() const noexcept override { return what_.code.c_str(); }

private:
    problem what_;
};

/// The offices of the rule set as a tree, on the day of that time.
class office_branches : public engine::office_tree {
public:
    office_branches(const engine::rule_set& rules, events::instant now)
        : rules_(rules), today_(events::office_date(now)) {}
    [[nodiscard]] bool within(const events::office_code& below,
                              const events::office_code& above) const override;
    [[nodiscard]] bool at_work(const events::office_code& office) const override;
    [[nodiscard]] bool follows(const events::office_code& heir,
                               const events::office_code& ended) const override;

private:
    const engine::rule_set& rules_;
    events::local_date today_;
};

/// One request in the hands of its handler: who asks, what they may do, and the state of things at
/// one moment. Reads of one call see one snapshot and one time.
class call {
public:
    call(const parts& on, request_context context, events::officer_id officer);

    const parts& on;
    const request_context context;

    [[nodiscard]] const events::officer_id& officer() const { return officer_; }
    [[nodiscard]] const std::vector<engine::grant>& grants();
    /// Waits for what was folded and not written yet, so only what needs rows of many cases asks.
    [[nodiscard]] const projections::snapshot& view();
    [[nodiscard]] events::instant now() const { return now_; }
    [[nodiscard]] language speaks() const { return context.preferred(); }

    /// The one way to permission: every handler that is not for anyone asks here before it shows or
    /// does anything, and gets the role in which it is allowed. Throws refusal `forbidden`.
    engine::permission require(engine::action wants, const events::office_code& office,
                               std::string_view command = {});
    /// The same question where no is an answer that is told.
    [[nodiscard]] engine::permission ask(engine::action wants, const events::office_code& office,
                                         std::string_view command);
    /// The same question where no is an answer.
    [[nodiscard]] bool may(engine::action wants, const events::office_code& office);
    /// For what concerns nobody but the caller, such as their own sessions.
    void ask_for_oneself() { ++asked_; }
    /// For what every officer may know, such as the calendar.
    void ask_for_anyone() { ++asked_; }
    [[nodiscard]] std::uint64_t asked() const { return asked_; }

    /// As sent, or null.
    [[nodiscard]] const std::string* query(std::string_view name) const {
        return context.request.query_value(name);
    }

private:
    events::officer_id officer_;
    events::instant now_;
    std::optional<projections::snapshot> view_;
    grant_memo::grants grants_;
    std::atomic<std::uint64_t> asked_ = 0;
};

/// What the rules call something, in the caller's language.
[[nodiscard]] inline const std::string& name_in(const call& of, const engine::bilingual& name) {
    return of.speaks() == language::vietnamese ? name.vi : name.en;
}

} // namespace connectors::api
