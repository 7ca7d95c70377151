#include "engine/acknowledging.hpp"

#include "engine/law.hpp"
#include "engine/refusing.hpp"

#include <algorithm>
#include <vector>

namespace engine {
namespace {

constexpr step_rule document_is_named{
    "document_is_named",
    "Phải nêu mã định danh của cơ quan gửi (sender) và số, ký hiệu của văn bản (number).",
    "The identifier of the agency that sent it (sender) and the number of the document (number) "
    "must be stated.",
    "Nghị định 30/2020/NĐ-CP Điều 21.2, 22"};
constexpr step_rule document_waits_once{
    "document_waits_once", "Văn bản này đã được tiếp nhận và đang chờ trả lời cơ quan gửi.",
    "This document was taken in, and its sender is to be answered.",
    "Nghị định 30/2020/NĐ-CP Điều 21.2"};
constexpr step_rule document_is_awaited{
    "document_is_awaited",
    "Hồ sơ không có văn bản nào của cơ quan này, mang số này, đang chờ trả lời.",
    "No document of this agency and number waits for an answer.",
    "Nghị định 30/2020/NĐ-CP Điều 21.2"};
constexpr step_rule return_needs_reason{"return_needs_reason",
                                        "Trả lại văn bản thì phải nêu lý do (reason).",
                                        "A document is returned for a stated reason only (reason).",
                                        "Nghị định 30/2020/NĐ-CP Điều 21.2b"};

/// The documents that wait once the step is done, the one that has waited longest first; none where
/// it is about something else.
std::optional<std::vector<agency_document>> waiting_after(const step_input& step,
                                                          const recorded& made) {
    auto all = step.state.agency_documents;
    if (const auto* came = std::get_if<events::agency_document_received>(&made.detail)) {
        all.push_back({came->sender, came->number, came->dated, step.at});
    } else if (const auto* told = std::get_if<events::agency_document_answered>(&made.detail)) {
        std::erase_if(all, [&](const agency_document& one) {
            return one.sender == told->sender && one.number == told->number;
        });
    } else {
        return std::nullopt;
    }
    std::ranges::stable_sort(all, {}, &agency_document::at);
    return all;
}

/// The period of the first of which a law gives one: what came before there was one holds up none
/// that came later.
law::answer<std::optional<events::deadline_started>>
first_to_acknowledge(const step_input& step, const std::vector<agency_document>& waiting) {
    for (const auto& one : waiting) {
        auto begun =
            law::periods_begun(step.context.rules, {.procedure = step.state.procedure,
                                                    .what = fact::agency_document_received,
                                                    .at = one.at,
                                                    .days = law_days{events::office_date(one.at)},
                                                    .known = law::known_of(step.state),
                                                    .received_at = step.state.received_at});
        if (!begun) {
            return tl::unexpected(std::move(begun).error());
        }
        if (!begun->empty()) {
            return std::move(begun->front());
        }
    }
    return std::nullopt;
}

} // namespace

const step_rule* refused_document(const case_state& state, const receive_agency_document& offer) {
    if (offer.sender.empty() || offer.number.empty()) {
        return &document_is_named;
    }
    return find_document(state.agency_documents, offer.sender, offer.number) == nullptr
               ? nullptr
               : &document_waits_once;
}

const step_rule* refused_answer(const case_state& state, const answer_agency_document& offer) {
    if (find_document(state.agency_documents, offer.sender, offer.number) == nullptr) {
        return &document_is_awaited;
    }
    const bool unexplained =
        offer.outcome == events::document_answer::returned && offer.reason.value_or("").empty();
    return unexplained ? &return_needs_reason : nullptr;
}

void add_acknowledging_period(events::facts& facts, const step_input& step, const recorded& made,
                              std::optional<rejection>& problem) {
    const auto waiting = waiting_after(step, made);
    if (!waiting) {
        return;
    }
    const auto next = first_to_acknowledge(step, *waiting);
    if (!next) {
        problem = outside_calendar(next.error(), step.state);
        return;
    }
    const auto* running = step.state.open_deadline(acknowledging_period);
    if (running != nullptr && *next && (*next)->since == running->since) {
        return;
    }
    if (running != nullptr) {
        // An earlier one that is entered later takes the period over; nobody has answered.
        const bool answered = std::holds_alternative<events::agency_document_answered>(made.detail);
        (answered ? facts.deadlines_met : facts.deadlines_lapsed).push_back(running->id);
    }
    if (*next) {
        facts.deadlines_started.push_back(**next);
    }
}

} // namespace engine
