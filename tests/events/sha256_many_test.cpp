#include "events/sha256_many.hpp"
#include "tests/support/fill.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace {

void expect_same_as_one_by_one(const std::vector<std::string>& texts) {
    const std::vector<std::string_view> views{texts.begin(), texts.end()};
    std::vector<events::digest> many(views.size());
    events::sha256_many(views, many);
    for (std::size_t i = 0; i < views.size(); ++i) {
        EXPECT_EQ(events::hex(many[i]), events::hex(events::sha256(views[i])))
            << "text " << i << " of " << views.size() << ", " << views[i].size() << " bytes";
    }
}

TEST(sha256_many, gives_what_sha256_gives_for_texts_of_every_length) {
    std::vector<std::string> texts;
    for (std::size_t length = 0; length < 300; ++length) {
        std::string text;
        for (std::size_t i = 0; i < length; ++i) {
            text.push_back(static_cast<char>(i * 7 + length));
        }
        texts.push_back(std::move(text));
    }
    expect_same_as_one_by_one(texts);
}

TEST(sha256_many, gives_what_sha256_gives_for_any_number_of_texts) {
    const auto seed = testing_support::seed_of_this_run();
    SCOPED_TRACE("MOTCUA_TEST_SEED=" + std::to_string(seed));
    std::mt19937_64 random{seed};
    for (std::size_t count = 0; count < 70; ++count) {
        std::vector<std::string> texts(count);
        for (auto& text : texts) {
            text.resize(random() % 3000);
            for (auto& c : text) {
                c = static_cast<char>(random());
            }
        }
        expect_same_as_one_by_one(texts);
    }
}

} // namespace
