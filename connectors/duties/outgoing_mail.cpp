#include "connectors/duties/outgoing_mail.hpp"

#include "connectors/mail/compose.hpp"
#include "events/codec.hpp"
#include "events/fault.hpp"
#include "projections/cases.hpp"
#include "projections/mail_index.hpp"
#include "projections/store.hpp"
#include "projections/timeline.hpp"

#include <nlohmann/json.hpp>

#include <fstream>

namespace connectors {
namespace {

/// The person whom the office answers.
struct addressee {
    std::string name;
    std::string address;
};

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

/// The newest check of the case before this event: what was missing, or who is competent.
std::optional<events::mail_checked>
newest_check(const events::log& log, const projections::snapshot& view, const events::event& what) {
    std::optional<events::mail_checked> newest;
    for (const auto& step : all_steps(view, what.about.subject)) {
        if (step.type == events::mail_checked::name && step.sequence < what.about.sequence) {
            const auto check = projections::event_at(log, step.place);
            newest = std::get<events::mail_checked>(check.detail);
        }
    }
    return newest;
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

struct outgoing_mail::letter {
    mail_template which{};
    mail_values values;
    addressee to;
};

outgoing_mail::outgoing_mail(const events::log& log, const projections::store& store,
                             const events::vault& keys, const engine::rule_set& rules,
                             std::filesystem::path folder)
    : log_(log), store_(store), keys_(keys), rules_(rules), folder_(std::move(folder)) {
    passed_.assign(log.partitions(), 0);
    load_checkpoint();
}

void outgoing_mail::load_checkpoint() {
    std::ifstream in(folder_ / "checkpoint");
    for (auto& one : passed_) {
        if (!(in >> one)) {
            one = 0; // sending again is harmless
        }
    }
}

void outgoing_mail::save_checkpoint() const {
    std::filesystem::create_directories(folder_);
    const auto temporary = folder_ / "checkpoint.new";
    {
        std::ofstream out(temporary, std::ios::trunc);
        for (const auto one : passed_) {
            out << one << "\n";
        }
    }
    std::filesystem::rename(temporary, folder_ / "checkpoint");
}

void outgoing_mail::pass_over_old() {
    for (std::uint32_t p = 0; p < log_.partitions(); ++p) {
        passed_[p] = store_.passed({p});
    }
    save_checkpoint();
}

bool outgoing_mail::counted(events::partition_id partition, events::offset at,
                            const events::event& what) const {
    for (const auto& step : all_steps(store_.view(), what.about.subject)) {
        if (step.sequence == what.about.sequence) {
            return step.place == engine::log_position{partition, at};
        }
    }
    return false;
}

std::optional<outgoing_mail::letter> outgoing_mail::letter_for(const events::event& what) const {
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
    v["office_address"] = "";
    v["office_phone"] = "";
    v["office_email"] = office != nullptr && office->email ? office->email->address : "";
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
        if (const auto check = newest_check(log_, view, what)) {
            v["missing"] = paper_names(rules_, state->procedure, check->missing);
            if (check->competent_office) {
                const auto* other = rules_.find_office(*check->competent_office);
                v["competent_office"] =
                    other == nullptr ? check->competent_office->str() : other->name;
            }
        }
        v.try_emplace("missing", "");
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

bool outgoing_mail::send(const events::event& what) {
    const auto made = letter_for(what);
    if (!made) {
        ++unsendable_;
        return false;
    }
    const auto text = templates_.render(made->which, made->values);
    const auto* office = rules_.find_office(what.about.office);
    outgoing_message message;
    message.from_name = made->values.find("office")->second;
    // An office without a published mailbox must not write in the name of a guessed one.
    message.from_address = office != nullptr && office->email
                               ? office->email->address
                               : what.about.office.str() + "@motcua.invalid";
    message.to_name = made->to.name;
    message.to_address = made->to.address;
    message.subject = text.subject;
    message.date = what.about.time;
    message.message_id = projections::outgoing_message_id(what.about.id, what.about.office);
    message.text = text.text;
    const auto bytes = compose_message(message);
    if (!bytes) {
        ++unsendable_;
        return false;
    }
    outbox{folder_ / what.about.office.str()}.put(message.message_id, *bytes);
    return true;
}

std::size_t outgoing_mail::send_new() {
    std::size_t sent = 0;
    bool moved = false;
    events::fast_decoder decoder;
    for (std::uint32_t p = 0; p < log_.partitions(); ++p) {
        const auto end = store_.passed({p});
        while (passed_[p] < end) {
            std::vector<std::pair<events::offset, std::string>> records;
            const auto next =
                log_.read({p}, passed_[p], std::min<events::offset>(1000, end - passed_[p]),
                          [&](const events::stored_record& record) {
                              records.emplace_back(record.at, std::string{record.value});
                              return true;
                          });
            for (const auto& [at, bytes] : records) {
                try {
                    const auto what = decoder.decode(bytes);
                    if (projections::is_told_by_mail(what.detail) && counted({p}, at, what)) {
                        sent += send(what) ? 1 : 0;
                    }
                } catch (const events::decode_error&) {
                    // Foreign records say nothing to anybody.
                }
            }
            passed_[p] = next;
            moved = true;
        }
    }
    if (moved) {
        save_checkpoint();
    }
    return sent;
}

} // namespace connectors
