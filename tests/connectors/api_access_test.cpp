#include "projections/grants.hpp"
#include "projections/store.hpp"
#include "tests/support/api_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing_support::api_desk;

/// Somebody whom a case of office 96 names.
std::string applicant_of_a_request(api_desk& desk) {
    const auto code = desk.file_request();
    return desk.get("/v1/cases/" + code, "counter_officer")
        .body["persons"][0]["person"]
        .get<std::string>();
}

TEST(api_erasure, is_for_who_operates_every_office_and_not_one_of_them) {
    api_desk desk;
    connectors::grant_as_installation(desk.on(), "operates_96", events::role::operations, "96",
                                      true);
    connectors::grant_as_installation(desk.on(), "operates_49", events::role::operations, "49",
                                      true);
    const auto person = applicant_of_a_request(desk);
    const json what{{"person", person}, {"ground", "yêu cầu của chủ thể dữ liệu"}};
    const auto before = desk.records();
    for (const auto& [office, who] :
         {std::pair{"49", "operates_49"}, std::pair{"96", "operates_96"},
          std::pair{"*", "operates_96"}}) {
        const auto told =
            desk.give("/v1/offices/" + std::string{office} + "/commands/erase_person", who, what);
        EXPECT_EQ(told.status, 403) << office;
        EXPECT_EQ(told.code(), "forbidden") << office;
    }
    EXPECT_EQ(desk.records(), before);
    EXPECT_TRUE(desk.on().vault().key(events::person_id{person}));
    EXPECT_THAT(desk.get("/v1/refusals?office=96", "auditor").whole.body,
                HasSubstr("erase_person"));

    for (const auto* office : {"96", "*"}) {
        EXPECT_EQ(desk.give("/v1/offices/" + std::string{office} + "/commands/erase_person",
                            "operations", what)
                      .status,
                  201)
            << office;
    }
}

TEST(api_erasure, refuses_an_id_that_is_nobodys_and_erases_twice_who_was_erased) {
    api_desk desk;
    const auto person = applicant_of_a_request(desk);
    auto mistyped = person;
    mistyped.back() = mistyped.back() == '0' ? '1' : '0';
    const auto erase = [&](const std::string& whom) {
        return desk.give("/v1/offices/*/commands/erase_person", "operations",
                         {{"person", whom}, {"ground", "yêu cầu của chủ thể dữ liệu"}});
    };
    const auto before = desk.records();
    const auto told = erase(mistyped);
    EXPECT_EQ(told.status, 422) << told.whole.body;
    EXPECT_EQ(told.code(), "invalid_input");
    ASSERT_EQ(told.body["errors"].size(), 1U) << told.whole.body;
    EXPECT_EQ(told.body["errors"][0]["code"], "person_unknown");
    EXPECT_THAT(told.whole.body, HasSubstr(mistyped));
    EXPECT_EQ(desk.records(), before);

    EXPECT_EQ(erase(person).status, 201);
    desk.on().vault().destroy(events::person_id{person}); // as the duty does
    EXPECT_EQ(erase(person).status, 201) << "the log knows that the person was here";
    EXPECT_TRUE(projections::erased(desk.on().store().view(), events::person_id{person}));
}

} // namespace
