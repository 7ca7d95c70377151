#include "events/fault.hpp"
#include "ops/cli/exit_code.hpp"
#include "ops/cli/usage_error.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/files.hpp"
#include "ops/commands/listing.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace {

namespace fs = std::filesystem;

/// A list without an end, of which a second page is nobody's wish.
struct endless_list : ops::session {
    int pages = 0;
    connectors::http_response send(const ops::question&) override {
        if (++pages > 1) {
            throw events::fault("http_timeout", "nobody was there to read this page");
        }
        connectors::http_response out;
        out.status = 200;
        out.body = R"({"items":[{"code":"HT96-170601-0001"}],"next":"2"})";
        return out;
    }
    [[nodiscard]] std::string place() const override { return "here"; }
};

TEST(a_list, is_read_no_further_once_nobody_takes_its_lines) {
    const auto all = ops::catalogue();
    ops::invocation on{all, {{"output", "jsonl"}}};
    ops::arguments given;
    for (const auto& one : ops::with_list_options({})) {
        given.declare(one);
    }
    endless_list from;
    std::cout.setstate(std::ios::badbit); // as after `| head` has gone
    EXPECT_NO_THROW(ops::print_list(on, from, {.path = "/v1/cases"}, given, {}, "nothing"));
    std::cout.clear();
    EXPECT_EQ(from.pages, 1);
}

std::string content_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// While it lives, no file grows beyond a kilobyte.
struct small_disk {
    small_disk() {
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small{1024, before.rlim_max};
        told = std::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~small_disk() {
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, told);
    }
    small_disk(const small_disk&) = delete;
    small_disk& operator=(const small_disk&) = delete;
    rlimit before{};
    void (*told)(int) = nullptr;
};

TEST(a_named_file, keeps_what_it_had_when_the_new_content_finds_no_room) {
    const support::temporary_folder folder;
    const auto file = folder / "book.pdf";
    ops::write_named_file(file.string(), "the old book");
    std::string told;
    {
        const small_disk full;
        try {
            ops::write_named_file(file.string(), std::string(4096, 'x'));
        } catch (const events::fault& no) { // and no wrong usage: the command line was right
            told = no.what();
        }
    }
    EXPECT_NE(told, "");
    EXPECT_EQ(content_of(file), "the old book");
    EXPECT_EQ(std::distance(fs::directory_iterator{folder.path()}, {}), 1) << "and nothing beside";
}

TEST(a_named_file, is_replaced_where_a_link_leads_and_keeps_its_permissions) {
    const support::temporary_folder folder;
    const auto file = folder / "book.pdf";
    ops::write_named_file(file.string(), "the old book");
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("book.pdf", folder / "newest.pdf");
    ops::write_named_file((folder / "newest.pdf").string(), "the new book");
    EXPECT_TRUE(fs::is_symlink(folder / "newest.pdf"));
    EXPECT_EQ(content_of(file), "the new book");
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(a_named_file, is_wrongly_named_where_there_is_no_folder_and_may_be_a_device) {
    const support::temporary_folder folder;
    EXPECT_THROW(ops::write_named_file((folder / "no/book.pdf").string(), "x"), ops::usage_error);
    EXPECT_THROW(ops::write_named_file(folder.path().string(), "x"), ops::usage_error);
    EXPECT_NO_THROW(ops::write_named_file("/dev/null", "x"));
    EXPECT_THROW(ops::write_named_file("/dev/full", "x"), events::fault);
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

} // namespace
