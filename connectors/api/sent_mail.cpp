#include "connectors/api/catalogue.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/slip_case.hpp"
#include "connectors/api/step_view.hpp"
#include "connectors/documents/mail_page.hpp"
#include "connectors/documents/pdf.hpp"
#include "connectors/duties/letters.hpp"
#include "connectors/http/request_fields.hpp"
#include "connectors/mail/outbox.hpp"
#include "projections/mail_index.hpp"

#include <fmt/format.h>

#include <charconv>

/// What the office has written to the person by e-mail, each named by the event that says it.
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
                          field{"in_outbox", &v::in_outbox}};
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

http_response list_sent(call& of) {
    const slip_case seen{of}; // who may see the person of the case
    const auto from = letters_of(of);
    listed<sent_mail_line> out;
    for (const auto& entry : whole_timeline(of.view(), seen.state().id)) {
        if (!projections::is_told_by_mail(entry.type)) {
            continue; // unread
        }
        const auto what = projections::event_at(of.on.log, entry.place);
        const auto mail = mail_of(from, what);
        if (!mail) {
            continue;
        }
        sent_mail_line one;
        one.step = entry.sequence;
        one.event = what.about.id;
        one.type = std::string{events::name_of(what.detail)};
        one.sent_at = mail->date;
        one.to = mail->to_address;
        one.subject_line = mail->subject;
        one.message_id = mail->message_id;
        if (!mail->files.empty()) {
            one.enclosed = mail->files.front().name;
        }
        one.in_outbox = lies_in_outbox(of, what.about.office, mail->message_id);
        out.items.push_back(std::move(one));
    }
    return json_answer(out);
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
        (ending != ".pdf" && ending != ".txt")) {
        throw refusal(problem_of(
            "not_found", {"Chỉ có dạng BƯỚC.pdf và BƯỚC.txt.", "There is STEP.pdf and STEP.txt."}));
    }
    return {step, ending};
}

http_response show_sent(call& of) {
    const slip_case seen{of};
    const auto [step, ending] = wanted_of(of);
    const auto entry = entry_of(of.view(), seen.state().id, step);
    std::optional<outgoing_message> mail;
    if (entry && projections::is_told_by_mail(entry->type)) {
        mail = mail_of(letters_of(of), projections::event_at(of.on.log, entry->place));
    }
    if (!mail) {
        throw refusal(problem_of(
            "not_found", {"Bước này không có thư điện tử, hoặc người nhận không có địa chỉ.",
                          "This step sent no e-mail, or the person has no address any more."}));
    }
    const auto page = mail_page(*mail);
    auto out = text_response({});
    if (ending == ".txt") {
        for (const auto& block : page.blocks) {
            out.body += block.text + "\n\n";
        }
    } else {
        out.content_type = "application/pdf";
        out.body = to_pdf(page, mail->from_name, mail->date);
        out.headers.add("Content-Disposition", fmt::format("inline; filename=\"mail-{}-{}.pdf\"",
                                                           seen.state().shown_code(), step));
        out.headers.add("ETag", strong_entity_tag(events::hex(events::sha256(out.body))));
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
                  "or sent from it. Nothing of a person who was erased, and nothing of who "
                  "denounced.",
         .answers = {{200, "The e-mails, oldest first.",
                      json_body<listed<sent_mail_line>>("sent_mails")}},
         .problems = {"case_unknown"},
         .serve = answering(list_sent),
         .options = {.where = run_on::workers}});
    into.push_back({.line = "GET /v1/cases/{code}/mail/{mail}",
                    .id = "show_sent_mail",
                    .group = "mail",
                    .about =
                        "An e-mail to the person as a page for the file, by its step: `12.pdf` or "
                        "`12.txt`. The same bytes whenever it is asked for.",
                    .answers = {{200, "The page.", {"application/pdf", {}, nullptr}}},
                    .problems = {"case_unknown", "not_found"},
                    .serve = answering(show_sent),
                    .options = {.where = run_on::workers}});
}

} // namespace connectors::api
