// What must never stop the application, and never be lost: broken mails and broken commands.
#include "connectors/mail/maildir.hpp"
#include "connectors/mail_documents.hpp"
#include "events/digest.hpp"
#include "projections/cases.hpp"
#include "projections/store.hpp"
#include "projections/timeline.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/running_application.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <map>
#include <set>

namespace {

namespace fs = std::filesystem;
using support::eventually;
using support::running_application;
using testing::HasSubstr;

/// Every mail that an event took in: by the SHA-256 of its bytes, the type of the event.
std::multimap<std::string, std::string> taken_in(const events::log& log) {
    std::multimap<std::string, std::string> out;
    for (std::uint32_t p = 0; p < log.partitions(); ++p) {
        log.read({p}, 0, log.end({p}), [&](const events::stored_record& record) {
            const auto event = nlohmann::json::parse(record.value);
            if (event["data"].contains("mail")) {
                out.emplace(event["data"]["mail"]["sha256"], event["type"]);
            }
            return true;
        });
    }
    return out;
}

std::size_t waiting(const running_application& office) {
    std::size_t count = 0;
    for (const auto& file : connectors::list_mail(office.data() / "mail" / "96")) {
        count += file.seen ? 0 : 1;
    }
    return count;
}

TEST(bad_mail, ends_each_mail_as_an_event_whatever_its_bytes) {
    running_application office;
    std::map<std::string, std::string> dropped; // by hash
    const auto drop = [&](const std::string& bytes, const std::string& name) {
        dropped[events::hex(events::sha256(bytes))] = name;
        office.deliver(bytes, name);
    };
    int number = 0;
    for (const auto* folder : {"tests/data/mail", "tests/data/mail/odd"}) {
        for (const auto& file : fs::directory_iterator(fs::path{MOTCUA_SOURCE_DIR} / folder)) {
            if (file.path().extension() == ".eml") {
                drop(testing_support::source_file(
                         fmt::format("{}/{}", folder, file.path().filename().string())),
                     fmt::format("{}.m.host", ++number));
            }
        }
    }
    drop(std::string(3'000'000, 'x'), "a long line");
    drop(std::string(100'000, '\0'), "nothing but NUL");
    drop("Subject: =?utf-8?B?////?=\r\nFrom: <\xff\xfe>\r\n\r\n\xed\xa0\x80",
         "bytes \xff in the name");
    drop("From: a@example.vn\r\nSubject: mot\r\n\r\nmot", "%2e%2e%2fescape:2,");
    drop("From: b@example.vn\r\nSubject: hai\r\n\r\nhai", std::string(255, 'n'));

    ASSERT_TRUE(eventually([&] { return waiting(office) == 0; }));
    const auto found = taken_in(office.on().log());
    for (const auto& [hash, name] : dropped) {
        EXPECT_EQ(found.count(hash), 1U) << name;
    }
    EXPECT_FALSE(fs::exists(office.data() / "mail" / "96" / "refused"));
}

TEST(bad_mail, sets_aside_what_is_no_mail_and_goes_on) {
    running_application office;
    const auto maildir = office.data() / "mail" / "96";
    office.deliver("From: a@example.vn\r\nSubject: mot\r\n\r\nmot", "1.m");
    fs::create_directories(maildir / "new" / "a folder" / "inside");
    fs::create_symlink("/etc/passwd", maildir / "new" / "a link");
    ASSERT_EQ(::mkfifo((maildir / "new" / "a pipe").c_str(), 0600), 0);
    office.deliver("From: b@example.vn\r\nSubject: hai\r\n\r\nhai", "zz.m");

    ASSERT_TRUE(eventually([&] { return fs::is_empty(maildir / "new"); }));
    EXPECT_EQ(taken_in(office.on().log()).size(), 2U);
    for (const auto* name : {"a folder", "a link", "a pipe"}) {
        EXPECT_TRUE(fs::exists(fs::symlink_status(maildir / "refused" / name))) << name;
        std::ifstream note(maildir / "refused" / (std::string{name} + ".txt"));
        const std::string why{std::istreambuf_iterator<char>{note}, {}};
        EXPECT_THAT(why, HasSubstr("no plain file"));
    }
    // An auditor finds them beside the refusals of people.
    EXPECT_TRUE(eventually([&] {
        const auto& log = office.on().audit();
        std::set<std::string> rules;
        int refused = 0;
        for (std::uint32_t p = 0; p < log.partitions(); ++p) {
            log.read({p}, 0, log.end({p}), [&](const events::stored_record& record) {
                refused += record.value.find("mail_refused") != std::string_view::npos ? 1 : 0;
                return true;
            });
        }
        return refused == 3;
    }));
}

TEST(bad_mail, keeps_mail_that_cannot_be_taken_in_now_and_watches_deadlines_meanwhile) {
    std::atomic<std::uint64_t> free = std::uint64_t{1} << 40U;
    running_application office{
        [&](auto& options) { options.free_bytes = [&](const auto&) { return free.load(); }; }};
    const auto code = office.file_request();
    free = 0;
    std::this_thread::sleep_for(std::chrono::milliseconds{150}); // the answer is kept so long
    office.deliver("From: a@example.vn\r\nSubject: mot\r\n\r\nmot", "1.m");
    std::this_thread::sleep_for(std::chrono::milliseconds{600});
    EXPECT_EQ(waiting(office), 1U);
    EXPECT_TRUE(taken_in(office.on().log()).empty());
    free = std::uint64_t{1} << 40U;
    EXPECT_TRUE(eventually([&] { return waiting(office) == 0; }));
    EXPECT_EQ(taken_in(office.on().log()).size(), 1U);
    EXPECT_FALSE(fs::exists(office.data() / "mail" / "96" / "refused"));
}

TEST(bad_command, is_refused_with_what_is_wrong_and_changes_nothing) {
    running_application office;
    const auto code = office.file_request();
    const auto on_case = "/v1/cases/" + code + "/commands/";
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    struct bad {
        std::string path;
        std::string body;
        int status;
    };
    const std::vector<bad> all{
        {on_case + "withdraw_request", "{", 400},
        {on_case + "accept_dossier", "[]", 422},
        {on_case + "accept_dossier", "null", 422},
        {on_case + "accept_dossier", R"({"promised_at": 5})", 422},
        {on_case + "accept_dossier", R"({"promised_at": "tomorrow"})", 422},
        {on_case + "accept_dossier", R"({"papers": {"a": 1}, "surprise": true})", 422},
        {on_case + "accept_dossier", R"({"papers": ["a"], "papers": ["b"]})", 400},
        {on_case + "accept_dossier", "{\"text\": \"\xff\xfe\"}", 400},
        {on_case + "accept_dossier", deep, 400},
        {on_case + "accept_dossier", R"({"expected_version": -1})", 422},
        {on_case + "accept_dossier", R"({"expected_version": 1e400})", 400},
        {on_case + "no_such_command", "{}", 404},
        {"/v1/cases/NO-SUCH-CASE/commands/accept_dossier", "{}", 404},
        {"/v1/offices/777/commands/receive_request", "{}", 404},
        {"/v1/offices/96/commands/accept_dossier", "{}", 404},
    };
    for (const auto& one : all) {
        const auto told = office.post_text(one.path, one.body);
        EXPECT_EQ(told.status, one.status)
            << one.path << " " << one.body.substr(0, 80) << " " << told.body;
        EXPECT_FALSE(told.body.value("title", "").empty());
    }
    EXPECT_EQ(office.get("/v1/cases/" + code).body["version"], 1);
    EXPECT_EQ(office.post_text(on_case + "withdraw_request", "").status, 200);
}

} // namespace
