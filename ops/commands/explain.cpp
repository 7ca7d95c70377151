#include "ops/cli/exit_code.hpp"
#include "ops/commands/law_nouns.hpp"
#include "ops/commands/listing.hpp"

#include <fmt/format.h>

#include <ostream>

namespace ops {
namespace {

std::string text_at(const json& of, const char* pointer) {
    const json::json_pointer at{pointer};
    return of.contains(at) && of[at].is_string() ? of[at].get<std::string>() : std::string{};
}

/// Prints the derivation of one period as a person would write it down.
class derivation_text {
public:
    derivation_text(printer& out, const json& item) : out_(out), item_(item) {}

    void print() {
        heading();
        rule();
        steps();
        days("days", out_.in("Đếm từng ngày:", "Day by day:"));
        days("prolonged_days", out_.in("Gia hạn, đếm từ ngày cuối:", "Extension, from the end:"));
        result();
    }

private:
    [[nodiscard]] std::string word(const std::string& code) const {
        return label_of(code, out_.how().in);
    }
    void line(std::string_view text) { out_.data() << text << "\n"; }

    void heading() {
        auto name = text_at(item_, "/period/name");
        name = name.empty() ? text_at(item_, "/period/id") : name;
        line("");
        line(out_.bold(name));
        line(fmt::format("  {} {} {} {}", item_["period"].value("amount", 0),
                         word(text_at(item_, "/period/unit")), out_.in("kể từ", "from"),
                         office_time(text_at(item_, "/period/since"))));
        line(fmt::format("  {}: {}", out_.in("Trách nhiệm", "To act"),
                         word(text_at(item_, "/period/act_by"))));
    }

    void rule() {
        line(
            fmt::format("  {}: {}", out_.in("Căn cứ", "Source"), text_at(item_, "/period/source")));
        if (item_.contains("rule")) {
            line(fmt::format("  {}: {}{} [{}], {} {}", out_.in("Quy định", "Rule"),
                             text_at(item_, "/rule/file"), text_at(item_, "/rule/pointer"),
                             text_at(item_, "/rule/tag"), out_.in("bắt đầu khi", "begins with"),
                             text_at(item_, "/rule/starts_on")));
        }
        const bool in_use = item_.value("calendar_in_use", true);
        const bool found = item_.value("calendar_found", true);
        line(fmt::format(
            "  {}: {}{}", out_.in("Lịch làm việc", "Calendar"),
            text_at(item_, "/calendar").substr(0, 12),
            !found   ? out_.in(", không còn lưu; đếm theo lịch đang dùng",
                               ", no longer kept; counted by the one in use")
            : in_use ? ""
                     : out_.in(", không còn là lịch đang dùng", ", not the one in use now")));
    }

    void steps() {
        for (const auto& step : item_.value("steps", json::array())) {
            auto text =
                fmt::format("  {} {}: {} {}", out_.in("Bước", "Step"), step.value("sequence", 0),
                            text_at(step, "/event"), office_time(text_at(step, "/time")));
            text += ", " + word(text_at(step, "/did"));
            if (step.contains("days") && step["days"] != 0) {
                const auto unit =
                    step.contains("unit") ? text_at(step, "/unit") : text_at(item_, "/period/unit");
                text += fmt::format(" {} {}", step["days"].get<int>(), word(unit));
            }
            if (step.contains("due")) {
                text += fmt::format("; {} {}", out_.in("quá hạn kể từ", "too late from"),
                                    office_time(text_at(step, "/due")));
            }
            if (step.contains("reason")) {
                text += " (" + text_at(step, "/reason") + ")";
            }
            line(text);
        }
    }

    void days(const char* member, std::string_view title) {
        if (!item_.contains(member) || item_[member].empty()) {
            return;
        }
        line("  " + std::string{title});
        int number = 0;
        for (const auto& day : item_[member]) {
            const bool counts = day.value("counts", false);
            auto text = fmt::format("    {} {} {}", counts ? fmt::format("{:3}", ++number) : "  -",
                                    office_day(text_at(day, "/day")), word(text_at(day, "/why")));
            if (day.contains("name")) {
                text += " (" + text_at(day, "/name") + ")";
            }
            line(counts ? text : out_.faint(text));
        }
    }

    void result() {
        const bool agrees = item_.value("agrees", false);
        auto text = item_.contains("counted_due")
                        ? fmt::format("{} {}, {} {}", out_.in("Ngày cuối", "Last day"),
                                      office_day(text_at(item_, "/period/last_day")),
                                      out_.in("quá hạn kể từ", "too late from"),
                                      office_time(text_at(item_, "/counted_due")))
                        : std::string{out_.in("Đang tạm dừng: chưa có ngày cuối",
                                              "Paused: there is no last day yet")};
        text += agrees ? out_.in("; khớp với sự kiện đã ghi", "; as the events say")
                       : out_.in("; KHÁC với sự kiện đã ghi", "; NOT as the events say");
        text += "; " + word(text_at(item_, "/period/state"));
        line("  " + (agrees ? out_.by_lateness(text, item_["period"]["state"]) : out_.bad(text)));
    }

    printer& out_;
    const json& item_;
};

/// Periods that run for a party.
void print_for_parties(printer& out, const json& items) {
    if (items.empty()) {
        return;
    }
    out.data() << "\n"
               << out.bold(std::string{out.in("Thời hạn của đương sự, không phải việc của cơ quan",
                                              "Periods of the parties, which no office owes")})
               << "\n";
    for (const auto& one : items) {
        out.data() << fmt::format(
            "  {}: {} {} {} {}, {} {}; {} {}; {}\n", text_at(one, "/name"), one.value("amount", 0),
            label_of(text_at(one, "/unit"), out.how().in), out.in("kể từ", "from"),
            office_time(text_at(one, "/since")), out.in("bước", "step"), one.value("sequence", 0),
            out.in("ngày cuối", "last day"),
            one.contains("last_day") ? office_day(text_at(one, "/last_day"))
                                     : std::string{out.in("chưa có lịch", "no calendar yet")},
            text_at(one, "/source"));
    }
}

int deadline(invocation& on, const arguments& given) {
    question asked{.path = path_to({"v1", "cases", given.text("CASE"), "deadlines"})};
    pass_on(asked, given, "deadline");
    const auto told = ask_json(on.api(), asked);
    auto& out = on.out();
    out.one(told, {{"Mã hồ sơ", "Case", "/code"},
                   {"Nhận lúc", "Received", "/received_at", shape::time},
                   {"Hồ sơ đủ lúc", "Complete", "/accepted_at", shape::time},
                   {"Hẹn trả", "Promised", "/promised_at", shape::time}});
    if (!out.is_table()) {
        return done;
    }
    for (const auto& item : told.value("items", json::array())) {
        derivation_text{out, item}.print();
    }
    print_for_parties(out, told.value("for_parties", json::array()));
    return done;
}

} // namespace

noun explain_noun() {
    return {
        "explain",
        "Why something is as it is",
        {{"deadline",
          "How each period of a case was counted: rule, source, calendar, every day, every pause",
          {"motcua explain deadline 000.00.96.G15-170602-0001",
           "motcua explain deadline 000.00.96.G15-170602-0001 --deadline decide --output json"},
          {word("CASE", "Case code, support code or id"),
           option("deadline", "ID",
                  "Only periods of this id, for instance decide; --output json tells them all")},
          deadline,
          "The day of the start is not counted; a period ends at 24:00 of its last day, and a "
          "period of calendar days that ends on a day off ends with the next working day (Bộ "
          "luật Dân sự 2015, Điều 147-148)."}}};
}

} // namespace ops
