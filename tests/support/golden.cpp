#include "tests/support/golden.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace testing_support {
namespace {

std::filesystem::path root() { return MOTCUA_SOURCE_DIR; }

bool updating() {
    const char* wish = std::getenv("MOTCUA_UPDATE_GOLDEN");
    return wish != nullptr && std::string_view{wish} == "1";
}

} // namespace

std::string source_file(std::string_view path) {
    std::ifstream in(root() / path, std::ios::binary);
    EXPECT_TRUE(in.good()) << "cannot read " << path;
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void expect_published(std::string_view path, std::string_view actual) {
    if (updating()) {
        std::filesystem::create_directories((root() / path).parent_path());
        std::ofstream{root() / path, std::ios::binary} << actual;
        return;
    }
    EXPECT_EQ(source_file(path), actual)
        << path << " differs; run the test with MOTCUA_UPDATE_GOLDEN=1 and review the change";
}

void expect_golden(std::string_view name, std::string_view actual) {
    expect_published("tests/golden/" + std::string{name}, actual);
}

} // namespace testing_support
