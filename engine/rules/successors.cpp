#include "engine/rules/successors.hpp"

#include "engine/json_cursor.hpp"

namespace engine {

std::map<events::office_code, office_successor> successors_of(const rule_files& files) {
    static constexpr std::string_view file = "offices/offices.json";
    std::map<events::office_code, office_successor> all;
    const auto found = files.find(std::string{file});
    if (found == files.end()) {
        return all;
    }
    const auto json = parse_rules_json(found->second, file);
    const json_cursor root{json, std::string{file}};
    for (const auto& office : root.at("offices").items()) {
        if (const auto next = office.find("successor")) {
            next->only({"key", "source", "tag"});
            all.emplace(events::office_code(office.at("key").text()),
                        office_successor{events::office_code(next->at("key").text()),
                                         read_provenance(*next)});
        }
    }
    return all;
}

} // namespace engine
