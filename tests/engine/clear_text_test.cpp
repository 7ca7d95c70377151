#include "engine/clear_text.hpp"
#include "engine/evolve.hpp"
#include "tests/support/desk.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace {

using engine::is_code_or_number;
using engine::is_one_word;
using testing_support::desk;

const std::string hidden_in_words = "Bà Nguyễn Thị Hường ốm";

TEST(clear_text, takes_codes_and_numbers_and_no_words) {
    for (const auto* taken :
         {"", "complex_case", "g1", "12729/VPCP-KGVX", "01/QĐ-CTHADS", "P.101", "15/2017/DS-PT"}) {
        EXPECT_TRUE(is_code_or_number(taken)) << taken;
    }
    for (const auto* refused :
         {"Hồ sơ phức tạp", "hồ_sơ", "Huong", "complex case", "1 2", "số 12", "a\nb", "Hường1"}) {
        EXPECT_FALSE(is_code_or_number(refused)) << refused;
    }
    EXPECT_FALSE(is_code_or_number(std::string(65, 'a')));
    EXPECT_TRUE(is_one_word("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
    EXPECT_FALSE(is_one_word("giấy"));
    EXPECT_FALSE(is_one_word("two words"));
    EXPECT_FALSE(is_one_word(std::string(101, '1')));
}

/// Says words wherever a member takes text; counts the members that do.
struct talkative {
    int texts = 0;

    template <class T> void talk(T& into) {
        if constexpr (std::is_same_v<T, std::string>) {
            into = hidden_in_words;
            ++texts;
        } else if constexpr (std::is_constructible_v<T, std::string> && requires { into.str(); }) {
            into = T{hidden_in_words};
            ++texts;
        } else if constexpr (events::is_optional<T>) {
            talk(into.emplace());
        } else if constexpr (events::is_vector<T>) {
            talk(into.emplace_back());
        } else if constexpr (events::described<T>) {
            events::for_each_field(into, [&](std::string_view, auto& member) { talk(member); });
        }
    }
};

template <class C> void expect_refused() {
    C made{};
    talkative with;
    with.talk(made);
    engine::command what;
    what.acting_as = events::role::counter_officer;
    what.detail = made;
    const auto no = engine::refused_for_words({}, what);
    ASSERT_EQ(no.has_value(), with.texts > 0) << C::name;
    if (no) {
        EXPECT_EQ(no->code, engine::rejection_code::invalid_input) << C::name;
        EXPECT_FALSE(no->pointer.empty()) << C::name;
        EXPECT_EQ(no->vi.find("Hường"), std::string::npos) << "it does not repeat them";
        EXPECT_NE(no->vi.find("`words`"), std::string::npos) << C::name;
        EXPECT_NE(no->en.find("`words`"), std::string::npos) << C::name;
    }
}

TEST(clear_text, is_asked_of_every_member_of_every_command) {
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        (expect_refused<std::variant_alternative_t<I, engine::command_detail>>(), ...);
    }(std::make_index_sequence<std::variant_size_v<engine::command_detail>>{});
}

TEST(clear_text, names_the_place_in_the_command) {
    engine::command what;
    what.acting_as = events::role::head;
    what.detail = engine::request_supplement{{"judgment", hidden_in_words}};
    EXPECT_EQ(engine::refused_for_words({}, what)->pointer, "/missing/1");
    what.detail = engine::close_case{};
    EXPECT_FALSE(engine::refused_for_words({}, what));
    what.grounds = {"ended", hidden_in_words};
    EXPECT_EQ(engine::refused_for_words({}, what)->pointer, "/grounds/1");
    what.grounds.clear();
    what.documents = {{.sha256 = {}, .kind = hidden_in_words, .media_type = "application/pdf"}};
    EXPECT_EQ(engine::refused_for_words({}, what)->pointer, "/documents/0/kind");
}

TEST(clear_text, is_a_rule_of_every_step) {
    auto d = testing_support::an_accepted_dossier();
    const auto later = d.state().promised_at.value() + std::chrono::hours{24 * 7};
    const auto no = d.by("head").refuses(engine::apologise{later, hidden_in_words});
    EXPECT_EQ(no.rule, "words_are_sealed");
    EXPECT_EQ(no.pointer, "/reason");
    EXPECT_EQ(no.at, d.state().at);
}

TEST(clear_text, knows_the_numbers_that_a_log_of_before_has) {
    engine::case_state state;
    state.vouchers.push_back({events::money_kind::collected, 5, "PT 01", {}, false});
    engine::command what;
    what.acting_as = events::role::head;
    what.detail = engine::reconcile_accounts{"2017-06", {"PT 01"}, ""};
    EXPECT_FALSE(engine::refused_for_words(state, what));
    what.detail = engine::reconcile_accounts{"2017-06", {}, "", {"PT 02"}};
    EXPECT_EQ(engine::refused_for_words(state, what)->pointer, "/only_theirs/0");
}

TEST(words, are_kept_with_their_step_and_not_as_somebody_whom_the_case_knows) {
    const events::person_id person{events::uuid_of("hường")};
    events::event filed;
    filed.common.sealed = {{person, "applicant", "a"}, {person, "words", "b"}};
    engine::case_state state;
    engine::evolve(state, filed, {});
    ASSERT_EQ(state.persons.size(), 1U);
    EXPECT_EQ(state.persons[0].part, "applicant");
    // Of somebody whom nothing else names it is kept: else nobody could see that they were erased.
    const events::person_id other{events::uuid_of("nobody else")};
    events::event said;
    said.common.sealed = {{other, "words", "c"}};
    engine::evolve(state, said, {});
    engine::evolve(state, said, {});
    EXPECT_EQ(state.persons.size(), 2U);
}

} // namespace
