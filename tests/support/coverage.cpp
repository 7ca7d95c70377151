#include "tests/support/coverage.hpp"

#include "tests/support/golden.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <vector>

namespace testing_support {
namespace {

using nlohmann::json;

std::string joined(const std::vector<std::string>& all) {
    std::string out;
    for (const auto& one : all) {
        out += (out.empty() ? "" : ", ") + ("`" + one + "`");
    }
    return out;
}

std::string text_of(const json& row, const char* member) {
    return row.value(member, std::string{});
}

/// `enf_request decide` once, however many versions or kinds of it the row names.
std::string rule_names(const json& row) {
    std::vector<std::string> out;
    for (const auto& rule : row["rules"]) {
        const auto id = rule.contains("limit") ? text_of(rule, "limit") : text_of(rule, "id");
        const auto name = text_of(rule, "procedure") + " " + id;
        if (std::find(out.begin(), out.end(), name) == out.end()) {
            out.push_back(name);
        }
    }
    return joined(out);
}

/// `name of the walk` (command), one behind the other.
std::string walks_named(const json& row) {
    std::string out;
    for (const auto& one : row["walks"]) {
        out += fmt::format("{}`{}` ({})", out.empty() ? "" : ", ", text_of(one, "walk"),
                           text_of(one, "do"));
    }
    return out;
}

std::string with_open(std::string tests, const json& row) {
    const auto open = text_of(row, "open");
    return open.empty() ? tests : tests + (tests.empty() ? "" : "; ") + "open: " + open;
}

} // namespace

const json& coverage() {
    static const auto read = json::parse(source_file("tests/data/coverage.json"));
    return read;
}

std::string coverage_rows() {
    std::string page =
        "\n## Periods of the law, row by row\n\n"
        "Each period that the law gives, the rule that holds it and the tests that hold the rule "
        "(`tests/data/coverage.json`). WD: working\ndays, CD: calendar days. Numbers, units and "
        "starts are compared with the rules by `coverage.says_of_every_row_what_the_rules_say`.\n\n"
        "| procedure | period | length | from | regime | source | tag | rule | tests |\n"
        "|---|---|---|---|---|---|---|---|---|\n";
    for (const auto& row : coverage()["deadlines"]) {
        page += fmt::format("| {} | {} | {} {} | {} | {} | {} | {} | {} | {} |\n",
                            text_of(row, "procedure"), text_of(row, "step"), text_of(row, "n"),
                            text_of(row, "unit"), text_of(row, "from"), text_of(row, "regime"),
                            text_of(row, "source"), text_of(row, "tag"), rule_names(row),
                            with_open(joined(row["tests"]), row));
    }
    page +=
        "\n## Steps of the procedures, one by one\n\n"
        "Each step that the law and the two decisions describe, the walk of `tests/data/walks/` "
        "that takes it, with its command, and the tests\nbeside it. `coverage."
        "names_walks_that_take_the_step` looks whether the walk is there and takes it.\n\n"
        "| section | step | what | tag | walks and tests |\n|---|---|---|---|---|\n";
    for (const auto& row : coverage()["steps"]) {
        auto held = walks_named(row);
        const auto tests = joined(row["tests"]);
        held += held.empty() || tests.empty() ? tests : "; " + tests;
        page += fmt::format("| {} | {} | {} | {} | {} |\n", text_of(row, "section"),
                            text_of(row, "step"), text_of(row, "what"), text_of(row, "tag"),
                            with_open(std::move(held), row));
    }
    page += "\n## Forms, registers, reports and accounts, item by item\n\n"
            "Section 2: one-stop forms, case code, registers, documents. Section 3: reports, "
            "statistics, accounting, volumes.\n\n"
            "| section | what is asked | tag | files | tests |\n|---|---|---|---|---|\n";
    for (const auto& row : coverage()["items"]) {
        page += fmt::format("| {} | {} | {} | {} | {} |\n", text_of(row, "section"),
                            text_of(row, "item"), text_of(row, "tag"), joined(row["where"]),
                            with_open(joined(row["tests"]), row));
    }
    return page;
}

const std::set<std::string>& tests_in_sources() {
    static const auto found = [] {
        std::set<std::string> out;
        const std::regex head{R"(TEST(?:_F|_P)?\(\s*(\w+),\s*(\w+)\s*\))"};
        const auto tests = std::filesystem::path{MOTCUA_SOURCE_DIR} / "tests";
        for (const auto& file : std::filesystem::recursive_directory_iterator(tests)) {
            if (file.path().extension() != ".cpp") {
                continue;
            }
            std::ifstream in{file.path()};
            const std::string text{std::istreambuf_iterator<char>{in}, {}};
            for (std::sregex_iterator one{text.begin(), text.end(), head}, end; one != end; ++one) {
                out.insert(one->str(1) + "." + one->str(2));
            }
        }
        return out;
    }();
    return found;
}

} // namespace testing_support
