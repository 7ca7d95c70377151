#include "connectors/api/book_answer.hpp"
#include "connectors/api/case_access.hpp"
#include "connectors/api/law_routes.hpp"
#include "connectors/api/matter_line.hpp"
#include "connectors/api/period_query.hpp"
#include "connectors/api/register_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

namespace connectors::api {
namespace {

using projections::figure;

constexpr std::array<std::string_view, 5> one_stop_procedures{
    "enf_request", "result_confirm", "officer_change", "coercion_cost_relief", "fee_relief"};
constexpr std::array<std::string_view, 1> enforcement_only{"enf_request"};
constexpr std::array<std::string_view, 2> relief_procedures{"fee_relief", "coercion_cost_relief"};
constexpr std::array<std::string_view, 2> petition_procedures{"complaint", "denunciation"};
constexpr std::array<std::string_view, 1> complaint_only{"complaint"};
constexpr std::array<std::string_view, 1> denunciation_only{"denunciation"};

/// A register of the sector: what enters it, and under which form it is kept. The columns of the
/// official forms were not seen: what a line says here is proposed.
struct book_kind {
    std::string_view name;
    std::string_view title;
    std::string_view form;
    figure enters;
    std::span<const std::string_view> procedures;
    std::string_view day; ///< head of the column
};

constexpr std::array book_kinds{
    book_kind{"requests_received", "SỔ NHẬN YÊU CẦU", "Mẫu 02, TT 04/2023/TT-BTP Điều 30",
              figure::received, one_stop_procedures, "Ngày nhận"},
    book_kind{"docketing", "SỔ THỤ LÝ THI HÀNH ÁN", "Mẫu 03, TT 04/2023/TT-BTP Điều 30",
              figure::docketed, enforcement_only, "Ngày thụ lý"},
    book_kind{"relief", "SỔ MIỄN, GIẢM", "Mẫu 18, TT 04/2023/TT-BTP Điều 30", figure::decided,
              relief_procedures, "Ngày quyết định"},
    book_kind{"petitions_received", "SỔ NHẬN ĐƠN KHIẾU NẠI, TỐ CÁO",
              "Mẫu 01, TT 13/2021/TT-BTP Điều 29", figure::received, petition_procedures,
              "Ngày nhận"},
    book_kind{"complaints_docketed", "SỔ THỤ LÝ KHIẾU NẠI", "Mẫu 02, TT 13/2021/TT-BTP Điều 29",
              figure::docketed, complaint_only, "Ngày thụ lý"},
    book_kind{"denunciations_docketed", "SỔ THỤ LÝ TỐ CÁO", "Mẫu 03, TT 13/2021/TT-BTP Điều 29",
              figure::docketed, denunciation_only, "Ngày thụ lý"},
};

struct book_line : matter_line {
    events::local_date day{};
    std::optional<std::string> person;
    std::optional<std::string> address;
    std::string person_state;
    std::optional<std::string> decision_number;
    static constexpr auto fields() {
        using v = book_line;
        using events::field;
        return std::tuple_cat(std::tuple{field{"day", &v::day}}, matter_line::fields(),
                              std::tuple{field{"person", &v::person}, field{"address", &v::address},
                                         field{"person_state", &v::person_state},
                                         field{"decision_number", &v::decision_number}});
    }
};

const book_kind& book_kind_of(const call& of) {
    const auto& name = of.context.parameter("book");
    const auto* found = std::ranges::find(book_kinds, name, &book_kind::name);
    if (found == book_kinds.end()) {
        throw refusal(problem_of("not_found",
                                 {"Không có sổ " + name + ".", "There is no book " + name + "."}));
    }
    return *found;
}

book_line line_of(call& of, const projections::counted_case& row) {
    auto out = line_about<book_line>(of, row.matter);
    out.day = row.day;
    out.person_state = "none";
    if (const auto person = applicant_of(of, row.matter)) {
        out.person_state = person->state;
        out.person = member_of(*person, "name");
        out.address = member_of(*person, "address");
    }
    const auto state = projections::find_case(of.view(), row.matter.id);
    if (state && !state->decision_number.empty()) {
        out.decision_number = state->decision_number;
    }
    return out;
}

/// The lines that belong into the book; a page may be shorter than asked for though another
/// follows.
projections::page<book_line> lines_of(call& of, const book_kind& what,
                                      const events::office_code& office,
                                      const projections::period& when,
                                      const projections::page_request& which) {
    const auto page = projections::cases_of_figure(of.view(), office, what.enters, when, {}, which);
    projections::page<book_line> out{{}, page.next};
    for (const auto& row : page.rows) {
        if (std::ranges::count(what.procedures, row.matter.procedure) > 0) {
            out.rows.push_back(line_of(of, row));
        }
    }
    return out;
}

std::string person_text(const book_line& line) {
    return line.person_state == "sealed"   ? "(không được xem)"
           : line.person_state == "erased" ? "(đã xóa)"
                                           : line.person.value_or("");
}

book whole_book(call& of, const book_kind& what, const events::office_code& office,
                const projections::period& when) {
    book out;
    put_issuer(of, office, out);
    out.title = what.title;
    out.subtitle = fmt::format("Từ ngày {} đến ngày {}", day_text(when.first), day_text(when.last));
    out.columns = {{"TT", 4, engine::text_align::center},
                   {std::string{what.day}, 9, engine::text_align::center},
                   {"Mã hồ sơ", 16},
                   {"Thủ tục", 18},
                   {"Họ tên", 15},
                   {"Địa chỉ", 15},
                   {"Số quyết định", 10},
                   {"Tình trạng", 13}};
    projections::page_request which{projections::page_rows_max, {}};
    std::size_t number = 0;
    do {
        const auto page = lines_of(of, what, office, when, which);
        for (const auto& line : page.rows) {
            out.rows.push_back({{{std::to_string(++number), {}, {}},
                                 {day_text(line.day), {}, {}},
                                 {line.code, {}, {}},
                                 {line.procedure_name.value_or(line.procedure), {}, {}},
                                 {person_text(line), {}, {}},
                                 {line.address.value_or(""), {}, {}},
                                 {line.decision_number.value_or(""), {}, {}},
                                 {line.status_label, {}, {}}},
                                false});
        }
        which.cursor = page.next;
    } while (!which.cursor.empty() && number < book_lines_max);
    out.rows.push_back({{{fmt::format("Cộng: {}", number), {}, {}}}, true});
    out.signatures = {{"NGƯỜI GHI SỔ", "(Ký, ghi rõ họ tên)", ""},
                      {"THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên, đóng dấu)", ""}};
    out.remark = fmt::format("{}; in ngày {}.", what.form, day_text(events::office_date(of.now())));
    return out;
}

http_response show_book(call& of) {
    const auto office = office_of(of);
    of.require(engine::action::read_register, office);
    const auto& what = book_kind_of(of);
    const auto when = period_of(of);
    const auto as = book_format_of(of);
    if (as == book_format::as_json_lines) {
        refuse_parameter("format", {"json, csv, xlsx hoặc pdf.", "json, csv, xlsx or pdf."});
    }
    if (as != book_format::as_json) {
        return book_answer(of, whole_book(of, what, office, when), as,
                           fmt::format("{}-{}-{}", what.name, office.str(), when.name));
    }
    const auto page = lines_of(of, what, office, when, page_query(of));
    return json_answer(listed_of(page, std::identity{}));
}

} // namespace

void add_books(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/books/{book}",
         .id = "show_book",
         .group = "registers",
         .about =
             "The registers of the sector: `requests_received`, `docketing`, `relief` (TT "
             "04/2023/TT-BTP art. 30), `petitions_received`, `complaints_docketed`, "
             "`denunciations_docketed` (TT 13/2021/TT-BTP art. 29), by the day of entry. Their "
             "official columns were not seen; these are proposed. Who denounced is shown to "
             "those who may know it.",
         .parameters = as_book(paged({office_parameter(), period_parameter()})),
         .answers =
             book_answers({200, "A page of lines.", json_body<listed<book_line>>("book_lines")}),
         .problems = {"office_unknown", "not_found", "parameter_invalid", "cursor_invalid"},
         .serve = answering(show_book),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
