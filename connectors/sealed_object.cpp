#include "connectors/sealed_object.hpp"

namespace connectors {

using nlohmann::json;

json opened_object(const events::vault& keys, const events::sealed_box& box) {
    const auto plain = events::open(keys, box);
    auto said = plain ? json::parse(*plain, nullptr, false) : json::object();
    return said.is_object() ? said : json::object();
}

std::string text_member(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

} // namespace connectors
