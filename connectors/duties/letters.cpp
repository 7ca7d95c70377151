#include "connectors/duties/letters.hpp"

#include "connectors/duties/letter_choice.hpp"
#include "connectors/duties/letter_words.hpp"
#include "connectors/mail/official_words.hpp"
#include "connectors/sealed_object.hpp"
#include "connectors/stated_words.hpp"
#include "engine/clear_text.hpp"
#include "projections/cases.hpp"
#include "projections/mail_index.hpp"
#include "projections/store.hpp"
#include "projections/timeline.hpp"

#include <algorithm>

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
            return addressee{box.person, who.value("name", std::string{}), std::move(address)};
        }
    }
    return std::nullopt;
}

/// The newest check of the case before this event: what was missing, who is competent, and why.
std::optional<events::event> newest_check(const events::log& log, const projections::snapshot& view,
                                          const events::event& what) {
    std::optional<events::event> newest;
    projections::each_step_before(view, what.about.subject, what.about.sequence,
                                  [&](const auto& step) {
                                      if (step.type == events::mail_checked::name) {
                                          newest = projections::event_at(log, step.place);
                                      }
                                      return !newest;
                                  });
    return newest;
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

void letters::add_check(letter& into, const engine::case_state& state,
                        const events::event& guided) const {
    auto& v = into.values;
    v["missing"] = "";
    const auto check = newest_check(log_, store_.view(), guided);
    if (!check) {
        return;
    }
    const auto& found = std::get<events::mail_checked>(check->detail);
    v["missing"] = paper_names(rules_, state.procedure, found.missing);
    v["reason"] = reason_of(rules_, state, *check, templates_.usual_reason(into.which, into.about));
    add_competent(v, found.competent_office, events::office_date(guided.about.time));
}

/// The office that the newest check named, or the one of the case.
events::office_code letters::competent_office(const engine::case_state& state,
                                              const events::event& guided) const {
    const auto check = newest_check(log_, store_.view(), guided);
    const auto named =
        check ? std::get<events::mail_checked>(check->detail).competent_office : std::nullopt;
    return named.value_or(state.office);
}

/// The free text of the step, as far as it can be opened.
std::string letters::note_of(const events::event& what) const {
    const auto& boxes = what.common.sealed;
    const auto box = std::ranges::find(boxes, events::note_part, &events::sealed_box::part);
    return box == boxes.end() ? std::string{} : text_member(opened_object(keys_, *box), "text");
}

void letters::add_step(mail_values& v, const engine::case_state& state,
                       const events::event& what) const {
    const auto grounds = grounds_text(rules_, state, what);
    const auto note = note_of(what);
    v["reason"] = grounds.empty() ? note : note.empty() ? grounds : grounds + " " + note;
    if (v["reason"].empty()) {
        v["reason"] = full_sentence(stated_reason(what.detail, stated_words(what, keys_)));
    }
    v["result"] = state.decision_number;
    v["when"] = official_moment(state.promised_at.value_or(what.about.time));
    v["due"] = due_text(rules_, state, what);
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
        v["competent_office"] = other == nullptr ? office->str() : other->name_on(day);
        v["competent_address"] = contact_of(*office, day).address;
    }
}

outgoing_message letters::message_of(const letter& made, const events::event& what) const {
    const auto text = templates_.render(made.which, made.values, made.about);
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

void letters::add_common(mail_values& v, const engine::case_state& state, const addressee& to,
                         const events::event& what) const {
    const auto day = events::office_date(what.about.time);
    const auto* office = rules_.office_in_charge(what.about.office, day);
    v["office"] = office == nullptr ? what.about.office.str() : office->name_on(day);
    const auto contact = contact_of(office == nullptr ? what.about.office : office->key, day);
    v["office_address"] = contact.address;
    v["office_phone"] = contact.phone;
    v["office_email"] = contact.email;
    v["code"] = state.shown_code();
    v["recipient"] = recipient(to.name);
    // Once it is filed, the day on which the request itself was received: the e-mail before it is
    // help, and starts no period.
    v["received"] = official_date(events::office_date(state.received_at.value_or(state.opened_at)));
    v["request"] = procedure_name(rules_, state.procedure);
    v["place"] = "Bộ phận một cửa, " + v["office"];
    v["reason"] = "";
    v["competent_office"] = "cơ quan thi hành án dân sự có thẩm quyền";
    v["competent_address"] = "";
    v["competent_person"] = "";
}

void letters::add_appointment(mail_values& v, const engine::case_state& state,
                              const events::event& what) const {
    v["when"] = official_moment(state.appointment_at.value_or(what.about.time));
    const auto* known = rules_.find(state.procedure);
    std::vector<std::string> papers;
    if (known != nullptr) {
        for (const auto* paper :
             engine::papers_required(*known, events::office_date(what.about.time))) {
            papers.push_back(paper->name.vi);
        }
    }
    v["papers"] = listed(papers);
    if (const auto* confirmed = std::get_if<events::appointment_confirmed>(&what.detail)) {
        // Words that come beside a place, or without one, are not about where.
        const auto place = confirmed->place == engine::stated_in_words ? stated_words(what, keys_)
                                                                       : confirmed->place;
        v["place"] = place.empty() ? v["place"] : place;
    }
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
    out.about = {state->procedure, state->law_of()};
    auto& v = out.values;
    add_common(v, *state, *to, what);
    if (const auto* guided = std::get_if<events::guidance_sent>(&what.detail)) {
        out.which = guidance_of(guided->outcome, state->procedure);
        add_check(out, *state, what);
        v["competent_person"] = competent_persons(rules_, out.which, competent_office(*state, what),
                                                  events::office_date(what.about.time));
    } else if (std::holds_alternative<events::appointment_confirmed>(what.detail) ||
               std::holds_alternative<events::appointment_moved>(what.detail)) {
        out.which = mail_template::appointment;
        add_appointment(v, *state, what);
    } else if (const auto* apology = std::get_if<events::apology_issued>(&what.detail)) {
        out.which = mail_template::apology;
        const auto before =
            projections::case_as_of(view, log_, what.about.subject, what.about.sequence - 1);
        v["due"] =
            official_moment(before && before->promised_at ? *before->promised_at : what.about.time);
        v["new_due"] = official_moment(apology->promised_at);
        v["reason"] = full_sentence(stated_reason(what.detail, stated_words(what, keys_)));
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
