#include "connectors/api/export_format.hpp"

namespace connectors::api {

enum class csv_separator { comma, semicolon, tab };

} // namespace connectors::api

template <> struct events::enum_names<connectors::api::csv_separator> {
    static constexpr std::array<std::string_view, 3> names{"comma", "semicolon", "tab"};
};

namespace connectors::api {

csv_table csv_of(const call& of) {
    constexpr std::string_view signs{",;\t"};
    const auto chosen = enum_query<csv_separator>(of, "separator").value_or(csv_separator::comma);
    return csv_table{signs[static_cast<std::size_t>(chosen)]};
}

http_response csv_answer(const csv_table& table, const std::string& file_name) {
    http_response out;
    out.content_type = "text/csv; charset=utf-8";
    out.headers.add("Content-Disposition", "attachment; filename=\"" + file_name + "\"");
    out.body = table.bytes();
    return out;
}

parameter_note separator_parameter() {
    return enum_parameter<csv_separator>("separator", "Of a CSV; `comma` when absent.");
}

body_note csv_body() { return {"text/csv", {}, nullptr}; }

parameter_note labels_parameter() {
    return {"labels",
            "A CSV with names for people in its first row, in the language of Accept-Language, "
            "instead of the codes.",
            parameter_note::place::query, false, json{{"type", "boolean"}}};
}

} // namespace connectors::api
