#include "ops/cli/exit_code.hpp"
#include "ops/cli/password.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/listing.hpp"

#include <fmt/format.h>

namespace ops {
namespace {

using connectors::http_method;

const std::vector<column> account_lines{
    {"Đăng nhập", "Login", "/login"},
    {"Cán bộ", "Officer", "/officer"},
    {"Họ tên", "Name", "/name"},
    {"Khóa", "Disabled", "/disabled", shape::yes},
};

std::string path_of_account(const arguments& given) {
    return path_to({"v1", "accounts", given.text("LOGIN")});
}

int list_accounts(invocation& on, const arguments&) {
    return print_short_list(on, on.api(), {.path = "/v1/accounts"}, account_lines,
                            on.out().in("chưa có ai được đăng nhập", "nobody may sign in"));
}

json known_account(invocation& on, const arguments& given) {
    return ask_json(on.api(), {.path = path_of_account(given)});
}

int put(invocation& on, const arguments& given, const json& body) {
    question asked{.method = http_method::put, .path = path_of_account(given), .body = body.dump()};
    on.out().one(ask_json(on.api(), asked), account_lines);
    return done;
}

int add_account(invocation& on, const arguments& given) {
    const auto& login = given.text("LOGIN");
    const auto password = read_password("password of " + login, given.has("password-stdin"), true);
    json body{{"name", given.text("name")}, {"password", password}};
    if (given.has("officer")) {
        body["officer"] = given.text("officer");
    }
    return put(on, given, body);
}

/// What is to change, beside the name that must be there: the rest is not said, so that whoever
/// changes it while a password is typed is not undone.
json named_account(invocation& on, const arguments& given) {
    return {{"name", known_account(on, given).value("name", "")}};
}

int set_password(invocation& on, const arguments& given) {
    auto body = named_account(on, given);
    body["password"] =
        read_password("new password of " + given.text("LOGIN"), given.has("password-stdin"), true);
    return put(on, given, body);
}

int set_disabled(invocation& on, const arguments& given, bool disabled) {
    auto body = named_account(on, given);
    body["disabled"] = disabled;
    return put(on, given, body);
}

int remove(invocation& on, const arguments& given) {
    static_cast<void>(
        ask(on.api(), {.method = http_method::delete_, .path = path_of_account(given)}));
    on.out().say(std::string{on.out().in("đã xóa ", "removed ")} + given.text("LOGIN"));
    return done;
}

} // namespace

noun account_noun() {
    const auto login = word("LOGIN", "Who signs in");
    const auto from_stdin = flag("password-stdin", "Read the password from stdin");
    return {
        "account",
        "Who may sign in",
        {
            {"list", "All accounts", {"motcua account list"}, {}, list_accounts},
            {"add",
             "Make an account, or give a known one a new name and password",
             {"motcua account add lan --name 'Nguyễn Thị Lan'",
              "motcua account add lan --name 'Nguyễn Thị Lan' --password-stdin <password.txt"},
             {login, required(option("name", "NAME", "The officer's name, for people")),
              option("officer", "ID",
                     "The officer's id in events; of a new account the login unless said"),
              from_stdin},
             add_account,
             "A known one keeps its officer, and stays disabled when it is. What an officer may do "
             "is said by roles: motcua grant add."},
            {"password",
             "Set a new password; who is signed in with the old one is out",
             {"motcua account password lan"},
             {login, from_stdin},
             set_password},
            {"disable",
             "Let somebody no longer sign in",
             {"motcua account disable lan"},
             {login},
             [](invocation& on, const arguments& given) { return set_disabled(on, given, true); }},
            {"enable",
             "Let somebody sign in again",
             {"motcua account enable lan"},
             {login},
             [](invocation& on, const arguments& given) { return set_disabled(on, given, false); }},
            {"remove",
             "Remove an account and the officer's name; histories then show the id only",
             {"motcua account remove lan"},
             {login},
             remove},
        }};
}

} // namespace ops
