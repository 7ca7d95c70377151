#include "connectors/api/catalogue.hpp"
#include "connectors/api/json_body.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/views.hpp"
#include "connectors/application.hpp"
#include "events/fault.hpp"

#include <algorithm>

namespace connectors::api {
namespace {

const events::office_code everywhere{"*"};
constexpr std::size_t account_bytes_max = 16 * 1024;

struct account_view {
    std::string login;
    events::officer_id officer;
    std::string name;
    bool disabled = false;
    static constexpr auto fields() {
        using v = account_view;
        using events::field;
        return std::tuple{field{"login", &v::login}, field{"officer", &v::officer},
                          field{"name", &v::name}, field{"disabled", &v::disabled}};
    }
};
account_view view_of(const account& one) {
    return {one.login, one.officer, one.name, one.disabled};
}

struct account_input {
    std::optional<events::officer_id> officer; ///< absent: the known one's, or the login
    std::string name;
    std::optional<std::string> password;
    std::optional<bool> disabled;
    static constexpr auto fields() {
        using v = account_input;
        using events::field;
        return std::tuple{field{"officer", &v::officer}, field{"name", &v::name},
                          field{"password", &v::password}, field{"disabled", &v::disabled}};
    }
};

[[noreturn]] void no_such_account(const std::string& login) {
    throw refusal(problem_of(
        "not_found", {"Không có tài khoản " + login + ".", "There is no account " + login + "."}));
}

http_response list_accounts(call& of) {
    of.require(engine::action::operate, everywhere);
    listed<account_view> out;
    for (const auto& one : of.on.people.list()) {
        out.items.push_back(view_of(one));
    }
    return json_answer(out);
}

http_response show_account(call& of) {
    of.require(engine::action::operate, everywhere);
    const auto& login = of.context.parameter("login");
    const auto found = of.on.people.find(login);
    if (!found) {
        no_such_account(login);
    }
    return json_answer(view_of(*found));
}

/// Whoever signed in with the old password is out, and so is who may not sign in any more.
accounts::kept_account keep(accounts& in, const std::string& login, const account_input& asked) {
    if (!asked.password && !in.find(login)) {
        refuse_member("/password", "is missing");
    }
    const bool password = asked.password.has_value();
    const auto kept = in.change(login, {asked.officer, asked.name, asked.password, asked.disabled});
    if (!kept.is_new && (password || kept.now.disabled)) {
        in.end_sessions(login);
    }
    return kept;
}

http_response put_account(call& of) {
    of.require(engine::action::operate, everywhere);
    const auto asked = body_of<account_input>(of, account_bytes_max);
    const auto& login = of.context.parameter("login");
    const auto known = of.on.people.find(login);
    const auto officer = asked.officer.value_or(known ? known->officer : events::officer_id{login});
    if (officer.str() == duty_officer) {
        refuse_member("/officer", "belongs to the installation");
    }
    try {
        const auto kept = keep(of.on.people, login, asked);
        return json_answer(view_of(kept.now), kept.is_new ? 201 : 200);
    } catch (const events::fault& no) {
        if (no.code() == "account-malformed") {
            const bool password = std::string_view{no.what()}.starts_with("set a password");
            refuse_member(password ? "/password" : "",
                          password ? "must have 8 to 1024 bytes" : "is not a login");
        }
        throw;
    }
}

http_response remove(call& of) {
    of.require(engine::action::operate, everywhere);
    const auto& login = of.context.parameter("login");
    if (!of.on.people.remove(login)) {
        no_such_account(login);
    }
    return empty_response();
}

struct grant_line {
    events::officer_id officer;
    std::optional<std::string> name;
    events::role role{};
    events::office_code office;
    bool descendants = false;
    events::instant since{};
    events::officer_id by;
    std::optional<std::string> by_name;
    static constexpr auto fields() {
        using v = grant_line;
        using events::field;
        return std::tuple{field{"officer", &v::officer},
                          field{"name", &v::name},
                          field{"role", &v::role},
                          field{"office", &v::office},
                          field{"descendants", &v::descendants},
                          field{"since", &v::since},
                          field{"by", &v::by},
                          field{"by_name", &v::by_name}};
    }
};

/// Who runs the installation, and who oversees an office, sees the roles there; everybody their
/// own.
http_response grants(call& of) {
    const auto* officer = of.query("officer");
    const bool mine = officer != nullptr && *officer == of.officer().str();
    if (mine) {
        of.ask_for_oneself();
    }
    const auto rows = officer == nullptr || officer->empty()
                          ? projections::all_grants(of.view())
                          : projections::grants_of(of.view(), events::officer_id{*officer});
    listed<grant_line> out;
    for (const auto& row : rows) {
        if (mine || of.may(engine::action::operate, row.at) ||
            of.may(engine::action::read_refusals, row.at)) {
            out.items.push_back({row.officer, officer_name(of, row.officer), row.granted, row.at,
                                 row.descendants, row.since, row.by, officer_name(of, row.by)});
        }
    }
    if (out.items.empty() && !mine) {
        of.require(engine::action::operate, everywhere);
    }
    return json_answer(out);
}

} // namespace

void add_accounts(operations& into, service&) {
    const answer_note shown{200, "The account.", json_body<account_view>("account")};
    into.push_back(
        {.line = "GET /v1/accounts",
         .id = "list_accounts",
         .group = "accounts",
         .about = "Who may sign in. What they may do is in GET /v1/grants.",
         .answers = {{200, "All accounts.", json_body<listed<account_view>>("accounts")}},
         .serve = answering(list_accounts),
         .options = {.where = run_on::workers}});
    into.push_back({.line = "GET /v1/accounts/{login}",
                    .id = "show_account",
                    .group = "accounts",
                    .about = "One account.",
                    .answers = {shown},
                    .problems = {"not_found"},
                    .serve = answering(show_account),
                    .options = {.where = run_on::workers}});
    into.push_back(
        {.line = "PUT /v1/accounts/{login}",
         .id = "put_account",
         .group = "accounts",
         .about = "Make an account or change it. Without `password` the old one stays, without "
                  "`officer` and `disabled` what is known (a new account's officer is its login); "
                  "with a password, or when the account is disabled, its sessions end. Asking "
                  "again changes nothing.",
         .takes = {json_body<account_input>("account_input")},
         .answers = {shown, {201, "The new account.", json_body<account_view>("account")}},
         .problems = {"body_invalid", "invalid_input"},
         .serve = answering(put_account),
         .options = {.body_bytes_max = account_bytes_max, .where = run_on::workers}});
    into.push_back({.line = "DELETE /v1/accounts/{login}",
                    .id = "remove_account",
                    .group = "accounts",
                    .about = "Remove an account with its sessions and its officer's name. "
                             "Histories then show the pseudonym only: disable the account to keep "
                             "the name.",
                    .answers = {{204, "Removed."}},
                    .problems = {"not_found"},
                    .serve = answering(remove),
                    .options = {.where = run_on::workers}});
}

void add_grants(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/grants",
         .id = "list_grants",
         .group = "accounts",
         .about =
             "Who may act in which role where: all that the caller oversees, or one officer's. "
             "Roles are given and taken by the commands `grant_role` and `revoke_role` at an "
             "office.",
         .parameters = {text_parameter("officer", "Only this officer's.")},
         .answers = {{200, "The grants.", json_body<listed<grant_line>>("grants")}},
         .serve = answering(grants),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
