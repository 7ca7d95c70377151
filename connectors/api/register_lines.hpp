#pragma once

#include "connectors/api/matter_line.hpp"
#include "connectors/api/register_standing.hpp"

#include <optional>
#include <string>

namespace connectors::api {

/// A line of the follow-up register (Mẫu 06, Sổ theo dõi hồ sơ), with its columns.
struct register_line : matter_line {
    std::uint64_t number = 0;
    std::string text; ///< the number as printed
    std::string applicant_state;
    std::optional<std::string> applicant;
    std::optional<std::string> address;
    std::optional<std::string> phone;
    std::optional<events::instant> received_at;
    std::optional<events::instant> promised_at;
    std::optional<events::instant> returned_at;
    std::optional<events::return_method> result_by; ///< as returned, else as wished
    std::optional<events::timeliness> returned;
    register_standing standing{};
    std::optional<events::instant> ended_at; ///< without a result
    // What corrections replaced, and when (TT 04/2023/TT-BTP art. 30.4: on screen too).
    std::optional<std::string> applicant_before;
    std::optional<std::string> reach_before;
    std::optional<std::string> promised_before;
    std::optional<std::string> returned_before; ///< its decision was withdrawn afterwards
    std::optional<std::string> note;
    static constexpr auto fields() {
        using v = register_line;
        using events::field;
        return std::tuple_cat(
            std::tuple{field{"number", &v::number}, field{"text", &v::text}}, matter_line::fields(),
            std::tuple{field{"applicant_state", &v::applicant_state},
                       field{"applicant", &v::applicant}, field{"address", &v::address},
                       field{"phone", &v::phone}, field{"received_at", &v::received_at},
                       field{"promised_at", &v::promised_at}, field{"returned_at", &v::returned_at},
                       field{"result_by", &v::result_by}, field{"returned", &v::returned},
                       field{"standing", &v::standing}, field{"ended_at", &v::ended_at},
                       field{"applicant_before", &v::applicant_before},
                       field{"reach_before", &v::reach_before},
                       field{"promised_before", &v::promised_before},
                       field{"returned_before", &v::returned_before}, field{"note", &v::note}});
    }
};

/// A text of a person's data; empty when it is sealed, erased or not there.
[[nodiscard]] std::optional<std::string> member_of(const person_view& person, const char* name);

/// With what was corrected since; reads the steps of the case that could correct it.
[[nodiscard]] register_line corrected_view_of(call& of, const projections::register_line& row,
                                              const line_standing& stands);

} // namespace connectors::api
