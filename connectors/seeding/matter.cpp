#include "connectors/seeding/matter.hpp"

#include "events/digest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace connectors::seeding {

using std::chrono::milliseconds;

namespace {

nlohmann::json described(const invented_person& who) {
    return {{"name", who.name},
            {"born", who.born},
            {"identity_number", who.identity_number},
            {"address", who.address},
            {"phone", who.phone}};
}

milliseconds of_hours(double hours) {
    return milliseconds{static_cast<std::int64_t>(hours * 3'600'000.0)};
}

} // namespace

matter::matter(setting& all, std::uint64_t number, const engine::office& at, events::instant opened)
    : in(all), index(number), office(at), luck(all.seed, number), now(opened),
      person(invent_person(luck, at)),
      person_id(events::uuid_of(fmt::format("seed:{}:person:{}", all.seed, number))) {}

matter::turn matter::minutes(double low, double high) {
    return at(in.hours.after(now, of_hours(luck.between(low, high) / 60)));
}

events::instant matter::days_after(events::instant from, double days) const {
    return in.hours.after(from, milliseconds{static_cast<std::int64_t>(
                                    days * static_cast<double>(in.hours.day_length().count()))});
}

matter::turn matter::days(double low, double high) {
    return at(days_after(now, luck.between(low, high)));
}

matter::turn matter::hours_by_clock(double low, double high) {
    auto when = now + of_hours(luck.between(low, high));
    if (events::office_time_of_day(when) < std::chrono::hours{6}) {
        when += std::chrono::hours{7}; // people sleep
    }
    return at(when);
}

const events::officer_id& matter::officer_of(events::role as) {
    auto& known = officers_.at(static_cast<std::size_t>(as));
    if (known == nullptr) {
        known = &in.people.any(luck, office.key, as);
    }
    return *known;
}

void matter::goes_up(const events::office_code& above) {
    officers_.at(static_cast<std::size_t>(events::role::head)) =
        &in.people.any(luck, above, events::role::head);
}

planned_step& matter::take(events::role as, engine::command_detail what) {
    static const events::officer_id system{"system"};
    auto& step = in.steps.emplace_back();
    step.matter = index;
    auto& out = step.what;
    out.id =
        events::command_id{events::uuid_of(fmt::format("seed:{}:{}:{}", in.seed, index, ++steps_))};
    out.office = office.key;
    out.subject = subject;
    out.actor = as == events::role::system ? system : officer_of(as);
    out.acting_as = as;
    out.happened = now;
    out.detail = std::move(what);
    if (subject.empty()) {
        subject = events::case_opened_by(out.id);
    }
    return step;
}

void matter::on(std::string_view ground) {
    if (!ground.empty()) {
        in.steps.back().what.grounds.emplace_back(ground);
    }
}

void matter::note(std::string_view text) {
    seal(person_id, events::note_part, nlohmann::json{{"text", text}}.dump());
}

void matter::say(std::string_view words) {
    seal(person_id, events::words_part, nlohmann::json{{"text", words}}.dump());
}

void matter::seal(const events::person_id& whose, std::string_view as, std::string plain) {
    in.steps.back().secrets.push_back({whose, std::string{as}, std::move(plain)});
}

void matter::seal_person(std::string_view as) {
    part = as;
    auto known = described(person);
    if (luck.share() < 0.6) {
        known["email"] = person.email;
    }
    seal(person_id, as, known.dump());
}

void matter::seal_other(std::string_view as, const invented_person& who) {
    const events::person_id whose{
        events::uuid_of(fmt::format("seed:{}:person:{}:{}", in.seed, index, as))};
    seal(whose, as, nlohmann::json{{"name", who.name}, {"address", who.address}}.dump());
}

std::string matter::ground_for(std::initializer_list<engine::outcome> outcomes) {
    const auto* known = in.rules.find(procedure);
    std::vector<const engine::ground*> fitting;
    for (const auto* one : engine::grounds_on(*known, events::office_date(now))) {
        if (one->answers.empty() &&
            std::find(outcomes.begin(), outcomes.end(), one->leads_to) != outcomes.end()) {
            fitting.push_back(one);
        }
    }
    return fitting.empty() ? "" : luck.one_of(fitting)->code;
}

void matter::is_about(std::string_view procedure_now) {
    if (counted) {
        --in.by_procedure[procedure];
    }
    procedure = procedure_now;
    counted = true;
    ++in.by_procedure[procedure];
}

events::event_id event_id_of(const events::command_id& command, events::instant at) {
    std::array<std::uint8_t, 10> bytes{};
    const auto hash = events::sha256(command.str());
    std::copy_n(hash.bytes.begin(), bytes.size(), bytes.begin());
    return events::event_id{events::uuid_v7(at.time_since_epoch().count(), bytes)};
}

} // namespace connectors::seeding
