#include "engine/ground_read.hpp"

#include <algorithm>

namespace engine {
namespace {

/// Calendar time, whose end is known before any calendar reaches there.
standing_before read_before(const json_cursor& at) {
    at.only({"ground", "amount", "unit", "verifications"});
    standing_before each;
    each.ground = at.at("ground").text();
    if (at.find("amount") || at.find("unit")) {
        each.length = budget{at.at("amount").integer(), at.at("unit").name<time_unit>()};
        if (each.length->unit != time_unit::years &&
            each.length->unit != time_unit::calendar_days) {
            at.at("unit").fail("a matter stands on a ground for years or calendar days");
        }
        if (each.length->amount < 1) {
            at.at("amount").fail("must be at least 1");
        }
    }
    if (const auto often = at.find("verifications")) {
        each.verifications = often->integer();
        if (each.verifications < 1) {
            often->fail("must be at least 1");
        }
    }
    return each;
}

ground read_ground(const json_cursor& at) {
    at.only({"code", "outcome", "answers", "after", "text", "status_name", "act_by", "wording",
             "clause", "exceptions", "valid_from", "valid_to", "source", "tag", "adopted", "note"});
    ground each;
    read_rule(at, each);
    each.code = at.at("code").text();
    each.leads_to = at.at("outcome").name<outcome>();
    each.answers = at.text_or("answers", "");
    if (const auto after = at.find("after")) {
        for (const auto& one : after->items()) {
            each.after.push_back(read_before(one));
        }
    }
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

} // namespace

std::vector<ground> read_grounds(const json_cursor& root) {
    std::vector<ground> out;
    for (const auto& each : root.at("grounds").items()) {
        out.push_back(read_ground(each));
    }
    refuse_overlaps(
        root.at("grounds"), out, [](const ground& each) { return each.code; },
        [](const ground&) { return condition{}; });
    const auto places = root.at("grounds").items();
    for (std::size_t i = 0; i < out.size(); ++i) {
        const auto& opened = out[i].answers;
        if (!opened.empty() && std::ranges::find(out, opened, &ground::code) == out.end()) {
            places[i].at("answers").fail("no ground of this file is called `" + opened + "`");
        }
        for (const auto& before : out[i].after) {
            if (std::ranges::find(out, before.ground, &ground::code) == out.end()) {
                places[i].at("after").fail("no ground of this file is called `" + before.ground +
                                           "`");
            }
        }
    }
    return out;
}

rule_words codes_of(const std::vector<ground>& grounds) {
    rule_words out;
    for (const auto& each : grounds) {
        out.push_back(each.code);
    }
    return out;
}

std::vector<outcome_name> read_outcomes(const json_cursor& root,
                                        const std::vector<ground>& grounds) {
    std::vector<outcome_name> out;
    for (const auto& each : root.at("outcomes").items()) {
        each.only({"word", "vi"});
        out.push_back({each.at("word").name<outcome>(), each.at("vi").text()});
    }
    for (const auto& each : grounds) {
        if (std::ranges::find(out, each.leads_to, &outcome_name::word) == out.end()) {
            root.at("outcomes")
                .fail(fmt::format("ground `{}` leads to `{}`, which is not listed", each.code,
                                  events::name_of(each.leads_to)));
        }
    }
    return out;
}

std::vector<gap> read_gaps(const json_cursor& root) {
    std::vector<gap> out;
    for (const auto& each : root.at("gaps").items()) {
        each.only({"valid_from", "valid_to", "text"});
        out.push_back({read_validity(each), each.at("text").text()});
    }
    return out;
}

} // namespace engine
