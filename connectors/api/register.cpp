#include "connectors/api/case_access.hpp"
#include "connectors/api/catalogue.hpp"
#include "connectors/api/export_format.hpp"
#include "connectors/api/matter_line.hpp"

#include <fmt/format.h>

namespace connectors::api {
namespace {

/// A year of the busiest office has fewer; more would not open in a spreadsheet either.
constexpr std::size_t export_lines_max = 100'000;
constexpr std::uint64_t year_max = 9999;

/// A line of the follow-up register (Mẫu 06, Sổ theo dõi hồ sơ), with its columns.
struct register_line : matter_line {
    std::uint64_t number = 0;
    std::string text; ///< the number as printed
    std::string applicant_state;
    std::optional<std::string> applicant;
    std::optional<std::string> address;
    std::optional<std::string> phone;
    std::optional<events::instant> received_at;
    std::optional<events::instant> promised_at;
    std::optional<events::instant> returned_at;
    std::optional<events::return_method> result_by; ///< as returned, else as wished
    std::optional<events::timeliness> returned;
    static constexpr auto fields() {
        using v = register_line;
        using events::field;
        return std::tuple_cat(
            std::tuple{field{"number", &v::number}, field{"text", &v::text}}, matter_line::fields(),
            std::tuple{field{"applicant_state", &v::applicant_state},
                       field{"applicant", &v::applicant}, field{"address", &v::address},
                       field{"phone", &v::phone}, field{"received_at", &v::received_at},
                       field{"promised_at", &v::promised_at}, field{"returned_at", &v::returned_at},
                       field{"result_by", &v::result_by}, field{"returned", &v::returned}});
    }
};

std::optional<std::string> member_of(const person_view& person, const char* name) {
    if (!person.data || !person.data->value.is_object()) {
        return std::nullopt;
    }
    const auto found = person.data->value.find(name);
    return found != person.data->value.end() && found->is_string()
               ? std::optional{found->get<std::string>()}
               : std::nullopt;
}

register_line view_of(call& of, const projections::register_line& row) {
    auto out = line_about<register_line>(of, row.matter);
    out.number = row.number;
    out.text = row.text;
    out.applicant_state = "none";
    if (const auto person = applicant_of(of, row.matter)) {
        out.applicant_state = person->state;
        out.applicant = member_of(*person, "name");
        out.address = member_of(*person, "address");
        out.phone = member_of(*person, "phone");
    }
    out.received_at = row.matter.received_at;
    out.promised_at = row.matter.promised_at;
    out.returned_at = row.matter.returned_at;
    out.result_by = row.returned ? std::optional{row.returned->by} : row.wanted;
    if (row.returned) {
        out.returned = row.returned->against_promise;
    }
    return out;
}

std::string day_of(const std::optional<events::instant>& at) {
    if (!at) {
        return {};
    }
    const auto day = events::office_date(*at);
    return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(day.day()),
                       static_cast<unsigned>(day.month()), static_cast<int>(day.year()));
}

std::string way_of(const std::optional<events::return_method>& by) {
    if (!by) {
        return {};
    }
    switch (*by) {
    case events::return_method::at_counter:
        return "Tại Bộ phận một cửa";
    case events::return_method::by_post:
        return "Qua bưu chính";
    case events::return_method::by_email:
        return "Qua thư điện tử";
    }
    return {};
}

/// The columns of Mẫu 06 in their order; the signature is made on the printed page.
void add_row(csv_table& into, const register_line& line, const std::string& office_name) {
    into.text(line.text).text(line.code).text(line.procedure_name.value_or(line.procedure));
    into.text(line.applicant.value_or(""));
    auto reach = line.address.value_or("");
    if (line.phone) {
        reach += (reach.empty() ? "" : "; ") + *line.phone;
    }
    into.text(reach).text(office_name).text(day_of(line.received_at));
    into.text(day_of(line.promised_at)).text(day_of(line.returned_at));
    into.text(way_of(line.result_by)).text("").end_row();
}

http_response as_csv(call& of, const events::office_code& office, const std::string& counter,
                     int year) {
    auto table = csv_of(of);
    table.row({"TT", "Mã hồ sơ", "Tên TTHC", "Tên cá nhân, tổ chức", "Địa chỉ, số điện thoại",
               "Cơ quan chủ trì giải quyết", "Ngày nhận hồ sơ", "Ngày hẹn trả kết quả",
               "Ngày trả kết quả", "Phương thức nhận kết quả", "Ký nhận"});
    const auto& office_name = of.on.rules.find_office(office)->name;
    projections::page_request which{projections::page_rows_max, {}};
    std::size_t lines = 0;
    do {
        const auto page = projections::register_lines(of.view(), counter, which);
        for (const auto& row : page.rows) {
            add_row(table, view_of(of, row), office_name);
        }
        lines += page.rows.size();
        which.cursor = page.next;
    } while (!which.cursor.empty() && lines < export_lines_max);
    return csv_answer(table, fmt::format("register-{}-{}.csv", office.str(), year));
}

int year_of(const call& of) {
    if (const auto asked = number_query(of, "year")) {
        if (*asked < 1 || *asked > year_max) {
            refuse_parameter("year", {"Phải là một năm.", "Must be a year."});
        }
        return static_cast<int>(*asked);
    }
    return static_cast<int>(events::office_date(of.now()).year());
}

http_response list_register(call& of) {
    const auto office = office_of(of);
    of.require(engine::action::read_register, office);
    const int year = year_of(of);
    const auto counter = projections::register_counter(office, year);
    if (format_of(of) == table_format::as_csv) {
        return as_csv(of, office, counter, year);
    }
    const auto page = projections::register_lines(of.view(), counter, page_query(of));
    listed<register_line> out;
    for (const auto& row : page.rows) {
        out.items.push_back(view_of(of, row));
    }
    out.next = cursor_or_none(page.next);
    return json_answer(out);
}

} // namespace

void add_register(operations& into, service&) {
    into.push_back(
        {.line = "GET /v1/register",
         .id = "show_register",
         .group = "registers",
         .about = "The follow-up register of an office (Mẫu 06, Sổ theo dõi hồ sơ) of a calendar "
                  "year, by number. JSON comes in pages; a CSV is the whole book, with its columns "
                  "as printed.",
         .parameters = exported(paged(
             {office_parameter(),
              {"year", "Calendar year; the present one when absent.", parameter_note::place::query,
               false, json{{"type", "integer"}, {"minimum", 1}, {"maximum", year_max}}}})),
         .answers = {{200, "A page of the book.", json_body<listed<register_line>>("register")},
                     {200, "The whole book.", csv_body()}},
         .problems = {"office_unknown", "parameter_invalid", "cursor_invalid"},
         .serve = answering(list_register),
         .options = {.where = run_on::workers}});
}

} // namespace connectors::api
