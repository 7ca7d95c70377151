#include "connectors/duties/letters.hpp"

#include "projections/cases.hpp"
#include "projections/store.hpp"
#include "projections/timeline.hpp"

#include <nlohmann/json.hpp>

namespace connectors {
namespace {

std::optional<addressee> addressee_of(const engine::case_state& state, const events::vault& keys) {
    for (const auto& box : state.persons) {
        if (box.part != "applicant" && box.part != "denouncer" && box.part != "complainant") {
            continue;
        }
        const auto plain = events::open(keys, box);
        if (!plain) {
            continue; // erased
        }
        const auto who = nlohmann::json::parse(*plain, nullptr, false);
        if (who.is_object() && who.contains("email") && who["email"].is_string() &&
            !who["email"].get_ref<const std::string&>().empty()) {
            return addressee{who.value("name", std::string{}), who["email"].get<std::string>()};
        }
    }
    return std::nullopt;
}

std::string procedure_name(const engine::rule_set& rules, const std::string& procedure) {
    const auto* known = rules.find(procedure);
    return known == nullptr ? "yêu cầu về thi hành án dân sự" : known->name.vi;
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

std::string reason_of(const engine::rule_set& rules, const engine::case_state& state,
                      const events::event& check) {
    const auto* known = rules.find(state.procedure);
    const auto on = events::office_date(state.received_at.value_or(check.about.time));
    std::string out;
    for (const auto& code : check.common.grounds) {
        const auto* ground = known == nullptr ? nullptr : engine::find_ground(*known, code, on);
        out += (out.empty() ? "" : "; ") + (ground == nullptr ? code : ground->text);
    }
    if (!out.empty()) {
        return out.ends_with('.') ? out : out + ".";
    }
    return usual_reason(std::get<events::mail_checked>(check.detail).outcome);
}

std::string paper_names(const engine::rule_set& rules, const std::string& procedure,
                        const std::vector<std::string>& ids) {
    const auto* known = rules.find(procedure);
    std::vector<std::string> names;
    for (const auto& id : ids) {
        std::string name = id;
        if (known != nullptr) {
            for (const auto& paper : known->papers) {
                name = paper.id == id ? paper.name.vi : name;
            }
        }
        names.push_back(std::move(name));
    }
    return listed(names);
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

letters::letters(const events::log& log, const projections::store& store, const events::vault& keys,
                 const engine::rule_set& rules, std::map<std::string, office_contact> contacts)
    : log_(log), store_(store), keys_(keys), rules_(rules), contacts_(std::move(contacts)) {}

office_contact letters::contact_of(const events::office_code& office) const {
    const auto found = contacts_.find(office.str());
    auto out = found == contacts_.end() ? office_contact{} : found->second;
    const auto* known = rules_.find_office(office);
    if (out.email.empty() && known != nullptr && known->email) {
        out.email = known->email->address;
    }
    return out;
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
    if (found.competent_office) {
        const auto* other = rules_.find_office(*found.competent_office);
        v["competent_office"] = other == nullptr ? found.competent_office->str() : other->name;
        v["competent_address"] = contact_of(*found.competent_office).address;
    }
}

std::optional<letter> letters::letter_for(const events::event& what) const {
    const auto view = store_.view();
    const auto state = projections::case_as_of(view, log_, what.about.subject, what.about.sequence);
    const auto to = state ? addressee_of(*state, keys_) : std::nullopt;
    if (!to) {
        return std::nullopt;
    }
    letter out;
    out.to = *to;
    auto& v = out.values;
    const auto* office = rules_.find_office(what.about.office);
    v["office"] = office == nullptr ? what.about.office.str() : office->name;
    const auto contact = contact_of(what.about.office);
    v["office_address"] = contact.address;
    v["office_phone"] = contact.phone;
    v["office_email"] = contact.email;
    v["code"] = state->shown_code();
    v["recipient"] = recipient(to->name);
    v["received"] = official_date(events::office_date(state->opened_at));
    v["request"] = procedure_name(rules_, state->procedure);
    v["place"] = "Bộ phận một cửa, " + v["office"];
    v["reason"] = "";
    v["competent_office"] = "cơ quan thi hành án dân sự có thẩm quyền";
    v["competent_address"] = "";
    v["competent_person"] = "người có thẩm quyền giải quyết";
    if (const auto* guided = std::get_if<events::guidance_sent>(&what.detail)) {
        out.which = guidance_of(guided->outcome, state->procedure);
        add_check(v, *state, what);
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
        v["reason"] = apology->reason;
    } else if (std::holds_alternative<events::decision_issued>(what.detail)) {
        out.which = mail_template::result_ready;
        v["result"] = state->decision_number;
        v["when"] = official_moment(state->promised_at.value_or(what.about.time));
    } else {
        return std::nullopt;
    }
    return out;
}

} // namespace connectors
