#include "engine/watch_rules.hpp"

#include "engine/acknowledging.hpp"
#include "engine/derivation.hpp"
#include "engine/keeping.hpp"
#include "engine/money_ledger.hpp"
#include "engine/money_rules.hpp"
#include "engine/numbering.hpp"

#include <algorithm>
#include <array>

namespace engine {
namespace {

constexpr step_rule period_is_open{"period_is_open",
                                   "Hồ sơ không có thời hạn nào đang chạy với tên này.",
                                   "No period of this name is running.", ""};
constexpr step_rule rung_is_reached{"rung_is_reached", "Thời hạn chưa đến mức cảnh báo này.",
                                    "The period has not reached this rung.", ""};
constexpr step_rule alert_moves_so{"alert_moves_so",
                                   "Cảnh báo không ở trạng thái cho phép thao tác này.",
                                   "The alert is not in a state that allows this.", ""};
constexpr step_rule excuse_needs_ground{
    "excuse_needs_ground", "Chỉ được miễn trách nhiệm trễ hạn khi nêu lý do.",
    "A period is excused on a stated reason only.", "Luật Thi hành án dân sự 26/2008/QH12 Điều 30"};

constexpr step_rule counting_again_needs_reason{
    "counting_again_needs_reason", "Phải nêu lý do tính lại thời hạn.",
    "A period is counted again for a stated reason only.", ""};
constexpr step_rule calendar_moves_it{"calendar_moves_it",
                                      "Theo lịch làm việc đang dùng, thời hạn này không thay đổi.",
                                      "By the calendar in use this period ends when it did.",
                                      "Bộ luật Dân sự 91/2015/QH13 Điều 147-148"};

constexpr step_rule letter_has_its_document{
    "letter_has_its_document",
    "Văn bản phải kèm đúng một tài liệu đã lưu và nêu bước đã thực hiện.",
    "A letter comes with its stored document and names a step of the case.",
    "Nghị định 30/2020/NĐ-CP Điều 18"};
constexpr step_rule mail_has_its_document{
    "mail_has_its_document",
    "Thư điện tử phải kèm đúng một tài liệu đã lưu, niêm phong bằng khóa của người nhận, và nêu "
    "bước mà thư thông báo.",
    "A mail comes with its stored document, sealed for the person to whom it goes, and names the "
    "step of the case that it tells of.",
    ""};
constexpr step_rule number_is_the_next{
    "number_is_the_next", "Số văn bản này không phải là số kế tiếp của cơ quan trong năm.",
    "The number is not the office's next of the year.", "Nghị định 30/2020/NĐ-CP Điều 15"};
constexpr step_rule voucher_is_known{"voucher_is_known",
                                     "Phải nêu kỳ đối chiếu và các chứng từ đã ghi trong hồ sơ.",
                                     "The period and vouchers that the dossier has must be named.",
                                     "Thông tư 78/2020/TT-BTC Điều 7.1d"};

constexpr step_rule role_is_for_persons{
    "role_is_for_persons", "Vai trò hệ thống là của chính phần mềm, không giao cho ai được.",
    "The role of the system is the program's own: it is given to nobody.", ""};

/// The life of an alert: from · command · to.
struct alert_row {
    alert_status from;
    std::string_view command;
    alert_status to;
};
constexpr std::array alert_table{
    // clang-format off
    alert_row{alert_status::none,         raise_alert::name,       alert_status::raised},
    alert_row{alert_status::raised,       acknowledge_alert::name, alert_status::acknowledged},
    alert_row{alert_status::escalated,    acknowledge_alert::name, alert_status::acknowledged},
    alert_row{alert_status::raised,       escalate_alert::name,    alert_status::escalated},
    alert_row{alert_status::acknowledged, escalate_alert::name,    alert_status::escalated},
    alert_row{alert_status::raised,       resolve_alert::name,     alert_status::resolved},
    alert_row{alert_status::acknowledged, resolve_alert::name,     alert_status::resolved},
    alert_row{alert_status::escalated,    resolve_alert::name,     alert_status::resolved},
    // clang-format on
};

alert_status standing(const case_state& state, std::string_view deadline_id,
                      std::string_view rung) {
    const auto found =
        std::find_if(state.alerts.begin(), state.alerts.end(), [&](const alert& one) {
            return one.deadline == deadline_id && one.rung == rung;
        });
    return found == state.alerts.end() ? alert_status::none : found->state;
}

template <class Command> bool alert_allows(const case_state& state, const Command& offer) {
    const auto at = standing(state, offer.deadline, offer.rung);
    return std::any_of(alert_table.begin(), alert_table.end(), [&](const alert_row& row) {
        return row.from == at && row.command == Command::name;
    });
}

struct refusal {
    const case_state& state;
    const command& whole;
    const decision_context& context;

    const step_rule* operator()(const raise_alert& c) const {
        const auto* open = state.open_deadline(c.deadline);
        if (open == nullptr || open->paused() || open->excused) {
            return &period_is_open;
        }
        const bool passed = open->due <= whole.happened.value_or(context.now);
        if (runs_while_kept(state, *open)) {
            const bool reached = c.rung == rung_kept && passed;
            return !reached ? &rung_is_reached : alert_allows(state, c) ? nullptr : &alert_moves_so;
        }
        if ((c.rung == "overdue" && !passed) || (c.rung == "due_soon" && passed) ||
            (c.rung != "overdue" && c.rung != "due_soon")) {
            return &rung_is_reached;
        }
        return alert_allows(state, c) ? nullptr : &alert_moves_so;
    }
    const step_rule* operator()(const acknowledge_alert& c) const { return moved(c); }
    const step_rule* operator()(const escalate_alert& c) const { return moved(c); }
    const step_rule* operator()(const resolve_alert& c) const { return moved(c); }
    const step_rule* operator()(const excuse_deadline& c) const {
        const bool known = std::any_of(state.deadlines.begin(), state.deadlines.end(),
                                       [&](const deadline& one) { return one.id == c.deadline; });
        if (!known) {
            return &period_is_open;
        }
        return c.reason.empty() ? &excuse_needs_ground : nullptr;
    }
    const step_rule* operator()(const recount_period& c) const {
        if (c.reason.empty()) {
            return &counting_again_needs_reason;
        }
        const auto* open = state.open_deadline(c.deadline);
        if (open == nullptr || open->paused()) {
            return &period_is_open;
        }
        const auto due = derived_due(context.rules.calendar, *open);
        return due && *due != open->due ? nullptr : &calendar_moves_it;
    }
    const step_rule* operator()(const issue_letter& c) const {
        if (whole.documents.size() != 1 || c.of_step == 0 || c.of_step > state.version) {
            return &letter_has_its_document;
        }
        const auto on = events::office_date(whole.happened.value_or(context.now));
        const auto next = context.numbers.next(numbering::document_counter(state.office, on));
        return next == c.number ? nullptr : &number_is_the_next;
    }
    const step_rule* operator()(const issue_mail& c) const {
        const bool kept = whole.documents.size() == 1 && whole.sealed.size() == 1 &&
                          whole.sealed.front().part == events::outgoing_mail_part;
        return kept && c.of_step > 0 && c.of_step <= state.version ? nullptr
                                                                   : &mail_has_its_document;
    }
    const step_rule* operator()(const receive_agency_document& c) const {
        return refused_document(state, c);
    }
    const step_rule* operator()(const answer_agency_document& c) const {
        return refused_answer(state, c);
    }
    const step_rule* operator()(const record_money& c) const { return refused_voucher(state, c); }
    const step_rule* operator()(const pay_cash_in& c) const { return refused_cash(state, c); }
    const step_rule* operator()(const reconcile_accounts& c) const {
        const bool known = std::ranges::all_of(c.vouchers, [&](const auto& number) {
            return find_voucher(state.vouchers, number) != nullptr;
        });
        const bool any = !c.vouchers.empty() || !c.only_theirs.empty();
        return known && any && !c.period.empty() ? nullptr : &voucher_is_known;
    }
    const step_rule* operator()(const grant_role& c) const {
        return c.granted == events::role::system ? &role_is_for_persons : nullptr;
    }
    const step_rule* operator()(const auto&) const { return nullptr; }

private:
    template <class Command> const step_rule* moved(const Command& c) const {
        return alert_allows(state, c) ? nullptr : &alert_moves_so;
    }

public:
    refusal(const case_state& s, const command& w, const decision_context& c)
        : state(s), whole(w), context(c) {}
};

} // namespace

bool is_watch_command(const command_detail& what) {
    return std::visit(
        []<class C>(const C&) {
            return std::is_same_v<C, raise_alert> || std::is_same_v<C, acknowledge_alert> ||
                   std::is_same_v<C, escalate_alert> || std::is_same_v<C, resolve_alert> ||
                   std::is_same_v<C, excuse_deadline> || std::is_same_v<C, recount_period> ||
                   std::is_same_v<C, issue_letter> || std::is_same_v<C, issue_mail> ||
                   std::is_same_v<C, receive_agency_document> ||
                   std::is_same_v<C, answer_agency_document> || std::is_same_v<C, record_money> ||
                   std::is_same_v<C, pay_cash_in> || std::is_same_v<C, reconcile_accounts> ||
                   is_about_installation<C>;
        },
        what);
}

const step_rule* watch_refusal(const case_state& state, const command& what,
                               const decision_context& context) {
    return std::visit(refusal{state, what, context}, what.detail);
}

} // namespace engine
