#pragma once

#include "engine/law.hpp"
#include "engine/lifecycles/guard.hpp"

#include <algorithm>

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
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return !whole.grounds.empty() &&
               std::all_of(whole.grounds.begin(), whole.grounds.end(), [&](const auto& ground) {
                   return law::knows_ground(context.rules, state, ground, context.now);
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
        "Ngày hẹn trả phải ở tương lai và trong thời hạn giải quyết theo luật.",
        "The promised time must lie in the future and within the statutory period.",
        "Quyết định 537/QĐ-TCTHADS; Luật Thi hành án dân sự 26/2008/QH12 Điều 36.1"};
    static bool holds(const auto& offer, const case_state& state, const command&,
                      const decision_context& context) {
        if (!offer.promised_at) {
            return true; // decide promises the statutory due time
        }
        const auto limit = law::statutory_due(context.rules, state, context.now);
        return *offer.promised_at > context.now && (!limit || *offer.promised_at <= *limit);
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
    static constexpr step_rule about{"new_date_is_later",
                                     "Ngày hẹn mới phải ở tương lai và sau ngày hẹn cũ.",
                                     "The new date must lie in the future and after the old one.",
                                     "Thông tư 01/2018/TT-VPCP Mẫu 04"};
    static bool holds(const auto& offer, const case_state& state, const command&,
                      const decision_context& context) {
        return offer.promised_at > context.now &&
               (!state.promised_at || offer.promised_at > *state.promised_at);
    }
};

struct enforcement_request_only : guard_of<enforcement_request_only> {
    static constexpr step_rule about{
        "enforcement_request_only", "Chỉ lập hồ sơ thi hành án đối với yêu cầu thi hành án.",
        "An enforcement dossier is opened for an enforcement request only.",
        "Nghị định 62/2015/NĐ-CP Điều 8.1"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context&) {
        return state.procedure == "enf_request";
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
