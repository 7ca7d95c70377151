#include "connectors/api/case_access.hpp"
#include "connectors/api/document_access.hpp"
#include "connectors/api/views.hpp"
#include "connectors/secret_case.hpp"
#include "engine/commands/sort_mail.hpp"
#include "events/sealed.hpp"
#include "events/vault.hpp"

#include <utility>

/// Who is shown what of a sealed box.
namespace connectors::api {
namespace {

/// In a secret case whatever is not about the one denounced.
bool is_secret(bool secret_case, const events::sealed_box& box) {
    return secret_case && box.part != "denounced";
}

bool may_open(call& of, const events::office_code& office, bool secret) {
    return of.may(secret ? engine::action::read_denouncer : engine::action::read_person, office);
}

person_view opened(call& of, const events::sealed_box& box, const events::office_code& office,
                   bool secret) {
    person_view out{box.part, box.person, "sealed", std::nullopt};
    if (!may_open(of, office, secret)) {
        if (secret) { // another case may have the same person, and show them
            out.person.reset();
        }
        return out;
    }
    const auto plain = events::open(of.on.vault, box);
    if (!plain) {
        out.state = "erased";
        return out;
    }
    out.state = "open";
    auto data = json::parse(*plain, nullptr, false);
    if (data.is_object()) {
        data.erase("document_key"); // who kept it could open the mail after the person is erased
    }
    out.data = any_json{std::move(data)};
    return out;
}

/// Who sorts a mail reads it first; whose it is stays with the few.
bool is_to_be_sorted(call& of, const engine::case_state& mail, const events::sealed_box& box) {
    return mail.at == events::status::awaiting_sorting && box.part == "mail" &&
           of.ask(engine::action::command, mail.office, engine::sort_mail::name).allowed;
}

} // namespace

std::optional<person_view> applicant_of(call& of, const projections::case_row& row) {
    if (!row.applicant) {
        return std::nullopt;
    }
    return opened(of, *row.applicant, row.office, is_secret(is_secret_case(row), *row.applicant));
}

person_view view_of(call& of, const engine::case_state& of_case, const events::sealed_box& box) {
    // The box may be one of a step, which the state does not have any more.
    const bool secret = box.part == "denouncer" || is_secret(is_secret_now(of, of_case), box);
    auto out = opened(of, box, of_case.office, secret && !is_to_be_sorted(of, of_case, box));
    if (box.part == events::note_part && somebody_erased(of, of_case)) {
        out.state = "erased"; // whosoever key guards it, it may name the one who was
        out.data.reset();
    }
    return out;
}

} // namespace connectors::api
