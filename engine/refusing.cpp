#include "engine/refusing.hpp"

#include "engine/day_for_people.hpp"
#include "engine/decide.hpp"
#include "engine/law.hpp"
#include "engine/office_papers.hpp"
#include "engine/pressing.hpp"

#include <algorithm>

namespace engine {
namespace {

using events::status;

rejection refuse(rejection_code code, std::string vi, std::string en, const case_state& state) {
    return rejection{.code = code,
                     .rule = {},
                     .vi = std::move(vi),
                     .en = std::move(en),
                     .source = {},
                     .pointer = {},
                     .at = state.at,
                     .allowed = {}};
}

/// The steps that are open in this case, now, to who asked, in the role in which they asked; the
/// system is nobody, and is told of all.
std::vector<std::string> open_to(const command& asked, const lifecycle_table& table,
                                 const case_state& state, const decision_context& context) {
    command asked_by; // whatever the refused step stated, and for whichever day
    asked_by.office = asked.office;
    asked_by.subject = asked.subject;
    asked_by.actor = asked.actor;
    asked_by.acting_as = asked.acting_as;
    std::vector<std::string> names;
    for (const auto& open : table.open(state, asked_by, context)) {
        const auto name = open.row->command;
        const auto& may = roles_of(name);
        if (is_of_agency_above(name)) {
            continue;
        }
        const bool in_role = asked_by.acting_as == events::role::system ||
                             std::ranges::find(may, asked_by.acting_as) != may.end();
        if (open.not_met == nullptr && in_role && std::ranges::find(names, name) == names.end()) {
            names.emplace_back(name);
        }
    }
    return names;
}

/// The days by which what is refused is cited. The agency above acts by the law of the day on which
/// it does, whenever the petition came in (decision 0058).
law_days cited_days(const case_state& state, const command& what, events::instant now) {
    return state.exists() && !is_of_agency_above(name_of(what.detail))
               ? state.law_at(now)
               : law_days{events::office_date(now)};
}

/// The grounds of the procedure with which the rule would not say no; none where it refuses for
/// want of something else. Found by asking the table itself, so that it cannot differ from what the
/// table then does.
std::vector<possible_ground> grounds_that_meet(const step_rule& rule, const lifecycle_table& table,
                                               const case_state& state, const command& what,
                                               const decision_context& context) {
    std::vector<possible_ground> out;
    command asked = what;
    const auto at = what.happened.value_or(context.now);
    const auto says_no = [&] {
        const auto verdict = table.step(state, asked, context);
        return std::ranges::find(verdict.not_met, &rule) != verdict.not_met.end();
    };
    const bool all_known = std::ranges::all_of(what.grounds, [&](const std::string& ground) {
        return law::knows_ground(context.rules, state, ground, at);
    });
    asked.grounds.clear();
    if (all_known && !says_no()) {
        return out;
    }
    for (const auto* ground : law::grounds_in(context.rules, state, at)) {
        asked.grounds = {ground->code};
        if (!says_no()) {
            out.push_back({ground->code, ground->text, ground->from.source});
        }
    }
    return out;
}

/// What somebody files, unlike mail, which comes to whoever has the mailbox.
bool files(const command& what) {
    return std::holds_alternative<receive_request>(what.detail) ||
           std::holds_alternative<receive_complaint>(what.detail) ||
           std::holds_alternative<receive_denunciation>(what.detail);
}

/// An agency takes nothing in after its last day; the cases that it has go on.
std::optional<rejection> refused_by_ended_office(const case_state& state, const command& what,
                                                 const decision_context& context) {
    const auto day = events::office_date(what.happened.value_or(context.now));
    const auto* office = context.rules.find_office(what.office);
    if (office == nullptr || !office->has_ended_on(day)) {
        return std::nullopt;
    }
    const auto* next = context.rules.office_in_charge(what.office, day);
    auto no =
        refuse(rejection_code::rule_not_met,
               office->name_on(*office->valid_to) + " đã kết thúc hoạt động sau ngày " +
                   day_for_people(*office->valid_to) +
                   (next == nullptr ? "." : "; hãy tiếp nhận tại " + next->name_on(day) + "."),
               "This office ended on " + events::to_text(*office->valid_to) +
                   (next == nullptr ? "." : "; file at office " + next->key.str() + "."),
               state);
    no.rule = "office_is_at_work";
    no.source = office->ended_by ? office->ended_by->source : std::string{};
    return no;
}

} // namespace

bool opens_papers(const command& what) {
    return what.subject.empty() && std::holds_alternative<attach_document>(what.detail) &&
           !what.documents.empty() &&
           std::all_of(what.documents.begin(), what.documents.end(), [](const auto& paper) {
               return paper.kind.starts_with(office_paper_prefix);
           });
}

rejection outside_calendar(const std::string& why, const case_state& state) {
    return refuse(
        rejection_code::outside_calendar,
        "Lịch làm việc chưa có cho những ngày mà thời hạn này chạy qua; hãy bổ sung lịch của "
        "các năm đó.",
        "The working-day calendar does not cover the period: " + why, state);
}

rejection no_step(const lifecycle_table& table, const case_state& state, const command& what,
                  const decision_context& context, const step_verdict& verdict) {
    rejection no;
    no.at = state.at;
    no.allowed = open_to(what, table, state, context);
    const auto now = what.happened.value_or(context.now);
    const auto days = cited_days(state, what, now);
    if (verdict.not_met.empty()) {
        no.code = rejection_code::not_allowed_now;
        no.rule = std::string{events::name_of(table.name)} + "_lifecycle";
        no.source = cited_on(context.rules.acts, table.source, days);
        no.vi = "Quy trình không có bước này ở trạng thái hiện tại.";
        no.en = "The procedure has no step '" + std::string{name_of(what.detail)} +
                "' in status '" + std::string{events::name_of(state.at)} + "'.";
        return no;
    }
    // Where several rows said no the earliest one tells why: tables begin with what is usual.
    const auto telling = std::ranges::find_if_not(verdict.not_met, &step_rule::tells_rows_apart);
    const step_rule& first =
        telling == verdict.not_met.end() ? *verdict.not_met.front() : **telling;
    no.code = rejection_code::rule_not_met;
    no.rule = first.name;
    no.vi = first.vi;
    no.en = first.en;
    no.source = cited_on(context.rules.acts, first.source, days);
    if (first.tells_more != nullptr) {
        first.tells_more(no, state, what, context);
    }
    no.grounds = grounds_that_meet(first, table, state, what, context);
    return no;
}

std::optional<rejection> refused_before_the_table(const case_state& state, const command& what,
                                                  const decision_context& context) {
    const bool opening = (opens(what.detail) && what.subject.empty()) || opens_papers(what);
    if (!opening && !state.exists()) {
        return refuse(rejection_code::case_unknown, "Không có hồ sơ này.", "There is no such case.",
                      state);
    }
    if (opening && state.exists()) {
        return refuse(rejection_code::case_exists, "Hồ sơ này đã có.", "The case exists already.",
                      state);
    }
    if (opening && files(what)) {
        if (auto ended = refused_by_ended_office(state, what, context)) {
            return ended;
        }
    }
    if (what.expected_version && !state.is_as_seen_at(*what.expected_version)) {
        return refuse(rejection_code::version_conflict,
                      "Hồ sơ đã được người khác cập nhật; hãy xem lại trước khi thực hiện.",
                      "The case has moved on since you looked; look again.", state);
    }
    if (what.happened &&
        (*what.happened > context.now || (state.exists() && *what.happened < state.opened_at))) {
        auto no =
            refuse(rejection_code::invalid_input,
                   "Thời điểm thực hiện phải sau khi hồ sơ được mở và không ở tương lai.",
                   "It must have happened after the case was opened and not in the future.", state);
        no.pointer = "/happened_at";
        return no;
    }
    return std::nullopt;
}

} // namespace engine
