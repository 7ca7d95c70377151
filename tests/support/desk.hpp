#pragma once

#include "engine/decide.hpp"
#include "engine/memory_target.hpp"
#include "events/codec.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace testing_support {

/// A time at the office, such as "2017-06-01 08:00".
[[nodiscard]] events::instant office_time(std::string_view text);

/// One case at office 96 under the default rules, for given/when/then tests of decisions: every
/// accepted step goes through encode, the one rule and the fold, as in production.
class desk : private engine::counters {
public:
    explicit desk(std::string_view opens_at = "2017-06-01 08:00");

    /// The clock stands at this office time.
    desk& at(std::string_view office_time_text);
    desk& by(std::string_view officer);
    /// Of the next step only, as the grounds are. When unsaid, the officer called "head" acts as
    /// the head where the head may take it, and everybody else in the first role that may.
    desk& as(events::role role);
    desk& on_grounds(std::vector<std::string> codes);

    /// Expects the step to be accepted.
    desk& does(engine::command_detail what);
    /// Expects a refusal, which is returned.
    engine::rejection refuses(engine::command_detail what);
    /// Whatever comes of it.
    engine::decided<events::event> tries(engine::command_detail what);

    [[nodiscard]] const engine::case_state& state() const;
    [[nodiscard]] const std::vector<events::event>& told() const { return told_; }
    [[nodiscard]] const events::event& last() const { return told_.back(); }
    [[nodiscard]] events::instant now() const { return now_; }
    [[nodiscard]] engine::command command_of(engine::command_detail what) const;
    [[nodiscard]] engine::decision_context context() const;
    [[nodiscard]] engine::memory_target& folded() { return folded_; }

private:
    [[nodiscard]] std::uint64_t next(const std::string& counter) const override;

    engine::memory_target folded_;
    events::case_id id_;
    events::instant now_;
    events::officer_id officer_{"officer-1"};
    std::optional<events::role> role_;
    std::vector<std::string> grounds_;
    std::vector<events::event> told_;
    events::offset next_ = 0;
    int commands_ = 0;
};

/// A request that is filed at the counter.
[[nodiscard]] engine::receive_request filed_at_counter(std::string_view procedure);
/// A dossier that has been accepted at the desk: the usual start of a test about what follows.
[[nodiscard]] desk an_accepted_dossier(std::string_view procedure = "enf_request");
/// Accepts what was filed, complete, and on the first ground of the law where the papers hang on
/// one.
void accept_complete(desk& d, engine::accept_dossier acceptance = {});
/// All papers that the procedure asks for, whatever the ground.
[[nodiscard]] std::vector<std::string> all_papers(std::string_view procedure,
                                                  events::local_date on);

/// A confirmation that is granted at the desk, with the paper that it asks for.
[[nodiscard]] engine::solve_at_once granted_on_the_spot();

} // namespace testing_support
