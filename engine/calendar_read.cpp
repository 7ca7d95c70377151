#include "engine/calendar.hpp"
#include "engine/json_cursor.hpp"
#include "engine/provenance.hpp"
#include "events/digest.hpp"

namespace engine {
namespace {

constexpr std::array<std::string_view, 7> weekday_names{
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

std::chrono::weekday read_weekday(const json_cursor& at) {
    const auto name = at.text();
    for (unsigned i = 0; i < weekday_names.size(); ++i) {
        if (weekday_names[i] == name) {
            return std::chrono::weekday{i};
        }
    }
    at.fail("unknown weekday `" + name + "`");
}

office_session read_session(const json_cursor& at) {
    at.only({"start", "end"});
    return {at.at("start").time_of_day(), at.at("end").time_of_day()};
}

void read_sessions(const json_cursor& at, calendar_data& data) {
    at.only({"morning", "afternoon", "source", "tag", "note"});
    (void)read_provenance(at);
    data.morning = read_session(at.at("morning"));
    data.afternoon = read_session(at.at("afternoon"));
}

void read_hand_over(const json_cursor& at, calendar_data& data) {
    at.only({"cutoff", "source", "tag", "morning_start_window"});
    (void)read_provenance(at);
    data.hand_over_cutoff = at.at("cutoff").time_of_day();
    const auto window = at.at("morning_start_window");
    window.only({"minutes", "source", "tag"});
    (void)read_provenance(window);
    data.morning_start_window = std::chrono::minutes{window.at("minutes").integer()};
}

special_day read_special(const json_cursor& at, local_date first, local_date last) {
    at.only({"day", "kind", "name", "swapped_with", "source", "tag"});
    special_day special{at.at("day").date(), at.at("kind").name<day_kind>(), at.at("name").text()};
    if (special.day < first || special.day > last) {
        at.at("day").fail("the day lies in another year");
    }
    if (at.find("source") || at.find("tag")) {
        (void)read_provenance(at);
    }
    const bool swapped =
        special.kind == day_kind::swap || special.kind == day_kind::working_saturday;
    if (swapped != at.find("swapped_with").has_value()) {
        at.fail("`swapped_with` goes with a swap or a working Saturday, and only with these");
    }
    return special;
}

void read_year(const json_cursor& at, int expected, calendar_data& data) {
    at.only({"year", "source", "tag", "special_days"});
    (void)read_provenance(at);
    if (at.at("year").integer() != expected) {
        at.at("year").fail("the years must follow each other without a gap");
    }
    const std::chrono::year year{expected};
    const local_date first = year / std::chrono::January / 1;
    const local_date last = year / std::chrono::December / 31;
    for (const auto& day : at.at("special_days").items()) {
        data.special_days.push_back(read_special(day, first, last));
    }
}

} // namespace

calendar read_calendar(std::string_view json_text, std::string_view file) {
    const auto json = parse_rules_json(json_text, file);
    const json_cursor root{json, std::string(file)};
    root.only({"$schema", "id", "title", "weekly_rest", "sessions", "hand_over", "years"});
    calendar_data data;
    data.id = root.at("id").text();
    data.version = events::hex(events::sha256(json.dump()));
    const auto rest = root.at("weekly_rest");
    rest.only({"days", "source", "tag"});
    (void)read_provenance(rest);
    for (const auto& day : rest.at("days").items()) {
        data.weekly_rest.push_back(read_weekday(day));
    }
    read_sessions(root.at("sessions"), data);
    read_hand_over(root.at("hand_over"), data);
    const auto years = root.at("years").items();
    if (years.empty()) {
        root.at("years").fail("a calendar covers at least one year");
    }
    const auto first = static_cast<int>(years.front().at("year").integer());
    int year = first;
    for (const auto& entry : years) {
        read_year(entry, year++, data);
    }
    data.first_day = std::chrono::year{first} / std::chrono::January / 1;
    data.last_day = std::chrono::year{year - 1} / std::chrono::December / 31;
    auto made = calendar::make(std::move(data));
    if (!made) {
        root.fail(made.error());
    }
    return std::move(*made);
}

} // namespace engine
