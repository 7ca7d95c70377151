#pragma once

#include "connectors/api/step_view.hpp"
#include "connectors/documents/case_values.hpp"
#include "engine/forms/compose.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace connectors::api {

/// The case of the path's {code} with what its slips and letters say. Asks for permission to read
/// the case and its persons; who denounced, where that is known. Who acts above the office, and may
/// not know its persons, has the letters of the agency above, which name nobody. Throws refusal
/// `case_unknown`, `forbidden`.
class slip_case {
public:
    explicit slip_case(call& of);

    struct issued_document {
        std::uint64_t sequence = 0;
        events::document_ref document;
    };

    [[nodiscard]] const engine::case_state& state() const { return state_; }
    [[nodiscard]] const std::vector<engine::form>& forms() const { return forms_; }
    [[nodiscard]] events::local_date received_on() const;

    /// The forms that are printed for steps of this case, in force when it was received, as far as
    /// the caller may have what they say.
    [[nodiscard]] std::vector<const engine::form*> own_forms() const;
    /// Precondition: required_step() found one.
    [[nodiscard]] const engine::form& form_named(std::string_view form) const;
    [[nodiscard]] const engine::form_version* version_of(std::string_view form) const;

    /// The newest step for which the form is printed; none when it has not come to that, or when
    /// the step was taken in another phase of the matter.
    [[nodiscard]] std::optional<projections::timeline_entry> step_for(std::string_view form) const;
    /// The same, where no is the end. Throws refusal `not_found`, `slip_not_ready`.
    [[nodiscard]] projections::timeline_entry required_step(const std::string& form) const;
    /// Throws refusal `form_not_adopted`.
    void require_adopted(std::string_view form) const;

    /// The newest document of the form that a step after `after` names.
    [[nodiscard]] std::optional<issued_document> issued(std::string_view form,
                                                        std::uint64_t after) const;
    /// Its bytes, as long as nobody who may stand in it was erased. Throws refusal `erased`,
    /// events::fault `document-missing`.
    [[nodiscard]] std::string stored(const issued_document& one) const;
    /// With the values of the step, as the case stood then. A letter is dated today; without its
    /// number it has the place for it.
    [[nodiscard]] engine::composed_document
    composed(std::string_view form, const projections::timeline_entry& step,
             std::optional<std::uint64_t> number = {}) const;

private:
    [[nodiscard]] std::optional<events::event>
    newest_before(std::span<const std::string_view> types, std::uint64_t sequence) const;
    [[nodiscard]] std::string docket_number(std::uint64_t sequence) const;
    /// Throws refusal `slip_not_ready`.
    void require_own_notice(const projections::timeline_entry& step) const;
    void add_common(const events::event& step, slip_source& into) const;
    [[nodiscard]] bool decided_before(std::uint64_t sequence) const;
    [[nodiscard]] std::string phone_on(events::local_date day) const;
    [[nodiscard]] slip_person person_in(const engine::case_state& then,
                                        std::span<const std::string_view> parts) const;
    [[nodiscard]] slip_person respondent_of(const engine::case_state& then) const;
    [[nodiscard]] std::vector<events::event> hand_overs() const;
    [[nodiscard]] json data_of(const events::sealed_box& box) const;
    [[nodiscard]] slip_person person_of(const engine::case_state& then) const;
    [[nodiscard]] std::string note_of(const events::event& step) const;

    call& of_;
    engine::case_state state_;
    std::vector<engine::form> forms_;
    bool reads_persons_ = false;
    std::vector<projections::timeline_entry> steps_;
};

} // namespace connectors::api
