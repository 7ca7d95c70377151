#pragma once

#include "engine/forms/form.hpp"
#include "engine/forms/form_values.hpp"

#include <string>
#include <vector>

namespace engine {

/// A form with its values put in: what a page shows, before anybody measures it. The same for paper
/// and for plain text.
struct composed_document {
    std::string name;
    paper_size paper = paper_size::a5;
    form_header header;
    std::string qr;
    /// As in the form, but every text is final and what was not to be printed is gone. Blocks of
    /// several paragraphs have become several blocks.
    std::vector<form_block> blocks;
    /// Of each block: the cells of its table, row by row; empty for other blocks.
    std::vector<std::vector<std::vector<std::string>>> rows;
    /// Printed small at the foot: what the office has not configured, and that the form is not
    /// adopted.
    std::string remark;
};

/// What stands where a value is missing.
inline constexpr std::string_view dots = "....................";

/// Puts the values in. Values are never read for further names.
[[nodiscard]] composed_document compose(const form& what, const form_version& version,
                                        const form_values& values);

/// As plain text for a mail or a terminal: UTF-8, lines of up to 78 characters, LF.
[[nodiscard]] std::string to_text(const composed_document& document);

} // namespace engine
