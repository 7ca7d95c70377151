#include "connectors/duties/mail_watch.hpp"
#include "tests/support/api_desk.hpp"
#include "tests/support/golden.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;
using testing_support::api_desk;

/// Maildirs that the test looks after, beside an application whose duties do not run.
struct watched_maildirs {
    api_desk desk;
    fs::path mail = desk.folder().path() / "watched";
    std::vector<std::string> problems;
    connectors::mail_watch watch{{
        .rules = desk.on().rules(),
        .intake = desk.on().intake(),
        .mail = mail,
        .refused = [](const auto&, const auto&) {},
        .problem = [this](const std::string& text) { problems.push_back(text); },
    }};

    void look() { watch.look(std::chrono::seconds{20}); }
    void deliver(const std::string& office, const std::string& sample) const {
        fs::create_directories(mail / office / "new");
        std::ofstream(mail / office / "new" / sample, std::ios::binary)
            << testing_support::source_file("tests/data/mail/" + sample);
    }
    [[nodiscard]] bool is_taken(const std::string& office, const std::string& sample) const {
        return fs::exists(mail / office / "cur" / (sample + ":2,S"));
    }
};

TEST(mail_watch, takes_in_the_mail_of_the_offices_whose_folders_are_well) {
    watched_maildirs at;
    fs::create_directories(at.mail / "49");
    std::ofstream(at.mail / "49" / "new") << "no folder";
    fs::create_directory_symlink("round", at.mail / "round");
    at.deliver("96", "01-request-complete.eml");
    ASSERT_NO_THROW(at.look());
    EXPECT_TRUE(at.is_taken("96", "01-request-complete.eml"));
    EXPECT_THAT(at.problems, Contains(HasSubstr("watched/49")));

    fs::remove(at.mail / "49" / "new");
    at.deliver("49", "03-wrong-office.eml");
    ASSERT_NO_THROW(at.look());
    EXPECT_TRUE(at.is_taken("49", "03-wrong-office.eml")) << "as soon as its folder is mended";
}

TEST(mail_watch, goes_on_where_something_can_neither_be_taken_in_nor_set_aside) {
    watched_maildirs at;
    fs::create_directories(at.mail / "49" / "new" / "a folder");
    std::ofstream(at.mail / "49" / "refused") << "no folder";
    at.deliver("96", "01-request-complete.eml");
    ASSERT_NO_THROW(at.look());
    EXPECT_TRUE(at.is_taken("96", "01-request-complete.eml"));
    EXPECT_THAT(at.problems, Contains(HasSubstr("watched/49")));
}

} // namespace
