#pragma once

#include <string>
#include <vector>

/// What stands in printed books, read back by programs that are not ours.
namespace testing_support {

/// A cell of a spreadsheet: what stands there, and what is struck through before it.
struct printed_cell {
    std::string text;
    std::string struck;
};

/// The rows of the first sheet, each as wide as its last cell; a cell over several columns stands
/// in the first of them.
[[nodiscard]] std::vector<std::vector<printed_cell>> rows_of_xlsx(const std::string& bytes);

/// The lines of a PDF as they stand on its pages.
[[nodiscard]] std::vector<std::string> lines_of_pdf(const std::string& bytes);

/// The words of the first page of a PDF through which a line is drawn, in the order of the page.
[[nodiscard]] std::vector<std::string> struck_words_of_pdf(const std::string& bytes);

} // namespace testing_support
