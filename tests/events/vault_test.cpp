// What the vault's file holds and does not hold.
#include "events/fault.hpp"
#include "events/key_cache.hpp"
#include "events/sqlite.hpp"
#include "events/sqlite_vault.hpp"
#include "tests/support/failing_disk.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

namespace {

using namespace events;
using testing::HasSubstr;

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

template <class Work> std::string code_of(Work&& work) {
    try {
        static_cast<void>(work());
    } catch (const fault& thrown) {
        return thrown.code();
    }
    return "";
}

/// How often the fault's text says the words.
template <class Work> std::size_t times_said(const std::string& words, Work&& work) {
    std::string text;
    try {
        static_cast<void>(work());
    } catch (const fault& thrown) {
        text = thrown.what();
    }
    std::size_t out = 0;
    for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
        ++out;
    }
    return out;
}

std::string bytes_of(const data_key& key) {
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

class vault_file : public testing::Test {
protected:
    [[nodiscard]] std::unique_ptr<vault> open() const { return open_sqlite_vault(path_, key_); }

    [[nodiscard]] std::string wrapped_key(const person_id& person) const {
        const sqlite_database file(path_, sqlite_open::read_only);
        sqlite_statement row(file, "SELECT wrapped FROM persons WHERE person = ?");
        EXPECT_TRUE(row.bind_text(1, person.str()).step());
        return std::string(row.column_bytes(0));
    }

    /// The database file, its WAL and its shared memory, one after the other.
    [[nodiscard]] std::string everything() const {
        return content_of(path_) + content_of(path_.string() + "-wal") +
               content_of(path_.string() + "-shm");
    }

    void change_file(const std::string& sql) const {
        sqlite_database(path_, sqlite_open::read_write).execute(sql);
    }

    support::temporary_folder folder_;
    std::filesystem::path path_ = folder_ / "vault.sqlite";
    installation_key key_{random_key()};
    const person_id an_{"018f0000-0000-7000-8000-00000000000a"};
    const person_id binh_{"018f0000-0000-7000-8000-00000000000b"};
};

TEST_F(vault_file, never_holds_a_key_or_a_secret_in_the_open) {
    const auto vault = open();
    vault->ensure(std::vector{an_});
    vault->put_secret("account", "hanh", "the very secret");
    const std::string key = bytes_of(vault->key(an_).value());
    EXPECT_THAT(everything(), HasSubstr(wrapped_key(an_)));
    EXPECT_THAT(everything(), testing::Not(HasSubstr(key)));
    EXPECT_THAT(everything(), testing::Not(HasSubstr("the very secret")));
}

TEST_F(vault_file, holds_nothing_of_a_destroyed_key_any_more) {
    const auto vault = open();
    std::vector<person_id> persons;
    std::vector<std::string> traces;
    for (int i = 0; i < 2000; ++i) {
        persons.emplace_back("person " + std::to_string(i * 7919 % 2000));
        if (persons.size() % 50 == 0) {
            vault->ensure(persons);
        }
    }
    for (std::size_t i = 0; i < persons.size(); i += 37) {
        traces.push_back(wrapped_key(persons[i]));
        traces.push_back(bytes_of(vault->key(persons[i]).value()));
        vault->destroy(persons[i]);
    }
    const std::string all = everything();
    for (const auto& trace : traces) {
        ASSERT_FALSE(trace.empty());
        // Eight bytes in a row are no accident.
        for (std::size_t at = 0; at + 8 <= trace.size(); at += 8) {
            ASSERT_EQ(all.find(trace.substr(at, 8)), std::string::npos);
        }
    }
    EXPECT_TRUE(vault->key(persons[1]));
}

TEST_F(vault_file, can_be_read_by_its_owner_only) {
    const auto vault = open();
    vault->ensure(std::vector{an_});
    for (const auto& file : std::filesystem::directory_iterator(folder_.path())) {
        EXPECT_EQ(file.status().permissions(),
                  std::filesystem::perms::owner_read | std::filesystem::perms::owner_write)
            << file.path();
    }
}

TEST_F(vault_file, does_not_open_with_another_installation_key) {
    open()->ensure(std::vector{an_});
    EXPECT_EQ(code_of([&] { return open_sqlite_vault(path_, {random_key()}); }), "vault-key-wrong");
    EXPECT_TRUE(open()->key(an_));
}

TEST_F(vault_file, does_not_open_another_programs_file) {
    sqlite_database(path_, sqlite_open::create).execute("CREATE TABLE t (x)");
    EXPECT_EQ(code_of([&] { return open(); }), "vault-foreign");
    std::ofstream(folder_ / "text") << std::string(5000, 'x');
    EXPECT_EQ(code_of([&] { return open_sqlite_vault(folder_ / "text", key_); }), "vault-damaged");
}

TEST_F(vault_file, is_named_once_in_what_went_wrong_with_it) {
    const auto nowhere = folder_ / "no" / "vault.sqlite";
    EXPECT_EQ(times_said(nowhere.string(), [&] { return open_sqlite_vault(nowhere, key_); }), 1U);
    std::ofstream(path_) << std::string(5000, 'x');
    EXPECT_EQ(times_said(path_.string(), [&] { return open(); }), 1U);
}

TEST_F(vault_file, notices_exchanged_rows) {
    open()->ensure(std::vector{an_, binh_});
    open()->put_secret("account", "an", "1");
    change_file("UPDATE persons SET wrapped = (SELECT wrapped FROM persons WHERE id = 1)");
    change_file("UPDATE secrets SET name = 'binh'");
    const auto vault = open();
    EXPECT_TRUE(vault->key(an_));
    EXPECT_EQ(code_of([&] { return vault->key(binh_); }), "vault-damaged");
    EXPECT_EQ(code_of([&] { return vault->secret("account", "binh"); }), "vault-damaged");
}

TEST_F(vault_file, forgets_a_person_whom_another_process_erased) {
    const auto server = open();
    const auto tool = open();
    server->ensure(std::vector{an_, binh_});
    ASSERT_TRUE(server->key(an_));
    EXPECT_EQ(tool->key(an_), server->key(an_));
    tool->destroy(an_);
    EXPECT_FALSE(server->key(an_));
    EXPECT_TRUE(server->key(binh_));
    EXPECT_EQ(code_of([&] {
                  server->ensure(std::vector{an_});
                  return 0;
              }),
              "vault-key-destroyed");
}

TEST_F(vault_file, sees_at_once_a_secret_that_another_process_changed) {
    const auto server = open();
    const auto tool = open();
    EXPECT_FALSE(server->secret("session", "token"));
    tool->put_secret("session", "token", "of an");
    EXPECT_EQ(server->secret("session", "token"), "of an");
    EXPECT_EQ(server->secret("session", "token"), "of an");
    server->ensure(std::vector{an_});
    EXPECT_EQ(server->secret("session", "token"), "of an");
    tool->put_secret("session", "token", "of binh");
    EXPECT_EQ(server->secret("session", "token"), "of binh");
    tool->put_secret("session", "token", "");
    EXPECT_FALSE(server->secret("session", "token"));
}

TEST_F(vault_file, erases_but_says_so_when_a_reader_keeps_the_old_bytes) {
    const auto vault = open();
    vault->ensure(std::vector{an_});
    {
        const sqlite_database reader(path_, sqlite_open::read_only);
        sqlite_statement row(reader, "SELECT wrapped FROM persons");
        ASSERT_TRUE(row.step()); // and holds its reading transaction open
        EXPECT_EQ(code_of([&] {
                      vault->destroy(an_);
                      return 0;
                  }),
                  "vault-busy");
        EXPECT_FALSE(vault->key(an_));
    }
    EXPECT_NO_THROW(vault->destroy(an_));
}

TEST(vault_on_a_failing_disk, changes_nothing_any_more_after_a_failed_sync) {
    const support::temporary_folder folder;
    support::failing_disk disk;
    const auto vault = open_sqlite_vault(folder / "vault.sqlite", {random_key()});
    const auto ensure = [&](const char* person) {
        return code_of([&] {
            vault->ensure(std::vector{person_id(person)});
            return 0;
        });
    };
    EXPECT_EQ(ensure("a"), "");
    disk.fail({.at = support::disk_fault::call::sync, .file_ends_with = "-wal"});
    EXPECT_EQ(ensure("b"), "vault-stopped");
    EXPECT_GT(disk.failures(), 0);
    disk.heal();
    EXPECT_EQ(ensure("c"), "vault-stopped");
    const auto path = (folder / "vault.sqlite").string();
    EXPECT_EQ(times_said(path,
                         [&] {
                             vault->ensure(std::vector{person_id("d")});
                             return 0;
                         }),
              1U);
    EXPECT_TRUE(vault->key(person_id("a")));
    EXPECT_FALSE(vault->key(person_id("b")));
}

TEST(vault_on_a_failing_disk, goes_on_when_space_returns) {
    const support::temporary_folder folder;
    support::failing_disk disk;
    const auto vault = open_sqlite_vault(folder / "vault.sqlite", {random_key()});
    disk.fail(
        {.at = support::disk_fault::call::write, .with = support::disk_fault::answer::no_space});
    EXPECT_EQ(code_of([&] {
                  vault->put_secret("account", "an", "1");
                  return 0;
              }),
              "disk-full");
    EXPECT_GT(disk.failures(), 0);
    disk.heal();
    EXPECT_FALSE(vault->secret("account", "an"));
    vault->put_secret("account", "an", "2");
    EXPECT_EQ(vault->secret("account", "an"), "2");
}

TEST(key_cache, keeps_the_keys_used_last) {
    key_cache cache(2);
    const person_id a("a");
    const person_id b("b");
    const person_id c("c");
    cache.put(a, {1});
    cache.put(b, {2});
    EXPECT_EQ(cache.find(a), data_key{1});
    cache.put(c, {3});
    EXPECT_EQ(cache.size(), 2U);
    EXPECT_FALSE(cache.find(b));
    EXPECT_EQ(cache.find(a), data_key{1});
    cache.put(a, {4});
    EXPECT_EQ(cache.find(a), data_key{4});
    cache.remove(a);
    EXPECT_FALSE(cache.find(a));
    EXPECT_EQ(cache.find(c), data_key{3});
}

class installation_key_file : public testing::Test {
protected:
    support::temporary_folder folder_;
    std::filesystem::path path_ = folder_ / "installation.key";
};

TEST_F(installation_key_file, is_made_once_and_kept) {
    const auto made = load_or_make_installation_key(path_);
    EXPECT_NE(made.bytes, secret_key{});
    EXPECT_EQ(load_or_make_installation_key(path_).bytes, made.bytes);
    EXPECT_EQ(std::filesystem::file_size(path_), 32U);
    struct stat state{};
    ASSERT_EQ(stat(path_.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0600U);
}

TEST_F(installation_key_file, is_refused_when_others_may_read_it) {
    static_cast<void>(load_or_make_installation_key(path_));
    chmod(path_.c_str(), 0640);
    try {
        static_cast<void>(load_or_make_installation_key(path_));
        FAIL() << "took a key that a group can read";
    } catch (const fault& refused) {
        EXPECT_EQ(refused.code(), "installation-key-mode");
        EXPECT_THAT(refused.what(), HasSubstr("0640"));
        EXPECT_THAT(refused.what(), HasSubstr("chmod 600"));
    }
}

TEST_F(installation_key_file, is_refused_when_it_was_cut) {
    static_cast<void>(load_or_make_installation_key(path_));
    std::filesystem::resize_file(path_, 31);
    EXPECT_EQ(code_of([&] { return load_or_make_installation_key(path_); }),
              "installation-key-damaged");
}

TEST_F(installation_key_file, is_not_made_where_nothing_can_be_made) {
    EXPECT_EQ(code_of([&] { return load_or_make_installation_key(folder_ / "no" / "key"); }),
              "file");
}

} // namespace
