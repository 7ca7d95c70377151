#pragma once

#include "connectors/api/explained_view.hpp"
#include "connectors/http/request_fields.hpp"

#include <string>
#include <vector>

namespace connectors::api {

/// What the events of a case did to each of its periods, in the order of case_state::deadlines.
struct period_steps {
    std::vector<step_on_period> steps;
    std::string calendar;
    events::rules_id counted_by; ///< the rules that stated the newest due instant
    bool open = true;
};

class period_history {
public:
    /// `words`: what the step says in words, where the reader may see it.
    void pass(const events::event& what, const std::string& words);
    [[nodiscard]] const std::vector<period_steps>& all() const { return all_; }
    /// Leaves out why officers excused or extended periods.
    void withhold_words();
    /// Calls the codes of reasons what people call them.
    void name_reasons(language in);

private:
    period_steps* find(const std::string& id);
    void add(const std::string& id, step_on_period step);
    void end(const std::string& id, step_on_period step);
    void add_move(const events::event& what, const events::deadline_moved& moved,
                  const std::string& words);

    std::vector<std::string> ids_;
    std::vector<period_steps> all_;
};

[[nodiscard]] period_history period_history_of(call& of, const engine::case_state& state);

} // namespace connectors::api
