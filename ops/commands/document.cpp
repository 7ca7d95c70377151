#include "ops/cli/exit_code.hpp"
#include "ops/commands/catalogue.hpp"
#include "ops/commands/files.hpp"
#include "ops/commands/listing.hpp"

namespace ops {
namespace {

std::string documents_path(const arguments& given) {
    return path_to({"v1", "cases", given.text("CODE"), "documents"});
}

int list_documents(invocation& on, const arguments& given) {
    return print_short_list(
        on, on.api(), {.path = documents_path(given)},
        {{"Mẫu", "Form", "/form"},
         {"Tên", "Name", "/name"},
         {"Bản", "Version", "/version"},
         {"Được áp dụng", "Adopted", "/adopted", shape::yes},
         {"Của bước", "Of step", "/of_step", shape::number},
         {"Phát hành ở bước", "Issued by step", "/issued_by_step", shape::number},
         {"SHA-256", "SHA-256", "/sha256"}},
        on.out().in("Hồ sơ không có mẫu nào.", "The case has no forms."));
}

int show_document(invocation& on, const arguments& given) {
    const bool text = !given.has("to") || given.text("to").ends_with(".txt");
    question asked{.path =
                       documents_path(given) + "/" + given.text("FORM") + (text ? ".txt" : ".pdf")};
    if (given.has("preview")) {
        asked.query.push_back({"preview", "true"});
    }
    const auto answer = ask(on.api(), asked);
    if (!given.has("to")) {
        on.out().data() << answer.body;
        return done;
    }
    write_named_file(given.text("to"), answer.body);
    return done;
}

int issue(invocation& on, const arguments& given) {
    const auto told =
        ask_json(on.api(), post(documents_path(given) + "/" + given.text("FORM"), "{}"));
    on.out().one(told, {{"Mã hồ sơ", "Code", "/code"},
                        {"Trạng thái", "Status", "/status_label"},
                        {"Bước", "Step", "/version", shape::number},
                        {"Sự kiện", "Event", "/event"},
                        {"Đã phát hành trước đó", "Issued before", "/repeated", shape::yes}});
    return done;
}

int folios(invocation& on, const arguments& given) {
    return print_short_list(on, on.api(),
                            {.path = path_to({"v1", "cases", given.text("CODE"), "folios"})},
                            {{"Bút lục", "Folio", "/folio"},
                             {"Số tờ", "Sheets", "/sheets", shape::number},
                             {"Tài liệu", "Paper", "/kind"},
                             {"Nhận lúc", "Received", "/received", shape::time},
                             {"Bước", "Step", "/step", shape::number},
                             {"SHA-256", "SHA-256", "/sha256"}},
                            on.out().in("Hồ sơ chưa có tài liệu nào.", "The dossier is empty."));
}

argument code() { return word("CODE", "Case code, support code or id"); }
argument form() { return word("FORM", "For instance receipt_slip; `document list` names them"); }

} // namespace

noun document_noun() {
    return {
        "document",
        "The slips of a case",
        {{"list",
          "Which forms the case has, and what was issued",
          {"motcua document list 000.00.96.G15-170602-0001"},
          {code()},
          list_documents},
         {"show",
          "A slip as text, or into a .pdf or .txt file: the issued one, else a preview",
          {"motcua document show 000.00.96.G15-170602-0001 receipt_slip",
           "motcua document show 000.00.96.G15-170602-0001 receipt_slip --to slip.pdf"},
          {code(), form(), path_of(completes::file, option("to", "FILE", "Ends in .pdf or .txt")),
           flag("preview", "Drawn anew, also when it was issued")},
          show_document},
         {"issue",
          "Stores the document and records the event that names it by hash",
          {"motcua document issue 000.00.96.G15-170602-0001 receipt_slip"},
          {code(), form()},
          issue},
         {"folios",
          "The index of the dossier: each paper with the folio numbers (bút lục) of its sheets",
          {"motcua document folios 000.00.96.G15-170602-0001"},
          {code()},
          folios}}};
}

} // namespace ops
