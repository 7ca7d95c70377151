#pragma once

#include <string>

namespace engine {

/// How the page of what is covered begins: what the legal data is, how to read its tags, and which
/// tests hold which part of it. In Markdown.
[[nodiscard]] std::string coverage_guide();

} // namespace engine
