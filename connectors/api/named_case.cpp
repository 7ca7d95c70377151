#include "connectors/api/named_case.hpp"

#include "connectors/api/case_access.hpp"
#include "connectors/api/command_request.hpp"
#include "connectors/input_error.hpp"
#include "engine/common_papers.hpp"
#include "engine/finality.hpp"
#include "engine/law.hpp"
#include "engine/rules/acts.hpp"
#include "projections/timeline.hpp"

#include <optional>

namespace connectors::api {
namespace {

/// A step that names another case, and where and by which law it does.
struct naming {
    call& of;
    const engine::command& what;
    const char* pointer;
    std::string_view source;
    engine::law_days days;

    [[noreturn]] void refuse(std::string_view rule, bilingual why) const {
        engine::rejection no;
        no.code = engine::rejection_code::rule_not_met;
        no.rule = rule;
        no.vi = std::move(why.vi);
        no.en = std::move(why.en);
        no.source = engine::cited_on(of.on.rules.acts, source, days);
        no.pointer = pointer;
        of.on.refusals.record(what, no, of.now());
        throw refusal(problem_of(no));
    }

    /// The case of this name, whatever stands in it.
    [[nodiscard]] engine::case_state found(const std::string& name,
                                           std::string_view procedure) const {
        auto other = case_named(of, name, engine::action::read_case);
        if (other.office != what.office || other.procedure != procedure ||
            other.id == what.subject) {
            refuse("named_case_is_of_its_kind",
                   {"Hồ sơ được nêu phải là một hồ sơ khác cùng cơ quan, cùng thủ tục.",
                    "The case that is named must be another one of the same office and "
                    "procedure."});
        }
        return other;
    }
};

engine::law_days days_of_step(const call& of, const engine::case_state* known,
                              const common_input& beside) {
    const auto at = beside.happened_at.value_or(of.now());
    return known == nullptr ? engine::law_days{events::office_date(at)}
                            : engine::law::days_of(*known, at);
}

/// What is common has one case of its own, which the others name.
void refuse_follower(const naming& by, const std::string& leads) {
    if (!leads.empty()) {
        by.refuse("named_case_leads",
                  {"Hồ sơ được nêu tự nó theo hồ sơ " + leads + "; hãy nêu hồ sơ đó.",
                   "The case that is named follows " + leads + " itself; name that one."});
    }
}

/// What the step says by which a request, or what a court handed over, came in: it knows more than
/// the case does. None where the case began otherwise, as a petition does.
std::optional<events::request_received> receipt_of_request(call& of,
                                                           const engine::case_state& other) {
    std::optional<engine::log_position> came;
    projections::each_step_behind(of.view(), other.id, 0, [&](const auto& step) {
        if (step.type == events::request_received::name) {
            came = step.place;
        }
        return !came;
    });
    return came ? std::optional{std::get<events::request_received>(
                      projections::event_at(of.on.log, *came).detail)}
                : std::nullopt;
}

/// What was not entered contradicts nothing.
template <class Value>
bool contradict(const std::optional<Value>& one, const std::optional<Value>& other) {
    return one && other && *one != *other;
}

/// Whether the two may be of one judgment.
bool may_be_of_one_judgment(call& of, const engine::case_state& one,
                            const engine::case_state& other) {
    const auto here = receipt_of_request(of, one);
    const auto there = receipt_of_request(of, other);
    return !here || !there ||
           !(contradict(here->judgment, there->judgment) ||
             contradict(here->judgment_date, there->judgment_date));
}

void find_decision(const naming& by, const engine::case_state& known,
                   engine::issue_decision& step) {
    const auto other = by.found(*step.common_with, known.procedure);
    refuse_follower(by, other.common_with);
    if (!other.issued_at || !engine::law::decides_to_enforce(by.of.on.rules, other)) {
        by.refuse("common_decision_stands",
                  {"Hồ sơ được nêu chưa có quyết định thi hành án, hoặc quyết định đó đã bị thu "
                   "hồi.",
                   "The case that is named has no decision to enforce, or it was withdrawn."});
    }
    if (step.common_ground == events::common_ground::one_judgment &&
        !may_be_of_one_judgment(by.of, known, other)) {
        by.refuse("common_decision_is_of_one_judgment",
                  {"Hồ sơ được nêu theo một bản án, quyết định khác với hồ sơ này.",
                   "The case that is named is of another judgment than this one."});
    }
    step.common_with = other.code;
    step.found = engine::common_paper{other.decision_number, events::office_date(*other.issued_at)};
}

void find_docketing(const naming& by, const engine::case_state& known,
                    engine::docket_complaint& step) {
    const auto other = by.found(*step.common_with, known.procedure);
    refuse_follower(by, other.common_with);
    const bool goes_on = other.docketed_at && other.at != events::status::withdrawn &&
                         !engine::is_final(other.follows, other.at);
    if (!goes_on || other.level != known.level) {
        by.refuse("common_notice_stands",
                  {"Khiếu nại được nêu chưa được thụ lý, đã kết thúc hoặc đã rút, hoặc ở lần giải "
                   "quyết khác.",
                   "The complaint that is named is not docketed, has ended or was withdrawn, or "
                   "is of another instance."});
    }
    step.common_with = other.code;
    step.found = engine::common_paper{{}, events::office_date(*other.docketed_at)};
}

bool has_gone(const engine::case_state& one) {
    using enum events::status;
    return one.at == refused || one.at == withdrawn || one.at == referred_elsewhere ||
           (one.at == terminated && !one.issued_at);
}

/// A case that one judgment opens is not entered as of another: the register of judgments says with
/// which other it is of one. One request may be for several.
void refuse_other_judgment(const naming& by, const engine::receive_request& step,
                           const events::request_received& came) {
    if (engine::law::receipt_of(by.of.on.rules, step.procedure) == engine::fact::request_received) {
        return;
    }
    if (contradict(step.judgment, came.judgment)) {
        refuse_input({input_error("/judgment", "is not the judgment of the case that is named")});
    }
    if (contradict(step.judgment_date, came.judgment_date)) {
        refuse_input({input_error("/judgment_date", "is not that of the judgment of the case that "
                                                    "is named")});
    }
}

template <class T> void take_over(std::optional<T>& into, const std::optional<T>& from) {
    if (!into) {
        into = from;
    }
}

void find_request(const naming& by, engine::receive_request& step, common_input& beside) {
    const auto other = by.found(*step.shares_request_of, step.procedure);
    refuse_follower(by, other.shares_request_of);
    const auto came = other.received_at ? receipt_of_request(by.of, other) : std::nullopt;
    if (!came || has_gone(other)) {
        by.refuse(
            "shared_request_stands",
            {"Hồ sơ được nêu không có yêu cầu đã tiếp nhận, hoặc yêu cầu đó đã bị từ chối, đã "
             "rút hoặc không còn ở cơ quan này.",
             "The case that is named has no request that was received, or it was refused or "
             "withdrawn, or is here no more."});
    }
    if (beside.happened_at && *beside.happened_at != *other.received_at) {
        refuse_input({input_error("/happened_at", "is not when the shared request was received")});
    }
    if (other.received_by && step.received_by != *other.received_by) {
        refuse_input({input_error("/received_by", "is not how the shared request was received")});
    }
    refuse_other_judgment(by, step, *came);
    take_over(step.request_date, std::optional{came->request_date});
    take_over(step.judgment, came->judgment);
    take_over(step.judgment_date, came->judgment_date);
    step.shares_request_of = other.code;
    step.shared_since = other.received_at;
    beside.happened_at = other.received_at;
}

bool has_counted(const call& of, const engine::command& what, const engine::case_state* known) {
    if (known != nullptr) {
        return known->has_counted(what.id);
    }
    const auto opened = of.on.store.newest(events::case_opened_by(what.id));
    return opened && opened->has_counted(what.id);
}

} // namespace

void look_into_named_case(call& of, engine::command& what, common_input& beside,
                          const engine::case_state* known) {
    const auto by = [&](const char* pointer, std::string_view source) {
        return naming{of, what, pointer, source, days_of_step(of, known, beside)};
    };
    if (auto* issue = std::get_if<engine::issue_decision>(&what.detail);
        issue != nullptr && issue->common_with && known != nullptr) {
        if (!has_counted(of, what, known)) {
            find_decision(
                by("/common_with", engine::common_decision_source(of.on.rules, known->procedure)),
                *known, *issue);
        }
    } else if (auto* docket = std::get_if<engine::docket_complaint>(&what.detail);
               docket != nullptr && docket->common_with && known != nullptr) {
        if (!has_counted(of, what, known)) {
            find_docketing(by("/common_with", engine::common_notice_source), *known, *docket);
        }
    } else if (auto* request = std::get_if<engine::receive_request>(&what.detail);
               request != nullptr && request->shares_request_of && known == nullptr &&
               !has_counted(of, what, known)) {
        find_request(by("/shares_request_of",
                        engine::shared_request_source(of.on.rules, request->procedure)),
                     *request, beside);
    }
}

} // namespace connectors::api
