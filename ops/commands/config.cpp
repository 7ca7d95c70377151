#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ops {
namespace {

constexpr std::array<std::string_view, 2> hidden{"client.token", "documents.secret_key"};

std::string_view name_of(origin from) {
    switch (from) {
    case origin::fallback:
        return "default";
    case origin::file:
        return "file";
    case origin::environment:
        return "environment";
    case origin::flag:
        return "flag";
    }
    return "";
}

int show_config(invocation& on, const arguments& given) {
    std::vector<column> columns{{"Khóa", "Key", "/key"}, {"Giá trị", "Value", "/value"}};
    if (given.has("origin")) {
        columns.push_back({"Nguồn", "Origin", "/origin"});
        columns.push_back({"Chỗ", "Place", "/place"});
    }
    if (given.has("about")) {
        columns.push_back({"Nghĩa", "About", "/about"});
    }
    list_printer rows(on.out(), columns);
    for (const auto& [name, one] : on.how().all()) {
        const bool secret =
            std::find(hidden.begin(), hidden.end(), name) != hidden.end() && !one.value.empty();
        rows.add({{"key", name},
                  {"value", secret ? "(hidden)" : one.value},
                  {"origin", std::string{name_of(one.from)}},
                  {"place", one.place},
                  {"about", std::string{find_setting_key(name)->about}}});
    }
    rows.end();
    const auto& file = on.how().file();
    on.out().say(file.empty() ? std::string{on.out().in("không đọc tệp cấu hình nào",
                                                        "no configuration file was read")}
                              : std::string{on.out().in("đã đọc ", "read ")} + file.string());
    return done;
}

int check_config(invocation& on, const arguments&) {
    // Had anything been wrong, the command would not have come this far.
    const auto& file = on.how().file();
    on.out().say((file.empty()
                      ? std::string{on.out().in("không có tệp cấu hình", "no configuration file")}
                      : file.string()) +
                 std::string{on.out().in("; tham số và biến môi trường đều đúng",
                                         "; flags and environment are right")});
    return done;
}

} // namespace

noun config_noun() {
    return {
        "config",
        "The configuration: what holds and why",
        {
            {"show",
             "All settings; with --origin, which source won: flag, environment, file, default",
             {"motcua config show --origin",
              "motcua config show --origin --data DIR --output json"},
             {flag("origin", "Where each value is from: the file's line, the variable, the flag"),
              flag("about", "What each setting means")},
             show_config},
            {"check",
             "Whether the configuration is right",
             {"motcua config check --config /etc/motcua/motcua.toml"},
             {},
             check_config},
        }};
}

} // namespace ops
