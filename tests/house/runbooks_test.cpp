#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace {

namespace fs = std::filesystem;

const fs::path root = MOTCUA_SOURCE_DIR;

std::string text_of(const fs::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Every code that some fault is made with: the quoted words before its first comma.
std::set<std::string> codes_in(const std::string& source) {
    static const std::regex made(
        R"((?:fault|corruption)(?:\s+\w+)?[({]([^,;]*),|return \{("[a-z]+-[a-z-]+"),)");
    static const std::regex quoted(R"re("([a-z]+(?:-[a-z]+)*)")re");
    std::set<std::string> out;
    for (std::sregex_iterator one(source.begin(), source.end(), made), last; one != last; ++one) {
        const auto words = one->str(1) + one->str(2);
        for (std::sregex_iterator word(words.begin(), words.end(), quoted); word != last; ++word) {
            out.insert(word->str(1));
        }
    }
    return out;
}

std::set<std::string> codes_of_the_program() {
    std::set<std::string> out;
    for (const auto* folder : {"events", "engine", "projections", "connectors", "ops"}) {
        for (const auto& file : fs::recursive_directory_iterator(root / folder)) {
            const auto kind = file.path().extension();
            if (kind == ".cpp" || kind == ".hpp") {
                const auto source = text_of(file.path());
                if (source.find("fault") != std::string::npos ||
                    source.find("corruption") != std::string::npos) {
                    out.merge(codes_in(source));
                }
            }
        }
    }
    return out;
}

TEST(runbooks, every_fault_that_an_operator_can_meet_has_a_page) {
    const auto codes = codes_of_the_program();
    EXPECT_GT(codes.size(), 30U) << "the search for codes finds too little to be right";
    for (const auto& code : codes) {
        EXPECT_TRUE(fs::exists(root / "ops/runbooks" / (code + ".md")))
            << "ops/runbooks/" << code << ".md: say what it means, what to do and what is safe";
    }
}

TEST(runbooks, every_page_is_of_a_fault_and_says_what_to_do) {
    const auto codes = codes_of_the_program();
    for (const auto& page : fs::directory_iterator(root / "ops/runbooks")) {
        const auto code = page.path().stem().string();
        if (code == "README") {
            continue;
        }
        EXPECT_TRUE(codes.contains(code)) << page.path() << ": no fault has this code any more";
        const auto text = text_of(page.path());
        EXPECT_EQ(text.find("# " + code + "\n"), 0U) << page.path();
        EXPECT_NE(text.find("\n## What to do\n\n1. "), std::string::npos) << page.path();
        EXPECT_NE(text.find("\n## What is safe\n"), std::string::npos) << page.path();
    }
}

TEST(runbooks, the_search_finds_a_code_however_the_fault_is_made) {
    EXPECT_EQ(codes_in("throw events::fault(\n \"disk-space\", text);"),
              std::set<std::string>{"disk-space"});
    EXPECT_EQ(codes_in("throw fault(a == b ? \"disk-full\" : \"file\", x)"),
              (std::set<std::string>{"disk-full", "file"}));
    EXPECT_EQ(codes_in("return {\"vault-key-destroyed\", \"make\"};"),
              std::set<std::string>{"vault-key-destroyed"});
    EXPECT_TRUE(codes_in("fault(std::string code, const std::string& text)").empty());
}

} // namespace
