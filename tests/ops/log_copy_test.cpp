#include "events/sqlite_log.hpp"
#include "events/sqlite_vault.hpp"
#include "tests/ops/motcua.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>

namespace {

using namespace ops_test;

struct copied_office : office {
    std::string code = mail_taken_in();
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

TEST(a_copied_log, takes_properties_of_kafka_for_a_log_in_kafka_only) {
    const copied_office at;
    const auto told = at.copy_to("events.db", {"--properties-to", at.home() / "kafka.properties"});
    EXPECT_EQ(told.code, 2) << told.err;
    EXPECT_TRUE(has(told.err, "properties-to")) << told.err;
    EXPECT_FALSE(std::filesystem::exists(at.home() / "events.db"));
}

std::size_t files_below(const std::filesystem::path& folder) {
    std::size_t out = 0;
    for (const auto& one : std::filesystem::recursive_directory_iterator(folder)) {
        out += one.is_regular_file() ? 1 : 0;
    }
    return out;
}

TEST(a_copied_log, has_the_documents_that_its_events_name) {
    const copied_office at;
    std::filesystem::create_directory(at.home() / "copy");
    const auto first = at.copy_to("copy");
    ASSERT_EQ(first.code, 0) << first.err;
    const auto named = first.as_json()["documents"].get<std::size_t>();
    ASSERT_GT(named, 0U);
    EXPECT_EQ(first.as_json()["documents_copied"], named);
    EXPECT_EQ(files_below(at.home() / "copy/documents"), named);
    const auto again = at.copy_to("copy");
    EXPECT_EQ(again.as_json()["documents_copied"], 0) << "what is there is left alone";
    const auto without = at.copy_to("events.db", {"--without-documents"});
    EXPECT_EQ(without.code, 0) << without.err;
    EXPECT_EQ(without.as_json()["documents"], 0);
}

TEST(a_copied_log, can_have_its_documents_at_another_place) {
    const copied_office at;
    std::filesystem::create_directory(at.home() / "copy");
    const auto elsewhere = (at.home() / "elsewhere").string();
    const auto told = at.copy_to("copy", {"--documents-to", elsewhere});
    ASSERT_EQ(told.code, 0) << told.err;
    EXPECT_EQ(files_below(elsewhere), told.as_json()["documents_copied"].get<std::size_t>());
    EXPECT_FALSE(std::filesystem::exists(at.home() / "copy/documents"));
}

TEST(a_copied_log, is_not_whole_when_a_document_is_nowhere) {
    const copied_office at;
    std::filesystem::create_directory(at.home() / "copy");
    std::filesystem::remove_all(std::filesystem::path{at.data} / "documents");
    std::filesystem::create_directory(std::filesystem::path{at.data} / "documents");
    const auto told = at.copy_to("copy");
    EXPECT_EQ(told.code, 5) << told.out;
    EXPECT_FALSE(told.as_json()["documents_missing"].empty());
    EXPECT_EQ(told.as_json()["heads_from"], told.as_json()["heads_to"]) << "the events are";
}

TEST(a_copied_log, sends_no_mail_again) {
    const copied_office at;
    ASSERT_EQ(
        at.on("lan", {"case", "do", at.code, "check_mail", "outcome=no_right", "--output", "json"})
            .code,
        0);
    ASSERT_EQ(at.on("lan", {"case", "do", at.code, "guide_by_mail", "--output", "json"}).code, 0);
    const auto sent_from = [&](const std::string& folder) {
        const auto told = at.motcua({"mail", "send", "--data", folder, "--as", "lan", "--now",
                                     "2017-06-01T10:00:00+07:00", "--output", "json"});
        EXPECT_EQ(told.code, 0) << told.err;
        return told.as_json()["sent"].get<int>();
    };
    EXPECT_EQ(sent_from(at.data), 1);
    const auto copy = (at.home() / "copy").string();
    std::filesystem::create_directory(copy);
    const auto told = at.copy_to("copy");
    ASSERT_EQ(told.code, 0) << told.err;
    EXPECT_EQ(sent_from(copy), 0) << told.out;
    // It is the place that was copied which keeps it silent.
    std::filesystem::remove(copy + "/outbox/checkpoint");
    EXPECT_EQ(sent_from(copy), 1);
}

/// How far the erasures of a folder were carried out, by the offsets of its log.
std::optional<std::string> erasures_passed(const std::filesystem::path& folder) {
    const auto key = events::load_or_make_installation_key(folder / "installation.key");
    return events::open_sqlite_vault(folder / "vault.db", key)->secret("duty", "erasures");
}

TEST(a_copied_log, looks_for_erasures_from_its_beginning_when_its_partitions_are_others) {
    const copied_office at;
    const std::filesystem::path data{at.data};
    {
        const auto key = events::load_or_make_installation_key(data / "installation.key");
        events::open_sqlite_vault(data / "vault.db", key)
            ->put_secret("duty", "erasures", "1 1 1 1 1 1 1 1");
    }
    for (const char* name : {"same", "other"}) {
        std::filesystem::create_directory(at.home() / name);
    }
    static_cast<void>(
        events::open_sqlite_log({.path = at.home() / "other/log.db", .partitions = 1}));
    for (const char* name : {"same", "other"}) {
        const auto told = at.copy_to(name);
        EXPECT_EQ(told.code, 0) << told.err;
    }
    EXPECT_EQ(erasures_passed(at.home() / "same"), "1 1 1 1 1 1 1 1");
    EXPECT_EQ(erasures_passed(at.home() / "other"), std::nullopt)
        << "an erasure that was not carried out may lie before that place there";
}

} // namespace
