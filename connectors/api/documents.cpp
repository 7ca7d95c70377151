#include "connectors/api/case_access.hpp"
#include "connectors/api/catalogue.hpp"
#include "connectors/api/document_access.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/mail/limits.hpp"
#include "connectors/mail/sniff.hpp"
#include "connectors/mail_documents.hpp"
#include "engine/commands.hpp"
#include "events/fault.hpp"

#include <algorithm>

namespace connectors::api {
namespace {

using namespace std::string_view_literals;

[[noreturn]] void no_such_document() {
    throw refusal(problem_of("not_found",
                             {"Hồ sơ không có tài liệu này.", "The case names no such document."}));
}

/// By the name of the stored bytes, or of the bytes as the sender sent them, which lie sealed.
const events::document_ref* document_in(const events::event& what, const events::digest& name,
                                        const events::vault& keys) {
    auto wanted = name;
    for (const auto& box : what.common.sealed) {
        if (const auto stored = stored_mail_document(keys, box, name)) {
            wanted = *stored;
        }
    }
    const auto& all = what.common.documents;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.sha256 == wanted; });
    return found == all.end() ? nullptr : &*found;
}

struct found_document {
    events::document_ref stored;
    std::vector<events::sealed_box> boxes; ///< of the event that names it
};

std::optional<found_document> document_of(call& of, const events::case_id& subject,
                                          const events::digest& name) {
    projections::page_request which{projections::page_rows_max, {}};
    do {
        const auto page = projections::timeline(of.view(), subject, which);
        for (const auto& entry : page.rows) {
            const auto event = projections::event_at(of.on.log, entry.place);
            if (const auto* one = document_in(event, name, of.on.vault)) {
                return found_document{*one, event.common.sealed};
            }
        }
        which.cursor = page.next;
    } while (!which.cursor.empty());
    return std::nullopt;
}

/// Mails and their files lie sealed, other papers as they are.
std::optional<std::string> bytes_of(call& of, const found_document& known) {
    for (const auto& box : known.boxes) {
        if (auto bytes =
                open_mail_document(of.on.vault, of.on.documents, box, known.stored.sha256)) {
            return bytes;
        }
    }
    return of.on.documents.get(known.stored.sha256);
}

bool is_media_type(std::string_view text) {
    return text.size() <= 127 && text.find('/') != std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '.' ||
                      c == '+' || c == '-' || c == '_';
           });
}

http_response show_document(call& of) {
    const auto name = events::digest_from_hex(of.context.parameter("sha256"));
    const auto state = case_named(of, required_query(of, "case"), engine::action::read_case);
    if (!name) {
        no_such_document();
    }
    const auto known = document_of(of, state.id, *name);
    require_documents(of, state); // first: what an erased person sent is named by nobody any more
    if (!known) {
        no_such_document();
    }
    require_unerased(of, known->stored.sha256);
    auto bytes = bytes_of(of, *known);
    if (!bytes) {
        throw events::fault("document-missing", "read the document " + events::hex(*name) +
                                                    " of case " + state.shown_code() +
                                                    ": it is not in the store; restore it there");
    }
    http_response out;
    out.content_type = is_media_type(known->stored.media_type) ? known->stored.media_type
                                                               : "application/octet-stream";
    // Whatever it is, a browser saves it and never shows it as a page of ours (ASVS 5.0 3.2.1).
    out.headers.add("Content-Disposition", "attachment; filename=\"" +
                                               events::hex(*name).substr(0, 16) +
                                               std::string{file_ending(out.content_type)} + "\"");
    out.headers.add("X-Content-Type-Options", "nosniff");
    out.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
    out.headers.add("Cache-Control", "no-store");
    out.headers.add("ETag", "\"" + events::hex(*name) + "\"");
    out.body = *std::move(bytes);
    return out;
}

/// What papers come as. Archives and programs have no place among them (ASVS 5.0 5.2.2).
constexpr std::array media_types_taken{
    "application/pdf"sv,
    "image/jpeg"sv,
    "image/png"sv,
    "image/tiff"sv,
    "image/heic"sv,
    "application/rtf"sv,
    "application/x-ole-storage"sv,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document"sv,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"sv,
};

http_response put_document(call& of) {
    const auto office = known_office(of, of.context.parameter("office"));
    of.require(engine::action::command, office, engine::attach_document::name);
    if (of.on.node == nullptr) {
        throw refusal(problem_of("read_only"));
    }
    const auto& bytes = of.context.request.body;
    // By content: what a name or a header says, anybody can say.
    const auto type = sniffed_media_type(bytes);
    if (std::find(media_types_taken.begin(), media_types_taken.end(), type) ==
        media_types_taken.end()) {
        throw refusal(
            problem_of("media_type_unknown",
                       {"Chỉ nhận PDF, ảnh JPEG, PNG, TIFF, HEIC, và văn bản Word, Excel, RTF.",
                        "PDF, JPEG, PNG, TIFF and HEIC pictures, Word, Excel and RTF are taken."}));
    }
    const auto* kind = of.query("kind");
    const auto sheets = number_query(of, "sheets");
    if (sheets == 0U) {
        refuse_parameter("sheets", {"Phải từ 1 trở lên; chưa đếm thì không ghi.",
                                    "Must be at least 1; leave it out where nobody counted."});
    }
    const auto name = of.on.documents.put(bytes);
    return json_answer(
        events::document_ref{name, kind == nullptr ? "paper" : *kind, type, bytes.size(), sheets},
        201);
}

} // namespace

void add_documents(operations& into, service&) {
    into.push_back(
        {.line = "POST /v1/offices/{office}/documents",
         .id = "put_document",
         .group = "commands",
         .about = "Put a paper into the store, for a command to name: the answer is an item of the "
                  "command's `documents`. The bytes are durable when it comes; putting the same "
                  "again changes nothing. What no command names is seen by nobody.",
         .parameters = {text_parameter("kind", "What it is: `paper`, `slip`, `decision` …"),
                        {"sheets",
                         "How many sheets the paper has. Without it, it gets no folio number.",
                         parameter_note::place::query, false,
                         json{{"type", "integer"}, {"minimum", 1}}}},
         .takes = {{"application/octet-stream", {}, nullptr}},
         .answers = {{201, "How a command names it.",
                      json_body<events::document_ref>("document_ref")}},
         .problems = {"office_unknown", "media_type_unknown", "parameter_invalid", "read_only"},
         .serve = answering(put_document),
         .options = {.body_bytes_max = mail_limits::message_bytes_max, .where = run_on::workers}});
    into.push_back(
        {.line = "GET /v1/documents/{sha256}",
         .id = "show_document",
         .group = "cases",
         .about = "A document that an event of the case names: a raw mail, an attachment, a paper. "
                  "Always to be saved, never to be shown. Asks for the right to see the persons of "
                  "the case, and ends when one of them was erased, there or in another case that "
                  "names it.",
         .parameters = {{"case", "The case that names it: case code, support code or id.",
                         parameter_note::place::query, true}},
         .answers = {{200,
                      "Its bytes, in the media type that the event names.",
                      {"application/octet-stream", {}, nullptr}}},
         .problems = {"case_unknown", "not_found", "erased"},
         .serve = answering(show_document),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
