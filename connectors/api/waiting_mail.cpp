#include "connectors/api/catalogue.hpp"
#include "connectors/api/matter_line.hpp"
#include "connectors/api/reach.hpp"

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

} // namespace

void add_waiting_mail(operations& into, service&) {
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
}

} // namespace connectors::api
