#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

namespace {

namespace fs = std::filesystem;

TEST(decisions, have_numbers_of_their_own) {
    std::map<std::string, std::string> known;
    for (const auto& entry :
         fs::directory_iterator(fs::path{MOTCUA_SOURCE_DIR} / "ops" / "decisions")) {
        const auto name = entry.path().filename().string();
        const auto [other, added] = known.emplace(name.substr(0, 4), name);
        EXPECT_TRUE(added) << name << " and " << other->second;
    }
    EXPECT_GE(known.size(), 15U);
}

} // namespace
