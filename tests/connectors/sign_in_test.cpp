#include "connectors/api/accounts.hpp"
#include "events/memory_vault.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <string_view>
#include <utility>

namespace {

using connectors::accounts;
using namespace std::chrono_literals;

/// Lets something happen just before the next session is kept.
class interrupted_vault : public events::memory_vault {
public:
    std::function<void()> before_a_session;
    void put_secret(std::string_view kind, std::string_view name, std::string_view value) override {
        if (kind == "session" && before_a_session) {
            std::exchange(before_a_session, nullptr)();
        }
        memory_vault::put_secret(kind, name, value);
    }
};

TEST(sign_in, gives_nothing_for_a_password_that_was_replaced_while_it_was_looked_at) {
    const events::officer_id lan{"lan"};
    interrupted_vault keys;
    accounts people{keys};
    people.put({"lan", lan, "Nguyễn Thị Lan", false}, "the old password");
    keys.before_a_session = [&] {
        people.set_password("lan", "a new password");
        people.end_sessions("lan"); // whoever signed in with the old one is out
    };
    EXPECT_FALSE(people.sign_in("lan", "the old password", "", 24h));
    EXPECT_TRUE(people.sessions_of(lan).empty()) << "it would last for days";

    const auto known = people.sign_in("lan", "a new password", "", 24h);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->who.officer, lan);
    EXPECT_TRUE(people.session_of(known->given.token));
    EXPECT_FALSE(people.sign_in("lan", "another password", "", 24h));
    EXPECT_FALSE(people.sign_in("nobody", "a new password", "", 24h));
}

} // namespace
