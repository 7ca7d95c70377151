#include "ops/commands/book_files.hpp"

#include "ops/cli/exit_code.hpp"
#include "ops/commands/files.hpp"
#include "ops/commands/listing.hpp"

#include <fmt/format.h>

#include <set>

namespace ops {

namespace {

bool has_several_offices(const json& told) {
    std::set<std::string> out;
    for (const auto* list : {"rows", "corrections", "unread_closings"}) {
        const auto lines = told.value(list, json::array());
        for (const auto& line : lines) {
            out.insert(line.value("office", ""));
        }
    }
    return out.size() > 1;
}

} // namespace

std::vector<argument> with_file_options(std::vector<argument> others) {
    others.push_back(
        path_of(completes::file, option("to", "FILE", "Ends in .pdf, .xlsx, .csv or .jsonl")));
    others.push_back(choice("paper", {"a4", "a3"}, "Of the PDF, across"));
    others.push_back(choice("separator", {"comma", "semicolon", "tab"}, "Of the CSV"));
    return others;
}

int save_book(invocation& on, const arguments& given, question asked) {
    const auto& file = given.text("to");
    const auto dot = file.rfind('.');
    asked.query.push_back({"format", dot == std::string::npos ? "csv" : file.substr(dot + 1)});
    pass_on(asked, given, "paper");
    pass_on(asked, given, "separator");
    write_named_file(file, ask(on.api(), asked).body);
    return done;
}

void say_reported(printer& out, const json& told) {
    if (told.contains("closed")) {
        out.say(fmt::format("{} {}, SHA-256 {}", out.in("Đã báo cáo", "Reported"),
                            office_time(told["closed"].value("at", "")),
                            told["closed"].value("sha256", "")));
    }
    const bool several = has_several_offices(told);
    const auto of_office = [&](const json& one) {
        return several ? one.value("office", "") + ", " : std::string{};
    };
    const auto corrections = told.value("corrections", json::array());
    for (const auto& one : corrections) {
        auto place = one.value("procedure", "");
        if (one.contains("channel")) {
            place += ", " + label_of(one.value("channel", ""), out.how().in);
        }
        out.say(fmt::format("{} {}{}, {}, {}: {} → {}", out.in("Điều chỉnh", "Correction"),
                            of_office(one), one.value("period", ""), place, one.value("figure", ""),
                            one.value("as_reported", std::int64_t{0}),
                            one.value("as_known_now", std::int64_t{0})));
    }
    const auto unread = told.value("unread_closings", json::array());
    for (const auto& one : unread) {
        out.say(fmt::format("{} {}{}, SHA-256 {}: {}",
                            out.in("Chưa đối chiếu được với báo cáo đã khóa",
                                   "Not compared with what was closed for"),
                            of_office(one), one.value("period", ""), one.value("sha256", ""),
                            one.value("why", "")));
    }
}

} // namespace ops
