#include "engine/deadline_math.hpp"
#include "engine/rule_set.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

namespace ops {
namespace {

int compute(invocation& on, const arguments& given) {
    const auto& from = given.text("from");
    auto start = events::instant_from_text(from);
    if (!start) {
        if (const auto day = events::date_from_text(from)) {
            start = events::at_office(*day, std::chrono::hours{8});
        }
    }
    const auto unit = events::enum_of<engine::time_unit>(given.text("unit"));
    if (!start || !unit) {
        throw usage_error("--from must be a day or an RFC 3339 time, not " + from,
                          "for instance 2017-06-01 or 2017-06-01T08:30:00+07:00");
    }
    const auto& calendar = engine::default_rule_set().calendar;
    const auto due =
        engine::compute_due(calendar, *start, {given.number("amount", 0, 0, 100'000), *unit}, {});
    if (!due) {
        on.out().warn(due.error());
        return failed;
    }
    json counted = json::array();
    json skipped = json::array();
    for (const auto& day : due->days) {
        if (day.counts) {
            counted.push_back(events::to_text(day.day));
        } else {
            skipped.push_back({{"day", events::to_text(day.day)},
                               {"why", std::string{events::name_of(day.why)}}});
        }
    }
    on.out().one({{"from", events::to_text(*start)},
                  {"due", events::to_text(*due->at)},
                  {"last_day", events::to_text(engine::last_day_of(*due->at))},
                  {"days_counted", counted},
                  {"days_skipped", skipped},
                  {"calendar", calendar.id()},
                  {"calendar_version", calendar.version()}},
                 {{"Từ", "From", "/from", shape::time},
                  {"Hạn (không gồm)", "Due (exclusive)", "/due", shape::time},
                  {"Ngày cuối", "Last day", "/last_day", shape::day},
                  {"Ngày được tính", "Days counted", "/days_counted"},
                  {"Ngày không tính", "Days skipped", "/days_skipped"},
                  {"Lịch", "Calendar", "/calendar"}});
    return done;
}

std::vector<std::string> units() {
    std::vector<std::string> out;
    for (const auto name : events::enum_names<engine::time_unit>::names) {
        out.emplace_back(name);
    }
    return out;
}

} // namespace

noun deadline_noun() {
    return {"deadline",
            "Periods of the law",
            {{"compute",
              "When a period ends, day by day: which days count, which do not and why",
              {"motcua deadline compute --from 2017-06-01 --amount 3 --unit working_days",
               "motcua deadline compute --from 2017-06-01T16:30:00+07:00 --amount 8 --unit "
               "half_working_days --output json"},
              {required(option("from", "TIME", "The start: a day or an RFC 3339 time")),
               required(option("amount", "N", "How many")),
               required(choice("unit", units(), "Of what"))},
              compute}}};
}

} // namespace ops
