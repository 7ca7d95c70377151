#pragma once

#include "connectors/http/problem.hpp"
#include "engine/case_state.hpp"
#include "engine/command.hpp"
#include "events/vault.hpp"

#include <nlohmann/json_fwd.hpp>
#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// Who somebody is in a case, as far as their data is sealed.
enum class person_part {
    applicant,
    representative, ///< who files for the applicant or petitioner, and has to prove it
    creditor,
    debtor,
    related,
    complainant,
    respondent, ///< whose decision or act is complained about
    denouncer,  ///< whose identity is secret (Luật Tố cáo 25/2018/QH14 Điều 9)
    denounced,
    court, ///< that gave the judgment: no person, and named in words as one
};

/// A person as a caller names one. Everything but `part` and `id` is sealed before the engine sees
/// the command.
struct person_input {
    person_part part{};
    /// One who has a key already; without it, the case's own person of that part, or a new one.
    std::optional<events::person_id> id{};
    std::optional<std::string> name{};
    std::optional<std::string> born{}; ///< as known: a day, or a year only
    std::optional<std::string> identity_number{};
    std::optional<std::string> address{};
    std::optional<std::string> phone{};
    std::optional<std::string> email{};
    std::optional<std::string> bank_account{};
    std::optional<std::string> represents{};

    static constexpr auto fields() {
        using p = person_input;
        using events::field;
        return std::tuple{field{"part", &p::part},
                          field{"id", &p::id},
                          field{"name", &p::name},
                          field{"born", &p::born},
                          field{"identity_number", &p::identity_number},
                          field{"address", &p::address},
                          field{"phone", &p::phone},
                          field{"email", &p::email},
                          field{"bank_account", &p::bank_account},
                          field{"represents", &p::represents}};
    }
    bool operator==(const person_input&) const = default;
};

/// What any command may say beside its own fields.
struct common_input {
    std::vector<person_input> persons;
    std::optional<std::string> text;  ///< free text for the case; sealed as part `note`
    std::optional<std::string> words; ///< what a code cannot say; sealed as part `words`
    std::vector<events::document_ref> documents;
    std::vector<std::string> grounds;
    std::optional<events::instant> happened_at;
    std::optional<std::uint64_t> expected_version;

    static constexpr auto fields() {
        using c = common_input;
        using events::field;
        return std::tuple{field{"persons", &c::persons},
                          field{"text", &c::text},
                          field{"words", &c::words},
                          field{"documents", &c::documents},
                          field{"grounds", &c::grounds},
                          field{"happened_at", &c::happened_at},
                          field{"expected_version", &c::expected_version}};
    }
    bool operator==(const common_input&) const = default;
};

/// A command as it was read, with its personal data still in clear: goes to seal_into() and nowhere
/// else.
struct command_input {
    engine::command_detail detail;
    common_input common;
};

/// The names of all commands, in catalogue order.
[[nodiscard]] const std::vector<std::string_view>& command_names();
[[nodiscard]] bool is_command(std::string_view name);
/// A command of that name with nothing filled in. Precondition: is_command(name).
[[nodiscard]] engine::command_detail empty_command(std::string_view name);

/// Reads the body of a command. Precondition: is_command(name). The error names every wrong member
/// that could be found, not only the first.
[[nodiscard]] tl::expected<command_input, std::vector<problem_item>>
read_command(std::string_view name, const nlohmann::json& body);

/// Takes the common members over into a command whose id, office and subject are set, and seals
/// the personal data; the keys are durable when it returns. `known` is the case, or null. Throws
/// events::fault when the vault fails.
[[nodiscard]] tl::expected<void, std::vector<problem_item>>
seal_into(engine::command& into, common_input from, const engine::case_state* known,
          events::vault& keys);

/// Seals what a step says in words under the key of the person of the case, and gives a reason that
/// nobody stated by a code the code `stated`. Precondition: the case is known, or the command opens
/// one. Throws events::fault when the vault fails.
void seal_words(engine::command& into, std::string_view words, const engine::case_state* known,
                events::vault& keys);

/// The JSON Schema of a command's body, as text: schemas/commands/<name>.json.
[[nodiscard]] std::string command_schema(std::string_view name);

} // namespace connectors

template <> struct events::enum_names<connectors::person_part> {
    static constexpr std::array<std::string_view, 10> names{
        "applicant",   "representative", "creditor",  "debtor",    "related",
        "complainant", "respondent",     "denouncer", "denounced", "court"};
};
