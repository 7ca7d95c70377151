#include "connectors/duties/indexed_mail.hpp"

#include "connectors/duties/mail_writer.hpp"
#include "projections/cases.hpp"
#include "projections/timeline.hpp"

#include <algorithm>

namespace connectors {

std::optional<std::string> indexed_mail::by_message_id(const std::string& message_id) const {
    return first(
        projections::mails_by_message_key(view_, office_, projections::message_key(message_id)));
}

std::optional<std::string> indexed_mail::by_content_key(const std::string& content_key) const {
    return first(projections::mails_by_content_key(view_, office_, content_key));
}

std::optional<std::string> indexed_mail::by_case_code(const std::string& case_code) const {
    for (const auto& row : projections::cases_by_code(view_, case_code)) {
        if (row.office == office_) {
            return row.id.str();
        }
    }
    return std::nullopt;
}

bool indexed_mail::has_writer(const std::string& case_ref, const std::string& address) const {
    if (address.empty()) {
        return false;
    }
    const auto state = projections::find_case(view_, events::case_id{case_ref});
    return state && (std::ranges::any_of(state->persons,
                                         [&](const events::sealed_box& box) {
                                             return address_told(keys_, box) == address;
                                         }) ||
                     who_wrote_before(*state, address));
}

/// The state keeps the newest box of each person; earlier addresses stand in the log only.
std::optional<events::person_id> indexed_mail::who_wrote_before(const engine::case_state& state,
                                                                const std::string& address) const {
    const auto here = [&](const events::sealed_box& box) {
        return address_told(keys_, box) == address;
    };
    projections::page_request which{projections::page_rows_max, {}};
    do {
        const auto page = projections::timeline(view_, state.id, which);
        for (const auto& step : page.rows) {
            if (!step.seals_person && step.type != events::reply_received::name) {
                continue;
            }
            const auto event = projections::event_at(log_, step.place);
            const auto found = std::ranges::find_if(event.common.sealed, here);
            if (found != event.common.sealed.end()) {
                return found->person;
            }
        }
        which.cursor = page.next;
    } while (!which.cursor.empty());
    return std::nullopt;
}

/// A mail that an officer took into a case is known twice: there, and as the item that waited.
std::optional<std::string>
indexed_mail::first(const std::vector<projections::known_mail>& found) const {
    const auto open = std::ranges::find_if(found, [&](const projections::known_mail& one) {
        const auto state = projections::find_case(view_, one.subject);
        return state && state->at != events::status::support_closed;
    });
    if (found.empty()) {
        return std::nullopt;
    }
    return (open == found.end() ? found.front() : *open).subject.str();
}

} // namespace connectors
