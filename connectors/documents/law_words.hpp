#pragma once

#include <string>
#include <string_view>

namespace connectors {

/// The source of a rule as a document cites it: `Luật THADS 26/2008/QH12 (sửa đổi 64/2014/QH13)
/// art.31.5a` is `điểm a khoản 5 Điều 31 Luật Thi hành án dân sự năm 2008 (sửa đổi, bổ sung năm
/// 2014)`. Of several sources, those that name their articles; what a note for readers of the rules
/// adds is left out. Empty where no article is named.
[[nodiscard]] std::string law_in_words(std::string_view source);

} // namespace connectors
