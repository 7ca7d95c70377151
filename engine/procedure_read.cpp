#include "engine/json_cursor.hpp"
#include "engine/procedure.hpp"
#include "engine/rules/check.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engine {
namespace {

using words = std::vector<std::string>;

template <events::named_enum E> words names_of() {
    return {events::enum_names<E>::names.begin(), events::enum_names<E>::names.end()};
}

/// What a condition may ask about, and the answers it may name. `ground` takes the codes of the
/// procedure's own grounds.
const std::map<std::string, words, std::less<>>& condition_words() {
    static const std::map<std::string, words, std::less<>> known{
        {"instance", names_of<events::instance>()},
        {"complaint_kind", names_of<events::complaint_kind>()},
        {"trigger", {"on_request", "ex_officio", "bankruptcy"}}, // rule sets of before
        {"content", {"complaint", "denunciation", "proposal"}},  // rule sets of before
        {"competence", {"own", "other_agency"}},
        {"explainer", {"enforcement_officer", "lower_agency"}},
        {"filer", {"party", "representative", "relative"}},
        {"late", {"yes", "no"}},
        {"related_papers", {"yes", "no"}},
    };
    return known;
}

bilingual read_bilingual(const json_cursor& at) {
    at.only({"vi", "en"});
    return {at.at("vi").text(), at.at("en").text()};
}

validity read_validity(const json_cursor& at) {
    const validity in_force{at.at("valid_from").date(), at.date_if("valid_to")};
    if (in_force.to && *in_force.to < in_force.from) {
        at.at("valid_to").fail("ends before it begins");
    }
    return in_force;
}

standing read_standing(const json_cursor& at) {
    const auto from = read_provenance(at);
    const auto adopted = at.find("adopted");
    return {from, adopted ? adopted->boolean() : from.may_be_default()};
}

void read_rule(const json_cursor& at, rule& into) {
    into.in_force = read_validity(at);
    const auto on = read_standing(at);
    into.from = on.from;
    into.adopted = on.adopted;
    into.note = at.text_or("note", "");
}

condition read_condition(const json_cursor& at, const words& ground_codes) {
    condition when;
    for (const auto& [name, values] : at.members()) {
        const auto known = condition_words().find(name);
        if (known == condition_words().end() && name != "ground") {
            values.fail("unknown circumstance");
        }
        const auto& allowed = name == "ground" ? ground_codes : known->second;
        for (const auto& value : values.items()) {
            const auto word = value.text();
            if (std::ranges::find(allowed, word) == allowed.end()) {
                value.fail(fmt::format("unknown word `{}` for `{}`", word, name));
            }
            when[name].push_back(word);
        }
        if (when[name].empty()) {
            values.fail("names no word");
        }
    }
    return when;
}

condition condition_if(const json_cursor& at, const words& ground_codes) {
    const auto found = at.find("when");
    return found ? read_condition(*found, ground_codes) : condition{};
}

budget read_budget(const json_cursor& at) {
    const budget length{at.at("amount").integer(), at.at("unit").name<time_unit>()};
    if (length.unit == time_unit::at_once && length.amount != 0) {
        at.at("amount").fail("at once has no number: write 0");
    }
    if (length.unit != time_unit::at_once && length.amount < 1) {
        at.at("amount").fail("a period has at least 1");
    }
    return length;
}

/// A period of a law that was not read has no length yet, and nothing stands in for it.
void read_length(const json_cursor& at, deadline_rule& each) {
    each.length_known = at.find("amount") || at.find("unit");
    if (each.length_known) {
        each.length = read_budget(at);
    } else if (each.adopted) {
        at.fail("a period without `amount` and `unit` is not known, so that it is neither V nor D "
                "nor adopted");
    }
}

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

paper read_paper(const json_cursor& at, const words& ground_codes) {
    at.only({"id", "name", "when", "valid_from", "valid_to", "source", "tag", "adopted", "note"});
    paper each;
    read_rule(at, each);
    each.id = at.at("id").text();
    each.name = read_bilingual(at.at("name"));
    each.when = condition_if(at, ground_codes);
    return each;
}

ground read_ground(const json_cursor& at) {
    at.only({"code", "outcome", "text", "status_name", "act_by", "wording", "clause", "exceptions",
             "valid_from", "valid_to", "source", "tag", "adopted", "note"});
    ground each;
    read_rule(at, each);
    each.code = at.at("code").text();
    each.leads_to = at.at("outcome").name<outcome>();
    each.text = at.at("text").text();
    if (const auto name = at.find("status_name")) {
        each.status_name = read_bilingual(*name);
    }
    if (const auto act_by = at.find("act_by")) {
        each.act_by = act_by->name<events::role>();
    }
    const auto wording = at.at("wording").text();
    if (wording != "verbatim" && wording != "summary") {
        at.at("wording").fail("unknown word `" + wording + "`, expected verbatim or summary");
    }
    each.verbatim = wording == "verbatim";
    each.clause = at.text_or("clause", "");
    if (const auto exceptions = at.find("exceptions")) {
        for (const auto& exception : exceptions->items()) {
            each.exceptions.push_back(exception.text());
        }
    }
    return each;
}

extension read_extension(const json_cursor& at) {
    at.only({"mode", "amount", "unit", "text", "source", "tag"});
    return {at.at("mode").name<extension_mode>(), read_budget(at), at.at("text").text(),
            read_provenance(at)};
}

void read_who_acts(const json_cursor& at, deadline_rule& each) {
    const auto met_by = at.find("met_by");
    const auto act_by = at.find("act_by");
    const bool duty = each.kind == deadline_kind::duty;
    if (duty != met_by.has_value() || duty != act_by.has_value()) {
        at.fail("a duty has `met_by` and `act_by`, a period has neither");
    }
    if (!duty) {
        return;
    }
    for (const auto& what : met_by->items()) {
        each.met_by.push_back(what.name<fact>());
    }
    if (each.met_by.empty()) {
        met_by->fail("a duty is met by at least one fact");
    }
    each.act_by = act_by->name<events::role>();
}

deadline_rule read_deadline(const json_cursor& at, const words& ground_codes) {
    at.only({"id",
             "name",
             "kind",
             "amount",
             "unit",
             "starts_on",
             "met_by",
             "act_by",
             "when",
             "valid_from",
             "valid_to",
             "extensions",
             "alternative_of",
             "unstarted",
             "only_in",
             "from_receipt",
             "source",
             "tag",
             "adopted",
             "note"});
    deadline_rule each;
    read_rule(at, each);
    each.id = at.at("id").text();
    each.name = read_bilingual(at.at("name"));
    read_length(at, each);
    each.starts_on = at.at("starts_on").name<fact>();
    if (!may_start_a_deadline(each.starts_on)) {
        at.at("starts_on").fail("this fact starts no deadline");
    }
    if (const auto kind = at.find("kind")) {
        each.kind = kind->name<deadline_kind>();
    }
    read_who_acts(at, each);
    each.when = condition_if(at, ground_codes);
    if (const auto extensions = at.find("extensions")) {
        for (const auto& more : extensions->items()) {
            each.extensions.push_back(read_extension(more));
        }
    }
    each.alternative_of = at.text_or("alternative_of", "");
    if (const auto from_receipt = at.find("from_receipt")) {
        each.from_receipt = from_receipt->boolean();
    }
    if (const auto only = at.find("only_in")) {
        for (const auto& procedure : only->items()) {
            each.only_in.push_back(procedure.text());
        }
    }
    // Said of a fact that a later version records, it is told by `rules check` and still read: a
    // log keeps the rules of before.
    if (!is_recorded(each.starts_on) && at.text_or("unstarted", "").empty()) {
        at.at("starts_on")
            .fail("no step records this fact, so that the period would never run; `unstarted` says "
                  "why");
    }
    return each;
}

limit read_limit(const json_cursor& at) {
    at.only({"id", "name", "amount", "unit", "valid_from", "valid_to", "source", "tag", "adopted",
             "note"});
    limit each;
    read_rule(at, each);
    each.id = at.at("id").text();
    each.name = read_bilingual(at.at("name"));
    each.amount = at.at("amount").integer();
    if (at.at("unit").text() != "count") {
        at.at("unit").fail("a limit is a count");
    }
    return each;
}

bool overlap(const validity& one, const validity& other) {
    return (!one.to || other.from <= *one.to) && (!other.to || one.from <= *other.to);
}

/// Two conditions can hold at once unless they name the same circumstance without a common word.
bool can_both_hold(const condition& one, const condition& other) {
    return std::ranges::all_of(one, [&](const auto& each) {
        const auto found = other.find(each.first);
        return found == other.end() ||
               std::ranges::find_first_of(each.second, found->second) != each.second.end();
    });
}

/// Refuses two rows of the same name that could both be in force in one case.
template <class Row, class Name, class Condition>
void refuse_overlaps(const json_cursor& list, const std::vector<Row>& rows, Name&& name,
                     Condition&& when) {
    const auto places = list.items();
    for (std::size_t later = 1; later < rows.size(); ++later) {
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            if (name(rows[earlier]) == name(rows[later]) &&
                overlap(rows[earlier].in_force, rows[later].in_force) &&
                can_both_hold(when(rows[earlier]), when(rows[later]))) {
                places[later].fail(
                    fmt::format("its validity overlaps that of row {} for the same `{}`", earlier,
                                name(rows[later])));
            }
        }
    }
}

/// Into whatever has grounds and deadlines.
void read_grounds(const json_cursor& root, auto& into) {
    for (const auto& each : root.at("grounds").items()) {
        into.grounds.push_back(read_ground(each));
    }
    refuse_overlaps(
        root.at("grounds"), into.grounds, [](const ground& each) { return each.code; },
        [](const ground&) { return condition{}; });
}

words ground_codes_of(const auto& of) {
    words codes;
    for (const auto& each : of.grounds) {
        codes.push_back(each.code);
    }
    return codes;
}

void read_papers(const json_cursor& root, const words& codes, procedure& into) {
    for (const auto& each : root.at("papers").items()) {
        into.papers.push_back(read_paper(each, codes));
    }
    refuse_overlaps(
        root.at("papers"), into.papers, [](const paper& each) { return each.id; },
        [](const paper& each) { return each.when; });
}

void read_deadlines(const json_cursor& root, const words& codes, auto& into) {
    const auto list = root.at("deadlines");
    for (const auto& each : list.items()) {
        into.deadlines.push_back(read_deadline(each, codes));
        into.deadlines.back().place = into.deadlines.size() - 1;
    }
    refuse_overlaps(
        list, into.deadlines, [](const deadline_rule& each) { return each.id; },
        [](const deadline_rule& each) {
            auto when = each.when; // and what else keeps two rows apart
            when["starts_on"] = {std::string{events::name_of(each.starts_on)}};
            if (!each.only_in.empty()) {
                when["only_in"] = each.only_in;
            }
            return when;
        });
    for (const auto& each : list.items()) {
        const auto other = each.text_or("alternative_of", "");
        if (!other.empty() &&
            std::ranges::find(into.deadlines, other, &deadline_rule::id) == into.deadlines.end()) {
            each.at("alternative_of").fail("there is no deadline `" + other + "`");
        }
    }
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

/// How decisions are called, which the grounds lead to, and what is not known.
void read_outcomes_and_gaps(const json_cursor& root, auto& into) {
    for (const auto& each : root.at("outcomes").items()) {
        each.only({"word", "vi"});
        into.outcomes.push_back({each.at("word").name<outcome>(), each.at("vi").text()});
    }
    for (const auto& each : into.grounds) {
        if (std::ranges::find(into.outcomes, each.leads_to, &outcome_name::word) ==
            into.outcomes.end()) {
            root.at("outcomes")
                .fail(fmt::format("ground `{}` leads to `{}`, which is not listed", each.code,
                                  events::name_of(each.leads_to)));
        }
    }
    for (const auto& each : root.at("gaps").items()) {
        each.only({"valid_from", "valid_to", "text"});
        into.gaps.push_back({read_validity(each), each.at("text").text()});
    }
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
    root.only({"$schema", "id", "code", "name", "lifecycle", "receipt", "shares", "source", "tag",
               "channels", "papers", "grounds", "outcomes", "deadlines", "limits", "gaps"});
    procedure read;
    read.id = root.at("id").text();
    read.code = root.at("code").text();
    read.name = read_bilingual(root.at("name"));
    read.follows = root.at("lifecycle").name<events::lifecycle>();
    read.from = read_provenance(root);
    read.receipt = read_receipt(root, read);
    read.shares = root.text_or("shares", "");
    read_channels(root, read);
    read_grounds(root, read);
    const auto codes = ground_codes_of(read);
    read_papers(root, codes, read);
    read_deadlines(root, codes, read);
    for (const auto& each : root.at("deadlines").items()) {
        if (const auto only = each.find("only_in")) {
            only->fail("a procedure's own period holds in it alone");
        }
    }
    read.own_deadlines = read.deadlines.size();
    read_outcomes_and_gaps(root, read);
    for (const auto& each : root.at("limits").items()) {
        read.limits.push_back(read_limit(each));
    }
    return read;
}

shared_rules read_shared_rules(std::string_view json_text, std::string_view file) {
    const auto json = parse_rules_json(json_text, file);
    const json_cursor root{json, std::string(file)};
    root.only({"$schema", "grounds", "outcomes", "deadlines", "gaps"});
    shared_rules read;
    read_grounds(root, read);
    read_deadlines(root, ground_codes_of(read), read);
    read_outcomes_and_gaps(root, read);
    return read;
}

} // namespace engine
