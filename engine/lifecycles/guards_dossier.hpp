#pragma once

#include "engine/law.hpp"
#include "engine/lifecycles/guard.hpp"
#include "engine/missing_paper.hpp"

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
                                 events::office_date(happened_at(whole, context)));
    }
};

/// What proves a ground is among the papers of relief: a dossier that states none would be complete
/// without any proof. Who asks on a ground that no law gives is accepted and answered in writing.
struct states_ground_asked_on : guard_of<states_ground_asked_on> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "states_ground_asked_on",
        "Giấy tờ phải nộp tùy theo căn cứ: phải nêu căn cứ xin miễn, giảm, hoặc nêu căn cứ từ chối "
        "nếu lý do trong đơn không thuộc trường hợp nào của pháp luật.",
        "Which papers are required hangs on the ground: state that on which relief is asked for, "
        "or that to refuse it where the application gives none of the law's.",
        "Nghị định 62/2015/NĐ-CP Điều 44.2; Thông tư 216/2016/TT-BTC Điều 7"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return !law::wants_ground(context.rules, state, whole.grounds, happened_at(whole, context));
    }
};

struct papers_are_complete : guard_of<papers_are_complete> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "papers_are_complete",
        "Hồ sơ chưa đủ thành phần bắt buộc: chưa được cấp phiếu hẹn hay giải quyết ngay.",
        "A required paper is missing; only a complete dossier is given a slip or solved on the "
        "spot.",
        "Quyết định 537/QĐ-TCTHADS; Luật Thi hành án dân sự 26/2008/QH12 Điều 31.1",
        false,
        name_missing_paper};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return missing_paper(state, whole, context) == nullptr;
    }
};

/// Where the law of the case was not seen, nobody but the office can say when it will be done.
struct promise_is_stated : guard_of<promise_is_stated> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "promise_is_stated",
        "Chưa có dữ liệu về thời hạn giải quyết theo pháp luật áp dụng cho hồ sơ này: phải nêu "
        "ngày, giờ hẹn trả kết quả (promised_at).",
        "How long the law of this dossier gives to decide is not known: state the day and hour at "
        "which the result is promised (promised_at).",
        "Quyết định 537/QĐ-TCTHADS"};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        return offer.promised_at ||
               law::default_promise(context.rules, state, happened_at(whole, context));
    }
};

struct promise_is_lawful : guard_of<promise_is_lawful> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "promise_is_lawful",
        "Giờ hẹn trả phải sau khi tiếp nhận, trong giờ làm việc của ngày làm việc và trong thời "
        "hạn giải quyết theo luật; nếu đã yêu cầu bổ sung hoặc thời hạn đó đã hết thì số ngày ấy "
        "tính từ khi hồ sơ đầy đủ.",
        "The promised time must lie after the acceptance, within office hours of a working day and "
        "within the statutory period; after a supplement, or once that period has passed, its days "
        "are counted from when the dossier was complete.",
        "Quyết định 537/QĐ-TCTHADS; Luật Thi hành án dân sự 26/2008/QH12 Điều 36.1"};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        const auto complete = happened_at(whole, context);
        const auto limit = law::promise_limit(context.rules, state, complete);
        const auto promised = offer.promised_at
                                  ? offer.promised_at
                                  : law::default_promise(context.rules, state, complete);
        return promised && *promised > complete && (!limit || *promised <= *limit) &&
               law::may_be_promised(context.rules, *promised);
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

/// Wherever the law is known to give a ground for it.
struct refusal_states_ground : guard_of<refusal_states_ground> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "refusal_states_ground",
        "Dự thảo từ chối phải nêu căn cứ từ chối có trong quy định của thủ tục.",
        "A draft that refuses must state a ground of refusal that the procedure knows.",
        "Luật Thi hành án dân sự 26/2008/QH12 Điều 31.5; Nghị định 63/2010/NĐ-CP Điều 18",
        false,
        tell_protection};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        if (offer.proposal != events::decision_outcome::refuse) {
            return true;
        }
        return law::states_ground(context.rules, state, whole.grounds, happened_at(whole, context),
                                  is_refusal) ||
               (law::protecting_ground(context.rules, state) == nullptr &&
                !law::knows_refusal(context.rules, state, happened_at(whole, context)));
    }
};

/// Nobody is relieved of a cost or a fee, and no officer is changed, but on a ground of the law.
/// Where it lists none, as of a request to enforce, the request itself is why.
struct grant_states_ground : guard_of<grant_states_ground> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "grant_states_ground",
        "Dự thảo chấp thuận phải nêu căn cứ mà pháp luật quy định để chấp thuận.",
        "A draft that grants must state the ground on which the law lets it be granted.",
        "Nghị định 62/2015/NĐ-CP Điều 10.1, 44.1; Thông tư 216/2016/TT-BTC Điều 7"};
    static bool grants(outcome leads_to) {
        return leads_to == outcome::grant || leads_to == outcome::grant_part;
    }
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        const auto now = happened_at(whole, context);
        return offer.proposal == events::decision_outcome::refuse ||
               !law::lists_ground(context.rules, state, now, grants) ||
               law::states_ground(context.rules, state, whole.grounds, now, grants);
    }
};

/// A matter that is closed is taken up again only where the law takes back what was granted. Before
/// that, an error is ground enough: TT 04/2023/TT-BTP art. 36.4.
struct states_ground_to_revoke : guard_of<states_ground_to_revoke> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "states_ground_to_revoke",
        "Hồ sơ đã kết thúc: chỉ thu hồi, hủy quyết định khi có căn cứ mà pháp luật quy định.",
        "The matter is closed: its decision is withdrawn only on a ground that the law gives.",
        "Nghị định 62/2015/NĐ-CP Điều 44.4"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return law::states_outcome(context.rules, state, whole.grounds, outcome::revoked,
                                   happened_at(whole, context));
    }
    static bool may_hold(const auto&, const case_state& state, const command& whole,
                         const decision_context& context) {
        return law::lists_ground(context.rules, state, happened_at(whole, context),
                                 [](outcome one) { return one == outcome::revoked; });
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
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return state.promised_at && *state.promised_at <= happened_at(whole, context);
    }
};

struct may_apologise_again : guard_of<may_apologise_again> {
    static constexpr step_rule about{"may_apologise_again",
                                     "Chỉ được xin lỗi và hẹn lại ngày trả trong số lần cho phép.",
                                     "The date has been moved as often as is allowed.",
                                     "Nghị định 61/2018/NĐ-CP (chưa kiểm chứng, cấu hình được)"};
    static bool holds(const auto&, const case_state& state, const command& whole,
                      const decision_context& context) {
        return law::one_more_allowed(context.rules, state, "apologies_max", state.apologies,
                                     happened_at(whole, context));
    }
};

struct new_date_is_later : guard_of<new_date_is_later> {
    static constexpr bool asks_input = true;
    static constexpr step_rule about{
        "new_date_is_later",
        "Ngày hẹn mới phải sau lúc xin lỗi, trong giờ làm việc của ngày làm việc và sau ngày hẹn "
        "cũ.",
        "The new date must lie after the apology, within office hours of a working day and after "
        "the old one.",
        "Thông tư 01/2018/TT-VPCP Mẫu 04"};
    static bool holds(const auto& offer, const case_state& state, const command& whole,
                      const decision_context& context) {
        return offer.promised_at > happened_at(whole, context) &&
               (!state.promised_at || offer.promised_at > *state.promised_at) &&
               law::may_be_promised(context.rules, offer.promised_at);
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

struct may_be_solved_at_once : guard_of<may_be_solved_at_once> {
    static constexpr step_rule about{
        "may_be_solved_at_once",
        "Thủ tục này không được giải quyết ngay tại Bộ phận một cửa: kết quả phải do Thủ trưởng "
        "xem xét, quyết định.",
        "This procedure is not solved on the spot at the desk: the head must decide on it.",
        "Quyết định 537/QĐ-TCTHADS; Luật Thi hành án dân sự 26/2008/QH12 Điều 36.1"};
    static bool holds(const auto&, const case_state& state, const command&,
                      const decision_context& context) {
        return law::may_be_solved_at_once(context.rules, state.procedure);
    }
};

} // namespace engine::lifecycles
