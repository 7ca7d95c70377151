#include "connectors/mail/files.hpp"
#include "connectors/mail/limits.hpp"
#include "connectors/mail/maildir.hpp"
#include "connectors/mail/outbox.hpp"
#include "connectors/mail/parse.hpp"
#include "events/fault.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>
#include <string>

using namespace connectors;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

/// A Maildir of its own for one test.
struct maildir {
    maildir() {
        for (const char* name : {"new", "cur", "tmp"}) {
            fs::create_directory(folder / name);
        }
    }
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (const mail_file& file : list_mail(folder.path())) {
            all.push_back(file.path.lexically_relative(folder.path()).native());
        }
        return all;
    }
    support::temporary_folder folder;
};

} // namespace

TEST(mail_maildir, lists_new_before_current_by_name) {
    maildir box;
    write(box.folder / "new/2.host", "b");
    write(box.folder / "new/1.host", "a");
    write(box.folder / "cur/0.host:2,S", "c");
    write(box.folder / "cur/3.host:2,F", "d");
    write(box.folder / "tmp/4.host", "unfinished");
    EXPECT_THAT(box.names(),
                ElementsAre("new/1.host", "new/2.host", "cur/0.host:2,S", "cur/3.host:2,F"));
    const auto all = list_mail(box.folder.path());
    EXPECT_FALSE(all[0].seen);
    EXPECT_TRUE(all[2].seen);
    EXPECT_FALSE(all[3].seen) << "flagged, but nobody took it in";
}

TEST(mail_maildir, lists_the_eml_files_of_a_plain_folder_and_a_single_file) {
    const support::temporary_folder folder;
    write(folder / "b.EML", "b");
    write(folder / "a.eml", "a");
    write(folder / "note.txt", "x");
    const auto all = list_mail(folder.path());
    ASSERT_THAT(all, SizeIs(2));
    EXPECT_EQ(all[0].path, folder / "a.eml");
    EXPECT_THAT(list_mail(folder / "note.txt"), SizeIs(1));
    EXPECT_EQ(read_mail(list_mail(folder / "a.eml").at(0)).bytes, "a");
    EXPECT_EQ(mark_seen(all[0]).path, all[0].path) << "plain files stay where they are";
    EXPECT_THROW((void)read_mail({folder / "missing.eml", false}), events::fault);
}

TEST(mail_maildir, survives_hostile_names) {
    maildir box;
    const std::vector<std::string> names{
        "a b",          "line\nend",           "..x",        "...",   "x;rm -rf *",
        "\xFF\xFE\xFD", std::string(255, 'n'), "tiếng Việt", "a:2,S", "x:2,"};
    for (const std::string& name : names) {
        write(box.folder / "new" / name, name);
    }
    const auto all = list_mail(box.folder.path());
    EXPECT_EQ(all.size(), names.size() - 2) << "names that begin with a dot are not messages";
    for (const mail_file& file : all) {
        const std::string bytes = read_mail(file).bytes;
        const mail_file moved = mark_seen(file);
        EXPECT_EQ(moved.path.parent_path(), box.folder / "cur");
        EXPECT_TRUE(moved.path.native().ends_with("S"));
        EXPECT_LE(moved.path.filename().native().size(), 255U);
        EXPECT_EQ(read_mail(moved).bytes, bytes);
        EXPECT_EQ(printable(file.path).find('\n'), std::string::npos);
    }
    for (const mail_file& file : list_mail(box.folder.path())) {
        EXPECT_TRUE(file.seen) << printable(file.path);
    }
}

TEST(mail_maildir, keeps_two_long_names_apart) {
    maildir box;
    write(box.folder / "new" / (std::string(254, 'n') + "1"), "one");
    write(box.folder / "new" / (std::string(254, 'n') + "2"), "two");
    const auto all = list_mail(box.folder.path());
    const mail_file one = mark_seen(all.at(0));
    const mail_file two = mark_seen(all.at(1));
    EXPECT_EQ(read_mail(one).bytes, "one");
    EXPECT_EQ(read_mail(two).bytes, "two");
}

TEST(mail_maildir, marks_a_message_as_seen_once_and_keeps_its_other_flags) {
    maildir box;
    write(box.folder / "new/1.host", "a");
    write(box.folder / "cur/2.host:2,FT", "b");
    const auto all = list_mail(box.folder.path());
    EXPECT_EQ(mark_seen(all[0]).path, box.folder / "cur/1.host:2,S");
    EXPECT_EQ(mark_seen(all[0]).path, box.folder / "cur/1.host:2,S") << "a retry finds it done";
    EXPECT_EQ(mark_seen(all[1]).path, box.folder / "cur/2.host:2,FST");
    EXPECT_EQ(mark_seen(mark_seen(all[1])).path, box.folder / "cur/2.host:2,FST");
    EXPECT_THAT(box.names(), ElementsAre("cur/1.host:2,S", "cur/2.host:2,FST"));
}

TEST(mail_maildir, never_replaces_another_message) {
    maildir box;
    write(box.folder / "new/1.host", "new");
    write(box.folder / "cur/1.host:2,S", "old");
    EXPECT_THROW((void)mark_seen(list_mail(box.folder.path()).at(0)), events::fault);
    EXPECT_EQ(read_mail({box.folder / "new/1.host", false}).bytes, "new");
    EXPECT_EQ(read_mail({box.folder / "cur/1.host:2,S", true}).bytes, "old");
}

TEST(mail_maildir, faults_when_the_message_is_gone) {
    maildir box;
    EXPECT_THROW((void)mark_seen({box.folder / "new/9.host", false}), events::fault);
    EXPECT_THROW((void)read_mail({box.folder / "new/9.host", false}), events::fault);
}

TEST(mail_maildir, follows_no_link_and_opens_no_pipe) {
    maildir box;
    write(box.folder / "secret", "s");
    fs::create_symlink(box.folder / "secret", box.folder / "new/link");
    fs::create_directory(box.folder / "new/folder");
    ASSERT_EQ(::mkfifo((box.folder / "new/pipe").c_str(), 0600), 0);
    EXPECT_THAT(box.names(), IsEmpty());
    for (const char* name : {"new/link", "new/pipe", "new/folder"}) {
        EXPECT_THROW((void)read_mail({box.folder / name, false}), events::fault) << name;
    }
}

TEST(mail_maildir, keeps_a_large_file_whole_and_hashes_all_of_a_huge_one) {
    const support::temporary_folder folder;
    const auto huge = folder / "huge.eml";
    write(huge, "From: a@b.vn\n\n");
    fs::resize_file(huge, mail_limits::kept_bytes_max);
    const mail_bytes whole = read_mail({huge, false});
    EXPECT_EQ(whole.bytes.size(), mail_limits::kept_bytes_max);
    EXPECT_FALSE(whole.cut);
    EXPECT_EQ(parse_message(whole.bytes).ambiguous.at(0).code, "too_large");
    fs::resize_file(huge, mail_limits::kept_bytes_max + 3);
    const mail_bytes cut = read_mail({huge, false});
    EXPECT_EQ(cut.bytes, whole.bytes);
    ASSERT_TRUE(cut.cut);
    EXPECT_EQ(cut.cut->bytes, mail_limits::kept_bytes_max + 3);
    EXPECT_EQ(cut.cut->sha256, events::sha256(whole.bytes + std::string(3, '\0')));
}

TEST(mail_outbox, writes_a_message_once_under_a_name_of_its_id) {
    const support::temporary_folder folder;
    const outbox box(folder / "out");
    const auto first = box.put("a@x", "bytes");
    EXPECT_EQ(box.put("a@x", "bytes"), first);
    EXPECT_EQ(outbox(folder / "out").put("a@x", "bytes"), first) << "after a restart";
    EXPECT_NE(box.put("../../b@x", "bytes"), first);
    EXPECT_THAT(box.waiting(), SizeIs(2));
    EXPECT_EQ(read_mail({first, false}).bytes, "bytes");
    EXPECT_EQ(first.parent_path(), folder / "out");
}

TEST(mail_outbox, refuses_other_bytes_under_a_used_id) {
    const support::temporary_folder folder;
    const outbox box(folder / "out");
    const auto first = box.put("a@x", "bytes");
    EXPECT_THROW(box.put("a@x", "other"), events::fault);
    EXPECT_EQ(read_mail({first, false}).bytes, "bytes");
}

TEST(mail_outbox, does_not_send_twice_what_was_sent) {
    const support::temporary_folder folder;
    const outbox box(folder / "out");
    const auto message = box.put("a@x", "bytes");
    box.mark_sent(message);
    box.mark_sent(message);
    EXPECT_THROW(box.mark_sent(folder / "out/0123.eml"), events::fault) << "never put in";
    EXPECT_THAT(box.waiting(), IsEmpty());
    const auto again = box.put("a@x", "bytes");
    EXPECT_THAT(box.waiting(), IsEmpty());
    EXPECT_EQ(read_mail({again, false}).bytes, "bytes");
}

/// While it lives no file of this process grows beyond some bytes, as on a disk that is full.
struct files_that_end {
    explicit files_that_end(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit less{bytes, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &less);
    }
    ~files_that_end() {
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handled);
    }
    rlimit before{};
    void (*handled)(int) = std::signal(SIGXFSZ, SIG_IGN);
};

TEST(mail_outbox, leaves_nothing_behind_when_the_disk_is_full) {
    const support::temporary_folder folder;
    const outbox box(folder / "out");
    {
        const files_that_end full(4);
        for (int again = 0; again < 3; ++again) {
            EXPECT_THROW(box.put("a@x", "more than four bytes"), events::fault);
        }
    }
    std::vector<std::string> there;
    for (const auto& one : fs::directory_iterator(folder / "out")) {
        there.push_back(one.path().filename().string());
    }
    EXPECT_THAT(there, ElementsAre("sent"));
    EXPECT_EQ(read_mail({box.put("a@x", "more than four bytes"), false}).bytes,
              "more than four bytes");
}

TEST(mail_outbox, is_cleared_of_what_a_writer_that_died_left) {
    const support::temporary_folder folder;
    const outbox box(folder / "96");
    const auto message = box.put("a@x", "bytes");
    for (const auto* name : {".0000.eml.1.0", ".1111.eml.2.7", ".other"}) {
        write(folder / "96" / name, "half");
    }
    fs::last_write_time(folder / "96/.0000.eml.1.0",
                        fs::file_time_type::clock::now() - std::chrono::hours{2});
    clear_unfinished(folder.path());
    clear_unfinished(folder / "nowhere");
    EXPECT_FALSE(fs::exists(folder / "96/.0000.eml.1.0"));
    EXPECT_TRUE(fs::exists(folder / "96/.1111.eml.2.7")) << "another may be writing it";
    EXPECT_TRUE(fs::exists(folder / "96/.other"));
    EXPECT_TRUE(fs::exists(message));
}

TEST(mail_outbox, does_not_take_an_unfinished_file_for_a_message) {
    const support::temporary_folder folder;
    const outbox box(folder / "out");
    write(folder / "out/.0000.eml.1.0", "half");
    EXPECT_THAT(box.waiting(), IsEmpty());
}
