#include "engine/rules/book_rules.hpp"

#include "engine/rule_row_read.hpp"

#include <algorithm>

namespace engine {
namespace {

constexpr std::string_view registers_file = "rules/registers.json";
constexpr std::string_view statistics_file = "rules/statistics.json";
constexpr std::int64_t months_of_year = 12;
constexpr std::int64_t days_of_month_max = 31;
constexpr std::int64_t days_of_any_month = 28;

/// In the order of time, one at a time.
template <class Item> void refuse_overlap(const json_cursor& list, const std::vector<Item>& all) {
    const auto places = list.items();
    for (std::size_t i = 1; i < all.size(); ++i) {
        const auto& before = all[i - 1].in_force;
        if (!before.to || *before.to >= all[i].in_force.from) {
            places[i].at("valid_from").fail("its validity overlaps that of the one before");
        }
    }
}

register_form read_form(const json_cursor& at) {
    at.only({"form", "valid_from", "valid_to", "source", "tag"});
    return {at.at("form").text(), read_validity(at), read_provenance(at)};
}

/// Whether its lines are about the case, which comes there once: another step may enter it later.
bool enters_the_case(register_entry how) {
    return how == register_entry::accepted || how == register_entry::received ||
           how == register_entry::docketed;
}

/// What narrows down which steps enter.
void read_filters(const json_cursor& at, register_rule& into) {
    if (const auto outcomes = at.find("outcomes")) {
        if (into.enters != register_entry::decided && into.enters != register_entry::corrected) {
            outcomes->fail("only decisions have an outcome: `enters` is neither `decided` nor "
                           "`corrected`");
        }
        for (const auto& one : outcomes->items()) {
            into.outcomes.push_back(one.name<events::decision_outcome>());
        }
    }
    if (const auto grounds = at.find("grounds")) {
        if (!is_about_standing_decision(into.enters)) {
            grounds->fail("only a step about a decision that stands is chosen by its grounds");
        }
        for (const auto& one : grounds->items()) {
            into.grounds.push_back(one.text());
        }
    }
}

void read_columns(const json_cursor& at, register_rule& into) {
    into.day_title = at.at("day").text();
    at.at("columns").only({"source", "tag"});
    into.columns = read_provenance(at.at("columns"));
    if (is_about_standing_decision(into.enters)) {
        into.number_title = at.at("number").text();
    } else if (const auto number = at.find("number")) {
        number->fail("only a step about a decision that stands is a decision with a number");
    }
    if (const auto ground = at.find("ground")) {
        if (into.enters != register_entry::decided) {
            ground->fail("only a decision is on a ground of its own: `enters` is not `decided`");
        }
        into.ground_title = ground->text();
    }
}

/// Where it is only proposed it goes by the calendar until it is adopted.
void read_kept_year(const json_cursor& at, register_rule& into) {
    if (const auto year = at.find("year")) {
        year->only({"kept_by", "source", "tag", "adopted"});
        const auto kept_by = year->at("kept_by").name<kept_year>();
        const auto adopted = year->find("adopted");
        if (read_provenance(*year).may_be_default() || (adopted && adopted->boolean())) {
            into.year = kept_by;
        }
    }
}

register_rule read_register(const json_cursor& at) {
    at.only({"id", "name", "title", "enters", "lines", "later", "way_of_receipt", "outcomes",
             "grounds", "procedures", "day", "number", "ground", "columns", "year", "forms"});
    register_rule each;
    each.id = at.at("id").text();
    each.name = read_bilingual(at.at("name"));
    each.title = at.at("title").text();
    each.enters = at.at("enters").name<register_entry>();
    if (const auto later = at.find("later")) {
        later->only({"received_from", "enters", "source", "tag"});
        each.later = {later->at("received_from").date(), later->at("enters").name<register_entry>(),
                      read_provenance(*later)};
        if (!enters_the_case(each.enters) || !enters_the_case(each.later->enters)) {
            later->at("enters").fail("a register of decisions is one from the start");
        }
    }
    if (const auto lines = at.find("lines")) {
        each.lines = lines->name<register_content>();
        if (each.lines == register_content::judgment &&
            (each.enters != register_entry::received || each.later)) {
            lines->fail("only a case that is entered when it is received has a judgment with it");
        }
    }
    if (const auto way = at.find("way_of_receipt")) {
        way->only({"received_from", "source", "tag"});
        each.way_of_receipt = {way->at("received_from").date(), read_provenance(*way)};
        if (each.lines != register_content::judgment) {
            way->fail("only a line of a judgment says in which way it came");
        }
    }
    read_filters(at, each);
    for (const auto& one : at.at("procedures").items()) {
        each.procedures.push_back(one.text());
    }
    read_columns(at, each);
    read_kept_year(at, each);
    for (const auto& one : at.at("forms").items()) {
        each.forms.push_back(read_form(one));
    }
    refuse_overlap(at.at("forms"), each.forms);
    return each;
}

std::int64_t between(const json_cursor& at, std::int64_t first, std::int64_t last) {
    const auto value = at.integer();
    if (value < first || value > last) {
        at.fail("is out of range");
    }
    return value;
}

/// Counted from the end of the period, or from a stage that stands before it.
report_submission read_submission(const json_cursor& at,
                                  const std::vector<report_submission>& before) {
    at.only({"by", "working_days", "calendar_days", "before_day", "after", "source", "tag"});
    report_submission read;
    read.by = at.at("by").text();
    if (const auto day = at.find("before_day")) {
        read.before_day = between(*day, 2, days_of_any_month);
        if (at.find("working_days") || at.find("calendar_days") || at.find("after")) {
            day->fail("a day of the month is counted from nothing");
        }
    } else {
        const bool calendar = at.find("calendar_days").has_value();
        read.within = {
            between(at.at(calendar ? "calendar_days" : "working_days"), 0, days_of_month_max),
            calendar ? time_unit::calendar_days : time_unit::working_days};
    }
    if (at.find("source") || at.find("tag")) {
        read.from = read_provenance(at);
    }
    if (const auto after = at.find("after")) {
        read.after = after->text();
        if (std::ranges::count(before, read.after, &report_submission::by) == 0) {
            after->fail("no stage before it has this name");
        }
    }
    return read;
}

report_periods read_periods(const json_cursor& at) {
    at.only({"id", "text", "months", "submission", "valid_from", "valid_to", "source", "tag",
             "adopted"});
    report_periods each;
    each.id = at.at("id").text();
    each.text = at.at("text").text();
    for (const auto& one : at.at("months").items()) {
        each.months.push_back(between(one, 1, months_of_year));
    }
    for (const auto& one : at.at("submission").items()) {
        each.submission.push_back(read_submission(one, each.submission));
    }
    each.in_force = read_validity(at);
    each.on = read_standing(at);
    return each;
}

} // namespace

bool is_about_standing_decision(register_entry how) {
    using enum register_entry;
    return how == corrected || how == stopped || how == stopped_or_resumed || how == ended ||
           how == entrusted;
}

std::optional<local_date> report_submission::named_last_day(local_date end) const {
    if (before_day == 0) {
        return std::nullopt;
    }
    const auto month = std::chrono::year_month{end.year(), end.month()} + std::chrono::months{1};
    return local_date{month / std::chrono::day{static_cast<unsigned>(before_day - 1)}};
}

bool register_rule::takes(events::decision_outcome decided) const {
    return outcomes.empty() || std::ranges::count(outcomes, decided) > 0;
}

bool register_rule::takes(const std::vector<std::string>& stated) const {
    return grounds.empty() || std::ranges::find_first_of(stated, grounds) != stated.end();
}

bool register_rule::holds(std::string_view procedure) const {
    return std::ranges::find(procedures, procedure) != procedures.end();
}

const register_form* register_rule::form_on(local_date day) const {
    const auto found = std::ranges::find_if(
        forms, [&](const register_form& one) { return one.in_force.holds(day); });
    return found == forms.end() ? nullptr : &*found;
}

std::vector<register_rule> read_registers(const rule_files& files) {
    std::vector<register_rule> all;
    const auto found = files.find(std::string{registers_file});
    if (found == files.end()) {
        return all;
    }
    const auto json = parse_rules_json(found->second, registers_file);
    const json_cursor root{json, std::string{registers_file}};
    root.only({"$schema", "registers"});
    for (const auto& each : root.at("registers").items()) {
        all.push_back(read_register(each));
        const auto& id = all.back().id;
        if (std::ranges::count(all, id, &register_rule::id) > 1) {
            each.at("id").fail("the register `" + id + "` stands there twice");
        }
    }
    return all;
}

std::optional<statistics_rules> read_statistics_rules(const rule_files& files) {
    const auto found = files.find(std::string{statistics_file});
    if (found == files.end()) {
        return std::nullopt;
    }
    const auto json = parse_rules_json(found->second, statistics_file);
    const json_cursor root{json, std::string{statistics_file}};
    root.only({"$schema", "year_begins", "periods", "reports", "enforcement"});
    statistics_rules read;
    const auto begins = root.at("year_begins");
    begins.only({"month", "day", "source", "tag"});
    const auto month = between(begins.at("month"), 1, months_of_year);
    const auto day = between(begins.at("day"), 1, days_of_month_max);
    if (std::chrono::month_day{std::chrono::month{static_cast<unsigned>(month)},
                               std::chrono::day{static_cast<unsigned>(day)}} !=
        statistics_year_begins) {
        begins.fail("the names of periods, as stat-2018, mean years that begin on 1 October; a "
                    "year that begins elsewhere needs names of its own");
    }
    read.year_from = read_provenance(begins);
    for (const auto& each : root.at("periods").items()) {
        read.periods.push_back(read_periods(each));
    }
    return read;
}

} // namespace engine
