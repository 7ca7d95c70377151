#include "engine/rule_set.hpp"

#include "engine/fees/fee_rules.hpp"
#include "engine/forms/form.hpp"
#include "engine/json_cursor.hpp"
#include "engine/rules/rule_folder.hpp"
#include "events/digest.hpp"
#include "events/fault.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace engine {
namespace {

[[noreturn]] void fail(const std::string& file, const std::string& reason) {
    throw events::fault(
        "rules-bad-data",
        fmt::format("read rules: {}#: {}; correct the file and load it again", file, reason));
}

/// Members by name, no white space: the same content is the same text.
rule_files canonical(const rule_files& files) {
    rule_files same;
    for (const auto& [path, text] : files) {
        if (is_rule_file(path)) {
            same[path] = parse_rules_json(text, path).dump();
        }
    }
    return same;
}

/// Paths and texts, each closed by a line feed, which canonical JSON cannot hold.
events::rules_id id_of(const rule_files& files) {
    std::string all;
    for (const auto& [path, text] : files) {
        all.append(path).append("\n").append(text).append("\n");
    }
    return events::rules_id(events::hex(events::sha256(all)));
}

const std::string& required(const rule_files& files, const std::string& path) {
    const auto found = files.find(path);
    if (found == files.end()) {
        fail(path, "the file is missing");
    }
    return found->second;
}

regime read_regime(const json_cursor& at) {
    at.only({"id", "name", "valid_from", "valid_to", "within", "base_texts", "source", "tag"});
    regime each;
    each.id = at.at("id").text();
    each.name = at.at("name").text();
    each.in_force = {at.at("valid_from").date(), at.date_if("valid_to")};
    each.within = at.text_or("within", "");
    each.base_texts = at.at("base_texts").text();
    each.from = read_provenance(at);
    return each;
}

std::vector<regime> read_regimes(const std::string& text, const std::string& file) {
    const auto json = parse_rules_json(text, file);
    const json_cursor root{json, file};
    root.only({"$schema", "regimes"});
    std::vector<regime> all;
    for (const auto& at : root.at("regimes").items()) {
        const auto each = read_regime(at);
        const auto overlaps = [&](const regime& other) {
            return each.within.empty() && other.within.empty() &&
                   (!other.in_force.to || each.in_force.from <= *other.in_force.to);
        };
        if (std::ranges::any_of(all, overlaps)) {
            at.at("valid_from").fail("regimes follow each other in time and do not overlap");
        }
        if (!each.within.empty() && std::ranges::find(all, each.within, &regime::id) == all.end()) {
            at.at("within").fail("there is no regime `" + each.within + "` before this one");
        }
        all.push_back(each);
    }
    return all;
}

warning read_warning(const std::string& text, const std::string& file) {
    const auto json = parse_rules_json(text, file);
    const json_cursor root{json, file};
    root.only({"$schema", "warn_before"});
    const auto at = root.at("warn_before");
    at.only({"working_days", "percent", "at_most_percent", "source", "tag"});
    (void)read_provenance(at);
    if (const auto most = at.find("at_most_percent");
        most && (most->integer() < 1 || most->integer() > 100)) {
        most->fail("a warning takes 1 to 100 percent of a period at most");
    }
    const warning rule{at.at("working_days").integer(), at.at("percent").integer()};
    if (rule.working_days < 0 || rule.percent < 0 || rule.percent > 100) {
        at.fail("working days are not negative, and the share is 0 to 100 percent");
    }
    return rule;
}

/// Where a text lets its version hold from a day on for whatever is done then, a matter that came
/// in before must find there what it could be decided on the day before.
void check_transitions(const procedure& one, std::size_t own_grounds, const std::string& path) {
    for (std::size_t i = 0; i < one.grounds.size(); ++i) {
        const auto& ends = one.grounds[i];
        if (!ends.adopted || !ends.in_force.to || ends.in_force.to_by != judged_by::step) {
            continue;
        }
        const auto last = *ends.in_force.to;
        const local_date next{std::chrono::sys_days{last} + std::chrono::days{1}};
        const auto goes_on = [&](const ground* other) { return other->leads_to == ends.leads_to; };
        if (std::ranges::none_of(grounds_on(one, {last, last, next}), goes_on)) {
            fail(
                i < own_grounds ? path : one.shares,
                fmt::format("the transition of {} is adopted and no ground that leads to `{}` from "
                            "that day on: a matter of {} that was received before finds none; "
                            "adopt both or neither",
                            events::to_text(next), events::name_of(ends.leads_to), one.id));
        }
    }
}

void add_procedure(const std::string& path, const std::string& text, rule_set& into) {
    auto read = read_procedure(text, path);
    if (path != "procedures/" + read.id + ".json") {
        fail(path, "the file must be named after the id `" + read.id + "`");
    }
    const auto own_grounds = read.grounds.size();
    if (!read.shares.empty()) {
        share(read_shared_rules(required(into.files, read.shares), read.shares), read);
    }
    check_transitions(read, own_grounds, path);
    into.procedures.push_back(std::move(read));
}

/// A register by grounds would stay empty for a ground that nobody can state.
void check_registers(const rule_set& made) {
    for (const auto& book : made.registers) {
        for (const auto& code : book.grounds) {
            const bool known = std::ranges::any_of(made.procedures, [&](const procedure& one) {
                return book.holds(one.id) &&
                       std::ranges::count(one.grounds, code, &ground::code) > 0;
            });
            if (!known) {
                fail("rules/registers.json", fmt::format("no procedure of the register `{}` knows "
                                                         "the ground `{}`",
                                                         book.id, code));
            }
        }
    }
}

} // namespace

const procedure* rule_set::find(std::string_view id_or_code) const {
    const auto found = std::ranges::find_if(procedures, [&](const procedure& each) {
        return each.id == id_or_code || each.code == id_or_code;
    });
    return found == procedures.end() ? nullptr : &*found;
}

const office* rule_set::find_office(const events::office_code& key) const {
    return engine::find_office(offices, key);
}

const office* rule_set::office_in_charge(const events::office_code& key, local_date day) const {
    const auto* one = find_office(key);
    // Each begins after the one before has ended, so that no circle comes back to a day.
    while (one != nullptr && one->has_ended_on(day)) {
        one = one->successor ? find_office(one->successor->key) : nullptr;
    }
    return one;
}

const regime* rule_set::regime_on(local_date day) const {
    const auto found = std::ranges::find_if(regimes, [&](const regime& each) {
        return each.within.empty() && each.in_force.holds(day);
    });
    return found == regimes.end() ? nullptr : &*found;
}

rule_set make_rule_set(const rule_files& files) {
    rule_set made;
    made.files = canonical(files);
    made.id = id_of(made.files);
    std::string calendar_path;
    for (const auto& [path, text] : made.files) {
        if (path.starts_with("procedures/")) {
            add_procedure(path, text, made);
        } else if (path.starts_with("calendars/")) {
            if (!calendar_path.empty()) {
                fail(path, "there is a calendar already: " + calendar_path);
            }
            calendar_path = path;
            made.calendar = read_calendar(text, path);
        }
    }
    if (calendar_path.empty() || made.procedures.empty()) {
        fail(calendar_path.empty() ? "calendars/" : "procedures/", "there is no file");
    }
    made.offices =
        read_offices(required(made.files, "offices/offices.json"), "offices/offices.json");
    made.regimes = read_regimes(required(made.files, "rules/regimes.json"), "rules/regimes.json");
    made.warn_before = read_warning(required(made.files, "rules/deadline_watch.json"),
                                    "rules/deadline_watch.json");
    (void)read_fee_rules(made.files); // refused here when wrong; read again where they are asked
    (void)read_forms(made.files);
    made.acts = read_acts(made.files);
    made.notification_ways = read_notification_ways(made.files);
    made.registers = read_registers(made.files);
    check_registers(made);
    (void)read_statistics_rules(made.files);
    made.enforcement = read_enforcement_table(made.files);
    made.send_days = read_send_days(made.files);
    return made;
}

rule_set load_rule_set(const std::filesystem::path& folder) {
    return make_rule_set(read_rule_folder(folder));
}

const rule_set& default_rule_set() {
    static const rule_set built_in = make_rule_set(embedded_rule_files());
    return built_in;
}

} // namespace engine
