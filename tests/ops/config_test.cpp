#include "tests/ops/motcua.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace {

using namespace ops_test;

json shown(const ended& told, const std::string& key) {
    const auto all = told.as_json();
    for (const auto& one : all["items"]) {
        if (one["key"] == key) {
            return one;
        }
    }
    return nullptr;
}

struct configured : user {
    configured() { write("[serve]\nport = 1111\n\n[output]\nlanguage = \"en\"\n"); }
    void write(const std::string& toml) const { std::ofstream(file) << toml; }
    std::string file = (home() / "motcua.toml").string();
};

TEST(config, takes_the_flag_then_the_environment_then_the_file_then_the_default) {
    const configured by;
    const std::vector<std::string> show{"config", "show", "--origin", "--output", "json"};
    auto with_file = show;
    with_file.insert(with_file.end(), {"--config", by.file});
    auto with_flag = with_file;
    with_flag.insert(with_flag.end(), {"--lang", "vi"});
    const surroundings variable{.environment = {{"MOTCUA_OUTPUT__LANGUAGE", "vi"}}};

    EXPECT_EQ(shown(by.motcua(show), "serve.port")["origin"], "default");
    const auto file = shown(by.motcua(with_file), "serve.port");
    EXPECT_EQ(file["value"], "1111");
    EXPECT_EQ(file["origin"], "file");
    EXPECT_EQ(file["place"], by.file + ":2");
    const auto environment = shown(by.motcua(with_file, variable), "output.language");
    EXPECT_EQ(environment["value"], "vi");
    EXPECT_EQ(environment["place"], "MOTCUA_OUTPUT__LANGUAGE");
    const auto flag =
        shown(by.motcua(with_flag, {.environment = {{"MOTCUA_OUTPUT__LANGUAGE", "en"}}}),
              "output.language");
    EXPECT_EQ(flag["value"], "vi");
    EXPECT_EQ(flag["origin"], "flag");
}

TEST(config, refuses_what_it_does_not_know_with_its_line_and_what_was_meant) {
    const configured by;
    by.write("[serve]\n\nprot = 80\n");
    const auto told = by.motcua({"config", "check", "--config", by.file});
    EXPECT_EQ(told.code, 2);
    EXPECT_NE(told.err.find(by.file + ":3"), std::string::npos) << told.err;
    EXPECT_NE(told.err.find("did you mean serve.port?"), std::string::npos) << told.err;

    by.write("[serve]\nport = \"eighty\"\n");
    EXPECT_EQ(by.motcua({"config", "check", "--config", by.file}).code, 2);
    by.write("[serve\n");
    EXPECT_EQ(by.motcua({"config", "check", "--config", by.file}).code, 2);
    EXPECT_EQ(by.motcua({"config", "check"}, {.environment = {{"MOTCUA_SERVE__PROT", "1"}}}).code,
              2);
    by.write("[contacts.96]\nphone = \"0290 1\"\n");
    EXPECT_EQ(by.motcua({"config", "check", "--config", by.file}).code, 0);
}

TEST(config, refuses_a_mailbox_from_which_no_letter_can_go) {
    const configured by;
    const auto checked = [&](const std::string& mailbox) {
        by.write("[contacts.96]\nemail = \"" + mailbox + "\"\n");
        return by.motcua({"config", "check", "--config", by.file});
    };
    for (const auto* wrong : {"mot cua@example.vn", "mot.cua", "Một Cửa <mot.cua@example.vn>"}) {
        const auto told = checked(wrong);
        EXPECT_EQ(told.code, 2) << wrong;
        EXPECT_NE(told.err.find(by.file + ":2"), std::string::npos) << told.err;
        EXPECT_NE(told.err.find("name@domain"), std::string::npos) << told.err;
    }
    EXPECT_EQ(checked("mot.cua@example.vn").code, 0);
    EXPECT_EQ(checked("").code, 0) << "none is configured";
}

TEST(config, never_shows_a_token) {
    const user by;
    const auto told = by.motcua({"config", "show", "--output", "json"},
                                {.environment = {{"MOTCUA_CLIENT__TOKEN", "very-secret"}}});
    EXPECT_EQ(told.code, 0);
    EXPECT_EQ(told.out.find("very-secret"), std::string::npos);
}

} // namespace
