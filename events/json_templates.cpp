#include "events/json_templates.hpp"

template class nlohmann::basic_json<>;
template class nlohmann::detail::serializer<nlohmann::json>;
template class nlohmann::detail::lexer<nlohmann::json, events::json_text_input>;
template class nlohmann::detail::lexer<nlohmann::json, events::json_view_input>;
template class nlohmann::detail::parser<nlohmann::json, events::json_text_input>;
template class nlohmann::detail::parser<nlohmann::json, events::json_view_input>;
