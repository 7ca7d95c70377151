#include "connectors/csv.hpp"

namespace connectors {

bool runs_as_formula(std::string_view value) {
    const auto first = value.find_first_not_of(' ');
    if (first == std::string_view::npos) {
        return false;
    }
    constexpr std::string_view openers{"=+-@\t\r\n\0", 8};
    return openers.find(value[first]) != std::string_view::npos ||
           // the full-width forms, which some versions read like the others
           value.substr(first).starts_with("\uFF1D") || value.substr(first).starts_with("\uFF0B") ||
           value.substr(first).starts_with("\uFF0D") || value.substr(first).starts_with("\uFF20");
}

void csv_table::begin_cell() {
    if (in_row_) {
        bytes_ += separator_;
    }
    in_row_ = true;
}

csv_table& csv_table::text(std::string_view value) {
    begin_cell();
    const bool formula = runs_as_formula(value);
    const bool quoted = formula || value.find_first_of("\",;\t\r\n") != std::string_view::npos;
    if (quoted) {
        bytes_ += '"';
    }
    if (formula) {
        bytes_ += '\'';
    }
    for (const char c : value) {
        if (c == '"') {
            bytes_ += '"';
        }
        if (c != '\0') {
            bytes_ += c;
        }
    }
    if (quoted) {
        bytes_ += '"';
    }
    return *this;
}

csv_table& csv_table::number(std::int64_t value) {
    begin_cell();
    bytes_ += std::to_string(value);
    return *this;
}

csv_table& csv_table::end_row() {
    bytes_ += "\r\n";
    in_row_ = false;
    return *this;
}

csv_table& csv_table::row(const std::vector<std::string>& texts) {
    for (const auto& one : texts) {
        text(one);
    }
    return end_row();
}

} // namespace connectors
