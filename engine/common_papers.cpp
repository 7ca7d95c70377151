#include "engine/common_papers.hpp"

#include "engine/law.hpp"
#include "engine/rules/acts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace engine {
namespace {

using two_languages = std::pair<std::string, std::string>; ///< Vietnamese, English

rejection refusal_by(const step_input& step, std::string_view rule, std::string_view source,
                     two_languages why) {
    rejection no;
    no.code = rejection_code::rule_not_met;
    no.rule = rule;
    no.vi = std::move(why.first);
    no.en = std::move(why.second);
    no.source = cited_on(step.context.rules.acts, source, law::days_of(step.state, step.at));
    no.at = step.state.at;
    return no;
}

bool is_requested(const rule_set& rules, std::string_view procedure) {
    return law::receipt_of(rules, procedure) == fact::request_received;
}

std::string_view decision_source_of(const step_input& step) {
    return common_decision_source(step.context.rules, step.state.procedure);
}

rejection malformed(const step_input& step, const char* pointer, two_languages why) {
    rejection no;
    no.code = rejection_code::invalid_input;
    no.vi = std::move(why.first);
    no.en = std::move(why.second);
    no.pointer = pointer;
    no.at = step.state.at;
    return no;
}

std::vector<const common_rule*> rules_for(const step_input& step, std::string_view procedure,
                                          std::string_view command) {
    const auto* known = step.context.rules.find(procedure);
    return known == nullptr ? std::vector<const common_rule*>{}
                            : common_on(*known, command, law::days_of(step.state, step.at));
}

two_languages not_looked_up(const std::string& code) {
    return {fmt::format("Chưa xem được hồ sơ `{}`: hãy thực hiện bước này qua API hoặc dòng lệnh.",
                        code),
            fmt::format("Nobody has looked into the case `{}`: take the step through the API or "
                        "the command line.",
                        code)};
}

/// A decision has one day, which is that of its issue in each case: one that is recorded later says
/// when it was.
std::optional<rejection> refused_decision_day(const step_input& step, const common_paper& found) {
    const auto day = events::to_text(found.dated);
    if (found.dated < step.state.law_of()) {
        return refusal_by(
            step, "common_decision_covers_the_request", decision_source_of(step),
            {"Quyết định được nêu ra ngày " + day + ", trước khi hồ sơ này được tiếp nhận.",
             "The decision that is named is of " + day + ", before this case was received."});
    }
    if (found.dated != events::office_date(step.at)) {
        return refusal_by(
            step, "common_decision_has_one_day", decision_source_of(step),
            {"Quyết định chung ra ngày " + day + ": bước này ghi vào ngày đó (`happened_at`).",
             "The common decision is of " + day +
                 ": this step happened on that day (`happened_at`)."});
    }
    return std::nullopt;
}

/// Who complains after the notice was owed to the others has not complained with them.
std::optional<rejection> refused_notice_day(const step_input& step, const common_paper& found) {
    if (found.dated >= step.state.law_of() && found.dated <= events::office_date(step.at)) {
        return std::nullopt;
    }
    return refusal_by(step, "common_notice_covers_the_complaint", common_notice_source,
                      {"Khiếu nại được nêu phải được thụ lý từ ngày tiếp nhận khiếu nại này đến "
                       "ngày thực hiện bước này.",
                       "The complaint that is named must have been docketed between the receipt "
                       "of this one and this step."});
}

rejection unlawful_decision(const step_input& step, const std::vector<const common_rule*>& rules) {
    std::string codes;
    for (const auto* one : rules) {
        codes += (codes.empty() ? "" : ", ") + std::string{events::name_of(*one->ground)};
    }
    auto no = refusal_by(
        step, "common_decision_is_lawful", decision_source_of(step),
        rules.empty()
            ? two_languages{"Pháp luật áp dụng cho hồ sơ này không có quyết định chung: mỗi hồ sơ "
                            "một "
                            "quyết định.",
                            "The law of this case knows no common decision: each case has its own."}
            : two_languages{
                  "Quyết định chung phải nêu một căn cứ (`common_ground`) mà pháp luật áp dụng "
                  "cho hồ sơ này cho phép: " +
                      codes + ".",
                  "A common decision states a `common_ground` that the law of this case "
                  "allows: " +
                      codes + "."});
    for (const auto* one : rules) {
        no.grounds.push_back(
            {std::string{events::name_of(*one->ground)}, one->text, one->from.source});
    }
    return no;
}

} // namespace

std::string_view common_decision_source(const rule_set& rules, std::string_view procedure) {
    return is_requested(rules, procedure)
               ? "Nghị định 62/2015/NĐ-CP Điều 6.2, 7.1, 7.3; Nghị định 152/2026/NĐ-CP Điều 11.1"
               : "Nghị định 62/2015/NĐ-CP Điều 6.1, 6.2; Nghị định 152/2026/NĐ-CP Điều 8.1";
}

std::string_view shared_request_source(const rule_set& rules, std::string_view procedure) {
    // Of a request not before July 2026, and then by this text alone.
    return is_requested(rules, procedure)
               ? "Nghị định 152/2026/NĐ-CP Điều 11.1"
               : "Nghị định 62/2015/NĐ-CP Điều 6.1; Nghị định 152/2026/NĐ-CP Điều 8.1";
}

std::optional<rejection> refused_common(const step_input& step, const issue_decision& offer) {
    if (!offer.common_with) {
        return offer.common_ground
                   ? std::optional{malformed(
                         step, "/common_with",
                         {"Có căn cứ ra quyết định chung thì phải nêu hồ sơ đã ra quyết định đó.",
                          "Where a decision is common, the case that issued it is named."})}
                   : std::nullopt;
    }
    const auto rules = rules_for(step, step.state.procedure, issue_decision::name);
    const bool lawful =
        offer.common_ground && std::ranges::any_of(rules, [&](const common_rule* one) {
            return one->ground == offer.common_ground;
        });
    if (!lawful) {
        return unlawful_decision(step, rules);
    }
    if (!law::decides_to_enforce(step.context.rules, step.state)) {
        return refusal_by(
            step, "common_decision_enforces", decision_source_of(step),
            {"Chỉ quyết định thi hành án mới ra chung cho nhiều hồ sơ, không phải việc "
             "từ chối.",
             "Only a decision to enforce is common to several cases, no refusal."});
    }
    if (!offer.found) {
        return malformed(step, "/common_with", not_looked_up(*offer.common_with));
    }
    return refused_decision_day(step, *offer.found);
}

std::optional<rejection> refused_common(const step_input& step, const docket_complaint& offer) {
    if (!offer.common_with) {
        return std::nullopt;
    }
    if (rules_for(step, step.state.procedure, docket_complaint::name).empty()) {
        return refusal_by(
            step, "common_notice_is_lawful", common_notice_source,
            {"Pháp luật áp dụng cho hồ sơ này không có thông báo thụ lý chung: mỗi đơn "
             "một thông báo.",
             "The law of this case knows no common notice of docketing: each complaint "
             "has its own."});
    }
    if (!offer.found) {
        return malformed(step, "/common_with", not_looked_up(*offer.common_with));
    }
    return refused_notice_day(step, *offer.found);
}

std::optional<rejection> refused_common(const step_input& step, const receive_request& offer) {
    if (!offer.shares_request_of) {
        return std::nullopt;
    }
    if (step.state.exists()) {
        return malformed(step, "/shares_request_of",
                         {"Hồ sơ cùng một yêu cầu được mở mới, không lập từ hồ sơ hỗ trợ.",
                          "A case that shares a request is opened anew, not made of help by "
                          "e-mail."});
    }
    if (rules_for(step, offer.procedure, receive_request::name).empty()) {
        return refusal_by(
            step, "one_decision_for_each_debtor",
            shared_request_source(step.context.rules, offer.procedure),
            is_requested(step.context.rules, offer.procedure)
                ? two_languages{"Chỉ yêu cầu thi hành án tiếp nhận từ ngày 01/07/2026 mới lập mỗi "
                                "người phải thi hành án một hồ sơ; trước đó mỗi yêu cầu một quyết "
                                "định.",
                                "Only a request to enforce that is received from 01/07/2026 on "
                                "has a case for each debtor; before, each request has one "
                                "decision."}
                : two_languages{"Theo pháp luật đang áp dụng ở đây, thủ tục này không lập nhiều "
                                "hồ sơ cho cùng một bản án, quyết định.",
                                "By the law that holds here, this procedure opens no further case "
                                "of the same judgment or decision."});
    }
    if (!offer.shared_since || *offer.shared_since != step.at) {
        return malformed(step, "/shares_request_of", not_looked_up(*offer.shares_request_of));
    }
    return std::nullopt;
}

} // namespace engine
