#pragma once

#include "connectors/api/operation.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Reads query parameters and the path's; what is malformed is refused with the parameter's name.
namespace connectors::api {

[[noreturn]] void refuse_parameter(std::string_view name, bilingual why);
/// For a word that the parameter does not know: says which it knows.
[[noreturn]] void refuse_word(std::string_view name, const std::string& word,
                              const std::vector<std::string>& known);

/// The parameter, which must be there.
[[nodiscard]] const std::string& required_query(const call& of, std::string_view name);

/// An office of the rule set. Throws refusal `office_unknown`.
[[nodiscard]] events::office_code known_office(const call& of, std::string_view key);
/// The parameter `office`, required.
[[nodiscard]] events::office_code office_of(const call& of);
/// The parameter `office`, and with `below=true` the offices below it too.
[[nodiscard]] std::vector<events::office_code> offices_of(const call& of);

/// The id of the procedure that the parameter `procedure` names by id or code; none when it is
/// absent.
[[nodiscard]] std::optional<std::string> procedure_query(const call& of);
/// What an empty text says, where `none` asks for cases of which nobody has said the procedure: a
/// row of them has an empty one.
enum class empty_procedure : std::uint8_t { is_any, is_none };
/// The same where `none` asks for those: their id is empty.
[[nodiscard]] std::optional<std::string> procedure_or_none_query(const call& of,
                                                                 empty_procedure empty);

template <events::named_enum E>
[[nodiscard]] std::optional<E> enum_query(const call& of, std::string_view name) {
    const auto* text = of.query(name);
    if (text == nullptr || text->empty()) {
        return std::nullopt;
    }
    const auto value = events::enum_of<E>(*text);
    if (!value) {
        const auto& known = events::enum_names<E>::names;
        refuse_word(name, *text, {known.begin(), known.end()});
    }
    return value;
}

[[nodiscard]] bool flag_query(const call& of, std::string_view name);
[[nodiscard]] std::optional<events::instant> instant_query(const call& of, std::string_view name);
[[nodiscard]] std::optional<events::local_date> date_query(const call& of, std::string_view name);
[[nodiscard]] std::optional<std::uint64_t> number_query(const call& of, std::string_view name);
/// `limit` and `cursor`.
[[nodiscard]] projections::page_request page_query(const call& of);

/// `P:O`, the place of a record in the log.
[[nodiscard]] std::optional<engine::log_position> position_from_text(std::string_view text);
[[nodiscard]] std::string to_text(engine::log_position place);

// As /openapi.json tells them.
[[nodiscard]] parameter_note text_parameter(std::string name, std::string about);
/// As procedure_or_none_query() reads it.
[[nodiscard]] parameter_note procedure_or_none_parameter(empty_procedure empty);
[[nodiscard]] parameter_note office_parameter();
[[nodiscard]] parameter_note below_parameter();
[[nodiscard]] parameter_note instant_parameter(std::string name, std::string about);
[[nodiscard]] parameter_note date_parameter(std::string name, std::string about);
template <events::named_enum E>
[[nodiscard]] parameter_note enum_parameter(std::string name, std::string about) {
    return {std::move(name), std::move(about), parameter_note::place::query, false,
            events::schema::of<E>()};
}
/// Adds `limit` and `cursor` to the others.
[[nodiscard]] std::vector<parameter_note> paged(std::vector<parameter_note> others);

} // namespace connectors::api
