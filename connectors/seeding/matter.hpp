#pragma once

#include "connectors/seeding/chance.hpp"
#include "connectors/seeding/office_hours.hpp"
#include "connectors/seeding/people.hpp"
#include "connectors/seeding/staff.hpp"
#include "connectors/seeding/story.hpp"
#include "engine/command.hpp"
#include "engine/rule_set.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace connectors::seeding {

/// Personal data in clear, until the keys of a whole block of steps have been made.
struct secret {
    events::person_id person;
    std::string part;
    std::string plain; ///< a JSON object
};

/// A step on its way to the engine.
struct planned_step {
    engine::command what; ///< `happened` is set; nothing is sealed yet
    std::uint64_t matter = 0;
    std::vector<secret> secrets{};
    std::string raw_mail{}; ///< to be kept before the event that names it
};

/// A mail that came, in case it comes a second time.
struct known_letter {
    events::incoming_mail about;
    events::document_ref kept;
};

/// What all stories share.
struct setting {
    const engine::rule_set& rules;
    std::uint64_t seed = 1;
    events::instant end{}; ///< nothing happens at or after it
    office_hours hours;
    staff people;
    fair_shares shares;
    std::vector<planned_step> steps{}; ///< taken, and not yet handed out
    /// The newest request by mail at each office, and its case.
    std::map<events::office_code, std::pair<events::case_id, known_letter>> newest_mail{};
    std::map<std::string, std::uint64_t> by_procedure{};
    std::map<events::channel, std::uint64_t> by_channel{};
};

/// One case as its story sees it. Lives until the story is over.
class matter {
public:
    matter(setting& in, std::uint64_t index, const engine::office& at, events::instant opened);

    // --- time -------------------------------------------------------------------------------

    /// Waits for the next turn: `co_await m.at(...)`.
    struct turn {
        matter& of;
        events::instant when;
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> here) const noexcept {
            of.wake_at = when;
            of.waiting = here;
        }
        void await_resume() const noexcept {}
    };
    /// Not before now.
    [[nodiscard]] turn at(events::instant when) { return {*this, std::max(when, now)}; }
    /// After so many working minutes.
    [[nodiscard]] turn minutes(double low, double high);
    /// After so many working days of 7½ hours or so, and within office hours.
    [[nodiscard]] turn days(double low, double high);
    /// After so many hours by the clock.
    [[nodiscard]] turn hours_by_clock(double low, double high);
    /// The moment at which so many working days have passed since `from`.
    [[nodiscard]] events::instant days_after(events::instant from, double days) const;
    /// Never again: whatever is open stays open.
    [[nodiscard]] turn never() { return {*this, events::instant::max()}; }

    // --- steps ------------------------------------------------------------------------------

    /// An officer of this role takes a step, now. Within a case, a role is played by one person.
    planned_step& take(events::role as, engine::command_detail what);
    /// The newest step states a ground.
    void on(std::string_view ground);
    /// The newest step has a note, sealed for whom the case is about.
    void note(std::string_view text);
    /// The newest step says in words what its code does not, sealed for whom the case is about.
    void say(std::string_view words);
    /// The newest step seals this person's data.
    void seal(const events::person_id& person, std::string_view part, std::string plain);
    /// The one whom the case is about, as far as they are known at the desk.
    void seal_person(std::string_view part);
    /// Somebody else in the case, as the newest step states them.
    void seal_other(std::string_view part, const invented_person& who);

    [[nodiscard]] const events::officer_id& officer_of(events::role as);
    [[nodiscard]] bool takes(std::string_view fork, double share) {
        return in.shares.takes(fork, share);
    }
    /// A ground of the procedure that leads to one of these outcomes and is in force; empty when
    /// there is none.
    [[nodiscard]] std::string ground_for(std::initializer_list<engine::outcome> outcomes);

    void is_about(std::string_view procedure_now);
    /// The head of the agency above goes on with it.
    void goes_up(const events::office_code& above);

    setting& in;
    const std::uint64_t index;
    const engine::office& office;
    chance luck;
    events::instant now;
    events::instant wake_at{};
    std::coroutine_handle<> waiting{};
    story told{};

    events::case_id subject{}; ///< once a step has opened the case
    std::string procedure{};
    bool counted = false; ///< in by_procedure
    invented_person person;
    events::person_id person_id;
    std::string part = "applicant"; ///< in which the person appears

private:
    std::uint32_t steps_ = 0;
    std::array<const events::officer_id*, 10> officers_{};
};

/// The id of the event that a simulated command becomes: a function of the command and its time.
[[nodiscard]] events::event_id event_id_of(const events::command_id& command, events::instant at);

// The stories, by what comes in. Each begins with the step that opens the case.
[[nodiscard]] story by_mail(matter& m, std::string_view procedure);
[[nodiscard]] story unclear_mail(matter& m);
[[nodiscard]] story mail_to_note(matter& m);
[[nodiscard]] story at_the_desk(matter& m, std::string_view procedure);
[[nodiscard]] story complaint(matter& m);
[[nodiscard]] story denunciation(matter& m);
/// What a court hands over or another agency entrusts: no slip, no promise.
[[nodiscard]] story from_a_court(matter& m, std::string_view procedure);
/// The enforcement itself, once decided: stopped, resumed, ended or entrusted.
[[nodiscard]] story enforced(matter& m, goes_on& next);
/// What was decided is wholly performed within some weeks, and recorded.
[[nodiscard]] story performed(matter& m);
/// Receives the person at the desk and goes on to the end of the dossier.
[[nodiscard]] story filed(matter& m, std::string procedure, events::channel by);

} // namespace connectors::seeding
