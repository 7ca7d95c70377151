#include "tests/ops/motcua.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <sstream>
#include <thread>

namespace {

using namespace ops_test;
namespace fs = std::filesystem;

/// The commands that the demonstration says to try.
std::vector<std::string> offered_by(const running& demo) {
    std::vector<std::string> out;
    std::istringstream in(demo.errors());
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("  ") &&
            (has(line, " --server http") || has(line, " verify --data"))) {
            out.push_back(line.substr(2));
        }
    }
    return out;
}

std::string url_of(running& demo) {
    const auto line = demo.line_beginning("ready ");
    EXPECT_TRUE(line.starts_with("ready http://127.0.0.1:")) << demo.errors();
    return line.substr(std::string{"ready "}.size());
}

TEST(demo, offers_commands_each_of_which_works_when_pasted) {
    const user by;
    running demo(by, {"demo", "--port", "0"});
    static_cast<void>(url_of(demo));
    const auto offered = offered_by(demo);
    EXPECT_EQ(offered.size(), 12U) << demo.errors();
    for (const auto& line : offered) {
        auto told = by.motcua({"-c", line}, {.program = "bash"});
        // The watch raises an alert within a second after the clock has been moved.
        for (int i = 0; i < 50 && has(line, " alert list ") && told.out.empty(); ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
            told = by.motcua({"-c", line}, {.program = "bash"});
        }
        const bool refused = has(line, " close_case ");
        EXPECT_EQ(told.code, refused ? 4 : 0) << line << "\n" << told.out << told.err;
        if (refused) {
            EXPECT_TRUE(has(told.err, "được phép") || has(told.err, "quy tắc")) << told.err;
        } else {
            EXPECT_FALSE(told.out.empty()) << line << "\n" << told.err;
        }
    }
    EXPECT_EQ(demo.stop(SIGINT), 0) << demo.errors();
}

TEST(demo, leaves_nothing_behind_unless_told_to_keep_it) {
    const user by;
    {
        running demo(by, {"demo", "--port", "0", "--cases", "50"});
        static_cast<void>(url_of(demo));
        EXPECT_EQ(demo.stop(SIGTERM), 0) << demo.errors();
    }
    for (const auto& left : fs::directory_iterator(by.home().path())) { // its TMPDIR too
        EXPECT_FALSE(left.path().filename().string().starts_with("motcua-")) << left.path();
    }
}

TEST(demo, makes_no_data_for_a_port_that_cannot_be) {
    const user by;
    const auto kept = (by.home() / "kept").string();
    const auto told = by.motcua({"demo", "--keep", kept, "--port", "70000"});
    EXPECT_EQ(told.code, 2);
    EXPECT_TRUE(has(told.err, "serve.port must be 0 to 65535, not 70000")) << told.err;
    EXPECT_FALSE(fs::exists(kept));
}

TEST(demo, goes_on_with_a_kept_folder_where_its_clock_stood) {
    const user by;
    const auto kept = (by.home() / "kept").string();
    std::string then;
    for (const int round : {1, 2}) {
        running demo(by, {"demo", "--port", "0", "--cases", "50", "--keep", kept});
        const auto url = url_of(demo);
        const std::vector<std::string> clock{"clock",    "show", "--as",     "operator",
                                             "--server", url,    "--output", "json"};
        const auto now = by.motcua(clock).as_json()["now"].get<std::string>();
        if (round == 1) {
            EXPECT_EQ(
                by.motcua({"clock", "move", "+36h", "--as", "operator", "--server", url}).code, 0);
            then = by.motcua(clock).as_json()["now"];
            EXPECT_GT(then, now);
        } else {
            EXPECT_GE(now, then);
        }
        EXPECT_EQ(demo.stop(SIGINT), 0) << demo.errors();
    }
    EXPECT_EQ(by.motcua({"verify", kept}).code, 0);
}

TEST(demo, that_was_killed_goes_on_no_earlier_than_its_newest_step) {
    const user by;
    const auto kept = (by.home() / "kept").string();
    const std::vector<std::string> demo_command{"demo", "--port", "0", "--cases",
                                                "50",   "--keep", kept};
    std::string step;
    {
        running demo(by, demo_command);
        const auto url = url_of(demo);
        ASSERT_EQ(by.motcua({"clock", "move", "+36h", "--as", "operator", "--server", url}).code,
                  0);
        const auto granted =
            by.motcua({"grant", "add", "lan", "clerk", "96", "--as", "operator", "--server", url});
        ASSERT_EQ(granted.code, 0) << granted.err;
        step = by.motcua({"clock", "show", "--as", "operator", "--server", url, "--output", "json"})
                   .as_json()["now"];
        demo.stop(SIGKILL);
    }
    running demo(by, demo_command);
    const auto url = url_of(demo);
    const auto now =
        by.motcua({"clock", "show", "--as", "operator", "--server", url, "--output", "json"})
            .as_json()["now"]
            .get<std::string>();
    EXPECT_GE(now.substr(0, 10), step.substr(0, 10));
    EXPECT_EQ(demo.stop(SIGINT), 0) << demo.errors();
}

TEST(demo, shows_a_period_that_passes_as_soon_as_the_clock_is_moved) {
    const user by;
    running demo(by, {"demo", "--port", "0", "--cases", "600"});
    const auto url = url_of(demo);
    const auto overdue = [&] {
        return by
            .motcua({"overdue", "--as", "demo.supervisor", "--server", url, "--output", "jsonl"})
            .as_lines()
            .size();
    };
    const auto before = overdue();
    EXPECT_EQ(by.motcua({"clock", "move", "+30d", "--as", "operator", "--server", url}).code, 0);
    EXPECT_GT(overdue(), before);
    EXPECT_EQ(
        by.motcua({"clock", "move", "+1d", "--as", "demo.counter_officer", "--server", url}).code,
        4);
}

} // namespace
