#include "tests/support/tools.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>

namespace testing_support {
namespace {

std::string on_one_line(const std::string& text) {
    return std::regex_replace(text, std::regex{R"(\s+)"}, " ");
}

std::string written(const support::temporary_folder& folder, const std::string& bytes) {
    auto path = (folder.path() / "file").string();
    std::ofstream{path, std::ios::binary} << bytes;
    return path;
}

} // namespace

std::string output_of(const std::string& command) {
    std::string text;
    FILE* from = ::popen((command + " 2>/dev/null").c_str(), "r");
    std::array<char, 4096> part{};
    while (const auto count = std::fread(part.data(), 1, part.size(), from)) {
        text.append(part.data(), count);
    }
    EXPECT_EQ(::pclose(from), 0) << command << ": is it installed? See ops/packages-test.txt";
    return text;
}

std::string words_of_pdf(const std::string& bytes) {
    const support::temporary_folder folder;
    return on_one_line(output_of("pdftotext -layout " + written(folder, bytes) + " -"));
}

std::string words_of_xlsx(const std::string& bytes) {
    const support::temporary_folder folder;
    const auto sheet =
        output_of("unzip -p " + written(folder, bytes) + " xl/worksheets/sheet1.xml");
    return on_one_line(std::regex_replace(sheet, std::regex{"<[^>]*>"}, " "));
}

} // namespace testing_support
