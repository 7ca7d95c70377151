#include "ops/demo/demo_text.hpp"

#include "connectors/api/accounts.hpp"
#include "ops/demo/own_name.hpp"
#include "ops/demo/seeded_data.hpp"
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

json asked(const demonstration& what, const std::string& login, const std::string& path,
           std::vector<connectors::query_parameter> query = {}) {
    http_request request;
    request.path = path;
    request.query = std::move(query);
    const auto answer = what.on.call(std::move(request), officer_id_of(what, login));
    auto told = json::parse(answer.body, nullptr, false);
    return told.is_object() ? told : json::object();
}

bool may_close(const demonstration& what, const std::string& code) {
    const auto next = asked(what, "demo.counter_officer", "/v1/cases/" + code + "/next");
    const auto steps = next.value("items", json::array());
    return std::any_of(steps.begin(), steps.end(), [](const json& one) {
        return one.value("command", "") == "close_case" && one.value("allowed", false);
    });
}

/// A case worth looking at: a late one if there is one, and one that cannot be closed
/// now, so that a refusal can be shown. Empty when there is none.
std::string case_to_show(const demonstration& what) {
    const std::pair<const char*, std::vector<connectors::query_parameter>> places[] = {
        {"/v1/deadlines", {{"office", what.office.str()}, {"state", "overdue"}, {"limit", "5"}}},
        {"/v1/cases", {{"office", what.office.str()}, {"limit", "20"}}},
    };
    for (const auto& [path, query] : places) {
        const auto found = asked(what, "demo.supervisor", path, query);
        for (const auto& one : found.value("items", json::array())) {
            if (const auto code = one.value("code", ""); !code.empty() && !may_close(what, code)) {
                return code;
            }
        }
    }
    return "";
}

void say_data(printer& out, const demonstration& what) {
    if (!what.seeded) {
        const auto status = what.on.store().status();
        out.say(fmt::format("{} cases, {} events, kept from before in {}", status.cases,
                            status.events_counted, what.on.data().string()));
        return;
    }
    say_seeded(out, *what.seeded);
}

void say_people(printer& out, const demonstration& what) {
    out.say("");
    out.say(out.bold(fmt::format("Who can sign in at office {}, all with the password {}",
                                 what.office.str(), what.password)));
    std::size_t login_wide = 0;
    std::size_t wide = 0;
    for (const auto& one : what.people) {
        login_wide = std::max(login_wide, one.login.size());
        wide = std::max(wide, display_width(one.name));
    }
    for (const auto& one : what.people) {
        const std::string pad(wide - display_width(one.name), ' ');
        out.say(fmt::format("  {:{}}  {}{}  {}", one.login, login_wide, one.name, pad,
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
        {"worklist --office " + office + " --as demo.counter_officer",
         "open cases, what falls due first comes first"},
        {"mail list --office " + office + " --as demo.counter_officer",
         "e-mails that wait for a person"},
        {"overdue --office " + office + " --as demo.supervisor",
         "what is late, since when, who must act"},
    };
    if (const auto code = case_to_show(what); !code.empty()) {
        out.push_back({"case history " + code + " --as demo.auditor",
                       "every step: who, when, why, by which law"});
        out.push_back({"case next " + code + " --as demo.head", "what may be done, and why not"});
        out.push_back({"case do " + code + " close_case --as demo.counter_officer",
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
