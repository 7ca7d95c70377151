#include "engine/case_code.hpp"
#include "engine/numbering.hpp"
#include "engine/offices.hpp"
#include "engine/rule_set.hpp"
#include "tests/support/days.hpp"

#include <gtest/gtest.h>

#include <random>
#include <regex>
#include <set>

namespace {

using engine::case_code;
using engine::office_level;
using events::local_date;
using events::office_code;
using testing_support::day;

const std::vector<engine::office>& offices() { return engine::default_rule_set().offices; }

TEST(offices, are_the_29_agencies_of_the_two_provinces) {
    EXPECT_EQ(offices().size(), 29U);
    EXPECT_EQ(branches_of(offices(), office_code("96")).size(), 9U);
    EXPECT_EQ(branches_of(offices(), office_code("49")).size(), 18U);
    const auto* branch = find_office(offices(), office_code("964"));
    ASSERT_NE(branch, nullptr);
    EXPECT_EQ(branch->name, "Chi cục Thi hành án dân sự thành phố Cà Mau");
    EXPECT_EQ(branch->level, office_level::district);
    EXPECT_EQ(branch->province, "Cà Mau");
    EXPECT_EQ(branch->parent, office_code("96"));
    EXPECT_EQ(find_office(offices(), office_code("1")), nullptr);
}

TEST(offices, have_an_address_only_where_one_was_read) {
    for (const auto& each : offices()) {
        EXPECT_EQ(each.email.has_value(), each.key == office_code("96")) << each.name;
    }
    EXPECT_EQ(find_office(offices(), office_code("96"))->email->address, "htttcamau@moj.gov.vn");
}

TEST(offices, end_their_branches_with_the_reform_of_2025) {
    const auto* branch = find_office(offices(), office_code("502"));
    EXPECT_TRUE(branch->exists_on(day("2025-06-30")));
    EXPECT_FALSE(branch->exists_on(day("2025-07-01")));
    EXPECT_TRUE(find_office(offices(), office_code("96"))->exists_on(day("2026-07-01")));
    EXPECT_FALSE(branch->has_ended_on(day("2025-06-30"))) << "its last day is one of work";
    EXPECT_TRUE(branch->has_ended_on(day("2025-07-01")));
    EXPECT_FALSE(find_office(offices(), office_code("96"))->has_ended_on(day("2026-07-01")));
    for (const auto& each : offices()) {
        ASSERT_EQ(each.successor.has_value(), each.valid_to.has_value()) << each.name;
        if (each.successor) {
            EXPECT_EQ(each.successor->key, each.parent) << each.name;
            EXPECT_EQ(each.successor->from.tag, engine::confidence::derived);
        }
    }
}

TEST(offices, are_called_and_sign_as_on_the_day) {
    const auto* province = find_office(offices(), office_code("96"));
    const auto last = day("2025-06-30");
    EXPECT_EQ(province->name_on(last), "Cục Thi hành án dân sự tỉnh Cà Mau");
    EXPECT_EQ(province->sign_on(last), "CTHADS");
    EXPECT_EQ(province->head_on(last), "Cục trưởng");
    const auto* branch = find_office(offices(), office_code("964"));
    EXPECT_EQ(branch->sign_on(last), "CCTHADS");
    EXPECT_EQ(branch->head_on(last), "Chi cục trưởng");
    for (const auto& one : offices()) {
        if (one.level == office_level::provincial) {
            const auto first = day("2025-07-01");
            EXPECT_TRUE(one.name_on(first).starts_with("Thi hành án dân sự tỉnh ")) << one.name;
            EXPECT_EQ(one.sign_on(first), "THADS");
            EXPECT_EQ(one.head_on(first), "Thủ trưởng");
        }
    }
    // A name that nobody read is shown nowhere.
    auto unread = *province;
    unread.names.front().from.tag = engine::confidence::general;
    EXPECT_EQ(unread.name_on(day("2025-07-01")), "Cục Thi hành án dân sự tỉnh Cà Mau");
}

TEST(offices, number_their_documents_with_the_sign_of_the_day) {
    const auto& rules = engine::default_rule_set();
    const auto number = [&](const char* office, const char* on) {
        return engine::numbering::letter_number(rules, office_code(office), day(on), "QĐ", 7);
    };
    EXPECT_EQ(number("96", "2025-06-30"), "07/QĐ-CTHADS");
    EXPECT_EQ(number("96", "2025-07-01"), "07/QĐ-THADS");
    EXPECT_EQ(number("964", "2025-06-30"), "07/QĐ-CCTHADS");
}

TEST(offices, are_followed_by_those_that_have_their_matters) {
    const auto& rules = engine::default_rule_set();
    EXPECT_EQ(rules.office_in_charge(office_code("964"), day("2025-06-30"))->key,
              office_code("964"));
    EXPECT_EQ(rules.office_in_charge(office_code("964"), day("2025-07-01"))->key,
              office_code("96"));
    EXPECT_EQ(rules.office_in_charge(office_code("96"), day("2026-07-01"))->key, office_code("96"));
    EXPECT_EQ(rules.office_in_charge(office_code("none"), day("2026-07-01")), nullptr);
}

TEST(offices, have_agency_codes_of_their_own_that_are_marked_as_proposed) {
    std::set<std::string> codes;
    for (const auto& each : offices()) {
        EXPECT_TRUE(engine::is_agency_code(each.agency.code)) << each.name;
        EXPECT_EQ(each.agency.from.tag, engine::confidence::proposed);
        codes.insert(each.agency.code);
    }
    EXPECT_EQ(codes.size(), 29U);
    EXPECT_EQ(find_office(offices(), office_code("964"))->agency.code, "000.09.64.G15");
}

TEST(case_code, is_written_and_read_back) {
    const case_code code{"000.09.64.G15", day("2017-06-01"), 1};
    EXPECT_EQ(to_text(code), "000.09.64.G15-170601-0001");
    EXPECT_EQ(engine::case_code_from_text("000.09.64.G15-170601-0001"), code);
    EXPECT_EQ(engine::case_code_from_text("000.17.22.H56-210531-0001")->received_on,
              day("2021-05-31"));
    EXPECT_EQ(engine::case_code_from_text("000.17.22.H56-200229-9999")->number, 9999);
}

TEST(case_code, refuses_a_day_that_does_not_exist) {
    const auto wrong = engine::case_code_from_text("000.09.64.G15-170229-0001");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error(), "`170229` in `000.09.64.G15-170229-0001` is not a day");
    EXPECT_FALSE(engine::case_code_from_text("000.09.64.G15-171301-0001"));
    EXPECT_FALSE(engine::case_code_from_text("000.09.64.G15-170600-0001"));
}

TEST(case_code, refuses_what_is_not_of_its_form) {
    for (const auto* text :
         {"", "000.09.64.G15", "000.09.64.g15-170601-0001", "000.09.64.G15-170601-001",
          "000.09.64.G15-170601-00001", "000-09.64.G15-170601-0001", "000.09.64.G15-170601-0000",
          " 000.09.64.G15-170601-0001", "000.09.64.G15-1706O1-0001"}) {
        EXPECT_FALSE(engine::case_code_from_text(text)) << text;
    }
    EXPECT_FALSE(to_text(case_code{"000.09.64.G1", day("2017-06-01"), 1}));
    EXPECT_FALSE(to_text(case_code{"000.09.64.G15", day("2017-06-01"), 0}));
    EXPECT_FALSE(to_text(case_code{"000.09.64.G15", day("2017-06-01"), 10'000}));
    EXPECT_FALSE(to_text(case_code{"000.09.64.G15", day("1999-06-01"), 1}));
}

TEST(case_code, agrees_with_the_published_pattern_on_random_texts) {
    const std::regex pattern(R"(^[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}-[0-9]{6}-[0-9]{4}$)");
    const auto seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    constexpr std::string_view letters = "0123456789.-AGZaz ";
    for (int i = 0; i < 20'000; ++i) {
        std::string text = "000.09.64.G15-170615-0042";
        for (auto changes = random() % 3; changes > 0; --changes) {
            text[random() % text.size()] = letters[random() % letters.size()];
        }
        const auto code = engine::case_code_from_text(text);
        if (code) {
            ASSERT_TRUE(std::regex_match(text, pattern)) << text;
            ASSERT_EQ(to_text(*code), text);
        } else if (std::regex_match(text, pattern)) {
            const auto date = text.substr(14, 6);
            const auto real = events::date_from_text("20" + date.substr(0, 2) + "-" +
                                                     date.substr(2, 2) + "-" + date.substr(4));
            ASSERT_TRUE(!real || text.ends_with("0000")) << text;
        }
    }
}

} // namespace
