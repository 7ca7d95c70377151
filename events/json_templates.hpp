#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace events {

/// What JSON is read from: a text, and a view of one.
using json_text_input = nlohmann::detail::iterator_input_adapter<std::string::const_iterator>;
using json_view_input = nlohmann::detail::iterator_input_adapter<std::string_view::const_iterator>;

} // namespace events

// Reading and writing JSON is compiled once, in json_templates.cpp, and optimised in every preset:
// else each file compiles the library anew, and a program that is linked from optimised objects and
// others reads its rules with whichever copy comes first. Files need not include this: what is
// precompiled for them does, and without that they compile their own.
extern template class nlohmann::basic_json<>;
extern template class nlohmann::detail::serializer<nlohmann::json>;
extern template class nlohmann::detail::lexer<nlohmann::json, events::json_text_input>;
extern template class nlohmann::detail::lexer<nlohmann::json, events::json_view_input>;
extern template class nlohmann::detail::parser<nlohmann::json, events::json_text_input>;
extern template class nlohmann::detail::parser<nlohmann::json, events::json_view_input>;
