// Faults after which going on could lose or invent something: the process must end with status 75,
// and the next one must find everything that was acknowledged.
#include "engine/verify.hpp"
#include "events/fault.hpp"
#include "projections/digest.hpp"
#include "projections/store.hpp"
#include "tests/faults/ledger.hpp"
#include "tests/faults/load.hpp"
#include "tests/support/child_test.hpp"
#include "tests/support/failing_disk.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

faults::asked numbered(int number) {
    return {faults::key_of("stop " + std::to_string(number)),
            "/v1/offices/96/commands/receive_request",
            json{{"procedure", "enf_request"},
                 {"received_by", "counter"},
                 {"persons", {{{"part", "applicant"}, {"name", "Nguyễn Thị Hường"}}}}}
                .dump()};
}

/// Opens cases for ever and tells of each; what fails, and after how many, is the argument's.
[[noreturn]] void work_until_it_stops(connectors::application& on,
                                      const std::function<void(int)>& before) {
    for (int number = 0;; ++number) {
        before(number);
        const auto one = numbered(number);
        const auto told = faults::ask(on, one);
        support::tell_parent(std::to_string(told.status) + " " + faults::recorded_as(one));
    }
}

TEST(stop_child, DISABLED_works_until_a_sync_of_the_log_fails) {
    support::failing_disk disk;
    connectors::application on{{.data = support::child_argument()}};
    work_until_it_stops(on, [&](int number) {
        if (number == 5) {
            disk.fail({.file_ends_with = "log.db-wal"});
        }
    });
}

TEST(stop_child, DISABLED_works_until_a_sync_of_the_vault_fails) {
    support::failing_disk disk;
    connectors::application on{{.data = support::child_argument()}};
    work_until_it_stops(on, [&](int number) {
        if (number == 5) {
            disk.fail({.file_ends_with = "vault.db-wal"});
        }
    });
}

TEST(stop_child, DISABLED_works_until_the_rows_cannot_be_written) {
    const fs::path data = support::child_argument();
    connectors::application on{{.data = data}};
    work_until_it_stops(on, [&](int number) {
        if (number == 5) { // the next file that RocksDB makes has no folder
            fs::rename(data / "projections", data / "gone");
            try {
                on.store().flush();
            } catch (const events::fault&) {
                support::tell_parent("the rows were not written");
            }
        }
    });
}

class stop : public testing::TestWithParam<const char*> {};

TEST_P(stop, ends_the_process_with_75_and_loses_nothing_that_was_acknowledged) {
    const support::temporary_folder folder;
    const auto data = folder / "data";
    connectors::initialise(data, 2);
    {
        connectors::application on{{.data = data, .duties = false}};
        faults::let_work(on);
    }
    std::vector<std::string> acknowledged;
    {
        support::child_test child{std::string{"stop_child.DISABLED_"} + GetParam(), data};
        for (auto line = child.next_line(); !line.empty(); line = child.next_line()) {
            if (line.starts_with("201 ")) {
                acknowledged.push_back(line.substr(4));
            }
        }
        EXPECT_EQ(child.status(), 75);
    }
    EXPECT_GE(acknowledged.size(), 5U);
    EXPECT_LT(acknowledged.size(), 1000U);

    connectors::application on{{.data = data, .duties = false}};
    const faults::ledger known{on.log()};
    for (const auto& command : acknowledged) {
        EXPECT_TRUE(known.commands().contains(command)) << command;
    }
    EXPECT_THAT(known.findings(on.vault()), testing::IsEmpty());
    EXPECT_TRUE(engine::verify(on.log()).holds());
    const support::temporary_folder clean;
    projections::store rebuilt{{.folder = clean / "rows"}, on.log()};
    for (std::uint32_t p = 0; p < on.log().partitions(); ++p) {
        engine::fold_partition(rebuilt, on.log(), {p}, on.log().end({p}), 1000);
    }
    EXPECT_EQ(projections::digest(rebuilt.view()).sha256,
              projections::digest(on.store().view()).sha256);
    // Whoever was not told asks again, and learns the one outcome.
    const auto next = numbered(static_cast<int>(acknowledged.size()));
    EXPECT_TRUE(faults::ask(on, next).accepted());
    EXPECT_TRUE(faults::ask(on, next).repeated);
}

INSTANTIATE_TEST_SUITE_P(faults, stop,
                         testing::Values("works_until_a_sync_of_the_log_fails",
                                         "works_until_a_sync_of_the_vault_fails",
                                         "works_until_the_rows_cannot_be_written"),
                         [](const auto& one) { return std::string{one.param}; });

} // namespace
