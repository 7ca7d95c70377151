#include "connectors/api/case_access.hpp"
#include "connectors/api/catalogue.hpp"
#include "connectors/api/parameters.hpp"
#include "connectors/mail_documents.hpp"
#include "events/fault.hpp"

#include <algorithm>

namespace connectors::api {
namespace {

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

/// Mails and papers name people in clear, so they ask for as much as the sealed data does.
void require_persons(call& of, const engine::case_state& state) {
    const bool secret = state.follows == events::lifecycle::denunciation ||
                        state.procedure == "denunciation" ||
                        std::any_of(state.persons.begin(), state.persons.end(),
                                    [](const auto& box) { return box.part == "denouncer"; });
    of.require(secret ? engine::action::read_denouncer : engine::action::read_person, state.office);
    for (const auto& box : state.persons) {
        if (!of.on.vault.key(box.person)) {
            throw refusal(problem_of("erased"));
        }
    }
}

bool is_media_type(std::string_view text) {
    return text.size() <= 127 && text.find('/') != std::string_view::npos &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '.' ||
                      c == '+' || c == '-' || c == '_';
           });
}

std::string_view ending_of(std::string_view media_type) {
    struct known {
        std::string_view type;
        std::string_view ending;
    };
    static constexpr std::array endings{
        known{"message/rfc822", ".eml"}, known{"application/pdf", ".pdf"},
        known{"image/png", ".png"},      known{"image/jpeg", ".jpg"},
        known{"text/plain", ".txt"},
    };
    const auto* found = std::find_if(endings.begin(), endings.end(),
                                     [&](const auto& one) { return one.type == media_type; });
    return found == endings.end() ? ".bin" : found->ending;
}

http_response show(call& of) {
    const auto name = events::digest_from_hex(of.context.parameter("sha256"));
    const auto state = case_named(of, required_query(of, "case"), engine::action::read_case);
    if (!name) {
        no_such_document();
    }
    const auto known = document_of(of, state.id, *name);
    require_persons(of, state); // first: what an erased person sent is named by nobody any more
    if (!known) {
        no_such_document();
    }
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
                                               std::string{ending_of(out.content_type)} + "\"");
    out.headers.add("X-Content-Type-Options", "nosniff");
    out.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
    out.headers.add("Cache-Control", "no-store");
    out.headers.add("ETag", "\"" + events::hex(*name) + "\"");
    out.body = *std::move(bytes);
    return out;
}

} // namespace

void add_documents(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/documents/{sha256}",
         .id = "show_document",
         .group = "cases",
         .about = "A document that an event of the case names: a raw mail, an attachment, a paper. "
                  "Always to be saved, never to be shown. Asks for the right to see the persons of "
                  "the case, and ends when one of them was erased.",
         .parameters = {{"case", "The case that names it: case code, support code or id.",
                         parameter_note::place::query, true}},
         .answers = {{200,
                      "Its bytes, in the media type that the event names.",
                      {"application/octet-stream", {}, nullptr}}},
         .problems = {"case_unknown", "not_found", "erased"},
         .serve = answering(show),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
