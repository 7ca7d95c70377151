#include "engine/authorise.hpp"

#include <gtest/gtest.h>

namespace {

using engine::action;
using engine::grant;
using engine::permission_question;
using events::office_code;
using events::role;

/// 964 belongs to 96; 502 has ended.
class two_offices : public engine::office_tree {
public:
    [[nodiscard]] bool within(const office_code& below, const office_code& above) const override {
        return below == above || (below.str() == "964" && above.str() == "96");
    }
    [[nodiscard]] bool at_work(const office_code& office) const override {
        return office.str() != "502";
    }
    [[nodiscard]] bool follows(const office_code&, const office_code&) const override {
        return false;
    }
};

engine::permission asked(const std::vector<grant>& grants, const char* office) {
    return engine::authorise(
        grants, two_offices{},
        {.wants = action::command, .command = "sign_decision", .office = office_code{office}});
}

TEST(permission, is_refused_in_a_role_only_where_one_is_held) {
    const std::vector<grant> clerk{{role::clerk, office_code{"964"}, false}};
    const auto no_role = asked(clerk, "96");
    EXPECT_FALSE(no_role.allowed);
    EXPECT_EQ(no_role.why, "no_grant_here");
    EXPECT_EQ(no_role.refused_in, std::nullopt);

    const auto wrong_role = asked(clerk, "964");
    EXPECT_FALSE(wrong_role.allowed);
    EXPECT_EQ(wrong_role.why, "role_may_not");
    EXPECT_EQ(wrong_role.refused_in, role::clerk);

    const auto ended = asked({{role::head, office_code{"502"}, false}}, "502");
    EXPECT_EQ(ended.why, "office_ended");
    EXPECT_EQ(ended.refused_in, std::nullopt);

    const auto yes = asked({{role::head, office_code{"96"}, true}}, "964");
    EXPECT_TRUE(yes.allowed);
    EXPECT_EQ(yes.as, role::head);
    EXPECT_EQ(yes.refused_in, std::nullopt);
}

TEST(permission, that_is_wanted_at_all_offices_is_refused_in_words) {
    const auto told = engine::forbidden(
        {.wants = action::operate, .command = {}, .office = office_code{"*"}}, "no_grant_here");
    EXPECT_EQ(told.en, "You were given no role for all offices.");
    EXPECT_EQ(told.vi.find('*'), std::string::npos) << told.vi;
}

} // namespace
