#include "connectors/duties/letters.hpp"

#include "connectors/sealed_object.hpp"
#include "engine/deadline_math.hpp"
#include "projections/cases.hpp"
#include "projections/mail_index.hpp"
#include "projections/store.hpp"
#include "projections/timeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace connectors {
namespace {

std::optional<addressee> addressee_of(const engine::case_state& state, const events::vault& keys) {
    for (const auto& box : state.persons) {
        if (box.part != "applicant" && box.part != "denouncer" && box.part != "complainant" &&
            box.part != "representative") {
            continue;
        }
        const auto who = opened_object(keys, box);
        if (auto address = text_member(who, "email"); !address.empty()) {
            return addressee{who.value("name", std::string{}), std::move(address)};
        }
    }
    return std::nullopt;
}

/// As it stands within a sentence.
std::string procedure_name(const engine::rule_set& rules, const std::string& procedure) {
    const auto* known = rules.find(procedure);
    if (known == nullptr) {
        return "yêu cầu về thi hành án dân sự";
    }
    auto name = known->name.vi;
    if (name.starts_with("Đ")) {
        return "đ" + name.substr(std::string_view{"Đ"}.size());
    }
    if (name.front() >= 'A' && name.front() <= 'Z') {
        name.front() = static_cast<char>(name.front() - 'A' + 'a');
    }
    return name;
}

std::string full_sentence(std::string text) {
    return text.empty() || text.ends_with('.') ? text : text + ".";
}

std::vector<projections::timeline_entry> all_steps(const projections::snapshot& view,
                                                   const events::case_id& subject) {
    std::vector<projections::timeline_entry> out;
    projections::page_request which{projections::page_rows_max, {}};
    do {
        auto page = projections::timeline(view, subject, which);
        out.insert(out.end(), page.rows.begin(), page.rows.end());
        which.cursor = page.next;
    } while (!which.cursor.empty());
    return out;
}

/// The newest check of the case before this event: what was missing, who is competent, and why.
std::optional<events::event> newest_check(const events::log& log, const projections::snapshot& view,
                                          const events::event& what) {
    std::optional<events::event> newest;
    for (const auto& step : all_steps(view, what.about.subject)) {
        if (step.type == events::mail_checked::name && step.sequence < what.about.sequence) {
            newest = projections::event_at(log, step.place);
        }
    }
    return newest;
}

/// What the check says that the law says, where the officer named no ground of the procedure.
/// Luật THADS Điều 7 (người được, người phải thi hành án), Điều 31 khoản 5, Điều 35.
std::string usual_reason(events::check_outcome found) {
    if (found == events::check_outcome::no_right) {
        return "theo tài liệu đã gửi, Ông/Bà không phải là người được thi hành án, người phải thi "
               "hành án trong bản án, quyết định và chưa có văn bản ủy quyền hợp pháp của họ.";
    }
    if (found == events::check_outcome::no_jurisdiction) {
        return "bản án, quyết định mà Ông/Bà nêu thuộc thẩm quyền thi hành của cơ quan thi hành án "
               "dân sự khác theo Điều 35 Luật Thi hành án dân sự.";
    }
    return {};
}

/// The texts of the grounds that a step states; empty when it states none.
std::string grounds_text(const engine::rule_set& rules, const engine::case_state& state,
                         const events::event& what) {
    const auto* known = rules.find(state.procedure);
    const auto on = events::office_date(state.received_at.value_or(what.about.time));
    std::string out;
    for (const auto& code : what.common.grounds) {
        const auto* ground = known == nullptr ? nullptr : engine::find_ground(*known, code, on);
        out += (out.empty() ? "" : "; ") + (ground == nullptr ? code : ground->text);
    }
    return full_sentence(std::move(out));
}

/// The reason that the step itself states.
std::string stated_reason(const events::payload& what) {
    if (std::holds_alternative<events::request_withdrawn>(what)) {
        return "người nộp hồ sơ rút yêu cầu.";
    }
    return std::visit(
        [](const auto& detail) -> std::string {
            if constexpr (requires { detail.reason; }) {
                return detail.reason;
            } else {
                return {};
            }
        },
        what);
}

/// The last day of the period that the step is about, or of the one within which the office must
/// decide.
std::string due_text(const engine::case_state& state, const events::event& what) {
    const auto* extended = std::get_if<events::period_extended>(&what.detail);
    const auto* open = state.open_deadline(extended == nullptr ? "resolve" : extended->deadline);
    if (open == nullptr) {
        for (const auto& one : state.deadlines) {
            open = one.open() && (open == nullptr || one.due < open->due) ? &one : open;
        }
    }
    return open == nullptr ? "..." : official_date(engine::last_day_of(open->due));
}

/// A step that, once the decision is issued, is about the enforcement and no longer about the
/// request: the parties are notified of it as the law has it (Luật THADS Điều 39-43), not by mail.
bool is_about_enforcement(const events::payload& what) {
    return std::holds_alternative<events::case_suspended>(what) ||
           std::holds_alternative<events::case_resumed>(what) ||
           std::holds_alternative<events::case_terminated>(what) ||
           std::holds_alternative<events::referred_elsewhere>(what);
}

/// The e-mail of a step that needs no more than its own facts.
std::optional<mail_template> template_of(const events::payload& what) {
    const auto* extended = std::get_if<events::period_extended>(&what);
    if (extended != nullptr && extended->days == 0) {
        return std::nullopt; // counted again, before period_recounted: nothing was granted
    }
    using enum mail_template;
    using letter_of = std::pair<std::string_view, mail_template>;
    static constexpr std::array all{
        letter_of{events::supplement_requested::name, supplement},
        letter_of{events::request_refused::name, refusal},
        letter_of{events::referred_elsewhere::name, referral},
        letter_of{events::dossier_accepted::name, receipt},
        letter_of{events::decision_corrected::name, corrected},
        letter_of{events::decision_withdrawn::name, revoked},
        letter_of{events::result_sent::name, result_sent},
        letter_of{events::result_not_collected::name, result_waits},
        letter_of{events::case_suspended::name, suspended},
        letter_of{events::case_resumed::name, resumed},
        letter_of{events::case_terminated::name, stopped},
        letter_of{events::request_withdrawn::name, stopped},
        letter_of{events::support_closed::name, support_closed},
        letter_of{events::complaint_docketed::name, petition_docketed},
        letter_of{events::petition_declined::name, petition_declined},
        letter_of{events::petition_transferred::name, petition_transferred},
        letter_of{events::petitioner_guided::name, petition_guided},
        letter_of{events::resolution_sent::name, resolution_sent},
        letter_of{events::period_extended::name, period_extended},
    };
    const auto* found = std::ranges::find(all, events::name_of(what), &letter_of::first);
    return found == all.end() ? std::nullopt : std::optional{found->second};
}

std::string reason_of(const engine::rule_set& rules, const engine::case_state& state,
                      const events::event& check) {
    auto out = grounds_text(rules, state, check);
    if (!out.empty()) {
        return out;
    }
    return usual_reason(std::get<events::mail_checked>(check.detail).outcome);
}

std::string paper_names(const engine::rule_set& rules, const std::string& procedure,
                        const std::vector<std::string>& ids) {
    const auto* known = rules.find(procedure);
    std::vector<std::string> names;
    for (const auto& id : ids) {
        std::string shown = id;
        if (known != nullptr) {
            for (const auto& paper : known->papers) {
                shown = paper.id == id ? paper.name.vi : shown;
            }
        }
        names.push_back(std::move(shown));
    }
    return listed(names);
}

/// `Chi cục trưởng Chi cục Thi hành án dân sự …`; offices of other names have a head by law.
std::string head_of(const std::string& office) {
    const auto* title = office.starts_with("Chi cục") ? "Chi cục trưởng "
                        : office.starts_with("Cục")   ? "Cục trưởng "
                                                      : "Thủ trưởng ";
    return title + office;
}

mail_template guidance_of(events::check_outcome found, const std::string& procedure) {
    switch (found) {
    case events::check_outcome::valid:
    case events::check_outcome::incomplete:
        return mail_template::guidance_incomplete;
    case events::check_outcome::no_right:
        return mail_template::guidance_no_right;
    case events::check_outcome::no_jurisdiction:
        return mail_template::guidance_no_jurisdiction;
    case events::check_outcome::procedure_only:
        return procedure == "denunciation" ? mail_template::guidance_denunciation
                                           : mail_template::guidance_complaint;
    }
    return mail_template::guidance_incomplete;
}

} // namespace

bool is_automatic_letter(events::role acting_as) { return acting_as == events::role::system; }

letters::letters(const events::log& log, const projections::store& store, const events::vault& keys,
                 const engine::rule_set& rules, office_contacts contacts)
    : log_(log), store_(store), keys_(keys), rules_(rules), contacts_(std::move(contacts)),
      forms_(engine::read_forms(rules.files)) {}

office_contact letters::contact_of(const events::office_code& office,
                                   events::local_date day) const {
    return contact_on(rules_, contacts_, office, day);
}

bool letters::is_for_the_person(const events::event& what) const {
    const auto* issued = std::get_if<events::letter_issued>(&what.detail);
    if (issued == nullptr) {
        return true;
    }
    const auto* form = engine::find_form(forms_, issued->form);
    return form != nullptr && form->letter &&
           form->letter->to == engine::letter_recipient::petitioner;
}

/// `Thông báo thụ lý khiếu nại số 01/TB-CTHADS`, and the page itself.
void letters::enclose(letter& into, const events::event& what) const {
    const auto& issued = std::get<events::letter_issued>(what.detail);
    const auto& common = what.common;
    const auto number = common.numbers.empty() ? std::string{} : common.numbers.front().text;
    const auto* form = engine::find_form(forms_, issued.form);
    into.values["number"] = number;
    into.values["document"] =
        (form == nullptr ? issued.form : form->name.vi) + (number.empty() ? "" : " số " + number);
    if (!common.documents.empty()) {
        into.enclosed = common.documents.front();
        into.enclosed_name = (number.empty() ? issued.form : number) + ".pdf";
        std::ranges::replace(into.enclosed_name, '/', '-');
    }
}

void letters::add_check(mail_values& v, const engine::case_state& state,
                        const events::event& guided) const {
    v["missing"] = "";
    const auto check = newest_check(log_, store_.view(), guided);
    if (!check) {
        return;
    }
    const auto& found = std::get<events::mail_checked>(check->detail);
    v["missing"] = paper_names(rules_, state.procedure, found.missing);
    v["reason"] = reason_of(rules_, state, *check);
    add_competent(v, found.competent_office, events::office_date(guided.about.time));
}

/// Who resolves, by whom the petition is about: the mail does not say that in a way that a program
/// could rely on. Luật THADS Điều 142 (khiếu nại), Điều 157 khoản 1-2 (tố cáo).
std::string letters::competent_persons(mail_template which, const engine::case_state& state,
                                       const events::event& guided) const {
    const auto check = newest_check(log_, store_.view(), guided);
    const auto named =
        check ? std::get<events::mail_checked>(check->detail).competent_office : std::nullopt;
    const auto* office = rules_.office_in_charge(named.value_or(state.office),
                                                 events::office_date(guided.about.time));
    const auto* above =
        office == nullptr || office->parent.empty() ? nullptr : rules_.find_office(office->parent);
    const auto here = office == nullptr ? "Thủ trưởng cơ quan thi hành án dân sự quản lý người đó"
                                        : head_of(office->name);
    // The law names the highest office by what it is: its name changed several times.
    const auto next = above != nullptr ? head_of(above->name)
                      : office != nullptr
                          ? "Thủ trưởng cơ quan quản lý thi hành án dân sự thuộc Bộ Tư pháp"
                          : "Thủ trưởng cơ quan cấp trên trực tiếp";
    const auto of_head = office == nullptr ? "Thủ trưởng cơ quan đó" : here;
    if (which == mail_template::guidance_denunciation) {
        return fmt::format("{}, nếu người bị tố cáo là chấp hành viên, công chức khác của cơ quan; "
                           "{}, nếu người bị tố cáo là {}.",
                           here, next, of_head);
    }
    return fmt::format("{}, đối với quyết định, hành vi của chấp hành viên, công chức khác của cơ "
                       "quan; {}, đối với quyết định, hành vi của {} và đối với khiếu nại lần hai "
                       "về quyết định giải quyết của người này.",
                       here, next, of_head);
}

/// The free text of the step, as far as it can be opened.
std::string letters::note_of(const events::event& what) const {
    const auto& boxes = what.common.sealed;
    const auto box = std::ranges::find(boxes, "note", &events::sealed_box::part);
    return box == boxes.end() ? std::string{} : text_member(opened_object(keys_, *box), "text");
}

void letters::add_step(mail_values& v, const engine::case_state& state,
                       const events::event& what) const {
    const auto grounds = grounds_text(rules_, state, what);
    const auto note = note_of(what);
    v["reason"] = grounds.empty() ? note : note.empty() ? grounds : grounds + " " + note;
    if (v["reason"].empty()) {
        v["reason"] = full_sentence(stated_reason(what.detail));
    }
    v["result"] = state.decision_number;
    v["when"] = official_moment(state.promised_at.value_or(what.about.time));
    v["due"] = due_text(state, what);
    if (const auto* asked = std::get_if<events::supplement_requested>(&what.detail)) {
        v["missing"] = paper_names(rules_, state.procedure, asked->missing);
    } else if (const auto* referred = std::get_if<events::referred_elsewhere>(&what.detail)) {
        add_competent(v, referred->competent_office, events::office_date(what.about.time));
    } else if (const auto* moved = std::get_if<events::petition_transferred>(&what.detail)) {
        add_competent(v, moved->to, events::office_date(what.about.time));
    }
}

void letters::add_competent(mail_values& v, const std::optional<events::office_code>& office,
                            events::local_date day) const {
    if (office) {
        const auto* other = rules_.find_office(*office);
        v["competent_office"] = other == nullptr ? office->str() : other->name;
        v["competent_address"] = contact_of(*office, day).address;
    }
}

outgoing_message letters::message_of(const letter& made, const events::event& what) const {
    const auto text = templates_.render(made.which, made.values);
    const auto mailbox = contact_of(what.about.office, events::office_date(what.about.time)).email;
    outgoing_message out;
    out.origin =
        is_automatic_letter(what.about.acting_as) ? mail_origin::automatic : mail_origin::by_person;
    out.from_name = made.values.find("office")->second;
    // An office without a published mailbox must not write in the name of a guessed one.
    out.from_address = mailbox.empty() ? what.about.office.str() + "@motcua.invalid" : mailbox;
    out.to_name = made.to.name;
    out.to_address = made.to.address;
    out.subject = text.subject;
    out.date = what.about.time;
    out.message_id = projections::outgoing_message_id(what.about.id, what.about.office);
    out.text = text.text;
    return out;
}

std::optional<letter> letters::letter_for(const events::event& what) const {
    const auto view = store_.view();
    const auto state = projections::case_as_of(view, log_, what.about.subject, what.about.sequence);
    // Who denounced is kept secret: once the denunciation is filed, nothing goes by e-mail (Luật Tố
    // cáo 25/2018/QH14 Điều 9).
    const bool secret = state && state->follows == events::lifecycle::denunciation;
    const auto to = state && !secret ? addressee_of(*state, keys_) : std::nullopt;
    if (!to || (state->issued_at && is_about_enforcement(what.detail))) {
        return std::nullopt;
    }
    letter out;
    out.to = *to;
    auto& v = out.values;
    const auto day = events::office_date(what.about.time);
    const auto* office = rules_.office_in_charge(what.about.office, day);
    v["office"] = office == nullptr ? what.about.office.str() : office->name;
    const auto contact = contact_of(office == nullptr ? what.about.office : office->key, day);
    v["office_address"] = contact.address;
    v["office_phone"] = contact.phone;
    v["office_email"] = contact.email;
    v["code"] = state->shown_code();
    v["recipient"] = recipient(to->name);
    // Once it is filed, the day on which the request itself was received: the e-mail before it is
    // help, and starts no period.
    v["received"] =
        official_date(events::office_date(state->received_at.value_or(state->opened_at)));
    v["request"] = procedure_name(rules_, state->procedure);
    v["place"] = "Bộ phận một cửa, " + v["office"];
    v["reason"] = "";
    v["competent_office"] = "cơ quan thi hành án dân sự có thẩm quyền";
    v["competent_address"] = "";
    v["competent_person"] = "";
    if (const auto* guided = std::get_if<events::guidance_sent>(&what.detail)) {
        out.which = guidance_of(guided->outcome, state->procedure);
        add_check(v, *state, what);
        v["competent_person"] = competent_persons(out.which, *state, what);
    } else if (std::holds_alternative<events::appointment_confirmed>(what.detail) ||
               std::holds_alternative<events::appointment_moved>(what.detail)) {
        out.which = mail_template::appointment;
        v["when"] = official_moment(state->appointment_at.value_or(what.about.time));
        const auto* known = rules_.find(state->procedure);
        std::vector<std::string> papers;
        if (known != nullptr) {
            for (const auto* paper :
                 engine::papers_required(*known, events::office_date(what.about.time))) {
                papers.push_back(paper->name.vi);
            }
        }
        v["papers"] = listed(papers);
        if (const auto* confirmed = std::get_if<events::appointment_confirmed>(&what.detail);
            confirmed != nullptr && !confirmed->place.empty()) {
            v["place"] = confirmed->place;
        }
    } else if (const auto* apology = std::get_if<events::apology_issued>(&what.detail)) {
        out.which = mail_template::apology;
        const auto before =
            projections::case_as_of(view, log_, what.about.subject, what.about.sequence - 1);
        v["due"] =
            official_moment(before && before->promised_at ? *before->promised_at : what.about.time);
        v["new_due"] = official_moment(apology->promised_at);
        v["reason"] = full_sentence(apology->reason);
    } else if (std::holds_alternative<events::decision_issued>(what.detail)) {
        out.which = mail_template::result_ready;
        v["result"] = state->decision_number;
        v["when"] = official_moment(state->promised_at.value_or(what.about.time));
    } else if (std::holds_alternative<events::letter_issued>(what.detail)) {
        out.which = mail_template::letter_enclosed;
        enclose(out, what);
    } else if (const auto which = template_of(what.detail)) {
        out.which = *which;
        add_step(v, *state, what);
    } else {
        return std::nullopt;
    }
    return out;
}

} // namespace connectors
