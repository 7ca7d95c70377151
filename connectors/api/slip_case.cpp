#include "connectors/api/slip_case.hpp"

#include "connectors/api/acting_office.hpp"
#include "connectors/api/common_list.hpp"
#include "connectors/api/document_access.hpp"
#include "connectors/api/sharing.hpp"
#include "connectors/documents/adopted_forms.hpp"
#include "connectors/documents/contact_on.hpp"
#include "connectors/sealed_object.hpp"
#include "connectors/secret_case.hpp"
#include "connectors/stated_words.hpp"
#include "engine/numbering.hpp"
#include "events/fault.hpp"

#include <algorithm>
#include <array>
#include <ranges>

namespace connectors::api {
namespace {

using namespace std::string_view_literals;

bool is_from_above(const engine::form& what) {
    return what.letter && what.letter->from == engine::letter_sender::agency_above;
}

} // namespace

slip_case::slip_case(call& of)
    : of_(of), state_(case_of(of, engine::action::read_case)),
      forms_(forms_of(of.on.rules, of.on.data)),
      reads_persons_(of.may(reading_persons_of(state_), state_.office)),
      steps_(whole_timeline(of.view(), state_.id)) {
    if (!reads_persons_ && !acts_above(of, state_.office)) {
        of.require(reading_persons_of(state_), state_.office);
    }
}

events::local_date slip_case::received_on() const { return state_.law_of(); }

const engine::form_version* slip_case::version_of(std::string_view form) const {
    const auto* found = engine::find_form(forms_, form);
    return found == nullptr ? nullptr : found->version_on(received_on());
}

const engine::form& slip_case::form_named(std::string_view form) const {
    return *engine::find_form(forms_, form);
}

std::vector<const engine::form*> slip_case::own_forms() const {
    std::vector<const engine::form*> out;
    for (const auto& one : forms_) {
        if (!one.steps.empty() && one.is_for(state_.procedure) &&
            one.version_on(received_on()) != nullptr && (reads_persons_ || is_from_above(one))) {
            out.push_back(&one);
        }
    }
    return out;
}

/// Whether a decision was in force when the step was taken.
bool slip_case::decided_before(std::uint64_t sequence) const {
    bool decided = false;
    for (const auto& step : steps_) {
        if (step.sequence >= sequence) {
            break;
        }
        decided = step.type == events::decision_issued::name ||
                  (decided && step.type != events::decision_withdrawn::name);
    }
    return decided;
}

std::optional<projections::timeline_entry> slip_case::step_for(std::string_view form) const {
    const auto& what = form_named(form);
    for (const auto& step : std::views::reverse(steps_)) {
        if (std::ranges::count(what.steps, step.type) > 0) {
            const bool fits =
                what.phase == engine::form_phase::any ||
                (what.phase == engine::form_phase::after_decision) == decided_before(step.sequence);
            return fits ? std::optional{step} : std::nullopt;
        }
    }
    return std::nullopt;
}

projections::timeline_entry slip_case::required_step(const std::string& form) const {
    const auto own = own_forms();
    if (std::ranges::count(own, form, [](const auto* one) { return one->id; }) == 0) {
        throw refusal(problem_of("not_found", {"Hồ sơ không có mẫu " + form + ".",
                                               "The case has no form " + form + "."}));
    }
    auto step = step_for(form);
    if (!step) {
        throw refusal(problem_of("slip_not_ready",
                                 {"Hồ sơ chưa qua bước cần in mẫu này.",
                                  "The case has not come to the step that it is printed for."}));
    }
    require_own_notice(*step);
    return *std::move(step);
}

/// Where the notice of docketing is common, it is issued once, with its list.
void slip_case::require_own_notice(const projections::timeline_entry& step) const {
    if (step.type != events::complaint_docketed::name) {
        return;
    }
    const auto said = projections::event_at(of_.on.log, step.place);
    const auto& docketed = std::get<events::complaint_docketed>(said.detail);
    if (docketed.common_with) {
        throw refusal(problem_of("slip_not_ready",
                                 {"Khiếu nại này nằm trong thông báo thụ lý chung của hồ sơ " +
                                      *docketed.common_with + "; hãy phát hành ở hồ sơ đó.",
                                  "The notice of this complaint is the common one of case " +
                                      *docketed.common_with + "; issue it there."}));
    }
}

void slip_case::require_adopted(std::string_view form) const {
    const auto* version = version_of(form);
    if (version == nullptr || !version->on.adopted) {
        auto told = problem_of("form_not_adopted");
        if (version != nullptr) {
            told.with("version", std::string{form} + "." + version->id);
            told.with("source", version->on.from.source);
        }
        throw refusal(std::move(told));
    }
}

std::optional<slip_case::issued_document> slip_case::issued(std::string_view form,
                                                            std::uint64_t after) const {
    for (const auto& step : std::views::reverse(steps_)) {
        if (step.sequence <= after) {
            break;
        }
        if (step.type != events::document_attached::name &&
            step.type != events::letter_issued::name) {
            continue;
        }
        const auto said = projections::event_at(of_.on.log, step.place);
        const auto& all = said.common.documents;
        const auto found = std::ranges::find(all, form, &events::document_ref::kind);
        if (found != all.end()) {
            return issued_document{step.sequence, *found};
        }
    }
    return std::nullopt;
}

std::string slip_case::stored(const issued_document& one) const {
    for (const auto& box : state_.persons) {
        if (!of_.on.vault.key(box.person)) {
            throw refusal(problem_of("erased"));
        }
    }
    require_unerased(of_, one.document.sha256); // whoever attached it chose its kind
    auto bytes = of_.on.documents.get(one.document.sha256);
    if (!bytes) {
        throw events::fault("document-missing",
                            "read the document " + events::hex(one.document.sha256) + " of case " +
                                state_.shown_code() + ": it is not in the store; restore it there");
    }
    return *std::move(bytes);
}

std::vector<events::event> slip_case::hand_overs() const {
    std::vector<events::event> out;
    for (const auto& step : steps_) {
        if (step.type == events::dossier_handed_over::name) {
            out.push_back(projections::event_at(of_.on.log, step.place));
        }
    }
    return out;
}

json slip_case::data_of(const events::sealed_box& box) const {
    const auto seen = view_of(of_, state_, box);
    return seen.data && seen.data->value.is_object() ? seen.data->value : json::object();
}

slip_person slip_case::person_in(const engine::case_state& then,
                                 std::span<const std::string_view> parts) const {
    for (const auto part : parts) {
        const auto box = std::ranges::find(then.persons, part, &events::sealed_box::part);
        if (box != then.persons.end()) {
            const auto data = data_of(*box);
            return {text_member(data, "name"), text_member(data, "identity_number"),
                    text_member(data, "address"), text_member(data, "phone"),
                    text_member(data, "email")};
        }
    }
    return {};
}

/// The one who filed; of a case without, the creditor.
slip_person slip_case::person_of(const engine::case_state& then) const {
    static constexpr std::array parts{"complainant"sv, "denouncer"sv, "applicant"sv,
                                      "representative"sv, "creditor"sv};
    return person_in(then, parts);
}

slip_person slip_case::respondent_of(const engine::case_state& then) const {
    static constexpr std::array parts{"denounced"sv, "respondent"sv};
    return person_in(then, parts);
}

std::optional<events::event> slip_case::newest_before(std::span<const std::string_view> types,
                                                      std::uint64_t sequence) const {
    for (const auto& step : std::views::reverse(steps_)) {
        if (step.sequence <= sequence && std::ranges::count(types, step.type) > 0) {
            return projections::event_at(of_.on.log, step.place);
        }
    }
    return std::nullopt;
}

std::string slip_case::docket_number(std::uint64_t sequence) const {
    static constexpr std::array docketings{events::complaint_docketed::name,
                                           events::denunciation_accepted::name};
    const auto docketed = newest_before(docketings, sequence);
    return docketed && !docketed->common.numbers.empty() ? docketed->common.numbers.front().text
                                                         : std::string{};
}

std::string slip_case::note_of(const events::event& step) const {
    const auto& boxes = step.common.sealed;
    const auto box = std::ranges::find(boxes, events::note_part, &events::sealed_box::part);
    return box == boxes.end() ? std::string{} : text_member(data_of(*box), "text");
}

engine::composed_document slip_case::composed(std::string_view form,
                                              const projections::timeline_entry& step,
                                              std::optional<std::uint64_t> number) const {
    static constexpr std::array findings{events::complaint_resolved::name,
                                         events::denunciation_concluded::name};
    const auto said = projections::event_at(of_.on.log, step.place);
    const auto then = projections::case_as_of(of_.view(), of_.on.log, state_.id, step.sequence);
    const auto before =
        projections::case_as_of(of_.view(), of_.on.log, state_.id, step.sequence - 1);
    const auto& state = then ? *then : state_;
    const auto& what = form_named(form);
    const bool to_others = what.letter && what.letter->to != engine::letter_recipient::petitioner;
    slip_source from{.form = what,
                     .rules = of_.on.rules,
                     .state = state,
                     .step = said,
                     .promised_before = before ? before->promised_at : std::nullopt,
                     .hand_overs =
                         form == "control_slip" ? hand_overs() : std::vector<events::event>{},
                     .person = to_others ? slip_person{} : person_of(state),
                     .respondent = respondent_of(state),
                     .note = to_others ? std::string{} : note_of(said),
                     .words = stated_words(said, of_.on.vault),
                     .number = {},
                     .docket_number = docket_number(step.sequence),
                     .found = newest_before(findings, step.sequence),
                     .phone = {},
                     .dated = {},
                     .officer_name = [this](const events::officer_id& who) {
                         return of_.on.people.name_of(who);
                     }};
    if (what.letter && what.letter->from == engine::letter_sender::office) {
        from.dated = events::office_date(of_.now());
        from.number = engine::numbering::letter_number(of_.on.rules, state.office, *from.dated,
                                                       what.letter->kind, number);
    }
    add_common(said, from);
    from.phone = phone_on(from.dated.value_or(events::office_date(said.about.time)));
    return engine::compose(what, *version_of(form), values_of(from));
}

/// Whom else a decision or a notice of docketing is about, as far as that is known when the page is
/// made.
void slip_case::add_common(const events::event& step, slip_source& into) const {
    const bool docketed = std::holds_alternative<events::complaint_docketed>(step.detail);
    if (!docketed && !std::holds_alternative<events::decision_issued>(step.detail)) {
        return;
    }
    const auto& then = into.state;
    const auto others =
        cases_of_paper(of_, then, cases_sharing(of_, then), {then.decision_number, then.level});
    into.common_codes = codes_sharing(others, projections::sharing_kind::paper);
    if (docketed) {
        into.complaints = complaints_of_notice(of_, then, others);
    }
}

std::string slip_case::phone_on(events::local_date day) const {
    static const office_contacts none;
    return contact_on(of_.on.rules, of_.on.contacts == nullptr ? none : *of_.on.contacts,
                      state_.office, day)
        .phone;
}

} // namespace connectors::api
