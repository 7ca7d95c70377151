#include "engine/deadline_rule_read.hpp"

#include "engine/rules/recorded_facts.hpp"

#include <algorithm>

namespace engine {
namespace {

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
        each.met_by_bits |= bit_of(each.met_by.back());
    }
    if (each.met_by.empty()) {
        met_by->fail("a duty is met by at least one fact");
    }
    each.act_by = act_by->name<events::role>();
}

void read_start(const json_cursor& at, deadline_rule& each) {
    each.starts_on = at.at("starts_on").name<fact>();
    if (!may_start_a_deadline(each.starts_on)) {
        at.at("starts_on").fail("this fact starts no deadline");
    }
}

/// What makes it longer once it runs.
void read_stretching(const json_cursor& at, deadline_rule& each) {
    if (const auto extensions = at.find("extensions")) {
        for (const auto& more : extensions->items()) {
            each.extensions.push_back(read_extension(more));
        }
    }
    if (const auto still = at.find("stands_still")) {
        still->only({"source", "tag", "adopted"});
        each.stands_still = read_standing(*still);
    }
}

void read_any_ground(const json_cursor& at, deadline_rule& each) {
    if (const auto any = at.find("met_on_any_ground")) {
        each.met_on_any_ground = any->boolean();
        if (each.met_by.empty() || !each.when.contains("ground")) {
            any->fail("only a duty that runs on a ground is met on another one");
        }
    }
}

/// Said of a fact that a later version records, `unstarted` is told by `rules check` and still
/// read: a log keeps the rules of before.
void require_recorded_start(const json_cursor& at, const deadline_rule& each) {
    if (!is_recorded(each.starts_on) && at.text_or("unstarted", "").empty()) {
        at.at("starts_on")
            .fail("no step records this fact, so that the period would never run; `unstarted` says "
                  "why");
    }
}

deadline_rule read_deadline(const json_cursor& at, const rule_words& ground_codes) {
    at.only({"id",
             "name",
             "kind",
             "amount",
             "unit",
             "starts_on",
             "from_receipt",
             "met_by",
             "act_by",
             "when",
             "met_on_any_ground",
             "valid_from",
             "valid_to",
             "extensions",
             "stands_still",
             "alternative_of",
             "unstarted",
             "only_in",
             "source",
             "tag",
             "adopted",
             "note"});
    deadline_rule each;
    read_rule(at, each);
    each.id = at.at("id").text();
    each.name = read_bilingual(at.at("name"));
    read_length(at, each);
    read_start(at, each);
    if (const auto kind = at.find("kind")) {
        each.kind = kind->name<deadline_kind>();
    }
    read_who_acts(at, each);
    each.when = condition_if(at, ground_codes);
    read_stretching(at, each);
    read_any_ground(at, each);
    each.alternative_of = at.text_or("alternative_of", "");
    if (const auto from_receipt = at.find("from_receipt")) {
        each.from_receipt = from_receipt->boolean();
    }
    if (const auto only = at.find("only_in")) {
        for (const auto& procedure : only->items()) {
            each.only_in.push_back(procedure.text());
        }
    }
    require_recorded_start(at, each);
    return each;
}

} // namespace

std::vector<deadline_rule> read_deadlines(const json_cursor& root, const rule_words& ground_codes) {
    std::vector<deadline_rule> out;
    const auto list = root.at("deadlines");
    for (const auto& each : list.items()) {
        out.push_back(read_deadline(each, ground_codes));
        out.back().place = out.size() - 1;
    }
    refuse_overlaps(
        list, out, [](const deadline_rule& each) { return each.id; },
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
        if (!other.empty() && std::ranges::find(out, other, &deadline_rule::id) == out.end()) {
            each.at("alternative_of").fail("there is no deadline `" + other + "`");
        }
    }
    return out;
}

} // namespace engine
