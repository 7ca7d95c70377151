#include "connectors/application.hpp"
#include "connectors/duties/deadline_watch.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"
#include "ops/commands/office_options.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace ops {
namespace {

const std::vector<column> alert_lines{
    {"Mã hồ sơ", "Case", "/code"},
    {"Cơ quan", "Office", "/office"},
    {"Thời hạn", "Period", "/name /deadline"},
    {"Bậc", "Rung", "/rung", shape::code},
    {"Cảnh báo", "Alert", "/alert", shape::code},
    {"Báo lúc", "Since", "/since", shape::time},
    {"Ngày cuối", "Last day", "/last_day", shape::day},
    {"Trách nhiệm", "Act by", "/act_by", shape::code},
    {"Người giữ", "Holder", "/holder_name /holder"},
};

/// Nobody watches the deadlines of a folder without a server: so do it now.
void watch(session& of) {
    if (auto* folder = of.folder()) {
        connectors::raise_alerts(folder->store(), folder->node(), folder->rules(),
                                 folder->time().now());
    }
}

int list_alerts(invocation& on, const arguments& given) {
    question asked{.path = "/v1/alerts"};
    pass_on_office(asked, given);
    // What was passed up waits too, for whoever is above: a head asks for both.
    asked.query.push_back({"status", given.has("status") ? given.text("status") : "waiting"});
    watch(on.api());
    return print_list(on, on.api(), std::move(asked), given, alert_lines,
                      on.out().in("không có cảnh báo như vậy", "there are no such alerts"));
}

/// Whether somebody still has to look at it: an alert that was passed up waits for who is above.
bool waits_for_somebody(const json& alert) {
    const auto state = alert.value("state", "");
    return state == "raised" || state == "escalated";
}

/// The alerts of a case that somebody still has to look at, of these periods or of all. Throws
/// not_found_error before anything is done when a period that is named has none.
std::vector<json> waiting_on(session& of, const std::string& code,
                             const std::vector<std::string>& deadlines) {
    std::vector<json> out;
    std::set<std::string> missing{deadlines.begin(), deadlines.end()};
    const auto found = ask_json(of, {.path = path_to({"v1", "cases", code})});
    for (const auto& one : found.value("alerts", json::array())) {
        const auto deadline = one.value("deadline", "");
        const bool is_meant = deadlines.empty() || std::ranges::count(deadlines, deadline) > 0;
        if (waits_for_somebody(one) && is_meant) {
            out.push_back({{"deadline", one["deadline"]}, {"rung", one["rung"]}});
            missing.erase(deadline);
        }
    }
    if (out.empty() || !missing.empty()) {
        throw not_found_error(fmt::format("there is no alert of {} to acknowledge{}{}", code,
                                          missing.empty() ? "" : ": ", fmt::join(missing, ", ")));
    }
    return out;
}

int acknowledge(invocation& on, const arguments& given) {
    const auto& code = given.text("CODE");
    watch(on.api());
    auto& out = on.out();
    list_printer done_so(out, {{"", "", "/code"},
                               {"", "", "/deadline"},
                               {"", "", "/rung"},
                               {"", "", "/version"},
                               {"", "", "/event"},
                               {"", "", "/position"}});
    for (const auto& one : waiting_on(on.api(), code, given.list("DEADLINE"))) {
        auto told =
            ask_json(on.api(), post(path_to({"v1", "cases", code, "commands", "acknowledge_alert"}),
                                    one.dump()));
        told.update(one);
        if (!out.is_table()) {
            done_so.add(told);
        }
        out.say(fmt::format("{}: {} ({}) {}", code, one.value("deadline", ""),
                            one.value("rung", ""), out.in("đã xem", "acknowledged")));
    }
    done_so.end();
    return done;
}

} // namespace

noun alert_noun() {
    auto listed = office_options();
    listed.push_back(choice(
        "status", {"waiting", "raised", "acknowledged", "escalated", "resolved"},
        "Alerts that stand so; waiting unless said: what was passed up, then what is raised"));
    return {"alert",
            "Alerts of the deadline watch",
            {
                {"list",
                 "Alerts that wait for somebody, the longest due first",
                 {"motcua alert list --office 96", "motcua alert list --status escalated"},
                 with_list_options(std::move(listed)),
                 list_alerts},
                {"acknowledge",
                 "Take care of the alerts of a case",
                 {"motcua alert acknowledge HT96-170601-0001 --as dung",
                  "motcua alert acknowledge HT96-170601-0001 decide notify --as dung"},
                 {word("CODE", "Case code, support code or id"),
                  maybe_words("DEADLINE", "Only those of these periods")},
                 acknowledge},
            }};
}

} // namespace ops
