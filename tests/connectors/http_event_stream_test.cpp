#include "connectors/http/event_stream.hpp"

#include <gtest/gtest.h>

#include <string>

using namespace connectors;

TEST(http_event_stream, writes_events_as_the_standard_has_them) {
    EXPECT_EQ(event_text("42", "case_changed", R"({"a":1})"),
              "id: 42\nevent: case_changed\ndata: {\"a\":1}\n\n");
    EXPECT_EQ(event_text("", "", "a\nb\r\nc\rd"), "data: a\ndata: b\ndata: c\ndata: d\n\n");
    EXPECT_EQ(event_text("", "", ""), "data: \n\n");
}

TEST(http_event_stream, an_id_cannot_smuggle_a_line) {
    EXPECT_EQ(event_text("1\ndata: x", "e\r\n\n", "y"), "id: 1data: x\nevent: e\ndata: y\n\n");
}

TEST(http_event_stream, a_batch_wakes_the_writer_once) {
    stream_buffer buffer{{}};
    int woken = 0;
    buffer.push("a");
    buffer.attach([&] { ++woken; });
    EXPECT_EQ(woken, 1) << "what came before the writer did is not forgotten";
    buffer.push("b");
    buffer.push("c");
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(buffer.take().text, "abc");
    buffer.push("d");
    EXPECT_EQ(woken, 2);
}

TEST(http_event_stream, a_slow_client_is_told_to_reset_and_costs_no_more_memory) {
    stream_buffer buffer{{.buffer_bytes_max = 10}};
    EXPECT_EQ(buffer.push("12345"), send_status::queued);
    EXPECT_EQ(buffer.take().text, "12345");
    EXPECT_EQ(buffer.push("12345"), send_status::queued);
    EXPECT_EQ(buffer.push("6"), send_status::closed) << "what is being written counts too";
    EXPECT_EQ(buffer.push("7"), send_status::closed);
    const auto portion = buffer.take();
    EXPECT_EQ(portion.text, "event: reset\ndata: {}\n\n");
    EXPECT_TRUE(portion.last);
}

TEST(http_event_stream, a_client_that_is_reset_comes_back_behind_what_it_had_no_room_for) {
    const auto buffer = std::make_shared<stream_buffer>(stream_options{.buffer_bytes_max = 40});
    const event_stream stream{buffer};
    EXPECT_EQ(stream.send("41", "step", "{}"), send_status::queued);
    EXPECT_EQ(stream.send("42", "step", "{}"), send_status::closed);
    EXPECT_EQ(buffer->take().text, "id: 42\nevent: reset\ndata: {}\n\n");
    const auto other = std::make_shared<stream_buffer>(stream_options{.buffer_bytes_max = 1});
    EXPECT_EQ(event_stream{other}.send("42", "step", "{}", "99"), send_status::closed);
    EXPECT_EQ(other->take().text, "id: 99\nevent: reset\ndata: {}\n\n");
}

TEST(http_event_stream, tells_once_that_the_client_is_gone) {
    auto buffer = std::make_shared<stream_buffer>(stream_options{});
    const event_stream stream{buffer};
    int told = 0;
    stream.on_close([&] { ++told; });
    EXPECT_TRUE(stream.open());
    buffer->close();
    buffer->close();
    EXPECT_EQ(told, 1);
    EXPECT_FALSE(stream.open());
    EXPECT_EQ(stream.send("1", "e", "d"), send_status::closed);
    stream.on_close([&] { ++told; });
    EXPECT_EQ(told, 2) << "who asks late is told at once";
}
