#pragma once

// What every vault promises; see events/vault.hpp.
#include "events/fault.hpp"
#include "events/vault.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace contract {

using namespace events;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

/// A vault and what it lives in.
class vault_place {
public:
    virtual ~vault_place() = default;
    [[nodiscard]] virtual vault& get() = 0;
    /// Closes and opens it, where it outlives its process.
    virtual void reopen() {}
};

struct vault_kind {
    std::string name;
    std::function<std::unique_ptr<vault_place>()> make_place;
};

inline const person_id an("018f0000-0000-7000-8000-00000000000a");
inline const person_id binh("018f0000-0000-7000-8000-00000000000b");

class vault_contract : public testing::TestWithParam<vault_kind> {
protected:
    void ensure(const std::vector<person_id>& persons) { vault_.ensure(persons); }
    std::string code_of_ensure(const std::vector<person_id>& persons) {
        try {
            vault_.ensure(persons);
        } catch (const fault& thrown) {
            return thrown.code();
        }
        return "";
    }

    std::unique_ptr<vault_place> place_ = GetParam().make_place();
    vault& vault_ = place_->get();
};

TEST_P(vault_contract, has_no_key_before_it_made_one) { EXPECT_FALSE(vault_.key(an)); }

TEST_P(vault_contract, makes_a_key_of_its_own_for_each_person) {
    ensure({an, binh});
    ASSERT_TRUE(vault_.key(an));
    ASSERT_TRUE(vault_.key(binh));
    EXPECT_NE(*vault_.key(an), *vault_.key(binh));
    EXPECT_NE(*vault_.key(an), data_key{});
}

TEST_P(vault_contract, keeps_a_key_that_exists) {
    ensure({an});
    const auto first = vault_.key(an);
    ensure({an, binh, an});
    EXPECT_EQ(vault_.key(an), first);
}

TEST_P(vault_contract, takes_an_empty_list) { EXPECT_NO_THROW(ensure({})); }

TEST_P(vault_contract, destroys_the_key_of_one_person_only) {
    ensure({an, binh});
    vault_.destroy(an);
    EXPECT_FALSE(vault_.key(an));
    EXPECT_TRUE(vault_.key(binh));
}

TEST_P(vault_contract, never_gives_a_destroyed_person_a_key_again) {
    ensure({an});
    vault_.destroy(an);
    EXPECT_EQ(code_of_ensure({an}), "vault-key-destroyed");
    EXPECT_EQ(code_of_ensure({binh, an}), "vault-key-destroyed");
    EXPECT_FALSE(vault_.key(an));
    EXPECT_FALSE(vault_.key(binh)); // all of a list or none
    EXPECT_EQ(code_of_ensure({binh}), "");
}

TEST_P(vault_contract, destroys_twice_and_ahead_of_time) {
    vault_.destroy(an);
    vault_.destroy(an);
    EXPECT_EQ(code_of_ensure({an}), "vault-key-destroyed");
}

TEST_P(vault_contract, gives_all_callers_of_one_moment_their_keys) {
    constexpr int threads = 8;
    constexpr int rounds = 25;
    vault_.destroy(an);
    std::vector<std::thread> running;
    std::vector<std::set<data_key>> seen(threads);
    for (int t = 0; t < threads; ++t) {
        running.emplace_back([&, t] {
            for (int i = 0; i < rounds; ++i) {
                const person_id mine("person " + std::to_string(t) + " " + std::to_string(i));
                const person_id shared("person " + std::to_string(i));
                vault_.ensure(std::vector{mine, shared});
                seen[static_cast<std::size_t>(t)].insert(vault_.key(mine).value());
                seen[static_cast<std::size_t>(t)].insert(vault_.key(shared).value());
                EXPECT_THROW(vault_.ensure(std::vector{an}), fault);
            }
        });
    }
    for (auto& thread : running) {
        thread.join();
    }
    std::set<data_key> all;
    for (const auto& keys : seen) {
        EXPECT_EQ(keys.size(), 2U * rounds);
        all.insert(keys.begin(), keys.end());
    }
    EXPECT_EQ(all.size(), static_cast<std::size_t>((threads + 1) * rounds));
}

TEST_P(vault_contract, keeps_secrets_by_kind_and_name) {
    vault_.put_secret("account", "hanh", "argon2 …");
    vault_.put_secret("token", "hanh", std::string("\0\xff", 2));
    EXPECT_EQ(vault_.secret("account", "hanh"), "argon2 …");
    EXPECT_EQ(vault_.secret("token", "hanh"), std::string("\0\xff", 2));
    EXPECT_FALSE(vault_.secret("account", "an"));
    EXPECT_FALSE(vault_.secret("other", "hanh"));
}

TEST_P(vault_contract, replaces_and_removes_a_secret) {
    vault_.put_secret("account", "hanh", "old");
    vault_.put_secret("account", "hanh", "a longer new one");
    EXPECT_EQ(vault_.secret("account", "hanh"), "a longer new one");
    vault_.put_secret("account", "hanh", "");
    EXPECT_FALSE(vault_.secret("account", "hanh"));
    vault_.put_secret("account", "hanh", "");
    EXPECT_THAT(vault_.secrets("account"), IsEmpty());
}

TEST_P(vault_contract, changes_a_secret_by_what_it_is) {
    const auto one_more = [](const std::optional<std::string>& now) {
        return std::optional{std::to_string((now ? std::stoi(*now) : 0) + 1)};
    };
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int j = 0; j < 5; ++j) {
                    EXPECT_TRUE(vault_.change_secret("count", "a", one_more));
                }
            });
        }
    }
    EXPECT_EQ(vault_.secret("count", "a"), "20") << "one change has undone another";
    EXPECT_FALSE(vault_.change_secret("count", "a", [](const auto&) { return std::nullopt; }));
    EXPECT_EQ(vault_.secret("count", "a"), "20");
    EXPECT_TRUE(vault_.change_secret("count", "a", [](const auto&) { return std::string{}; }));
    EXPECT_FALSE(vault_.secret("count", "a"));
}

TEST_P(vault_contract, lists_the_secrets_of_a_kind_by_name) {
    vault_.put_secret("account", "hanh", "2");
    vault_.put_secret("account", "an", "1");
    vault_.put_secret("token", "x", "3");
    EXPECT_THAT(vault_.secrets("account"), ElementsAre(Pair("an", "1"), Pair("hanh", "2")));
    EXPECT_THAT(vault_.secrets("none"), IsEmpty());
}

TEST_P(vault_contract, keeps_everything_when_opened_again) {
    ensure({an, binh});
    const auto key = vault_.key(an);
    vault_.destroy(binh);
    vault_.put_secret("account", "hanh", "secret");
    place_->reopen();
    auto& again = place_->get();
    EXPECT_EQ(again.key(an), key);
    EXPECT_FALSE(again.key(binh));
    EXPECT_THROW(again.ensure(std::vector{binh}), fault);
    EXPECT_EQ(again.secret("account", "hanh"), "secret");
}

} // namespace contract
