#pragma once

#include <string>

namespace testing_support {

/// What a command of ops/packages-test.txt prints. Fails the test when it does not end well.
[[nodiscard]] std::string output_of(const std::string& command);

/// The words of a PDF, in the order of the page, one blank between them.
[[nodiscard]] std::string words_of_pdf(const std::string& bytes);

/// All texts of a spreadsheet, one blank between them.
[[nodiscard]] std::string words_of_xlsx(const std::string& bytes);

} // namespace testing_support
