#include "engine/deadline_math.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/deadline_columns.hpp"
#include "ops/commands/law_nouns.hpp"
#include "ops/commands/listing.hpp"
#include "ops/commands/office_options.hpp"

#include <fmt/format.h>

#include <ostream>

namespace ops {

const std::vector<column>& deadline_columns() {
    static const std::vector<column> all{
        {"Mã hồ sơ", "Case", "/code"},
        {"Cơ quan", "Office", "/office"},
        {"Thời hạn", "Period", "/name /deadline"},
        {"Ngày cuối", "Last day", "/last_day", shape::day},
        {"Tình trạng", "Lateness", "/state", shape::lateness},
        {"Trách nhiệm", "Act by", "/act_by", shape::code},
        {"Người giữ", "Holder", "/holder_name /holder"},
        {"Trạng thái", "Status", "/status_label"},
        {"Căn cứ", "Source", "/source"},
    };
    return all;
}

namespace {

int list_deadlines(invocation& on, const arguments& given) {
    question asked{.path = "/v1/deadlines"};
    pass_on_office(asked, given);
    pass_on(asked, given, "state");
    return print_list(on, on.api(), std::move(asked), given, deadline_columns(),
                      on.out().in("không có thời hạn như vậy", "there are no such periods"));
}

std::string day_line(const printer& out, const json& day) {
    auto text =
        office_day(day.value("day", "")) + " " + label_of(day.value("why", ""), out.how().in);
    const auto name = day.value("name", "");
    return name.empty() ? text : text + " (" + name + ")";
}

int compute_deadline(invocation& on, const arguments& given) {
    question asked{.path = "/v1/deadlines/compute"};
    for (const auto* name : {"from", "amount", "unit", "excluded"}) {
        pass_on(asked, given, name);
    }
    const auto told = ask_json(on.law(), asked);
    auto& out = on.out();
    out.one(told, {{"Từ", "From", "/from", shape::time},
                   {"Quá hạn kể từ", "Too late from", "/due", shape::time},
                   {"Ngày cuối", "Last day", "/last_day", shape::day},
                   {"Hết số ngày vào", "The days end on", "/raw_end", shape::day},
                   {"Lịch", "Calendar", "/calendar"}});
    if (told.contains("last_day") && told.contains("raw_end")) {
        out.say(out.in("Ngày đó là ngày nghỉ: thời hạn kết thúc vào ngày làm việc tiếp theo (Bộ "
                       "luật Dân sự 2015 Điều 148.5).",
                       "That day is off: the period ends with the next working day (Bộ luật Dân "
                       "sự 2015 Điều 148.5)."));
    }
    if (!told.value("calendar_known", true)) {
        out.say(out.in("Chưa có lịch làm việc của năm đó: nếu là ngày nghỉ, thời hạn kết thúc vào "
                       "ngày làm việc tiếp theo.",
                       "The calendar of that year is not known yet: if that day is off, the "
                       "period ends with the next working day."));
    }
    if (!out.is_table()) {
        return done;
    }
    for (const auto& day : told.value("days_counted", json::array())) {
        out.data() << "  + " << office_day(day.get<std::string>()) << "\n";
    }
    for (const auto& day : told.value("days_skipped", json::array())) {
        out.data() << out.faint("  - " + day_line(out, day)) << "\n";
    }
    return done;
}

std::vector<std::string> unit_words() {
    const auto& names = events::enum_names<engine::time_unit>::names;
    return {names.begin(), names.end()};
}

} // namespace

noun deadline_noun() {
    auto listed = office_options();
    listed.push_back(choice("state", {"overdue", "due_soon", "open", "paused"}, "Which periods"));
    noun out{"deadline",
             "Periods of the law",
             {
                 {"list",
                  "Periods that are still owed: overdue, due soon, open or paused",
                  {"motcua deadline list --office 96 --state due_soon"},
                  with_list_options(std::move(listed)),
                  list_deadlines},
                 {"compute",
                  "When a period ends, day by day: which days count, which do not and why",
                  {"motcua deadline compute --from 2017-06-01 --amount 3 --unit working_days",
                   "motcua deadline compute --from 2017-06-01T16:30:00+07:00 --amount 8 --unit "
                   "half_working_days --output json",
                   "motcua deadline compute --from 2013-09-02 --amount 5 --unit years --excluded "
                   "2015-01-01..2015-06-30"},
                  {required(option("from", "TIME", "The start: a day or an RFC 3339 time")),
                   required(option("amount", "N", "How many")),
                   required(choice("unit", unit_words(), "Of what")),
                   option("excluded", "SPANS", "Days that do not count: 2014-01-01..2014-06-30,…")},
                  compute_deadline,
                  "Needs no data. The end is exclusive: the first moment that is too late."},
             }};
    for (auto& one : calendar_commands()) {
        out.commands.push_back(std::move(one));
    }
    return out;
}

} // namespace ops
