#include "connectors/api/sector_layout.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chrono>
#include <initializer_list>

namespace connectors::api {
namespace {

using engine::register_entry;
using engine::text_align;

std::string_view outcome_words(events::decision_outcome outcome) {
    switch (outcome) {
    case events::decision_outcome::grant:
        return "Chấp nhận";
    case events::decision_outcome::grant_part:
        return "Chấp nhận một phần";
    case events::decision_outcome::refuse:
        return "Từ chối";
    }
    return {};
}

/// The name, or why there is none.
std::string person_text(const book_line& line) {
    return line.person_state == "sealed"   ? "(không được xem)"
           : line.person_state == "erased" ? "(đã xóa)"
                                           : line.person.value_or("");
}

bool is_of_decisions(const engine::register_rule& what) {
    return what.enters == register_entry::decided;
}

/// Of decisions, with the ground on which each is.
std::vector<book_column> columns_with_ground(const engine::register_rule& what) {
    return {{"TT", 3, text_align::center},
            {what.day_title, 8, text_align::center},
            {"Mã hồ sơ", 14},
            {"Thủ tục", 11},
            {"Họ tên", 11},
            {"Địa chỉ", 10},
            {"Số quyết định", 8},
            {"Kết quả", 7},
            {what.ground_title, 12},
            {"Tình trạng", 7},
            {"Ghi chú", 9}};
}

std::vector<book_column> columns_of_cases(const engine::register_rule& what) {
    const bool decided = is_of_decisions(what);
    if (!what.ground_title.empty()) {
        return columns_with_ground(what);
    }
    std::vector<book_column> out{{"TT", 4, text_align::center},
                                 {what.day_title, 9, text_align::center},
                                 {"Mã hồ sơ", 16},
                                 {"Thủ tục", decided ? 13 : 15},
                                 {"Họ tên", decided ? 12 : 14},
                                 {"Địa chỉ", decided ? 11 : 13},
                                 {"Số quyết định", 9}};
    if (decided) {
        out.push_back({"Kết quả", 8});
    }
    out.push_back({"Tình trạng", decided ? 8 : 9});
    out.push_back({"Ghi chú", decided ? 10 : 11});
    return out;
}

std::vector<book_column> columns_of_steps(const engine::register_rule& what) {
    return {{"TT", 3, text_align::center},
            {what.day_title, 8, text_align::center},
            {"Mã hồ sơ", 14},
            {"Thủ tục", 10},
            {"Họ tên", 10},
            {"Địa chỉ", 9},
            {"Số quyết định thi hành án", 8},
            {what.number_title, 9},
            {"Nội dung", 10},
            {"Căn cứ", 11},
            {"Ghi chú", 8}};
}

/// What Luật THADS 26/2008/QH12 Điều 29 has this register say, and the case that came of it.
std::vector<book_column> columns_of_judgments(const engine::register_rule& what) {
    return {{"TT", 3, text_align::center},
            {what.day_title, 7, text_align::center},
            {"Số bản án, quyết định", 10},
            {"Ngày bản án, quyết định", 7, text_align::center},
            {"Tòa án, cơ quan ra bản án, quyết định", 11},
            {"Họ tên, địa chỉ đương sự", 19},
            {"Giấy tờ, tài liệu khác", 11},
            {"Mã hồ sơ", 12},
            {"Số quyết định", 8},
            {"Tình trạng", 6},
            {"Ghi chú", 6}};
}

/// The eleven columns of the list as a provincial system prints it.
std::vector<book_column> columns_of_hand_over() {
    return {{"TT", 3, text_align::center},
            {"Mã hồ sơ", 15}, // in one line
            {"Nội dung hồ sơ", 13},
            {"Số lượng (bộ)", 5, text_align::center},
            {"Họ tên, địa chỉ, số điện thoại chủ hồ sơ", 16},
            {"Nhận hồ sơ", 7, text_align::center},
            {"Hẹn trả kết quả", 7, text_align::center},
            {"Ngày nhận kết quả", 7, text_align::center},
            {"Bên giao ký", 9},
            {"Bên nhận ký", 9},
            {"Ghi chú", 9}};
}

book_cell text_cell(std::string text) { return {std::move(text), {}, {}}; }

/// Those parts that there are, one behind the other.
std::string joined_parts(std::initializer_list<std::string> parts) {
    std::string out;
    for (const auto& one : parts) {
        out += (out.empty() || one.empty() ? "" : "; ") + one;
    }
    return out;
}

void add_head(const book_line& line, std::size_t number, book_row& into) {
    into.cells = {text_cell(std::to_string(number)),
                  text_cell(day_text(line.day)),
                  text_cell(line.code),
                  text_cell(line.procedure_name.value_or(line.procedure)),
                  {person_text(line), {}, line.person_before.value_or("")},
                  {line.address.value_or(""), {}, line.address_before.value_or("")},
                  {line.decision_number.value_or(""), {}, line.decision_before.value_or("")}};
}

book_row row_of_case(const engine::register_rule& what, const book_line& line, std::size_t number) {
    book_row row;
    add_head(line, number, row);
    if (is_of_decisions(what)) {
        const auto of_decision = [&](std::string text) {
            return line.struck ? book_cell{{}, {}, std::move(text)} : text_cell(std::move(text));
        };
        row.cells.push_back(
            of_decision(std::string{line.outcome ? outcome_words(*line.outcome) : ""}));
        if (!what.ground_title.empty()) {
            row.cells.push_back(of_decision(line.ground_text.value_or(line.ground.value_or(""))));
        }
    }
    row.cells.push_back(text_cell(line.status_label));
    row.cells.push_back(text_cell(line.note.value_or("")));
    return row;
}

std::string_view part_words(std::string_view part) {
    return part == "creditor" ? "Người được thi hành án"
           : part == "debtor" ? "Người phải thi hành án"
                              : "Người có quyền lợi, nghĩa vụ liên quan";
}

std::string parties_text(const book_line& line) {
    std::string out;
    for (const auto& one : line.parties.value_or(std::vector<judgment_party>{})) {
        const auto who = one.state == "sealed"   ? std::string{"(không được xem)"}
                         : one.state == "erased" ? std::string{"(đã xóa)"}
                                                 : one.name.value_or("");
        out += fmt::format("{}{}: {}{}{}", out.empty() ? "" : "; ", part_words(one.part), who,
                           one.address ? ", " : "", one.address.value_or(""));
    }
    return out;
}

std::string_view way_words(events::channel way) {
    switch (way) {
    case events::channel::counter:
    case events::channel::oral:
        return "trực tiếp";
    case events::channel::post:
        return "qua dịch vụ bưu chính";
    case events::channel::digital:
        return "trên môi trường số";
    case events::channel::email:
        return "qua thư điện tử";
    }
    return {};
}

/// With the way in which it came, where the law has that stand there.
std::string day_of_receipt(const book_line& line) {
    const auto day = day_text(line.day);
    return line.received_by ? fmt::format("{}, {}", day, way_words(*line.received_by)) : day;
}

book_row row_of_judgment(const book_line& line, std::size_t number) {
    const auto papers = line.other_papers.value_or(std::vector<std::string>{});
    book_row row;
    row.cells = {text_cell(std::to_string(number)),
                 text_cell(day_of_receipt(line)),
                 text_cell(line.judgment.value_or("")),
                 text_cell(line.judgment_date ? day_text(*line.judgment_date) : ""),
                 text_cell(line.court.value_or("")),
                 text_cell(parties_text(line)),
                 text_cell(fmt::format("{}", fmt::join(papers, "; "))),
                 text_cell(line.code),
                 {line.decision_number.value_or(""), {}, line.decision_before.value_or("")},
                 text_cell(line.status_label),
                 text_cell(line.note.value_or(""))};
    return row;
}

book_row row_of_step(const book_line& line, std::size_t number) {
    book_row row;
    add_head(line, number, row);
    row.cells.push_back(text_cell(line.step_number.value_or("")));
    row.cells.push_back(text_cell(line.step_label.value_or("")));
    row.cells.push_back(text_cell(line.ground_text.value_or("")));
    row.cells.push_back(text_cell(line.note.value_or("")));
    return row;
}

/// Who hands over and takes over is named, with room to sign; when it was stands in the notes.
book_row row_of_hand_over(const book_line& line, std::size_t number) {
    const auto name_of = [](const std::optional<std::string>& name,
                            const std::optional<events::officer_id>& officer) {
        return text_cell(name.value_or(officer ? officer->str() : std::string{}));
    };
    const auto minutes =
        line.handed_at
            ? std::chrono::floor<std::chrono::minutes>(events::office_time_of_day(*line.handed_at))
            : std::chrono::minutes{0};
    const auto when = fmt::format("Bàn giao {:02}:{:02} ngày {}.", minutes.count() / 60,
                                  minutes.count() % 60, day_text(line.day));
    book_row row;
    row.cells = {
        text_cell(std::to_string(number)),
        text_cell(line.code),
        text_cell(line.procedure_name.value_or(line.procedure)),
        text_cell(line.sets ? std::to_string(*line.sets) : ""),
        {joined_parts({person_text(line), line.address.value_or(""), line.phone.value_or("")}),
         {},
         joined_parts({line.person_before.value_or(""), line.address_before.value_or("")})},
        text_cell(day_text(line.received_at)),
        {day_text(line.promised_at), {}, line.promised_before.value_or("")},
        text_cell(day_text(line.returned_at)),
        name_of(line.handed_by_name, line.handed_by),
        name_of(line.handed_to_name, line.handed_to),
        text_cell(line.note ? when + " " + *line.note : when)};
    return row;
}

} // namespace

std::vector<book_column> register_columns(const engine::register_rule& what) {
    if (what.enters == register_entry::handed_over) {
        return columns_of_hand_over();
    }
    if (what.lines == engine::register_content::judgment) {
        return columns_of_judgments(what);
    }
    return engine::is_about_standing_decision(what.enters) ? columns_of_steps(what)
                                                           : columns_of_cases(what);
}

book_row register_row(const engine::register_rule& what, const book_line& line,
                      std::size_t number) {
    if (what.enters == register_entry::handed_over) {
        return row_of_hand_over(line, number);
    }
    if (what.lines == engine::register_content::judgment) {
        return row_of_judgment(line, number);
    }
    return engine::is_about_standing_decision(what.enters) ? row_of_step(line, number)
                                                           : row_of_case(what, line, number);
}

std::string_view register_unit(const engine::register_rule& what) {
    if (what.enters == register_entry::handed_over) {
        return "hồ sơ";
    }
    return engine::is_about_standing_decision(what.enters) ? "lượt" : "vụ việc";
}

std::vector<engine::form_signature> register_signatures(const engine::register_rule& what) {
    if (what.enters == register_entry::handed_over) {
        return {{"BÊN GIAO", "(Ký, ghi rõ họ tên)", ""}, {"BÊN NHẬN", "(Ký, ghi rõ họ tên)", ""}};
    }
    return {{"NGƯỜI GHI SỔ", "(Ký, ghi rõ họ tên)", ""},
            {"THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên, đóng dấu)", ""}};
}

} // namespace connectors::api
