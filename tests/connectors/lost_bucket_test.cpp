#include "connectors/http/server.hpp"
#include "events/fault.hpp"
#include "events/s3_documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <string>
#include <utility>

namespace {

TEST(a_bucket_that_is_gone, is_told_of_and_not_called_a_document_that_is_missing) {
    // Given a bucket that is there, without the document.
    std::atomic<bool> gone = false;
    connectors::router routes;
    routes.add("GET /papers/{name}",
               connectors::answer_with([&](const connectors::request_context&) {
                   return connectors::text_response(
                       gone ? "<Error><Code>NoSuchBucket</Code><Message>gone</Message></Error>"
                            : "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>",
                       404);
               }));
    connectors::http_server store{connectors::http_server_options{}, std::move(routes)};
    const auto documents = events::open_s3_documents(
        {.url = "http://127.0.0.1:" + std::to_string(store.port()) + "/papers",
         .access_key = "a",
         .secret_key = "b"});
    const auto name = events::sha256("a paper");
    EXPECT_EQ(documents->get(name), std::nullopt);
    // When somebody deletes the bucket, then nobody is sent to look for a single paper.
    gone = true;
    try {
        static_cast<void>(documents->get(name));
        ADD_FAILURE() << "it was called missing";
    } catch (const events::fault& told) {
        EXPECT_EQ(told.code(), "documents-refused");
        EXPECT_THAT(told.what(), testing::HasSubstr("NoSuchBucket"));
    }
}

} // namespace
