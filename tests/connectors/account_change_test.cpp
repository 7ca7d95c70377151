#include "connectors/api/accounts.hpp"
#include "events/fault.hpp"
#include "tests/support/vault_of_rivals.hpp"

#include <gtest/gtest.h>

namespace {

using connectors::accounts;

struct one_account {
    testing_support::vault_of_rivals keys;
    accounts people{keys};
    one_account() { people.put({"lan", events::officer_id{"lan"}, "Lan", false}, "old password"); }
};

TEST(an_account, that_is_disabled_elsewhere_while_its_password_is_set_stays_disabled) {
    one_account at;
    at.keys.rival = [&] { at.people.set_disabled("lan", true); };
    at.people.set_password("lan", "new password");
    ASSERT_TRUE(at.people.find("lan"));
    EXPECT_TRUE(at.people.find("lan")->disabled);
    EXPECT_FALSE(at.people.check("lan", "new password")) << "who was shut out could sign in again";
    at.people.set_disabled("lan", false);
    EXPECT_TRUE(at.people.check("lan", "new password"));
}

TEST(an_account, whose_name_is_changed_keeps_the_password_that_is_set_elsewhere) {
    one_account at;
    at.keys.rival = [&] { at.people.set_password("lan", "new password"); };
    const auto kept = at.people.change("lan", {.name = "Nguyễn Thị Lan"});
    EXPECT_FALSE(kept.is_new);
    EXPECT_EQ(kept.now.name, "Nguyễn Thị Lan");
    EXPECT_TRUE(at.people.check("lan", "new password"));
    EXPECT_FALSE(at.people.check("lan", "old password")) << "it came back to life";
}

TEST(an_account, that_is_removed_elsewhere_is_not_made_anew_by_a_change) {
    one_account at;
    at.keys.rival = [&] { EXPECT_TRUE(at.people.remove("lan")); };
    try {
        at.people.set_password("lan", "new password");
        ADD_FAILURE() << "there was none any more";
    } catch (const events::fault& no) {
        EXPECT_EQ(no.code(), "account-unknown");
    }
    EXPECT_FALSE(at.people.find("lan"));
}

TEST(an_account, is_made_by_a_change_that_says_a_password) {
    one_account at;
    const auto made = at.people.change("minh", {.name = "Minh", .password = "a password"});
    EXPECT_TRUE(made.is_new);
    EXPECT_EQ(made.now.officer, events::officer_id{"minh"});
    EXPECT_TRUE(at.people.check("minh", "a password"));
    EXPECT_THROW(static_cast<void>(at.people.change("nobody", {.name = "N"})), events::fault);
}

} // namespace
