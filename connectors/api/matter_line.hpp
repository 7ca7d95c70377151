#pragma once

#include "connectors/api/views.hpp"

namespace connectors::api {

/// The case that a line of some list is about.
struct matter_line {
    events::case_id subject;
    std::string code;
    events::office_code office;
    events::status status{};
    std::string status_label;
    std::string procedure;
    std::optional<std::string> procedure_name;
    std::optional<events::officer_id> holder;
    std::optional<std::string> holder_name;
    static constexpr auto fields() {
        using v = matter_line;
        using events::field;
        return std::tuple{field{"case", &v::subject},
                          field{"code", &v::code},
                          field{"office", &v::office},
                          field{"status", &v::status},
                          field{"status_label", &v::status_label},
                          field{"procedure", &v::procedure},
                          field{"procedure_name", &v::procedure_name},
                          field{"holder", &v::holder},
                          field{"holder_name", &v::holder_name}};
    }
};
[[nodiscard]] matter_line matter_of(const call& of, const projections::case_row& row);

/// A line about the case, with its own members still to be filled in.
template <std::derived_from<matter_line> Line>
[[nodiscard]] Line line_about(const call& of, const projections::case_row& row) {
    Line out;
    static_cast<matter_line&>(out) = matter_of(of, row);
    return out;
}

} // namespace connectors::api
