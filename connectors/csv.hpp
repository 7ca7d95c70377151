#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// Whether a spreadsheet reads the text as a formula: also behind spaces, and in full-width signs.
[[nodiscard]] bool runs_as_formula(std::string_view value);

/// A table as CSV for spreadsheets: UTF-8 with a byte order mark, without which Excel guesses
/// another charset; CRLF; RFC 4180 quotes; and a ' before a text that a spreadsheet would run as a
/// formula (OWASP ASVS 5.0 1.2.10). Numbers are written as they are.
class csv_table {
public:
    /// `separator` is ',', ';' or a tab: where decimals have commas, spreadsheets expect ';'.
    explicit csv_table(char separator = ',') : separator_(separator) {}

    csv_table& text(std::string_view value);
    csv_table& number(std::int64_t value);
    csv_table& end_row();
    csv_table& row(const std::vector<std::string>& texts);

    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    void begin_cell();

    char separator_;
    bool in_row_ = false;
    std::string bytes_{"\xEF\xBB\xBF"};
};

} // namespace connectors
