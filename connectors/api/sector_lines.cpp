#include "connectors/api/sector_lines.hpp"

#include "connectors/api/register_corrections.hpp"
#include "connectors/api/register_lines.hpp"
#include "connectors/api/sector_grounds.hpp"
#include "connectors/api/sector_judgments.hpp"
#include "connectors/api/sharing.hpp"
#include "connectors/api/step_view.hpp"
#include "connectors/books/book.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace connectors::api {
namespace {

std::optional<std::string> if_any(std::string text) {
    return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

/// The one who filed, complained or denounced; null where nobody is named.
const events::sealed_box* who_filed(const engine::case_state& state) {
    for (const std::string_view part :
         {"complainant", "denouncer", "applicant", "representative"}) {
        const auto found = std::ranges::find(state.persons, part, &events::sealed_box::part);
        if (found != state.persons.end()) {
            return &*found;
        }
    }
    return nullptr;
}

/// The person of the line, and what was corrected of it, as far as the caller may see them.
void add_person(call& of, const engine::case_state& state, std::uint64_t entered_by,
                book_line& into) {
    const auto* box = who_filed(state);
    if (box == nullptr) {
        return;
    }
    const auto person = view_of(of, state, *box);
    into.person_state = person.state;
    into.person = member_of(person, "name");
    into.address = member_of(person, "address");
    if (person.state == "open") {
        auto fixed = corrections_of(of, state.id, box, entered_by);
        into.person_before = if_any(std::move(fixed.applicant));
        into.address_before = if_any(std::move(fixed.reach));
        into.note = if_any(std::move(fixed.person_note));
    }
}

/// The number of a decision that was withdrawn gives way to what replaces it, if anything does.
void add_decision(const issued_decision& one, book_line& into) {
    into.decision_number = one.number;
    if (!one.withdrawn_on) {
        return;
    }
    into.decision_before = (into.decision_before ? *into.decision_before + " " : "") + one.number;
    into.decision_number.reset();
    into.note =
        fmt::format("{}Số quyết định: đã sửa đổi, bổ sung ngày {} (thu hồi {}).",
                    into.note ? *into.note + " " : "", day_text(*one.withdrawn_on), one.number);
}

/// What a step did, for people.
bilingual words_of_step(const events::payload& what) {
    if (std::holds_alternative<events::case_resumed>(what)) {
        return {"Tiếp tục thi hành án", "Enforcement goes on"};
    }
    if (std::holds_alternative<events::case_terminated>(what)) {
        return {"Đình chỉ thi hành án", "Enforcement terminated"};
    }
    if (std::holds_alternative<events::decision_corrected>(what)) {
        return {"Sửa đổi, bổ sung quyết định", "Decision amended"};
    }
    if (std::holds_alternative<events::decision_withdrawn>(what)) {
        return {"Thu hồi quyết định", "Decision revoked"};
    }
    return {"Dừng thi hành án", "Enforcement stopped"};
}

/// To whom the enforcement went, where the step says so.
std::string entrusted_to(const call& of, const events::event& what, bool vietnamese) {
    const auto* elsewhere = std::get_if<events::referred_elsewhere>(&what.detail);
    if (elsewhere == nullptr) {
        return {};
    }
    std::string done = vietnamese ? "Ủy thác thi hành án" : "Enforcement entrusted";
    if (!elsewhere->competent_office) {
        return done;
    }
    const auto* there = of.on.rules.find_office(*elsewhere->competent_office);
    return done + (vietnamese ? " cho " : " to ") +
           (there == nullptr ? elsewhere->competent_office->str()
                             : there->name_on(events::office_date(what.about.time)));
}

/// What the step did and on which ground; a withdrawal of the decision later changes nothing of it.
void add_step(call& of, const engine::register_rule& what, sector_entry& entry, book_line& into) {
    const auto* state = entry.state();
    const auto* step = engine::is_about_standing_decision(what.enters) ? entry.step() : nullptr;
    if (step == nullptr || state == nullptr) {
        return;
    }
    const bool vietnamese = of.speaks() == language::vietnamese;
    const auto label = words_of_step(step->detail);
    into.step = std::string{events::name_of(step->detail)};
    into.step_label = entrusted_to(of, *step, vietnamese);
    if (into.step_label->empty()) {
        into.step_label = std::string{vietnamese ? label.vi : label.en};
    }
    into.step_number = if_any(document_number_of(*step));
    const auto* ground = add_ground(of, *state, *step, into);
    if (ground != nullptr && !ground->status_name.vi.empty() &&
        std::holds_alternative<events::case_suspended>(step->detail)) {
        into.step_label = vietnamese ? ground->status_name.vi : ground->status_name.en;
    }
}

/// A line about one decision is struck through when that is withdrawn, and stays (Thông tư
/// 04/2023/TT-BTP Điều 30.4); one about the case shows its decisions one after the other.
void add_decisions(const engine::register_rule& what, sector_entry& entry, book_line& into) {
    if (const auto* own = decision_of_line(what, entry)) {
        if (engine::is_about_standing_decision(what.enters)) {
            into.decision_number = own->number; // as it stood: the line is about the step
            return;
        }
        add_decision(*own, into);
        into.struck = own->withdrawn_on.has_value();
        if (what.enters == engine::register_entry::decided) {
            into.outcome = own->outcome;
        }
    } else if (what.enters != engine::register_entry::decided &&
               what.enters != engine::register_entry::handed_over) {
        for (const auto& one : entry.decisions()) {
            add_decision(one, into);
        }
    }
}

/// How many sets the slip said, the newest before the step; read from the log, since nothing else
/// asks for it.
std::optional<std::uint64_t> sets_before(call& of, const sector_entry& entry) {
    std::optional<engine::log_position> slip;
    for (const auto& step : whole_timeline(of.view(), entry.row().matter.id)) {
        if (step.type == events::dossier_accepted::name && step.sequence < entry.row().sequence) {
            slip = step.place;
        }
    }
    if (!slip) {
        return std::nullopt;
    }
    const auto said = projections::event_at(of.on.log, *slip);
    const auto* accepted = std::get_if<events::dossier_accepted>(&said.detail);
    return accepted == nullptr ? std::nullopt : accepted->sets;
}

/// What went over, between whom and when. A day that an apology moved since is struck through.
void add_hand_over(call& of, const engine::register_rule& what, sector_entry& entry,
                   book_line& into) {
    if (what.enters != engine::register_entry::handed_over) {
        return;
    }
    const auto* state = entry.state();
    const auto* step = entry.step();
    const auto* over =
        step == nullptr ? nullptr : std::get_if<events::dossier_handed_over>(&step->detail);
    if (state == nullptr || over == nullptr) {
        return;
    }
    into.sets = sets_before(of, entry);
    into.received_at = state->received_at;
    into.promised_at = state->promised_at;
    into.returned_at = state->returned_at;
    into.handed_at = step->about.time;
    into.handed_by = step->about.actor;
    into.handed_by_name = officer_name(of, step->about.actor);
    into.handed_to = over->to;
    into.handed_to_name = officer_name(of, over->to);
    auto moved = corrections_of(of, state->id, nullptr, entry.row().sequence);
    into.promised_before = if_any(std::move(moved.promised));
    if (!moved.note.empty()) {
        into.note = (into.note ? *into.note + " " : "") + moved.note;
    }
    if (const auto* box = who_filed(*state)) {
        into.phone = member_of(view_of(of, *state, *box), "phone");
    }
}

/// The paper that entered the line, which need not be the newest of its case.
paper_of_case paper_of_line(const engine::register_rule& what, const engine::case_state& state,
                            sector_entry& entry) {
    paper_of_case out{state.decision_number, state.level};
    if (state.follows == events::lifecycle::dossier) {
        const auto* own = decision_of_line(what, entry);
        out.decision_number = own == nullptr ? out.decision_number : own->number;
    } else if (const auto* step = entry.step()) {
        const auto* docketed = std::get_if<events::complaint_docketed>(&step->detail);
        out.level = docketed == nullptr ? out.level : docketed->level;
    }
    return out;
}

/// With which cases the line has its request, its decision or its notice in common.
void add_sharing_note(call& of, const engine::register_rule& what, const engine::case_state& state,
                      sector_entry& entry, book_line& into) {
    using enum engine::register_entry;
    const bool of_requests = what.enters == received || what.enters == accepted;
    const bool of_papers = what.enters == decided || what.enters == docketed;
    const auto* known = of.on.rules.find(state.procedure);
    if ((!of_requests && !of_papers) || known == nullptr || known->common.empty()) {
        return;
    }
    auto all = cases_sharing(of, state);
    if (all.empty()) { // as of nearly every line, whose step is then not looked at
        return;
    }
    using enum projections::sharing_kind;
    const auto codes = of_requests
                           ? codes_sharing(all, request)
                           : codes_sharing(cases_of_paper(of, state, std::move(all),
                                                          paper_of_line(what, state, entry)),
                                           paper);
    if (codes.empty()) {
        return;
    }
    const bool dossier = state.follows == events::lifecycle::dossier;
    const bool requested = known->receipt == engine::fact::request_received;
    into.note = fmt::format("{}{} với hồ sơ {}.", into.note ? *into.note + " " : "",
                            of_requests ? (requested ? "Cùng một yêu cầu" : "Cùng một bản án")
                            : dossier   ? "Quyết định chung"
                                        : "Thông báo thụ lý chung",
                            codes);
}

} // namespace

book_line sector_line_of(call& of, const engine::register_rule& what, sector_entry& entry) {
    const auto& row = entry.row();
    auto out = line_about<book_line>(of, row.matter);
    out.day = row.day;
    out.person_state = "none";
    if (const auto* state = entry.state()) {
        add_person(of, *state, row.sequence, out);
        add_decisions(what, entry, out);
        if (const auto draft = draft_of_line(of, what, entry)) {
            add_ground(of, *state, *draft, out);
        }
        add_step(of, what, entry, out);
        add_hand_over(of, what, entry, out);
        add_judgment(of, what, entry, out);
        add_sharing_note(of, what, *state, entry, out);
    }
    return out;
}

void add_line_content(const engine::register_rule& what, sector_entry& entry, json& into) {
    add_judgment_content(what, entry, into);
    if (what.enters == engine::register_entry::handed_over && entry.step() != nullptr) {
        const auto& step = *entry.step();
        into["handed_at"] = events::to_text(step.about.time);
        into["handed_by"] = step.about.actor.str();
        if (const auto* over = std::get_if<events::dossier_handed_over>(&step.detail)) {
            into["handed_to"] = over->to.str();
        }
    }
    if (const auto* step =
            engine::is_about_standing_decision(what.enters) ? entry.step() : nullptr) {
        into["step"] = std::string{events::name_of(step->detail)};
        into["grounds"] = step->common.grounds;
        if (auto number = document_number_of(*step); !number.empty()) {
            into["step_number"] = std::move(number);
        }
    }
    if (decision_of_line(what, entry) != nullptr) {
        book_line line;
        add_decisions(what, entry, line);
        into["decision_number"] =
            line.decision_number.value_or(line.decision_before.value_or(std::string{}));
        into["struck"] = line.struck;
        if (line.outcome) {
            into["outcome"] = std::string{events::name_of(*line.outcome)};
        }
    }
}

} // namespace connectors::api
