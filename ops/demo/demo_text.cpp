#include "ops/demo/demo_text.hpp"

#include "connectors/api/accounts.hpp"
#include "ops/demo/own_name.hpp"
#include "ops/output/width.hpp"
#include "projections/store.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ops {
namespace {

using connectors::http_request;

std::string officer_id_of(const demonstration& what, std::string_view login) {
    const auto account = what.on.people().find(std::string{login});
    return account ? account->officer.str() : std::string{login};
}

/// The first item of a list, as an officer sees it.
json first_of(const demonstration& what, const std::string& login, const std::string& path,
              std::vector<connectors::query_parameter> query) {
    http_request request;
    request.path = path;
    request.query = std::move(query);
    request.query.push_back({"limit", "1"});
    const auto answer = what.on.call(std::move(request), officer_id_of(what, login));
    const auto told = json::parse(answer.body, nullptr, false);
    const auto items = told.is_object() ? told.value("items", json::array()) : json::array();
    return items.empty() ? json::object() : items.front();
}

std::string day_of(events::instant at) { return office_day(events::to_text(at)); }

void say_data(printer& out, const demonstration& what) {
    if (!what.seeded) {
        const auto status = what.on.store().status();
        out.say(fmt::format("{} cases, {} events, kept from before in {}", status.cases,
                            status.events_counted, what.on.data().string()));
        return;
    }
    const auto& seeded = *what.seeded;
    out.say(fmt::format("{} cases in {} offices of Cà Mau and Quảng Nam, {} – {}: {} events, "
                        "personal data sealed",
                        seeded.cases, seeded.offices.size(), day_of(seeded.first),
                        day_of(seeded.last), seeded.events));
    out.say(fmt::format("{} periods have passed, {} alerts were raised, {} e-mails wait in the "
                        "Maildir of office {} and are being taken in",
                        seeded.overdue, seeded.alerts, seeded.mails_waiting,
                        seeded.mail_office.str()));
}

void say_people(printer& out, const demonstration& what) {
    out.say("");
    out.say(out.bold(fmt::format("Who can sign in at office {}, all with the password {}",
                                 what.office.str(), what.password)));
    std::size_t wide = 0;
    for (const auto& one : what.people) {
        wide = std::max(wide, display_width(one.name));
    }
    for (const auto& one : what.people) {
        const std::string pad(wide - display_width(one.name), ' ');
        out.say(fmt::format("  {:24}{}{}  {}", one.login, one.name, pad,
                            label_of(events::name_of(one.as), out.how().in)));
    }
}

struct attempt {
    std::string command;
    std::string shows;
};

std::vector<attempt> attempts(const demonstration& what) {
    const auto& office = what.office.str();
    std::vector<attempt> out{
        {"worklist --holder me --as demo.counter_officer",
         "what is on an officer's desk, the next due first"},
        {"mail list --office " + office + " --as demo.counter_officer",
         "e-mails that wait for a person"},
        {"overdue --office " + office + " --as demo.supervisor",
         "what is late, since when, who must act"},
    };
    const auto late = first_of(what, "demo.supervisor", "/v1/deadlines",
                               {{"office", office}, {"state", "overdue"}});
    if (const auto code = late.value("code", ""); !code.empty()) {
        out.push_back({"case history " + code + " --as demo.auditor",
                       "every step: who, when, why, by which law"});
        out.push_back({"case next " + code + " --as demo.head", "what may be done, and why not"});
        out.push_back({"case do " + code + " accept_dossier --as demo.counter_officer",
                       "a step that the procedure does not allow: refused, with the ground"});
    }
    const std::vector<attempt> rest{
        {"refusal list --office " + office + " --as demo.auditor", "which refusals were recorded"},
        {"clock move +2d --as operator", "two days pass"},
        {"alert list --office " + office + " --as demo.supervisor", "what that made late"},
        {"statistics --period stat-2018 --office " + office + " --as demo.statistician",
         "received, docketed, decided apart"},
        {"register show --office " + office + " --year 2018 --as demo.counter_officer",
         "the follow-up register"},
    };
    out.insert(out.end(), rest.begin(), rest.end());
    return out;
}

} // namespace

void say_demo(printer& out, const demonstration& what) {
    say_data(out, what);
    say_people(out, what);
    out.say("");
    out.say(out.bold("Try (everybody is signed in already)"));
    const auto name = own_name();
    for (const auto& one : attempts(what)) {
        out.say(out.faint("  # " + one.shows));
        out.say(fmt::format("  {} {} --server {}", name, one.command, what.url));
    }
    out.say(out.faint("  # prove the log, also while the server writes it"));
    out.say(fmt::format("  {} verify --data {}", name, what.on.data().string()));
    out.say("");
    out.say(fmt::format("The clock says {} and runs.",
                        office_time(events::to_text(what.on.time().now()))));
    out.say(what.kept ? "Ctrl-C stops it; the data stays in " + what.on.data().string()
                      : "Ctrl-C stops it and deletes the data; --keep DIR keeps it.");
}

} // namespace ops
