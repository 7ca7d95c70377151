#include "events/vocabulary.hpp"
#include "events/word_table.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using events::status;

TEST(a_table_of_words, finds_each_word_and_nothing_else) {
    static constexpr events::word_table table{events::enum_names<status>::names};
    const auto& names = events::enum_names<status>::names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        EXPECT_EQ(table.find(names[i]), i);
        EXPECT_EQ(table.find(std::string{names[i]} + "x"), table.size());
        EXPECT_EQ(table.find(names[i].substr(1)), table.size());
    }
    EXPECT_EQ(table.find(""), table.size());
}

} // namespace
