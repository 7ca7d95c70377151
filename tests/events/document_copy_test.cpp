#include "events/codec.hpp"
#include "events/document_copy.hpp"
#include "events/fault.hpp"
#include "events/memory_log.hpp"
#include "tests/support/naming_log.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace {

using namespace events;

struct two_folders {
    support::temporary_folder home;
    std::filesystem::path source = home.path() / "source";
    std::filesystem::path target = home.path() / "target";
    std::unique_ptr<document_store> from = open_document_folder(source);
    std::unique_ptr<document_store> to = open_document_folder(target);

    [[nodiscard]] document_copy_report copied(const events::log& named_by) {
        document_copy copy(named_by, *from, *to);
        copy.go_on();
        return copy.report();
    }
    [[nodiscard]] static std::filesystem::path file_of(const std::filesystem::path& store,
                                                       const digest& name) {
        const auto text = hex(name);
        return store / text.substr(0, 2) / text.substr(2, 2) / text;
    }
};

TEST(copied_documents, are_all_that_the_events_name_and_no_others) {
    two_folders at;
    testing_support::naming_log names(3);
    std::vector<digest> all;
    for (int i = 0; i < 200; ++i) {
        all.push_back(at.from->put("tài liệu " + std::to_string(i)));
        names.name_in_event(all.back());
    }
    const auto unnamed = at.from->put("nobody names this");
    names.name_in_event(all.front()); // twice
    const auto report = at.copied(names.log());
    EXPECT_EQ(report.named, 201U);
    EXPECT_EQ(report.copied, 200U);
    EXPECT_TRUE(report.missing.empty());
    for (const auto& one : all) {
        EXPECT_EQ(at.to->get(one), at.from->get(one));
    }
    EXPECT_FALSE(at.to->has(unnamed));
}

TEST(copied_documents, go_on_where_a_run_was_stopped) {
    two_folders at;
    testing_support::naming_log names(2);
    std::vector<digest> all;
    for (int i = 0; i < 20; ++i) {
        all.push_back(at.from->put(std::to_string(i)));
        names.name_in_event(all.back());
    }
    EXPECT_EQ(at.copied(names.log()).copied, 20U);
    std::filesystem::remove(two_folders::file_of(at.target, all[7]));
    const auto again = at.copied(names.log());
    EXPECT_EQ(again.copied, 1U);
    EXPECT_EQ(again.bytes, 1U);
    EXPECT_TRUE(at.to->has(all[7]));
}

TEST(copied_documents, follow_what_comes_while_they_are_copied) {
    two_folders at;
    testing_support::naming_log names(1);
    document_copy copy(names.log(), *at.from, *at.to);
    names.name_in_event(at.from->put("first"));
    copy.go_on();
    const auto later = at.from->put("later");
    names.name_in_event(later);
    copy.go_on();
    EXPECT_EQ(copy.report().named, 2U);
    EXPECT_TRUE(at.to->has(later));
}

TEST(copied_documents, that_are_nowhere_are_told_and_the_others_copied) {
    two_folders at;
    testing_support::naming_log names(1);
    const auto lost = sha256("lost");
    names.name_in_event(lost);
    const auto kept = at.from->put("kept");
    names.name_in_event(kept);
    const auto report = at.copied(names.log());
    EXPECT_EQ(report.missing, std::vector{lost});
    EXPECT_TRUE(at.to->has(kept));
}

TEST(copied_documents, are_not_taken_when_their_bytes_are_others_and_the_rest_is) {
    two_folders at;
    testing_support::naming_log names(1);
    const auto name = at.from->put("as it was signed");
    names.name_in_event(name);
    const auto file = two_folders::file_of(at.source, name);
    std::filesystem::permissions(file, std::filesystem::perms::owner_write,
                                 std::filesystem::perm_options::add);
    std::ofstream{file} << "as it was not";
    const auto other = at.from->put("another");
    names.name_in_event(other);
    const auto report = at.copied(names.log());
    EXPECT_EQ(report.damaged, std::vector{name});
    EXPECT_TRUE(report.missing.empty());
    EXPECT_FALSE(at.to->has(name)) << "other bytes were copied";
    EXPECT_TRUE(at.to->has(other)) << "one damaged document kept back all that came after it";
}

} // namespace
