#include "engine/deadline_math.hpp"

#include "connectors/api/catalogue.hpp"
#include "connectors/api/parameters.hpp"
#include "engine/derivation.hpp"

#include <algorithm>

namespace connectors::api {
namespace {

/// More of any unit than a calendar covers.
constexpr std::uint64_t amount_max = 10'000;
/// A day without a time of day begins when the office opens.
constexpr std::chrono::hours morning{8};

struct skipped_day {
    events::local_date day{};
    engine::day_reason why{};
    std::optional<std::string> name; ///< of a holiday
    static constexpr auto fields() {
        using v = skipped_day;
        using events::field;
        return std::tuple{field{"day", &v::day}, field{"why", &v::why}, field{"name", &v::name}};
    }
};

struct computed_deadline {
    events::instant from{};
    std::int64_t amount = 0;
    engine::time_unit unit{};
    std::optional<events::instant> due;
    std::optional<events::local_date> last_day;
    /// Of calendar days, months and years that end on a day off, or where no calendar reaches yet:
    /// the end before it rolls on, or before it is known whether that day is worked.
    std::optional<events::local_date> raw_end;
    bool calendar_known = true; ///< false: only raw_end can be said
    std::vector<events::local_date> days_counted;
    std::vector<skipped_day> days_skipped;
    std::string calendar;
    std::string calendar_version;
    static constexpr auto fields() {
        using v = computed_deadline;
        using events::field;
        return std::tuple{field{"from", &v::from},
                          field{"amount", &v::amount},
                          field{"unit", &v::unit},
                          field{"due", &v::due},
                          field{"last_day", &v::last_day},
                          field{"raw_end", &v::raw_end},
                          field{"calendar_known", &v::calendar_known},
                          field{"days_counted", &v::days_counted},
                          field{"days_skipped", &v::days_skipped},
                          field{"calendar", &v::calendar},
                          field{"calendar_version", &v::calendar_version}};
    }
};

events::instant start_of(const call& of) {
    const auto& text = required_query(of, "from");
    if (const auto day = events::date_from_text(text)) {
        return events::at_office(*day, morning);
    }
    return *instant_query(of, "from");
}

engine::budget budget_of(const call& of) {
    static_cast<void>(required_query(of, "amount"));
    static_cast<void>(required_query(of, "unit"));
    const auto amount = *number_query(of, "amount");
    const auto unit = *enum_query<engine::time_unit>(of, "unit");
    if ((amount < 1) != (unit == engine::time_unit::at_once) || amount > amount_max) {
        refuse_parameter("amount", {"Từ 1 đến 10000; với `at_once` (ngay) là 0.",
                                    "From 1 to 10000; of `at_once` it is 0."});
    }
    return {static_cast<std::int64_t>(amount), unit};
}

constexpr std::size_t exclusions_max = 100;

[[noreturn]] void refuse_excluded() {
    refuse_parameter("excluded", {"Các khoảng ngày NGÀY..NGÀY, cách nhau bằng dấu phẩy.",
                                  "Spans of days DAY..DAY, with commas between them."});
}

/// `2014-01-01..2014-06-30,2015-03-02..2015-03-31`, in order of their first days.
std::vector<engine::excluded_days> exclusions_of(const call& of) {
    std::vector<engine::excluded_days> out;
    const auto* asked = of.query("excluded");
    std::string_view rest = asked == nullptr ? std::string_view{} : *asked;
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        const auto span = rest.substr(0, comma);
        const auto dots = span.find("..");
        const auto first = events::date_from_text(span.substr(0, dots));
        const auto last =
            dots == std::string_view::npos ? first : events::date_from_text(span.substr(dots + 2));
        if (!first || !last || *last < *first || out.size() == exclusions_max) {
            refuse_excluded();
        }
        out.push_back({*first, *last});
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    std::ranges::sort(out, {}, &engine::excluded_days::first);
    return out;
}

http_response compute(call& of) {
    of.ask_for_anyone();
    computed_deadline out;
    out.from = start_of(of);
    const auto length = budget_of(of);
    out.amount = length.amount;
    out.unit = length.unit;
    const auto& calendar = of.on.rules.calendar;
    const auto excluded = exclusions_of(of);
    const auto found = engine::compute_due_without(calendar, out.from, length, excluded);
    out.calendar = calendar.id();
    out.calendar_version = calendar.version();
    if (!found) {
        out.raw_end = engine::raw_end(out.from, length, excluded);
        out.calendar_known = false;
        if (out.raw_end && *out.raw_end > calendar.last_day()) {
            return json_answer(out);
        }
        throw refusal(
            problem_of("outside_calendar",
                       {"Lịch làm việc chỉ có từ " + events::to_text(calendar.first_day()) +
                            " đến " + events::to_text(calendar.last_day()) + ".",
                        found.error()}));
    }
    out.due = engine::late_from(calendar, *found->at, length);
    out.last_day = engine::last_day_of(*out.due);
    if (const auto raw = engine::raw_end(out.from, length, excluded);
        raw && *raw != *out.last_day) {
        out.raw_end = raw;
    }
    for (const auto& day : found->days) {
        if (day.counts) {
            out.days_counted.push_back(day.day);
            continue;
        }
        const auto name = calendar.special_name(day.day);
        out.days_skipped.push_back(
            {day.day, day.why, name.empty() ? std::nullopt : std::optional<std::string>{name}});
    }
    return json_answer(out);
}

} // namespace

void add_deadline_math(operations& into, service&) {
    auto from = text_parameter("from", "RFC 3339 time, or a day, which then begins at 08:00 at the "
                                       "office.");
    from.required = true;
    parameter_note amount{"amount", "How many.", parameter_note::place::query, true,
                          json{{"type", "integer"}, {"minimum", 1}, {"maximum", amount_max}}};
    auto unit = enum_parameter<engine::time_unit>("unit", "Of what.");
    unit.required = true;
    into.push_back(
        {.line = "GET /v1/deadlines/compute",
         .id = "compute_deadline",
         .group = "deadlines",
         .about = "When a period of the law ends: every day that counts, every day that does not "
                  "and why, by the calendar of the rules in use (Bộ luật Dân sự 2015, Điều "
                  "147-148). `excluded` are days that do not count, as of a limitation while the "
                  "enforcement was postponed (Luật THADS 26/2008/QH12 Điều 30). Calendar days, "
                  "months and years may end where no calendar reaches yet: then `calendar_known` "
                  "is false "
                  "and `raw_end` the day that rolls on to the next working day if it turns out to "
                  "be a day off. Open to every officer.",
         .parameters = {std::move(from), std::move(amount), std::move(unit),
                        text_parameter("excluded", "Spans of days `2014-01-01..2014-06-30`, both "
                                                   "included, with commas between them.")},
         .answers = {{200, "The end and how it was counted.",
                      json_body<computed_deadline>("computed_deadline")}},
         .problems = {"parameter_invalid", "outside_calendar"},
         .serve = answering(compute)});
}

} // namespace connectors::api
