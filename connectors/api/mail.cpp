#include "connectors/api/case_access.hpp"
#include "connectors/api/catalogue.hpp"
#include "connectors/api/command_answer.hpp"
#include "connectors/api/json_body.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/duties/mail_attach.hpp"
#include "connectors/duties/mail_intake.hpp"
#include "connectors/mail/limits.hpp"
#include "connectors/secret_case.hpp"
#include "engine/commands.hpp"
#include "engine/rules/acts.hpp"

#include <algorithm>

namespace connectors::api {
namespace {

/// What became of one mail.
struct taken_mail {
    std::string file;
    events::digest sha256;
    events::mail_outcome outcome{};
    std::string code;
    std::string reason_code;
    std::string reason; ///< a sentence in the caller's language
    static constexpr auto fields() {
        using v = taken_mail;
        using events::field;
        return std::tuple{field{"file", &v::file},
                          field{"sha256", &v::sha256},
                          field{"outcome", &v::outcome},
                          field{"case", &v::code},
                          field{"reason_code", &v::reason_code},
                          field{"reason", &v::reason}};
    }
};

/// What whoever sends the beginning of a large mail says of the whole.
std::optional<cut_mail> cut_of(const call& of) {
    const auto bytes = number_query(of, "whole_bytes");
    const auto* hash = of.query("whole_sha256");
    if (!bytes && hash == nullptr) {
        return std::nullopt;
    }
    if (of.context.request.body.size() != mail_limits::kept_bytes_max ||
        bytes.value_or(0) <= mail_limits::kept_bytes_max) {
        refuse_parameter("whole_bytes", {"Chỉ dành cho 64 MiB đầu của thư lớn hơn.",
                                         "Only for the first 64 MiB of a mail that is larger."});
    }
    const auto whole = hash == nullptr ? std::nullopt : events::digest_from_hex(*hash);
    if (!whole) {
        refuse_parameter("whole_sha256", {"Phải là SHA-256 của toàn bộ thư.",
                                          "Must be the SHA-256 of the whole mail."});
    }
    return cut_mail{*whole, static_cast<std::size_t>(*bytes)};
}

http_response take(call& of) {
    const auto office = known_office(of, of.context.parameter("office"));
    of.require(engine::action::command, office, engine::receive_mail::name);
    if (of.on.intake == nullptr) {
        throw refusal(problem_of("read_only"));
    }
    const auto& request = of.context.request;
    const auto type = request.header("Content-Type");
    if (!type.empty() && !type.starts_with("message/rfc822") &&
        !type.starts_with("application/octet-stream")) {
        throw refusal(problem_of("media_type_unknown"));
    }
    const auto* file = of.query("file");
    const auto taken = of.on.intake->take(office, request.body, cut_of(of));
    return json_answer(
        taken_mail{file == nullptr ? "" : *file, taken.sha256, taken.outcome, taken.code, taken.why,
                   of.speaks() == language::vietnamese ? taken.reason_vi : taken.reason});
}

/// A mail that waits, by its code or id.
struct attach_input {
    std::string mail;
    static constexpr auto fields() {
        return std::tuple{events::field{"mail", &attach_input::mail}};
    }
};

constexpr std::size_t attach_bytes_max = 1024;

/// The raw mail says who wrote it, and in an ordinary case everybody who may see its persons would
/// read that.
void keep_denouncer(const call& of, const engine::case_state& mail, const engine::case_state& to) {
    if (!is_secret_case(mail) || is_secret_case(to)) {
        return;
    }
    auto told = problem_of(
        "not_allowed_now",
        {"Thư " + mail.shown_code() +
             " có thể là tố cáo nên người viết phải được giữ bí mật; hồ sơ " + to.shown_code() +
             " không phải là tố cáo. Hãy phân loại thư (sort_mail) thành vụ việc riêng.",
         "The mail " + mail.shown_code() +
             " may be a denunciation, so its writer stays secret; the case " + to.shown_code() +
             " is none. Sort the mail (sort_mail) into a case of its own."});
    told.with("rule", "denouncer_stays_secret");
    told.with("source",
              engine::cited_on(of.on.rules.acts, "Luật Tố cáo 25/2018/QH14 Điều 9", mail.law_of()));
    throw refusal(std::move(told));
}

http_response attach(call& of) {
    const auto to = case_of(of, engine::action::read_case);
    const auto by = of.require(engine::action::command, to.office, engine::attach_reply::name);
    if (of.on.node == nullptr) {
        throw refusal(problem_of("read_only"));
    }
    const auto asked = body_of<attach_input>(of, attach_bytes_max);
    const auto mail = case_named(of, asked.mail, engine::action::read_case);
    if (mail.office != to.office) {
        refuse_member("/mail", "is a mail of another office");
    }
    of.require(engine::action::command, mail.office, engine::dismiss_mail::name);
    keep_denouncer(of, mail, to);
    if (!can_be_attached(mail, to)) {
        throw refusal(problem_of("not_allowed_now",
                                 {"Thư này không còn chờ phân loại: " + mail.shown_code(),
                                  "This mail waits for nobody any more: " + mail.shown_code()}));
    }
    const auto told = std::ranges::find(mail.persons, "mail", &events::sealed_box::part);
    if (told == mail.persons.end() || !of.on.vault.key(told->person)) {
        throw refusal(problem_of("erased"));
    }
    const auto done = attach_mail(*of.on.node, of.on.log, of.view(), of.on.vault, mail, to,
                                  {of.officer(), by.as});
    call fresh{of.on, of.context, of.officer()}; // the fold has passed the events
    return answer_of(fresh, done.asked, done.told, named_by::itself);
}

} // namespace

void add_mail(operations& into, service&) {
    into.push_back(
        {.line = "POST /v1/offices/{office}/mail",
         .id = "take_mail",
         .group = "mail",
         .about = "Take in an e-mail that somebody sent to the office. The raw bytes are kept and "
                  "hashed "
                  "first; taking the same mail in again changes nothing, so no Idempotency-Key is "
                  "needed. `case` is the code of the case that it opened or belongs to. Up to 64 "
                  "MiB are "
                  "kept whole, of which the first 35 MiB are read.",
         .parameters = {text_parameter("file", "A name for the answer to repeat."),
                        text_parameter("whole_bytes", "Of a mail of more than 64 MiB, of which the "
                                                      "body is the first 64 MiB: its size."),
                        text_parameter("whole_sha256", "The SHA-256 of all its bytes.")},
         .takes = {{"message/rfc822", {}, nullptr}},
         .answers = {{200, "What became of it.", json_body<taken_mail>("taken_mail")}},
         .problems = {"office_unknown", "parameter_invalid", "media_type_unknown", "read_only"},
         .serve = answering(take),
         .options = {.body_bytes_max = mail_limits::kept_bytes_max, .where = run_on::workers}});
    into.push_back(
        {.line = "POST /v1/cases/{code}/mail",
         .id = "attach_mail",
         .group = "mail",
         .about = "Take a mail that was set aside into this case as the person's answer, for "
                  "example one that they wrote from another address. It then waits nowhere else, "
                  "and the case knows the address from then on. Asking again changes nothing, so "
                  "no Idempotency-Key is needed.",
         .takes = {{"application/json", "attach_mail",
                    [] { return events::schema::of<attach_input>(); }}},
         .answers = {{200, "The step of the case.", json_body<step_taken>("step_taken")}},
         .problems = {"case_unknown", "not_allowed_now", "erased", "body_invalid", "invalid_input",
                      "read_only", "busy", "unavailable", "outcome_unknown"},
         .serve = answering(attach),
         .options = {.body_bytes_max = attach_bytes_max, .where = run_on::workers}});
}

} // namespace connectors::api
