#pragma once

#include "engine/law.hpp"
#include "engine/lifecycles/guard.hpp"

#include <algorithm>
#include <type_traits>

/// The rules of the one-stop desk.
namespace engine::lifecycles {

struct filing_is_lawful : guard_of<filing_is_lawful> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "filing_is_lawful",
        "Thủ tục này không được nộp qua kênh đã chọn vào ngày này; thư điện tử là hỗ trợ, không "
        "phải nộp yêu cầu.",
        "This procedure cannot be filed through this channel on this day; e-mail is help, not "
        "filing.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 31.1; Quyết định 537/QĐ-TCTHADS"};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        const auto& procedure = offer.procedure.empty() ? state.procedure : offer.procedure;
        return law::takes_filing(context.rules, procedure, offer.received_by,
                                 events::office_date(whole.happened.value_or(context.now)));
    }
};

struct supplement_is_allowed : guard_of<supplement_is_allowed> {
    static constexpr step_rule about{
        "supplement_is_allowed", "Đã yêu cầu bổ sung đủ số lần cho phép đối với một vụ việc.",
        "The person has been asked to supplement as often as one case allows.",
        "Nghị định 63/2010/NĐ-CP Điều 20.4"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return law::one_more_allowed(context.rules, state, "supplement_visits_max",
                                     state.supplements, context.now);
    }
};

struct names_missing_papers : guard_of<names_missing_papers> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "names_missing_papers", "Phải nêu một lần, đầy đủ các giấy tờ còn thiếu.",
        "All missing papers must be named at once.", "Nghị định 63/2010/NĐ-CP Điều 18, Điều 20.4"};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        return !offer.missing.empty();
    }
};

struct states_ground : guard_of<states_ground> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{"states_ground",
                                     "Phải nêu căn cứ có trong quy định của thủ tục.",
                                     "A ground that the procedure knows must be stated.",
                                     "Luật Thi hành án dân sự 26/2008/QH12 Điều 31.5, Điều 141"};
    template <class Offer>
    static bool holds(const Offer&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return !whole.grounds.empty() &&
               std::ranges::all_of(whole.grounds, [&](const auto& ground) {
                   const auto leads_to = law::outcome_of(context.rules, state, ground, context.now);
                   // What stops or ends an enforcement is no reason to refuse the request for it.
                   return leads_to && (!std::is_same_v<Offer, refuse_request> ||
                                       !law::calls_for_decision(*leads_to));
               });
    }
};

struct papers_are_complete : guard_of<papers_are_complete> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "papers_are_complete", "Hồ sơ chưa đủ thành phần bắt buộc, không được cấp phiếu hẹn.",
        "A required paper is missing; a slip is given for a complete dossier only.",
        "Quyết định 537/QĐ-TCTHADS; Luật Thi hành án dân sự 26/2008/QH12 Điều 31.1"};
    static bool holds(const auto& offer, const case_state& state, const command&,
                      const decision_context& context) {
        return !law::missing_paper(context.rules, state, offer.papers, context.now);
    }
};

struct promise_is_lawful : guard_of<promise_is_lawful> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "promise_is_lawful",
        "Ngày hẹn trả phải ở tương lai, trong giờ làm việc của ngày làm việc và trong thời hạn "
        "giải quyết theo luật.",
        "The promised time must lie in the future, within office hours of a working day and within "
        "the statutory period.",
        "Quyết định 537/QĐ-TCTHADS; Luật Thi hành án dân sự 26/2008/QH12 Điều 36.1"};
    static bool holds(const auto& offer, const case_state& state, const command&,
                      const decision_context& context) {
        if (!offer.promised_at) {
            return true; // decide promises the statutory due time
        }
        const auto limit = law::statutory_due(context.rules, state, context.now);
        return *offer.promised_at > context.now && (!limit || *offer.promised_at <= *limit) &&
               law::may_be_promised(context.rules, *offer.promised_at);
    }
};

struct names_an_officer : guard_of<names_an_officer> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{"names_an_officer", "Phải nêu người nhận hồ sơ.",
                                     "The one who takes the dossier must be named.",
                                     "Quyết định 537/QĐ-TCTHADS, Phiếu kiểm soát hồ sơ"};
    static bool holds(const auto& offer, const case_state&, const command&,
                      const decision_context&) {
        if constexpr (requires { offer.to; }) {
            return !offer.to.empty();
        } else {
            return !offer.officer.empty();
        }
    }
};

struct signed_by_another : guard_of<signed_by_another> {
    static constexpr step_rule about{"signed_by_another", "Người ký không được là người soạn thảo.",
                                     "Who signs must not be the one who drafted.",
                                     "motcua: hai người cho mỗi quyết định (đề xuất)"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context&) {
        return state.drafter != whole.actor;
    }
};

struct promise_has_passed : guard_of<promise_has_passed> {
    static constexpr step_rule about{"promise_has_passed", "Chưa đến ngày hẹn trả kết quả.",
                                     "The promised time has not come yet.",
                                     "Quyết định 537/QĐ-TCTHADS"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return state.promised_at && *state.promised_at <= context.now;
    }
};

struct may_apologise_again : guard_of<may_apologise_again> {
    static constexpr step_rule about{"may_apologise_again",
                                     "Chỉ được xin lỗi và hẹn lại ngày trả trong số lần cho phép.",
                                     "The date has been moved as often as is allowed.",
                                     "Nghị định 61/2018/NĐ-CP (chưa kiểm chứng, cấu hình được)"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return law::one_more_allowed(context.rules, state, "apologies_max", state.apologies,
                                     context.now);
    }
};

struct new_date_is_later : guard_of<new_date_is_later> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "new_date_is_later",
        "Ngày hẹn mới phải ở tương lai, trong giờ làm việc của ngày làm "
        "việc và sau ngày hẹn cũ.",
        "The new date must lie in the future, within office hours of a "
        "working day and after the old one.",
        "Thông tư 01/2018/TT-VPCP Mẫu 04"};
    static bool holds(const auto& offer, const case_state& state, const command&,
                      const decision_context& context) {
        return offer.promised_at > context.now &&
               (!state.promised_at || offer.promised_at > *state.promised_at) &&
               law::may_be_promised(context.rules, offer.promised_at);
    }
};

struct enforcement_request_only : guard_of<enforcement_request_only> {
    static constexpr step_rule about{
        "enforcement_request_only", "Chỉ lập hồ sơ thi hành án đối với quyết định thi hành án.",
        "An enforcement dossier is opened for an enforcement decision only.",
        "Nghị định 62/2015/NĐ-CP Điều 8.1"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return law::opens_enforcement_file(context.rules, state.procedure);
    }
};

/// After the decision: the enforcement itself may be stopped, go on, end or be entrusted.
struct is_enforced_here : guard_of<is_enforced_here> {
    static constexpr step_rule about{
        "is_enforced_here", "Chỉ áp dụng đối với vụ việc đã có quyết định thi hành án.",
        "Only for a matter whose enforcement decision has been issued.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 44a, 48-50, 55-57"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return state.issued_at && law::opens_enforcement_file(context.rules, state.procedure);
    }
};

/// A ground that the law gives for this very step.
template <outcome Leads> struct states_ground_to : guard_of<states_ground_to<Leads>> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{"states_ground_to",
                                     "Phải nêu căn cứ mà pháp luật quy định cho bước này.",
                                     "A ground that the law gives for this step must be stated.",
                                     "Luật Thi hành án dân sự 26/2008/QH12 Điều 44a, 48-50, 55-57"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return std::ranges::any_of(whole.grounds, [&](const std::string& ground) {
            return law::outcome_of(context.rules, state, ground, context.now) == Leads;
        });
    }
};

/// Of a matter that was stopped: before its decision any reason will do.
template <outcome Leads>
struct states_ground_once_decided : guard_of<states_ground_once_decided<Leads>> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about = states_ground_to<Leads>::about;
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        return !state.issued_at || states_ground_to<Leads>::holds(offer, state, whole, context);
    }
};

struct grounds_are_known : guard_of<grounds_are_known> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{"grounds_are_known",
                                     "Căn cứ đã nêu không có trong quy định của thủ tục.",
                                     "The procedure does not know the ground that is stated.",
                                     "Luật Thi hành án dân sự 26/2008/QH12 Điều 44a, 48-50, 55-57"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return std::ranges::all_of(whole.grounds, [&](const std::string& ground) {
            return law::knows_ground(context.rules, state, ground, context.now);
        });
    }
};

/// Officer, examiner, head, archive: each signs after the one before, and nobody for another.
struct archived_in_order : guard_of<archived_in_order> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "archived_in_order",
        "Hồ sơ đã kết thúc chỉ nhận giấy tờ lưu trữ, theo đúng thứ tự và đúng người ký: Chấp hành "
        "viên ký mục lục, Thẩm tra viên kiểm tra, Thủ trưởng duyệt lưu trữ, văn thư lưu trữ nhận.",
        "The file of an ended matter takes papers of archiving only, in their order and from who "
        "signs them: officer the index, examiner, head the approval, archive the hand-over.",
        "Thông tư 04/2023/TT-BTP Điều 32"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        const auto* next = law::next_archiving(context.rules, state, context.now);
        return next != nullptr && whole.grounds == std::vector{next->code} &&
               (!next->act_by || whole.acting_as == *next->act_by);
    }
};

/// Where the matter stood when it was stopped; it goes on there.
template <events::status Stopped> struct stopped_in : guard_of<stopped_in<Stopped>> {
    static constexpr step_rule about{"stopped_in",
                                     "Vụ việc tiếp tục ở trạng thái trước khi tạm dừng.",
                                     "A matter goes on in the status in which it was stopped.",
                                     "Luật Thi hành án dân sự 26/2008/QH12 Điều 48.4, 49.3"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.before_suspension == Stopped;
    }
};

/// A request is answered with a slip and a promised day.
struct answered_with_a_slip : guard_of<answered_with_a_slip> {
    static constexpr step_rule about{
        "answered_with_a_slip",
        "Bản án, quyết định do Tòa án chuyển giao, ủy thác và kiến nghị, phản ánh không có phiếu "
        "hẹn trả kết quả.",
        "A judgment that a court hands over, an entrustment and a proposal are given no "
        "appointment slip.",
        "Quyết định 537/QĐ-TCTHADS; Luật Thi hành án dân sự 26/2008/QH12 Điều 28, 29"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return law::receipt_of(context.rules, state.procedure) == fact::request_received;
    }
};

/// What is no request goes to the one who examines it at once.
struct taken_up_without_a_slip : guard_of<taken_up_without_a_slip> {
    static constexpr step_rule about{
        "taken_up_without_a_slip",
        "Yêu cầu phải được tiếp nhận, hẹn trả và chuyển hồ sơ trước khi thẩm tra, và được trả kết "
        "quả trước khi kết thúc.",
        "A request is accepted with a slip and handed over before it is examined, and its result "
        "is returned before it is closed.",
        "Quyết định 537/QĐ-TCTHADS"};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        return !answered_with_a_slip::holds(offer, state, whole, context);
    }
};

struct somebody_asks : guard_of<somebody_asks> {
    static constexpr step_rule about{
        "somebody_asks",
        "Vụ việc không do người yêu cầu nộp tại cơ quan (chủ động ra quyết định, phá sản, ủy "
        "thác).",
        "Nobody filed this matter here: the agency acts by itself, or another entrusted it.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 36.2, 57.1b"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return law::receipt_of(context.rules, state.procedure) != fact::judgment_received;
    }
};

struct not_decided_yet : guard_of<not_decided_yet> {
    static constexpr step_rule about{
        "not_decided_yet",
        "Đã có quyết định thi hành án: việc thi hành kết thúc bằng quyết định đình chỉ.",
        "The decision has been issued: what it enforces ends by a decision to terminate.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 50"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return !state.issued_at;
    }
};

struct nothing_is_owed : guard_of<nothing_is_owed> {
    static constexpr step_rule about{"nothing_is_owed",
                                     "Còn bước có thời hạn chưa thực hiện, chưa được kết thúc.",
                                     "A step with a period is still to be done.",
                                     "Luật Thi hành án dân sự 26/2008/QH12 Điều 39"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return std::none_of(state.deadlines.begin(), state.deadlines.end(),
                            [](const deadline& one) { return one.open() && !one.excused; });
    }
};

struct accounts_are_reconciled : guard_of<accounts_are_reconciled> {
    static constexpr step_rule about{
        "accounts_are_reconciled",
        "Còn chứng từ chưa đối chiếu với kế toán, chưa được kết thúc để lưu trữ.",
        "A voucher has not been reconciled with the accountant's books.",
        "Thông tư 78/2020/TT-BTC Điều 7.1d"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return std::ranges::all_of(state.vouchers, &voucher::reconciled);
    }
};

} // namespace engine::lifecycles
