// What a vault that was made out of another one opens, and what it must not.
#include "events/fault.hpp"
#include "events/memory_vault.hpp"
#include "events/sqlite_vault.hpp"
#include "events/vault_copy.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <map>

namespace {

using namespace events;

const person_id an("018f0000-0000-7000-8000-00000000000a");
const person_id binh("018f0000-0000-7000-8000-00000000000b");
const person_id chi("018f0000-0000-7000-8000-00000000000c");

/// Two vaults of different installations, and boxes that the first one sealed.
class copied_vault : public testing::Test {
protected:
    [[nodiscard]] std::unique_ptr<portable_vault> open_at(const std::string& name) const {
        return open_sqlite_vault(folder_ / (name + ".db"),
                                 load_or_make_installation_key(folder_ / (name + ".key")));
    }
    sealed_box box_of(const person_id& person) {
        from_->ensure(std::vector{person});
        return seal(*from_, person, "applicant", R"({"name":"Nguyễn Văn An"})");
    }

    support::temporary_folder folder_;
    std::unique_ptr<portable_vault> from_ = open_at("from");
    std::unique_ptr<portable_vault> to_ = open_at("to");
};

TEST_F(copied_vault, opens_everything_that_was_sealed_before) {
    std::map<person_id, sealed_box> boxes;
    for (int i = 0; i < 2500; ++i) { // more than are taken over at once
        const person_id person{uuid_of("person " + std::to_string(i))};
        boxes[person] = box_of(person);
    }
    const auto report = copy_vault(*from_, *to_);
    EXPECT_EQ(report.persons, 2500U);
    EXPECT_EQ(report.keys_copied, 2500U);
    to_.reset();
    to_ = open_at("to");
    for (const auto& [person, box] : boxes) {
        ASSERT_EQ(open(*to_, box), R"({"name":"Nguyễn Văn An"})") << person.str();
    }
}

TEST_F(copied_vault, opens_nothing_of_who_was_erased) {
    const auto box = box_of(an);
    from_->destroy(an);
    const auto report = copy_vault(*from_, *to_);
    EXPECT_EQ(report.keys_copied, 0U);
    EXPECT_EQ(report.erased, 1U);
    EXPECT_FALSE(open(*to_, box));
    EXPECT_THROW(to_->ensure(std::vector{an}), fault) << "erased persons stay so";
}

TEST_F(copied_vault, erases_who_was_erased_since_the_last_copy) {
    const auto box = box_of(an);
    copy_vault(*from_, *to_);
    ASSERT_TRUE(open(*to_, box));
    from_->destroy(an);
    EXPECT_EQ(copy_vault(*from_, *to_).erased, 1U);
    EXPECT_FALSE(open(*to_, box));
}

TEST_F(copied_vault, does_not_bring_back_who_was_erased_in_the_target) {
    const auto box = box_of(an);
    copy_vault(*from_, *to_);
    to_->destroy(an);
    const auto again = copy_vault(*from_, *to_);
    EXPECT_EQ(again.keys_copied, 0U);
    EXPECT_FALSE(open(*to_, box));
}

TEST_F(copied_vault, takes_nobody_when_somebody_has_another_key_there) {
    const auto box = box_of(an);
    static_cast<void>(box_of(binh));
    to_->ensure(std::vector{binh});
    const auto theirs = to_->key(binh);
    try {
        copy_vault(*from_, *to_);
        FAIL() << "took over two keys for one person";
    } catch (const fault& thrown) {
        EXPECT_EQ(thrown.code(), "vault-copy-differs");
    }
    EXPECT_FALSE(to_->key(an));
    EXPECT_EQ(to_->key(binh), theirs);
}

TEST_F(copied_vault, does_what_is_left_when_it_is_copied_again) {
    static_cast<void>(box_of(an));
    copy_vault(*from_, *to_);
    static_cast<void>(box_of(binh));
    EXPECT_EQ(copy_vault(*from_, *to_).keys_copied, 1U);
    EXPECT_EQ(copy_vault(*from_, *to_).keys_copied, 0U);
    EXPECT_EQ(to_->key(an), from_->key(an));
    EXPECT_EQ(to_->key(binh), from_->key(binh));
}

TEST_F(copied_vault, has_the_accounts_and_keeps_those_of_its_own) {
    from_->put_secret("account", "lan", "argon2 of lan");
    from_->put_secret("account", "operator", "argon2 of there");
    to_->put_secret("account", "operator", "argon2 of here");
    const auto report = copy_vault(*from_, *to_);
    EXPECT_EQ(report.secrets_copied, 1U);
    EXPECT_EQ(report.secrets_kept, 1U);
    EXPECT_EQ(to_->secret("account", "lan"), "argon2 of lan");
    EXPECT_EQ(to_->secret("account", "operator"), "argon2 of here");
}

TEST_F(copied_vault, is_the_same_out_of_memory_and_back) {
    memory_vault memory;
    const auto box = box_of(an);
    static_cast<void>(box_of(binh));
    from_->destroy(binh);
    copy_vault(*from_, memory);
    memory.ensure(std::vector{chi});
    EXPECT_EQ(open(memory, box), R"({"name":"Nguyễn Văn An"})");
    const auto report = copy_vault(memory, *to_);
    EXPECT_EQ(report.keys_copied, 2U);
    EXPECT_EQ(report.erased, 1U);
    EXPECT_EQ(to_->key(chi), memory.key(chi));
    EXPECT_FALSE(to_->key(binh));
}

} // namespace
