#include "ops/cli/exit_code.hpp"
#include "ops/commands/files.hpp"
#include "ops/commands/law_nouns.hpp"
#include "ops/commands/listing.hpp"
#include "ops/commands/office_options.hpp"

namespace ops {
namespace {

int what_if(invocation& on, const arguments& given) {
    question asked{.method = connectors::http_method::post,
                   .path = "/v1/deadlines/what-if",
                   .body = read_named_file(given.text("CALENDAR"))};
    pass_on_office(asked, given);
    const auto told = ask_json(on.api(), asked);
    print_with_sums(on.out(), told,
                    {{"Mã hồ sơ", "Case", "/code"},
                     {"Cơ quan", "Office", "/office"},
                     {"Thời hạn", "Period", "/name /deadline"},
                     {"Ngày cuối", "Last day", "/last_day", shape::day},
                     {"Ngày cuối mới", "New last day", "/new_last_day", shape::day},
                     {"Đã trễ", "Late", "/late", shape::yes},
                     {"Sẽ trễ", "Would be late", "/would_be_late", shape::yes},
                     {"Hẹn trả", "Promised", "/promised_at", shape::time},
                     {"Hẹn sau hạn", "Promise after end", "/promise_after_end", shape::yes}},
                    {{"Thời hạn đang chạy", "Running periods", "/periods", shape::number},
                     {"Sẽ thay đổi", "Would move", "/moved", shape::number},
                     {"Trong đó sớm hơn", "Of which earlier", "/earlier", shape::number},
                     {"Sẽ thành trễ hạn", "Would become late", "/become_late", shape::number},
                     {"Hẹn trả sau ngày cuối mới", "Promised after the new end",
                      "/promises_after_end", shape::number}});
    return done;
}

int recount(invocation& on, const arguments& given) {
    auto asked =
        post(path_to({"v1", "offices", given.text("office"), "deadlines", "recount"}), "{}");
    asked.query.push_back({"reason", given.text("reason")});
    const auto told = ask_json(on.api(), asked);
    on.out().one(told, {{"Lịch đang dùng", "Calendar in use", "/calendar"},
                        {"Thời hạn đang chạy", "Running periods", "/periods", shape::number},
                        {"Đã thay đổi", "Moved", "/moved", shape::number},
                        {"Không thay đổi được", "Refused", "/refused", shape::number}});
    return told.value("refused", 0) == 0 ? done : degraded;
}

} // namespace

std::vector<command> calendar_commands() {
    return {
        {"what-if",
         "What another working-day calendar would change, before anything is changed",
         {"motcua deadline what-if vn-2017-2026.json --office 96 --below"},
         [] {
             auto takes = office_options();
             takes.insert(
                 takes.begin(),
                 path_of(completes::file, word("CALENDAR", "A file as schemas/calendars/ has it")));
             return takes;
         }(),
         what_if,
         "Lists the running periods that would end at another time, those that would be late, and "
         "the slips that promise a time after the new end."},
        {"recount",
         "Counts the running periods of an office again by the calendar in use",
         {"motcua deadline recount --office 96 --reason 12729/VPCP-KGVX"},
         {required(option("office", "KEY", "Of this office")),
          required(option("reason", "NUMBER",
                          "Of the letter that swapped the days, or a code; recorded with every "
                          "period that moves"))},
         recount,
         "To be done by the head after the rules were replaced. Dates promised on slips stay. "
         "Ends with 6 when some periods were refused: give it again."}};
}

} // namespace ops
