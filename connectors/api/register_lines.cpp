#include "connectors/api/register_lines.hpp"

#include "connectors/api/case_access.hpp"
#include "connectors/api/register_corrections.hpp"
#include "connectors/books/book.hpp"

#include <fmt/format.h>

namespace connectors::api {
namespace {

/// Null where the caller may not see the person.
const events::sealed_box* seen_applicant(const projections::register_line& row,
                                         const register_line& line) {
    return line.applicant_state == "open" && row.matter.applicant ? &*row.matter.applicant
                                                                  : nullptr;
}

std::string_view ending_of(register_standing how) {
    switch (how) {
    case register_standing::withdrawn:
        return "Rút hồ sơ";
    case register_standing::terminated:
        return "Đình chỉ giải quyết";
    case register_standing::referred_elsewhere:
        return "Chuyển cơ quan khác";
    case register_standing::solved_at_once:
        return "Giải quyết ngay";
    case register_standing::not_returned:
    case register_standing::returned:
        break;
    }
    return {};
}

void add_sentence(const std::string& said, std::string& into) {
    into += (into.empty() || said.empty() ? "" : " ") + said;
}

/// How a line ended without its result being handed over on the promised day, for the notes.
std::string ending_text(const register_line& line) {
    const auto words = ending_of(line.standing);
    const auto at = line.ended_at ? line.ended_at : line.returned_at;
    return words.empty() || !at ? std::string{} : fmt::format("{} ngày {}.", words, day_text(at));
}

register_line view_of(call& of, const projections::register_line& row,
                      const line_standing& stands) {
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
    out.standing = stands.how;
    out.returned_at = stands.returned_at;
    out.ended_at = stands.ended_at;
    out.result_by = row.wanted;
    if (stands.how == register_standing::returned && row.returned) {
        out.result_by = row.returned->by;
        out.returned = row.returned->against_promise;
    }
    if (stands.returned_before) {
        out.returned_before = day_text(stands.returned_before);
    }
    if (stands.taken_back_at) {
        out.note =
            fmt::format("Ngày trả kết quả: đã sửa đổi, bổ sung ngày {} (thu hồi quyết định).",
                        day_text(stands.taken_back_at));
    }
    return out;
}

} // namespace

std::optional<std::string> member_of(const person_view& person, const char* name) {
    if (!person.data || !person.data->value.is_object()) {
        return std::nullopt;
    }
    const auto found = person.data->value.find(name);
    return found != person.data->value.end() && found->is_string()
               ? std::optional{found->get<std::string>()}
               : std::nullopt;
}

register_line corrected_view_of(call& of, const projections::register_line& row,
                                const line_standing& stands) {
    auto out = view_of(of, row, stands);
    auto fixed = corrections_of(of, row.matter.id, seen_applicant(row, out));
    const auto keep = [](std::string& text) {
        return text.empty() ? std::nullopt : std::optional{std::move(text)};
    };
    out.applicant_before = keep(fixed.applicant);
    out.reach_before = keep(fixed.reach);
    out.promised_before = keep(fixed.promised);
    add_sentence(out.note.value_or(std::string{}), fixed.note);
    add_sentence(ending_text(out), fixed.note);
    out.note = keep(fixed.note);
    return out;
}

} // namespace connectors::api
