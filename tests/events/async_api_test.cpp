#include "events/async_api.hpp"
#include "events/codec.hpp"
#include "tests/support/golden.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>

namespace {

TEST(the_description_of_topics, is_published_and_has_a_message_for_every_event_type) {
    const auto text = events::async_api();
    const auto parsed = nlohmann::json::parse(text);
    const auto& messages = parsed["channels"]["events"]["messages"];
    EXPECT_EQ(messages.size(), events::event_names().size());
    for (const auto& [name, reference] : messages.items()) {
        const auto& one =
            parsed.at(nlohmann::json::json_pointer(reference["$ref"].get<std::string>().substr(1)));
        const auto schema = one["payload"]["schema"]["$ref"].get<std::string>();
        EXPECT_TRUE(std::filesystem::exists(std::string{MOTCUA_SOURCE_DIR} + "/schemas/" + schema))
            << schema;
    }
    testing_support::expect_published("schemas/asyncapi.json", text);
}

} // namespace
