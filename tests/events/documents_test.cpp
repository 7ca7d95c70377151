// What the folder of documents looks like, and what it refuses.
#include "events/documents.hpp"
#include "events/fault.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace {

using namespace events;
using testing::HasSubstr;
namespace fs = std::filesystem;

class document_folder : public testing::Test {
protected:
    [[nodiscard]] fs::path path_of(std::string_view bytes) const {
        const std::string name = hex(sha256(bytes));
        return root_ / name.substr(0, 2) / name.substr(2, 2) / name;
    }
    [[nodiscard]] std::size_t files_in(const fs::path& folder) const {
        std::size_t count = 0;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            count += entry.is_regular_file() ? 1U : 0U;
        }
        return count;
    }

    support::temporary_folder folder_;
    fs::path root_ = folder_ / "documents";
    std::unique_ptr<document_store> store_ = open_document_folder(root_);
};

TEST_F(document_folder, names_a_file_after_its_content) {
    store_->put("a");
    EXPECT_TRUE(fs::is_regular_file(path_of("a")));
    EXPECT_EQ(files_in(root_), 1U);
    store_->put("a");
    store_->put("b");
    EXPECT_EQ(files_in(root_), 2U);
}

TEST_F(document_folder, keeps_documents_from_other_users) {
    store_->put("a");
    EXPECT_EQ(fs::status(path_of("a")).permissions(),
              fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(fs::status(root_).permissions(), fs::perms::owner_all);
}

TEST_F(document_folder, keeps_documents_when_opened_again) {
    store_->put("a");
    EXPECT_EQ(open_document_folder(root_)->get(sha256("a")), "a");
}

TEST_F(document_folder, never_gives_out_changed_bytes) {
    const digest name = store_->put("the very content");
    for (const char* wrong : {"the vary content", "the very conten", ""}) {
        std::ofstream(path_of("the very content"), std::ios::trunc) << wrong;
        try {
            static_cast<void>(store_->get(name));
            FAIL() << "gave out " << wrong;
        } catch (const corruption& found) {
            EXPECT_EQ(found.code(), "document-damaged");
            EXPECT_THAT(found.what(), HasSubstr(hex(name)));
        }
    }
}

TEST_F(document_folder, replaces_a_damaged_file_by_the_document_put_again) {
    const digest name = store_->put("the very content");
    std::ofstream(path_of("the very content"), std::ios::trunc) << "damage";
    store_->put("the very content");
    EXPECT_EQ(store_->get(name), "the very content");
}

TEST_F(document_folder, removes_what_a_killed_process_left_long_ago) {
    std::ofstream(root_ / "unfinished" / "old") << "half";
    std::ofstream(root_ / "unfinished" / "new") << "half";
    fs::last_write_time(root_ / "unfinished" / "old",
                        fs::file_time_type::clock::now() - std::chrono::hours{25});
    store_ = open_document_folder(root_);
    EXPECT_FALSE(fs::exists(root_ / "unfinished" / "old"));
    EXPECT_TRUE(fs::exists(root_ / "unfinished" / "new"));
}

TEST_F(document_folder, says_when_it_cannot_be_made) {
    EXPECT_THROW((void)open_document_folder(folder_ / "no" / "such"), fault);
    std::ofstream(folder_ / "file") << "x";
    EXPECT_THROW((void)open_document_folder(folder_ / "file"), fault);
}

} // namespace
