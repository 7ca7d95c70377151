// A broker's disk that gives back other bytes than were written.
#include "events/digest.hpp"
#include "events/fault.hpp"
#include "tests/kafka/cluster.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace {

namespace fs = std::filesystem;
using namespace kafka_testing;

/// Changes one byte of the text in the first partition, wherever a broker has it. Returns how many
/// have.
std::uint32_t changed_on_disk(const std::string& topic, const std::string& text) {
    const char* const brokers_live_in = std::getenv("MOTCUA_KAFKA_DIR");
    std::uint32_t changed = 0;
    for (std::uint32_t n = 1; brokers_live_in != nullptr && n <= broker_count(); ++n) {
        const auto file = fs::path{brokers_live_in} / std::to_string(n) / "data" / (topic + "-0") /
                          "00000000000000000000.log";
        std::fstream log{file, std::ios::in | std::ios::out | std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{log}, {}};
        const auto at = bytes.find(text);
        if (at != std::string::npos) {
            log.clear(); // it has been read to its end
            log.seekp(static_cast<std::streamoff>(at));
            log.put('#');
            ++changed;
        }
    }
    return changed;
}

TEST(a_record_that_a_disk_has_changed, is_told_of_and_never_read) {
    fresh_topic topic;
    const auto text = events::hex(events::sha256("what lz4 makes nothing of"));
    {
        const auto log = topic.open(1);
        const auto written =
            append_and_wait(*log, {0}, {{events::office_code{"96"}, "some type", text}});
        ASSERT_EQ(written.status, events::append_status::durable) << written.problem;
    }
    ASSERT_EQ(changed_on_disk(topic.options().topic, text), copies());
    const auto log = topic.open(1);
    try {
        log->read({0}, 0, 1, [](const events::stored_record& record) {
            ADD_FAILURE() << record.value;
            return true;
        });
        ADD_FAILURE() << "the record was passed over";
    } catch (const events::fault& told) {
        EXPECT_EQ(told.code(), "log-damaged") << told.what();
    }
}

} // namespace
