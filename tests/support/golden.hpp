#pragma once

#include <string>
#include <string_view>

namespace testing_support {

/// A file below the repository's root, whole. Fails the test when it cannot be read.
[[nodiscard]] std::string source_file(std::string_view path);

/// Expects `actual` to equal tests/golden/<name>. With MOTCUA_UPDATE_GOLDEN=1 in the environment
/// the file is written instead, and review decides.
void expect_golden(std::string_view name, std::string_view actual);

/// The same for a published file anywhere in the repository, such as a schema.
void expect_published(std::string_view path, std::string_view actual);

} // namespace testing_support
