#include "connectors/api/acting_office.hpp"
#include "connectors/api/catalogue.hpp"
#include "connectors/api/command_answer.hpp"
#include "connectors/api/document_access.hpp"
#include "connectors/api/no_body.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/api/slip_case.hpp"
#include "connectors/documents/pdf.hpp"
#include "connectors/http/request_fields.hpp"
#include "engine/numbering.hpp"
#include "projections/register_book.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace connectors::api {
namespace {

/// A form and how it stands for this case.
struct slip_view {
    std::string form;
    std::string name;
    std::string version;
    std::string source;
    engine::confidence tag{};
    bool adopted = false;                 ///< only an adopted form is issued
    std::optional<std::uint64_t> of_step; ///< the newest step that it is printed for
    std::optional<std::uint64_t> issued_by_step;
    std::optional<std::string> sha256; ///< of the issued document, while it may be opened

    static constexpr auto fields() {
        using v = slip_view;
        using events::field;
        return std::tuple{
            field{"form", &v::form},       field{"name", &v::name},
            field{"version", &v::version}, field{"source", &v::source},
            field{"tag", &v::tag},         field{"adopted", &v::adopted},
            field{"of_step", &v::of_step}, field{"issued_by_step", &v::issued_by_step},
            field{"sha256", &v::sha256}};
    }
};

http_response list_slips(call& of) {
    const slip_case slips{of};
    const bool opens_documents = may_open_documents(of, slips.state());
    listed<slip_view> out;
    for (const auto* own : slips.own_forms()) {
        const auto& form = *own;
        const auto* version = form.version_on(slips.received_on());
        slip_view one{form.id,
                      name_in(of, form.name),
                      version->id,
                      version->on.from.source,
                      version->on.from.tag,
                      version->on.adopted,
                      {},
                      {},
                      {}};
        if (const auto step = slips.step_for(form.id)) {
            one.of_step = step->sequence;
            if (const auto issued = slips.issued(form.id, step->sequence)) {
                one.issued_by_step = issued->sequence;
                if (opens_documents) {
                    one.sha256 = events::hex(issued->document.sha256);
                }
            }
        }
        out.items.push_back(std::move(one));
    }
    return json_answer(out);
}

http_response pdf_answer(std::string bytes, const std::string& name) {
    http_response out;
    out.content_type = "application/pdf";
    out.headers.add("Content-Disposition", fmt::format("inline; filename=\"{}.pdf\"", name));
    out.headers.add("Cache-Control", "no-store");
    out.headers.add("ETag", strong_entity_tag(events::hex(events::sha256(bytes))));
    out.body = std::move(bytes);
    return out;
}

http_response show_slip(call& of) {
    const slip_case slips{of};
    std::string_view wanted = of.context.parameter("form");
    const auto dot = wanted.rfind('.');
    const auto ending = dot == std::string_view::npos ? std::string_view{} : wanted.substr(dot);
    if (ending != ".pdf" && ending != ".txt") {
        throw refusal(
            problem_of("not_found", {"Chỉ có dạng .pdf và .txt.", "There is .pdf and .txt only."}));
    }
    const auto form = std::string{wanted.substr(0, dot)};
    const auto step = slips.required_step(form);
    const auto name = form + "-" + slips.state().shown_code();
    if (ending == ".pdf" && !flag_query(of, "preview")) {
        if (const auto issued = slips.issued(form, step.sequence)) {
            return pdf_answer(slips.stored(*issued), name);
        }
    }
    auto document = slips.composed(form, step);
    document.remark +=
        (document.remark.empty() ? "" : " ") + std::string{"Bản xem trước, chưa phát hành."};
    if (ending == ".txt") {
        auto out = text_response(engine::to_text(document));
        out.headers.add("Cache-Control", "no-store");
        return out;
    }
    return pdf_answer(to_pdf(document, document.header.issuer, step.time), name);
}

/// Puts an issued document into the store, and names it with its sheets, for its folio numbers.
events::document_ref kept(const call& of, const drawn_pdf& drawn, const std::string& form) {
    return {of.on.documents.put(drawn.bytes), form, "application/pdf", drawn.bytes.size(),
            drawn.sheets()};
}

/// How often a letter takes the next number when another document of the office was quicker.
constexpr int numbers_tried_max = 8;

/// Numbers and issues a letter. Its page shows the number, so the number is looked up first and
/// only counts when it is still the next; otherwise the page is drawn again with the next one.
engine::answer issue_numbered(call& of, const slip_case& slips, engine::command& what,
                              const projections::timeline_entry& step, const std::string& form) {
    const auto& letter = *slips.form_named(form).letter;
    const auto counter =
        engine::numbering::document_counter(what.office, events::office_date(of.now()));
    engine::answer told;
    for (int i = 0; i < numbers_tried_max; ++i) {
        const auto number = projections::newest_number(of.on.store.view(), counter) + 1;
        const auto document = slips.composed(form, step, number);
        what.documents = {kept(of, draw_pdf(document, document.header.issuer, of.now()), form)};
        what.detail = engine::issue_letter{form, slips.version_of(form)->id, step.sequence,
                                           letter.kind, number};
        told = of.on.node->run(what);
        const auto* no = std::get_if<engine::rejection>(&told);
        if (no == nullptr || no->rule != "number_is_the_next") {
            break;
        }
    }
    return told;
}

engine::answer issue_slip(call& of, const slip_case& slips, engine::command& what,
                          const projections::timeline_entry& step, const std::string& form) {
    const auto document = slips.composed(form, step);
    what.detail = engine::attach_document{};
    what.documents = {kept(of, draw_pdf(document, document.header.issuer, step.time), form)};
    return of.on.node->run(what);
}

/// In which role: who presses sends the letter of the agency above, and nobody of the late office.
events::role issuing_role(call& of, const engine::form* form, const events::office_code& office) {
    std::string_view step = engine::attach_document::name;
    if (form != nullptr && form->letter) {
        step = form->letter->from == engine::letter_sender::office
                   ? engine::issue_letter::name
                   : engine::press_lower_agency::name;
    }
    return of.require(engine::action::command, acting_office(of, step, office), step).as;
}

/// Issues the form of the newest step it is printed for: the document first, durable, then the
/// event that names it. The id of the command follows from step and form, so that issuing again
/// finds the first issue.
http_response issue(call& of) {
    if (of.on.node == nullptr) {
        throw refusal(problem_of("read_only"));
    }
    const slip_case slips{of};
    engine::command what;
    const auto& form = of.context.parameter("form");
    const auto* known = engine::find_form(slips.forms(), form);
    const bool letter = known != nullptr && known->letter.has_value() &&
                        known->letter->from == engine::letter_sender::office;
    what.acting_as = issuing_role(of, known, slips.state().office);
    require_no_body(of);
    const auto step = slips.required_step(form);
    slips.require_adopted(form);
    what.id = events::command_id{events::uuid_of(fmt::format("slip:{}:{}", step.id.str(), form))};
    what.office = slips.state().office;
    what.subject = slips.state().id;
    what.actor = of.officer();
    what.causation = step.id.str();
    const auto told = letter ? issue_numbered(of, slips, what, step, form)
                             : issue_slip(of, slips, what, step, form);
    call fresh{of.on, of.context, of.officer()}; // the fold has passed the event
    return answer_of(fresh, what, told, named_by::itself);
}

} // namespace

void add_slips(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/cases/{code}/documents",
         .id = "list_slips",
         .group = "cases",
         .about =
             "The slips of a case: which form was in force when it was received, the step that "
             "each is printed for, and what was issued.",
         .answers = {{200, "The forms.", json_body<listed<slip_view>>("slips")}},
         .problems = {"case_unknown"},
         .serve = answering(list_slips),
         .options = {.where = run_on::workers}});
    into.push_back(
        {.line = "GET /v1/cases/{code}/documents/{form}",
         .id = "show_slip",
         .group = "cases",
         .about = "A slip as `{form}.pdf` or `{form}.txt`, for example `receipt_slip.pdf`: the "
                  "issued document if there is one, else a preview that says so.",
         .parameters = {{"preview", "true: drawn anew, also when it was issued."}},
         .answers = {{200, "The document.", {"application/pdf", {}, nullptr}}},
         .problems = {"case_unknown", "not_found", "slip_not_ready", "erased"},
         .serve = answering(show_slip),
         .options = {.where = run_on::workers}});
    into.push_back(
        {.line = "POST /v1/cases/{code}/documents/{form}",
         .id = "issue_slip",
         .group = "cases",
         .about = "Issues a slip: stores the document and records the event that names it by hash. "
                  "Doing it again finds the first issue.",
         .takes = {no_body()},
         .answers = {{200, "The step that issued it.", json_body<step_taken>("step_taken")}},
         .problems = {"case_unknown", "not_found", "slip_not_ready", "form_not_adopted",
                      "body_invalid", "not_allowed_now", "read_only", "busy", "unavailable",
                      "outcome_unknown"},
         .serve = answering(issue),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
