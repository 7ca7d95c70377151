// A disk that fills, under the whole application.
#include "events/free_space.hpp"
#include "projections/digest.hpp"
#include "projections/store.hpp"
#include "tests/faults/load.hpp"
#include "tests/support/running_application.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cstring>

namespace {

namespace fs = std::filesystem;
using support::eventually;
using support::running_application;
using testing::HasSubstr;

constexpr std::uint64_t plenty = std::uint64_t{1} << 40U;
const nlohmann::json with_person{
    {"procedure", "enf_request"},
    {"received_by", "counter"},
    {"persons", {{{"part", "applicant"}, {"name", "Nguyễn Thị Hường"}}}}};

TEST(full_disk, refuses_new_commands_wherever_the_space_is_short_and_goes_on_by_itself) {
    for (const auto* part : {"", "documents", "projections", "refusals", "outbox"}) {
        std::atomic<std::uint64_t> free = plenty;
        const std::string short_of = part;
        running_application office{[&](auto& options) {
            options.free_bytes = [&, data = options.data](const fs::path& where) {
                const auto name = where == data ? "" : where.filename().string();
                return name == short_of ? free.load() : plenty;
            };
        }};
        const auto code = office.file_request();
        free = 0;
        const auto refused = [&] {
            return office.post("/v1/cases/" + code + "/commands/attach_document",
                               {{"text", "Ghi chú."}});
        };
        EXPECT_TRUE(eventually([&] { return refused().status == 503; })) << part;
        const auto told = refused();
        EXPECT_EQ(told.body["code"], "unavailable") << told.body;
        EXPECT_THAT(told.body["reason"].get<std::string>(), HasSubstr("MiB are free")) << part;
        // Nothing is sealed or kept for a case that will not be: not even a key.
        EXPECT_EQ(office.post("/v1/offices/96/commands/receive_request", with_person).status, 503);
        // Reading goes on.
        EXPECT_EQ(office.get("/v1/cases/" + code).status, 200);
        free = plenty;
        EXPECT_TRUE(eventually([&] { return refused().status == 200; })) << part;
    }
}

/// A small file system of its own, where this process may make one.
class small_disk {
public:
    explicit small_disk(std::uint64_t bytes) {
        fs::create_directories(at_.path());
        const auto size = fmt::format("size={}", bytes);
        if (::mount("tmpfs", at_.path().c_str(), "tmpfs", 0, size.c_str()) != 0) {
            why_not_ = std::strerror(errno);
        }
    }
    ~small_disk() {
        if (why_not_.empty()) {
            ::umount2(at_.path().c_str(), MNT_DETACH);
        }
    }
    small_disk(const small_disk&) = delete;
    small_disk& operator=(const small_disk&) = delete;
    [[nodiscard]] const std::string& why_not() const { return why_not_; }
    [[nodiscard]] const fs::path& path() const { return at_.path(); }

    /// Takes space until only this much is left.
    void fill_up_to(std::uint64_t left) const {
        const int file = ::open((path() / "ballast").c_str(), O_WRONLY | O_CREAT, 0600);
        const auto size = events::free_bytes_at(path());
        ASSERT_GT(size, left);
        ASSERT_EQ(::posix_fallocate(file, 0, static_cast<off_t>(size - left)), 0);
        ::close(file);
    }
    void empty() const { fs::remove(path() / "ballast"); }

private:
    support::temporary_folder at_;
    std::string why_not_;
};

TEST(full_disk, stops_taking_commands_on_a_real_small_disk_before_anything_aborts) {
    const small_disk disk{400U << 20U};
    if (!disk.why_not().empty()) {
        GTEST_SKIP() << "no tmpfs can be mounted here: " << disk.why_not();
    }
    const auto data = disk.path() / "data";
    connectors::initialise(data, 2);
    std::string kept;
    {
        connectors::application on{{.data = data}};
        faults::let_work(on);
        const auto open_case = [&](int number) {
            faults::asked one{faults::key_of("small disk " + std::to_string(number)),
                              "/v1/offices/96/commands/receive_request", with_person.dump()};
            return faults::ask(on, one);
        };
        ASSERT_EQ(open_case(1).status, 201);
        disk.fill_up_to(150U << 20U); // less than 128 MiB for the projections and 64 MiB more
        int number = 2;
        ASSERT_TRUE(eventually([&] { return open_case(++number).status == 503; }));
        on.store().flush(); // what was in memory still fits
        disk.empty();
        ASSERT_TRUE(eventually([&] { return open_case(++number).status == 201; }));
        kept = projections::digest(on.store().view()).sha256;
    }
    connectors::application again{{.data = data, .duties = false}};
    EXPECT_EQ(projections::digest(again.store().view()).sha256, kept);
}

} // namespace
