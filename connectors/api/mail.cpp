#include "connectors/api/case_access.hpp"
#include "connectors/api/catalogue.hpp"
#include "connectors/api/command_answer.hpp"
#include "connectors/api/json_body.hpp"
#include "connectors/api/matter_line.hpp"
#include "connectors/api/reach.hpp"
#include "connectors/duties/mail_attach.hpp"
#include "connectors/duties/mail_intake.hpp"
#include "connectors/mail/limits.hpp"
#include "engine/commands.hpp"

#include <algorithm>

namespace connectors::api {

/// What a person has to do with a mail.
enum class mail_task { sort, check };

} // namespace connectors::api

template <> struct events::enum_names<connectors::api::mail_task> {
    static constexpr std::array<std::string_view, 2> names{"sort", "check"};
};

namespace connectors::api {
namespace {

using projections::case_row;

struct mail_file {
    std::string name;
    std::string sha256;
    static constexpr auto fields() {
        using v = mail_file;
        using events::field;
        return std::tuple{field{"name", &v::name}, field{"sha256", &v::sha256}};
    }
};

/// A mail that waits for a person.
struct mail_line : matter_line {
    mail_task task{};
    events::instant received_at{};
    events::digest sha256; ///< of the raw mail
    std::string reason;
    std::vector<std::string> findings;
    std::string content_state; ///< open, sealed (you may not see it), erased
    std::optional<std::string> from_name;
    std::optional<std::string> from_address;
    std::optional<std::string> subject_line;
    std::optional<std::string> may_belong_to; ///< the code of the case that it points to
    std::vector<mail_file> files;
    static constexpr auto fields() {
        using v = mail_line;
        using events::field;
        return std::tuple_cat(
            std::tuple{field{"task", &v::task}}, matter_line::fields(),
            std::tuple{field{"received_at", &v::received_at}, field{"sha256", &v::sha256},
                       field{"reason", &v::reason}, field{"findings", &v::findings},
                       field{"content_state", &v::content_state}, field{"from_name", &v::from_name},
                       field{"from_address", &v::from_address},
                       field{"subject_line", &v::subject_line},
                       field{"may_belong_to", &v::may_belong_to}, field{"files", &v::files}});
    }
};

const events::incoming_mail* mail_in(const events::payload& what) {
    if (const auto* set_aside = std::get_if<events::mail_set_aside>(&what)) {
        return &set_aside->mail;
    }
    if (const auto* asked = std::get_if<events::support_requested>(&what)) {
        return &asked->mail;
    }
    if (const auto* reply = std::get_if<events::reply_received>(&what)) {
        return &reply->mail;
    }
    return nullptr;
}

std::optional<std::string> text_in(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() &&
                   !found->get_ref<const std::string&>().empty()
               ? std::optional{found->get<std::string>()}
               : std::nullopt;
}

void add_content(call& of, mail_line& into, const person_view& person) {
    if (!person.data || !person.data->value.is_object()) {
        return;
    }
    const auto& data = person.data->value;
    if (person.part != "mail") {
        into.from_name = text_in(data, "name");
        into.from_address = text_in(data, "email");
        return;
    }
    into.subject_line = text_in(data, "subject");
    if (auto from = text_in(data, "from_address")) { // of a reply, which is sealed for its case
        into.from_address = std::move(from);
        into.from_name = text_in(data, "from_name");
    }
    if (const auto of_case = text_in(data, "may_belong_to")) {
        const auto known = projections::find_case(of.view(), events::case_id{*of_case});
        into.may_belong_to = known ? std::optional{known->shown_code()} : std::nullopt;
    }
    if (const auto files = data.find("files"); files != data.end() && files->is_array()) {
        for (const auto& file : *files) {
            into.files.push_back(
                {text_in(file, "name").value_or(""), text_in(file, "sha256").value_or("")});
        }
    }
}

/// The newest event of the case that tells of a mail.
std::optional<events::event> newest_mail(call& of, const case_row& row) {
    std::optional<events::event> out;
    projections::page_request which{projections::page_rows_max, {}};
    do {
        const auto page = projections::timeline(of.view(), row.id, which);
        for (const auto& entry : page.rows) {
            auto one = projections::event_at(of.on.log, entry.place);
            if (mail_in(one.detail) != nullptr) {
                out = std::move(one);
            }
        }
        which.cursor = page.next;
    } while (!which.cursor.empty());
    return out;
}

mail_line mail_line_of(call& of, const case_row& row) {
    auto out = line_about<mail_line>(of, row);
    out.task = row.at == events::status::awaiting_sorting ? mail_task::sort : mail_task::check;
    out.received_at = row.opened_at;
    out.content_state = "sealed";
    const auto newest = newest_mail(of, row);
    const auto state = projections::find_case(of.view(), row.id);
    if (!newest || !state) {
        return out;
    }
    const auto& mail = *mail_in(newest->detail);
    out.received_at = newest->about.time;
    out.sha256 = mail.sha256;
    out.reason = mail.reason;
    out.findings = mail.findings;
    for (const auto& box : newest->common.sealed) {
        const auto person = api::view_of(of, *state, box);
        out.content_state = person.state;
        add_content(of, out, person);
    }
    return out;
}

http_response list_mail(call& of) {
    const auto over = reach_of(of, engine::action::read_case);
    const auto task = enum_query<mail_task>(of, "task");
    std::vector<list_part<case_row>> parts;
    for (const auto& office : over.offices) {
        const auto add = [&](mail_task what, events::status at) {
            if (!task || *task == what) {
                parts.push_back({office.str() + "-" + std::string{events::name_of(what)},
                                 [&of, office, at](const auto& which) {
                                     return projections::list_cases(of.view(), office, at, which);
                                 }});
            }
        };
        add(mail_task::sort, events::status::awaiting_sorting);
        add(mail_task::check, events::status::mail_received);
    }
    const auto page = one_after_another(parts, page_query(of));
    return json_answer(listed_of(page, [&](const auto& row) { return mail_line_of(of, row); }));
}

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
    return answer_of(fresh, done.asked, done.told);
}

} // namespace

void add_mail(operations& into, service&) {
    auto parameters = reach_parameters();
    parameters.push_back(enum_parameter<mail_task>(
        "task", "Only mails to `sort` (could be read in more than one way) or to `check`."));
    into.push_back(
        {.line = "GET /v1/mail",
         .id = "list_mail",
         .group = "mail",
         .about = "Mails that wait for a person, newest first: those that are ambiguous, with the "
                  "codes of what is odd about them, then those that nobody has checked yet. The "
                  "raw mail is the document `sha256` of the case.",
         .parameters = paged(std::move(parameters)),
         .answers = {{200, "A page of mails.", json_body<listed<mail_line>>("waiting_mail")}},
         .problems = {"office_unknown", "parameter_invalid", "cursor_invalid"},
         .serve = answering(list_mail),
         .options = {.where = run_on::workers}});
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
