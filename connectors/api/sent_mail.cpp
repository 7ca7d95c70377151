#include "connectors/api/catalogue.hpp"
#include "connectors/api/document_access.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/slip_case.hpp"
#include "connectors/api/step_view.hpp"
#include "connectors/documents/mail_page.hpp"
#include "connectors/documents/pdf.hpp"
#include "connectors/duties/letters.hpp"
#include "connectors/http/request_fields.hpp"
#include "connectors/issued_mail.hpp"
#include "connectors/mail/outbox.hpp"
#include "connectors/mail/read_back.hpp"
#include "connectors/secret_case.hpp"
#include "projections/mail_index.hpp"
#include "projections/timeline.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>

/// What the office has written to the person by e-mail, each named by the event that says it. What
/// was issued is shown from the bytes that the event `mail_issued` names; mails of logs of before,
/// and those that wait to be issued, are rendered anew and say so.
namespace connectors::api {
namespace {

struct sent_mail_line {
    std::uint64_t step = 0;
    events::event_id event;
    std::string type; ///< of the event
    events::instant sent_at{};
    std::string to;
    std::string subject_line;
    std::string message_id;
    std::optional<std::string> enclosed; ///< the letter on paper that goes along
    bool in_outbox = false;
    std::optional<std::uint64_t> issued_by_step; ///< whose event names the bytes that were sent
    std::optional<events::digest> sha256;        ///< of those bytes
    bool rendered_anew = false; ///< no bytes were kept: this is what today's wording makes of it
    static constexpr auto fields() {
        using v = sent_mail_line;
        using events::field;
        return std::tuple{field{"step", &v::step},
                          field{"event", &v::event},
                          field{"type", &v::type},
                          field{"sent_at", &v::sent_at},
                          field{"to", &v::to},
                          field{"subject_line", &v::subject_line},
                          field{"message_id", &v::message_id},
                          field{"enclosed", &v::enclosed},
                          field{"in_outbox", &v::in_outbox},
                          field{"issued_by_step", &v::issued_by_step},
                          field{"sha256", &v::sha256},
                          field{"rendered_anew", &v::rendered_anew}};
    }
};

letters letters_of(const call& of) {
    static const office_contacts none;
    return {of.on.log, of.on.store, of.on.vault, of.on.rules,
            of.on.contacts == nullptr ? none : *of.on.contacts};
}

/// Empty when the step tells nothing by e-mail, or there is nobody to tell.
std::optional<outgoing_message> mail_of(const letters& from, const events::event& what) {
    if (!from.is_for_the_person(what)) {
        return std::nullopt;
    }
    const auto made = from.letter_for(what);
    if (!made) {
        return std::nullopt;
    }
    auto message = from.message_of(*made, what);
    if (made->enclosed) {
        message.files.push_back({made->enclosed_name, made->enclosed->media_type, {}});
    }
    return message;
}

bool lies_in_outbox(const call& of, const events::office_code& office, const std::string& id) {
    const auto folder = of.on.data / "outbox" / office.str();
    return std::filesystem::exists(folder) && outbox{folder}.has(id);
}

/// By the step that each mail is about.
std::map<std::uint64_t, events::event>
issued_among(const call& of, const std::vector<projections::timeline_entry>& steps) {
    std::map<std::uint64_t, events::event> out;
    for (const auto& entry : steps) {
        if (entry.type == events::mail_issued::name) {
            auto what = projections::event_at(of.on.log, entry.place);
            const auto about = std::get<events::mail_issued>(what.detail).of_step;
            out.emplace(about, std::move(what));
        }
    }
    return out;
}

/// Nothing of a person who was erased, as with letters on paper.
std::optional<sent_mail_line> line_as_issued(call& of, const engine::case_state& state,
                                             const events::event& issued) {
    const auto said = summary_of(of.on.vault, issued);
    if (!said || somebody_erased(of, state)) {
        return std::nullopt;
    }
    sent_mail_line one;
    one.to = said->to_address;
    one.subject_line = said->subject;
    one.message_id = said->message_id;
    one.enclosed = said->enclosed;
    one.issued_by_step = issued.about.sequence;
    one.sha256 = said->sha256;
    return one;
}

std::optional<sent_mail_line> line_rendered_anew(const letters& from, const events::event& what) {
    const auto mail = mail_of(from, what);
    if (!mail) {
        return std::nullopt;
    }
    sent_mail_line one;
    one.to = mail->to_address;
    one.subject_line = mail->subject;
    one.message_id = mail->message_id;
    if (!mail->files.empty()) {
        one.enclosed = mail->files.front().name;
    }
    one.rendered_anew = true;
    return one;
}

/// For who may see the person of the case: one who only presses has no mail of it.
slip_case case_of_reader(call& of) {
    slip_case seen{of};
    of.require(reading_persons_of(seen.state()), seen.state().office);
    return seen;
}

http_response list_sent(call& of) {
    const auto seen = case_of_reader(of);
    const auto from = letters_of(of);
    const auto steps = whole_timeline(of.view(), seen.state().id);
    const auto issued = issued_among(of, steps);
    listed<sent_mail_line> out;
    for (const auto& entry : steps) {
        if (!projections::is_told_by_mail(entry.type)) {
            continue; // unread
        }
        const auto what = projections::event_at(of.on.log, entry.place);
        const auto known = issued.find(entry.sequence);
        auto one = known == issued.end() ? line_rendered_anew(from, what)
                                         : line_as_issued(of, seen.state(), known->second);
        if (!one) {
            continue;
        }
        one->step = entry.sequence;
        one->event = what.about.id;
        one->type = std::string{events::name_of(what.detail)};
        one->sent_at = what.about.time;
        one->in_outbox = lies_in_outbox(of, what.about.office, one->message_id);
        out.items.push_back(*std::move(one));
    }
    return json_answer(out);
}

[[noreturn]] void no_such_mail() {
    throw refusal(problem_of("not_found",
                             {"Bước này không có thư điện tử, hoặc người nhận không có địa chỉ.",
                              "This step sent no e-mail, or the person has no address any more."}));
}

/// `12.pdf`: the step and the form in which it is wanted.
std::pair<std::uint64_t, std::string_view> wanted_of(const call& of) {
    const std::string_view text = of.context.parameter("mail");
    const auto dot = std::min(text.rfind('.'), text.size());
    std::uint64_t step = 0;
    const auto number = text.substr(0, dot);
    const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), step);
    const auto ending = text.substr(dot);
    if (problem != std::errc{} || end != number.data() + number.size() ||
        (ending != ".pdf" && ending != ".txt" && ending != ".eml")) {
        throw refusal(problem_of("not_found", {"Chỉ có dạng BƯỚC.pdf, BƯỚC.txt và BƯỚC.eml.",
                                               "There is STEP.pdf, STEP.txt and STEP.eml."}));
    }
    return {step, ending};
}

/// The bytes that were sent; nothing where none were kept. Throws refusal `erased`.
std::optional<std::string> sent_bytes_of(call& of, const engine::case_state& state,
                                         std::uint64_t step) {
    const auto issued = mail_issued_for(of.view(), of.on.log, state.id, step);
    if (!issued) {
        return std::nullopt;
    }
    require_documents(of, state);
    auto bytes = issued_bytes(of.on.vault, of.on.documents, *issued);
    if (!bytes) {
        throw refusal(problem_of("erased"));
    }
    return bytes;
}

void name_file(http_response& into, const slip_case& seen, std::uint64_t step, std::string_view way,
               std::string_view ending) {
    into.headers.add("Content-Disposition", fmt::format("{}; filename=\"mail-{}-{}{}\"", way,
                                                        seen.state().shown_code(), step, ending));
    into.headers.add("ETag", strong_entity_tag(events::hex(events::sha256(into.body))));
}

/// Mail is the person's words and a program's: a browser saves it and never shows it as ours.
http_response as_sent(const slip_case& seen, std::uint64_t step, std::string bytes) {
    http_response out;
    out.content_type = "message/rfc822";
    out.body = std::move(bytes);
    name_file(out, seen, step, "attachment", ".eml");
    out.headers.add("X-Content-Type-Options", "nosniff");
    out.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
    return out;
}

http_response as_page(const slip_case& seen, std::uint64_t step, std::string_view ending,
                      const outgoing_message& mail, mail_page_source from) {
    const auto page = mail_page(mail, from);
    auto out = text_response({});
    if (ending == ".txt") {
        for (const auto& block : page.blocks) {
            out.body += block.text + "\n\n";
        }
    } else {
        out.content_type = "application/pdf";
        out.body = to_pdf(page, mail.from_name, mail.date);
        name_file(out, seen, step, "inline", ending);
    }
    return out;
}

std::optional<outgoing_message> rendered_anew(call& of, const projections::timeline_entry& entry) {
    return mail_of(letters_of(of), projections::event_at(of.on.log, entry.place));
}

http_response show_sent(call& of) {
    const auto seen = case_of_reader(of);
    const auto [step, ending] = wanted_of(of);
    const auto entry = projections::step_at(of.view(), seen.state().id, step);
    if (!entry || !projections::is_told_by_mail(entry->type)) {
        no_such_mail();
    }
    http_response out;
    if (auto bytes = sent_bytes_of(of, seen.state(), step)) {
        out = ending == ".eml"
                  ? as_sent(seen, step, *std::move(bytes))
                  : as_page(seen, step, ending, read_back(*bytes), mail_page_source::sent_bytes);
    } else if (ending == ".eml") {
        throw refusal(problem_of(
            "not_found", {"Bản gốc của thư này không được lưu, hoặc thư chưa được gửi.",
                          "The bytes of this e-mail were not kept, or it has not gone out yet."}));
    } else if (const auto mail = rendered_anew(of, *entry)) {
        out = as_page(seen, step, ending, *mail, mail_page_source::rendered_anew);
    } else {
        no_such_mail();
    }
    out.headers.add("Cache-Control", "no-store");
    return out;
}

} // namespace

void add_sent_mail(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/cases/{code}/mail",
         .id = "list_sent_mail",
         .group = "mail",
         .about = "What the office has to tell the person of a case by e-mail, each by the step "
                  "that says it; `in_outbox` when it was put into the outbox of this installation "
                  "or sent from it. What was issued is told as it was sent, with the step whose "
                  "event names its bytes (`issued_by_step`) and their SHA-256; the rest is "
                  "`rendered_anew`, by today's wording. Nothing of a person who was erased, and "
                  "nothing of who denounced.",
         .answers = {{200, "The e-mails, oldest first.",
                      json_body<listed<sent_mail_line>>("sent_mails")}},
         .problems = {"case_unknown"},
         .serve = answering(list_sent),
         .options = {.where = run_on::workers}});
    into.push_back({.line = "GET /v1/cases/{code}/mail/{mail}",
                    .id = "show_sent_mail",
                    .group = "mail",
                    .about =
                        "An e-mail to the person by its step: `12.pdf` or `12.txt`, a page for the "
                        "file, or `12.eml`, the very bytes that were sent. The page shows what was "
                        "sent, whatever the wording is today; of a mail whose bytes were not kept, "
                        "or that has not gone out yet, it is rendered anew and says so.",
                    .answers = {{200, "The page.", {"application/pdf", {}, nullptr}}},
                    .problems = {"case_unknown", "not_found", "erased"},
                    .serve = answering(show_sent),
                    .options = {.where = run_on::workers}});
}

} // namespace connectors::api
