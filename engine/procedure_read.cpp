#include "engine/commands/docket_complaint.hpp"
#include "engine/commands/issue_decision.hpp"
#include "engine/commands/receive_request.hpp"
#include "engine/deadline_rule_read.hpp"
#include "engine/ground_read.hpp"
#include "engine/rules/check.hpp"
#include "engine/transition_read.hpp"

#include <algorithm>
#include <array>

namespace engine {
namespace {

constexpr std::array common_steps{issue_decision::name, docket_complaint::name,
                                  receive_request::name};

channel_rule read_channel(const json_cursor& at) {
    at.only({"valid_from", "valid_to", "email", "one_stop", "filing"});
    channel_rule doors;
    doors.in_force = read_validity(at);
    const auto email = at.at("email");
    email.only({"mode", "source", "tag", "adopted"});
    doors.email = email.at("mode").name<email_mode>();
    doors.email_on = read_standing(email);
    const auto one_stop = at.at("one_stop");
    one_stop.only({"offered", "source", "tag", "adopted"});
    doors.one_stop = one_stop.at("offered").boolean();
    doors.one_stop_on = read_standing(one_stop);
    for (const auto& each : at.at("filing").items()) {
        each.only({"way", "source", "tag", "adopted"});
        doors.filing.push_back({each.at("way").name<events::channel>(), read_standing(each)});
    }
    return doors;
}

paper read_paper(const json_cursor& at, const rule_words& ground_codes) {
    at.only({"id", "name", "when", "valid_from", "valid_to", "source", "tag", "adopted", "note"});
    paper each;
    read_rule(at, each);
    each.id = at.at("id").text();
    each.name = read_bilingual(at.at("name"));
    each.when = condition_if(at, ground_codes);
    return each;
}

limit read_limit(const json_cursor& at, const rule_words& ground_codes) {
    at.only({"id", "name", "amount", "unit", "except_on", "valid_from", "valid_to", "source", "tag",
             "adopted", "note"});
    limit each;
    read_rule(at, each);
    each.id = at.at("id").text();
    each.name = read_bilingual(at.at("name"));
    each.amount = at.at("amount").integer();
    if (at.at("unit").text() != "count") {
        at.at("unit").fail("a limit is a count");
    }
    each.except_on = at.text_or("except_on", "");
    if (!each.except_on.empty() && std::ranges::count(ground_codes, each.except_on) == 0) {
        at.at("except_on").fail("no ground of this file is called `" + each.except_on + "`");
    }
    return each;
}

common_rule read_common_rule(const json_cursor& at) {
    at.only(
        {"step", "ground", "text", "valid_from", "valid_to", "source", "tag", "adopted", "note"});
    common_rule each;
    read_rule(at, each);
    each.step = at.at("step").text();
    each.text = at.at("text").text();
    if (std::ranges::count(common_steps, each.step) == 0) {
        at.at("step").fail("this step has nothing in common with another case");
    }
    if (const auto ground = at.find("ground")) {
        each.ground = ground->name<events::common_ground>();
    }
    if (each.ground.has_value() != (each.step == issue_decision::name)) {
        at.fail("a decision is common on a ground, and nothing else is");
    }
    return each;
}

/// Absent in files of before, and where every case has a paper of its own.
void read_common(const json_cursor& root, procedure& into) {
    const auto list = root.find("common");
    if (!list) {
        return;
    }
    for (const auto& each : list->items()) {
        into.common.push_back(read_common_rule(each));
    }
    refuse_overlaps(
        *list, into.common,
        [](const common_rule& each) {
            return each.step +
                   (each.ground ? " " + std::string{events::name_of(*each.ground)} : "");
        },
        [](const common_rule&) { return condition{}; });
}

void read_papers(const json_cursor& root, const rule_words& codes, procedure& into) {
    for (const auto& each : root.at("papers").items()) {
        into.papers.push_back(read_paper(each, codes));
    }
    refuse_overlaps(
        root.at("papers"), into.papers, [](const paper& each) { return each.id; },
        [](const paper& each) { return each.when; });
}

void read_channels(const json_cursor& root, procedure& into) {
    for (const auto& each : root.at("channels").items()) {
        into.channels.push_back(read_channel(each));
    }
    refuse_overlaps(
        root.at("channels"), into.channels,
        [](const channel_rule&) { return std::string("channels"); },
        [](const channel_rule&) { return condition{}; });
}

fact read_receipt(const json_cursor& root, const procedure& of) {
    const auto at = root.find("receipt");
    if (!at) {
        return fact::request_received;
    }
    const auto what = at->name<fact>();
    if (of.follows != events::lifecycle::dossier ||
        (what != fact::request_received && what != fact::judgment_received &&
         what != fact::petition_received)) {
        at->fail("a dossier begins with a request, a judgment or a petition that is received");
    }
    return what;
}

} // namespace

procedure read_procedure(std::string_view json_text, std::string_view file) {
    const auto json = parse_rules_json(json_text, file);
    const json_cursor root{json, std::string(file)};
    root.only({"$schema", "id", "code", "name", "lifecycle", "receipt", "confirms_performance",
               "shares", "source", "tag", "channels", "papers", "grounds", "outcomes", "deadlines",
               "limits", "common", "transitions", "gaps"});
    procedure read;
    read.id = root.at("id").text();
    read.code = root.at("code").text();
    read.name = read_bilingual(root.at("name"));
    read.follows = root.at("lifecycle").name<events::lifecycle>();
    if (read.follows == events::lifecycle::support) {
        root.at("lifecycle")
            .fail("help by e-mail goes before every procedure and is the lifecycle "
                  "of none: name that of the matter itself");
    }
    read.from = read_provenance(root);
    read.receipt = read_receipt(root, read);
    if (const auto confirms = root.find("confirms_performance")) {
        read.confirms_performance = confirms->boolean();
    }
    read.shares = root.text_or("shares", "");
    read_channels(root, read);
    read.grounds = read_grounds(root);
    const auto codes = codes_of(read.grounds);
    read_papers(root, codes, read);
    read.deadlines = read_deadlines(root, codes);
    for (const auto& each : root.at("deadlines").items()) {
        if (const auto only = each.find("only_in")) {
            only->fail("a procedure's own period holds in it alone");
        }
    }
    read.own_deadlines = read.deadlines.size();
    read.outcomes = read_outcomes(root, read.grounds);
    read.gaps = read_gaps(root);
    for (const auto& each : root.at("limits").items()) {
        read.limits.push_back(read_limit(each, codes));
    }
    read_common(root, read);
    read.transitions = read_transitions(root);
    take_over(root, read.transitions, read.grounds, read.papers, read.deadlines, read.limits,
              read.common);
    return read;
}

} // namespace engine
