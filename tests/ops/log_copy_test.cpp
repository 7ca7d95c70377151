#include "tests/ops/motcua.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace {

using namespace ops_test;

struct copied_office : office {
    copied_office() { static_cast<void>(mail_taken_in()); }
    /// Copies the office's log to a place in the user's home.
    [[nodiscard]] ended copy_to(const std::string& name,
                                const std::vector<std::string>& options = {}) const {
        std::vector<std::string> words{"log", "copy", data, home() / name, "--output", "json"};
        words.insert(words.end(), options.begin(), options.end());
        return motcua(words);
    }
};

TEST(a_copied_log, has_the_keys_of_its_persons_beside_it) {
    const copied_office at;
    std::filesystem::create_directory(at.home() / "copy");
    const auto first = at.copy_to("copy");
    ASSERT_EQ(first.code, 0) << first.err;
    EXPECT_GT(first.as_json()["persons"], 0);
    EXPECT_EQ(first.as_json()["keys_copied"], first.as_json()["persons"]);
    EXPECT_EQ(first.as_json()["heads_from"], first.as_json()["heads_to"]);
    EXPECT_TRUE(std::filesystem::exists(at.home() / "copy/vault.db"));
    const auto again = at.copy_to("copy");
    ASSERT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(again.as_json()["keys_copied"], 0);
    EXPECT_EQ(again.as_json()["persons"], first.as_json()["persons"]);
}

TEST(a_copied_log, has_no_keys_when_none_are_wanted_or_it_is_a_file_by_itself) {
    const copied_office at;
    std::filesystem::create_directory(at.home() / "copy");
    const auto without = at.copy_to("copy", {"--without-keys"});
    ASSERT_EQ(without.code, 0) << without.err;
    EXPECT_EQ(without.as_json()["persons"], 0);
    EXPECT_FALSE(std::filesystem::exists(at.home() / "copy/vault.db"));
    const auto file = at.copy_to("events.db");
    ASSERT_EQ(file.code, 0) << file.err;
    EXPECT_TRUE(has(file.err, "niêm phong") || has(file.err, "sealed")) << file.err;
}

} // namespace
