#include "engine/common_papers.hpp"
#include "engine/explainers.hpp"
#include "engine/filing_circumstances.hpp"
#include "engine/finality.hpp"
#include "engine/law.hpp"
#include "engine/notified_way.hpp"
#include "engine/numbering.hpp"
#include "engine/papers_handed_in.hpp"
#include "engine/record.hpp"
#include "engine/rules/notification_ways.hpp"

#include <cassert>
#include <utility>

namespace engine {
namespace {

using events::office_date;

events::timeliness against(const std::optional<events::instant>& promised, events::instant at) {
    if (!promised) {
        return events::timeliness::on_time;
    }
    const auto promised_day = office_date(*promised);
    const auto day = office_date(at);
    if (day < promised_day) {
        return events::timeliness::early;
    }
    return at <= *promised || day == promised_day ? events::timeliness::on_time
                                                  : events::timeliness::late;
}

rejection not_told_of_here(const case_state& state, events::notified_matter what) {
    const bool conclusion = what == events::notified_matter::conclusion;
    return {.code = rejection_code::invalid_input,
            .rule = {},
            .vi = conclusion ? "Chỉ tố cáo mới có kết luận nội dung tố cáo để gửi."
                             : "Chỉ khiếu nại mới có yêu cầu giải trình để gửi.",
            .en = conclusion ? "Only a denunciation has a conclusion that somebody receives."
                             : "Only in a complaint is somebody asked to explain.",
            .source = {},
            .pointer = "/what",
            .at = state.at,
            .allowed = {}};
}

rejection judged_after_receipt(const case_state& state) {
    return {.code = rejection_code::invalid_input,
            .rule = "judged_before_receipt",
            .vi = "Ngày của bản án, quyết định không được sau ngày tiếp nhận.",
            .en = "The judgment cannot be of a later day than its receipt.",
            .source = {},
            .pointer = "/judgment_date",
            .at = state.at,
            .allowed = {}};
}

/// What was posted was posted before it came; what is said at the desk comes as it is said.
rejection requested_after_receipt(const case_state& state) {
    return {.code = rejection_code::invalid_input,
            .rule = "requested_before_receipt",
            .vi = "Ngày yêu cầu (ngày nộp đơn, trình bày hoặc dấu bưu điện nơi gửi) không được sau "
                  "ngày tiếp nhận.",
            .en = "The day of the request (filed, stated or postmarked) cannot be later than its "
                  "receipt.",
            .source = {},
            .pointer = "/request_date",
            .at = state.at,
            .allowed = {}};
}

struct dossier_steps {
    const step_input& step;

    [[nodiscard]] events::local_date today() const { return office_date(step.at); }
    [[nodiscard]] recorded numbered(recorded out, events::number_claim claim) const {
        out.numbers.push_back(std::move(claim));
        return out;
    }
    [[nodiscard]] recorded with_slip(recorded out, std::string_view series,
                                     std::string_view suffix) const {
        return numbered(std::move(out),
                        numbering::slip(step.context, step.whole.office, today(), series, suffix));
    }

    decided<recorded> operator()(const receive_request& c) const {
        if (c.judgment_date && *c.judgment_date > today()) {
            return tl::unexpected(judged_after_receipt(step.state));
        }
        if (c.request_date && *c.request_date > today()) {
            return tl::unexpected(requested_after_receipt(step.state));
        }
        if (auto no = refused_common(step, c)) {
            return tl::unexpected(*std::move(no));
        }
        auto claim = numbering::case_code(step.context, step.whole.office, today(), step.state.at);
        if (!claim) {
            return tl::unexpected(claim.error());
        }
        // fact::request_received, or for what is no request fact::judgment_received or
        // fact::petition_received.
        const auto& procedure = c.procedure.empty() ? step.state.procedure : c.procedure;
        return numbered(plain(events::request_received{procedure, c.received_by,
                                                       c.request_date.value_or(today()), c.judgment,
                                                       c.judgment_date, c.shares_request_of},
                              {law::receipt_of(step.context.rules, procedure)}),
                        *std::move(claim));
    }
    decided<recorded> operator()(const request_supplement& c) const {
        return with_slip(plain(events::supplement_requested{c.missing}, {fact::supplement_asked}),
                         "supplement_slip", "HDHS");
    }
    decided<recorded> operator()(const receive_supplement&) const {
        return plain(events::supplement_received{});
    }
    decided<recorded> operator()(const refuse_request&) const {
        return with_slip(plain(events::request_refused{}, {fact::refused, fact::decided}),
                         "refusal_slip", "TC");
    }
    decided<recorded> operator()(const accept_dossier& c) const {
        if (auto no = impossible_papers(step, filing_of(c))) {
            return tl::unexpected(*std::move(no));
        }
        if (auto no = impossible_sets(c.sets)) {
            return tl::unexpected(*std::move(no));
        }
        const auto promised = c.promised_at
                                  ? c.promised_at
                                  : law::default_promise(step.context.rules, step.state, step.at);
        assert(promised); // promise_is_stated has seen to it
        auto out = with_slip(
            plain(events::dossier_accepted{*promised, c.result_by, c.papers, c.paper_details,
                                           c.sets,
                                           filer_of(step.state, filing_of(c), step.whole.sealed),
                                           c.late, c.related_papers},
                  {fact::dossier_complete}),
            "receipt_slip", "TNHS");
        return numbered(std::move(out),
                        numbering::register_line(step.context, step.whole.office, today()));
    }
    decided<recorded> operator()(const solve_at_once& c) const {
        const auto filing = filing_of(c);
        if (auto no = impossible_papers(step, filing)) {
            return tl::unexpected(*std::move(no));
        }
        std::vector<fact> facts{fact::decided};
        if (c.matter && c.performed == events::performance::whole) {
            facts.push_back(fact::performance_confirmed);
        }
        return numbered(
            plain(events::solved_at_once{c.outcome, c.matter, c.performed, c.papers,
                                         c.paper_details,
                                         filer_of(step.state, filing, step.whole.sealed), c.late,
                                         c.related_papers},
                  std::move(facts)),
            numbering::register_line(step.context, step.whole.office, today()));
    }
    decided<recorded> operator()(const hand_over& c) const {
        return plain(events::dossier_handed_over{c.to}, {fact::handed_over});
    }
    decided<recorded> operator()(const begin_examination&) const {
        return plain(events::examination_begun{});
    }
    decided<recorded> operator()(const submit_draft& c) const {
        return plain(events::draft_submitted{c.proposal, c.matter, c.performed});
    }
    decided<recorded> operator()(const return_draft&) const {
        return plain(events::draft_returned{});
    }
    decided<recorded> operator()(const sign_decision&) const {
        return plain(
            events::decision_signed{step.state.proposal.value_or(events::decision_outcome::grant)},
            {fact::decision_signed});
    }
    decided<recorded> operator()(const issue_decision& c) const {
        if (auto no = refused_common(step, c)) {
            return tl::unexpected(*std::move(no));
        }
        std::vector<fact> facts{fact::document_issued, fact::decided, fact::issued};
        // The officer who was named before has something to enforce from now on.
        if (step.state.officer_named && law::decides_to_enforce(step.context.rules, step.state)) {
            facts.push_back(fact::officer_assigned);
        }
        if (step.state.confirms_all()) {
            facts.push_back(fact::performance_confirmed);
        }
        if (c.common_with) { // numbered in the other case, once
            return plain(events::decision_issued{c.found->dated, c.common_with, c.found->number,
                                                 c.common_ground},
                         std::move(facts));
        }
        return numbered(plain(events::decision_issued{today()}, std::move(facts)),
                        numbering::document(step.context, step.whole.office, today()));
    }
    decided<recorded> operator()(const notify_party& c) const {
        if (auto no = refused_way(step, c)) {
            return tl::unexpected(*std::move(no));
        }
        if (auto no = refused_day(step, c)) {
            return tl::unexpected(*std::move(no));
        }
        if (auto no = refused_explainer(step, c)) {
            return tl::unexpected(*std::move(no));
        }
        if (c.what == events::notified_matter::conclusion) {
            if (step.state.follows != events::lifecycle::denunciation) {
                return tl::unexpected(not_told_of_here(step.state, *c.what));
            }
            return plain(events::party_notified{c.way, c.valid_on, c.what},
                         {fact::conclusion_received});
        }
        if (c.what == events::notified_matter::explanation_request) {
            if (step.state.follows != events::lifecycle::complaint) {
                return tl::unexpected(not_told_of_here(step.state, *c.what));
            }
            return plain(events::party_notified{c.way, c.valid_on, c.what,
                                                whose_explanation(step.state, c.explainer)},
                         {fact::explanation_request_received});
        }
        std::vector<fact> facts{fact::result_notified};
        // That it ended, or that the decision was withdrawn, gives nobody days to comply.
        if (step.state.issued_at && !is_final(step.state.follows, step.state.at)) {
            facts.push_back(fact::valid_notification);
        }
        if (begins_posting(step.context.rules.notification_ways, c.way, c.valid_on)) {
            facts.push_back(fact::posting_start);
        }
        return plain(events::party_notified{c.way, c.valid_on, c.what}, std::move(facts));
    }
    decided<recorded> operator()(const send_result& c) const {
        return plain(events::result_sent{c.by}, {fact::sent});
    }
    decided<recorded> operator()(const return_result& c) const {
        // A result that was sent, or ready and not fetched, was not late for being handed over
        // late.
        const auto offered = step.state.offered_at.value_or(step.at);
        return plain(events::result_returned{c.by, against(step.state.promised_at, offered)},
                     {fact::sent});
    }
    decided<recorded> operator()(const record_not_collected&) const {
        return plain(events::result_not_collected{});
    }
    decided<recorded> operator()(const apologise& c) const {
        return with_slip(plain(events::apology_issued{c.promised_at, c.reason}), "apology_slip",
                         "PXL");
    }
    decided<recorded> operator()(const withdraw_request&) const {
        // Before it is docketed a withdrawn petition is filed away: Thông tư 13/2021/TT-BTP
        // Điều 10.1.
        const bool petition = step.state.follows == events::lifecycle::complaint ||
                              step.state.follows == events::lifecycle::denunciation;
        const bool docketed = step.state.at != events::status::petition_received &&
                              step.state.at != events::status::awaiting_supplement;
        // What was not taken up has nothing that could be terminated, which is what the days after
        // a withdrawal are for.
        return plain(events::request_withdrawn{},
                     {petition && !docketed ? fact::filed_away : fact::withdrawal_received});
    }
    decided<recorded> operator()(const close_case&) const { return plain(events::case_closed{}); }
    decided<recorded> operator()(const auto&) const { return recorded{}; }
};

} // namespace

decided<recorded> record_dossier(const step_input& step) {
    return std::visit(dossier_steps{step}, step.whole.detail);
}

} // namespace engine
