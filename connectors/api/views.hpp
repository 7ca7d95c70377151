#pragma once

#include "connectors/api/answer_json.hpp"
#include "connectors/api/call.hpp"
#include "engine/lateness.hpp"

#include <optional>
#include <string>
#include <vector>

/// How cases and what belongs to them look in answers.
namespace connectors::api {

/// The period that ends first.
struct due_view {
    std::string deadline;
    events::instant since{};
    events::instant due{}; ///< exclusive
    events::local_date last_day{};
    events::role act_by{};
    engine::lateness state{};
    static constexpr auto fields() {
        using v = due_view;
        using events::field;
        return std::tuple{field{"deadline", &v::deadline}, field{"since", &v::since},
                          field{"due", &v::due},           field{"last_day", &v::last_day},
                          field{"act_by", &v::act_by},     field{"state", &v::state}};
    }
};

/// What a list shows of a person.
struct name_view {
    std::optional<std::string> name;
    std::string state; ///< open, sealed (you may not see it), erased
    static constexpr auto fields() {
        return std::tuple{events::field{"name", &name_view::name},
                          events::field{"state", &name_view::state}};
    }
};

/// A case as lists show it.
struct case_line {
    events::case_id id;
    std::string code;
    std::optional<std::string> support_code;
    events::office_code office;
    std::uint64_t version = 0;
    events::lifecycle lifecycle{};
    events::status status{};
    std::string status_label;
    std::string procedure;
    std::optional<std::string> procedure_name;
    std::optional<events::channel> received_by;
    std::optional<events::officer_id> holder;
    std::optional<std::string> holder_name;
    events::instant opened_at{};
    events::instant changed_at{};
    std::optional<events::instant> received_at;
    std::optional<events::instant> appointment_at;
    std::optional<events::instant> promised_at;
    std::optional<events::instant> issued_at;
    std::optional<events::instant> returned_at;
    std::optional<events::instant> ended_at;
    std::optional<due_view> next;
    std::uint64_t paused = 0; ///< periods whose clock is stopped
    std::optional<name_view> applicant;
    static constexpr auto fields() {
        using v = case_line;
        using events::field;
        return std::tuple{field{"id", &v::id},
                          field{"code", &v::code},
                          field{"support_code", &v::support_code},
                          field{"office", &v::office},
                          field{"version", &v::version},
                          field{"lifecycle", &v::lifecycle},
                          field{"status", &v::status},
                          field{"status_label", &v::status_label},
                          field{"procedure", &v::procedure},
                          field{"procedure_name", &v::procedure_name},
                          field{"received_by", &v::received_by},
                          field{"holder", &v::holder},
                          field{"holder_name", &v::holder_name},
                          field{"opened_at", &v::opened_at},
                          field{"changed_at", &v::changed_at},
                          field{"received_at", &v::received_at},
                          field{"appointment_at", &v::appointment_at},
                          field{"promised_at", &v::promised_at},
                          field{"issued_at", &v::issued_at},
                          field{"returned_at", &v::returned_at},
                          field{"ended_at", &v::ended_at},
                          field{"next", &v::next},
                          field{"paused", &v::paused},
                          field{"applicant", &v::applicant}};
    }
};

/// A person of a case, or a sealed text of it.
struct person_view {
    std::string part;
    /// Absent in a secret case for whoever may not know who it is: the same person may stand in
    /// another case.
    std::optional<events::person_id> person;
    std::string state; ///< open, sealed (you may not see it), erased
    std::optional<any_json> data;
    static constexpr auto fields() {
        using v = person_view;
        using events::field;
        return std::tuple{field{"part", &v::part}, field{"person", &v::person},
                          field{"state", &v::state}, field{"data", &v::data}};
    }
};

/// A period of a case with how it stands now.
struct deadline_view {
    std::string id;
    std::optional<std::string> name;
    events::instant since{};
    events::instant due{};
    events::local_date last_day{};
    std::int64_t amount = 0;
    std::string unit;
    events::role act_by{};
    std::string source;
    engine::lateness state{};
    bool open = false;
    bool paused = false;
    std::optional<events::instant> met;
    bool lapsed = false;
    bool excused = false;
    std::int64_t extended_days = 0;
    std::vector<engine::pause_span> pauses;
    static constexpr auto fields() {
        using v = deadline_view;
        using events::field;
        return std::tuple{field{"id", &v::id},
                          field{"name", &v::name},
                          field{"since", &v::since},
                          field{"due", &v::due},
                          field{"last_day", &v::last_day},
                          field{"amount", &v::amount},
                          field{"unit", &v::unit},
                          field{"act_by", &v::act_by},
                          field{"source", &v::source},
                          field{"state", &v::state},
                          field{"open", &v::open},
                          field{"paused", &v::paused},
                          field{"met", &v::met},
                          field{"lapsed", &v::lapsed},
                          field{"excused", &v::excused},
                          field{"extended_days", &v::extended_days},
                          field{"pauses", &v::pauses}};
    }
};

/// A case, whole.
struct case_view {
    case_line line;
    events::rules_id rules;
    std::optional<events::officer_id> opened_by;
    std::optional<events::officer_id> drafter;
    std::optional<events::instant> accepted_at;
    std::optional<events::check_outcome> checked_as;
    std::optional<events::decision_outcome> proposal;
    std::optional<events::return_method> result_by;
    std::optional<events::complaint_kind> complaint_kind;
    events::instance level{};
    std::int64_t supplements = 0;
    std::int64_t apologies = 0;
    std::optional<std::string> decision_number;
    std::optional<std::string> register_number;
    std::optional<std::string> common_with; ///< code of the case whose paper is this one's too
    std::optional<std::string>
        shares_request_of; ///< code of the case that the request opened first
    std::optional<events::performance> performed; ///< of what its decision obliges to
    std::int64_t performed_amount = 0;            ///< đồng
    std::optional<events::performance> confirms;  ///< of the matter
    std::optional<std::string> confirmed_matter;  ///< its code
    /// By which the matter ended by law, and which was withdrawn since.
    std::optional<std::string> withdrawn_confirmation;
    std::string head;
    std::vector<std::string> archiving; ///< grounds of what was signed on the way to the archive
    std::vector<person_view> persons;
    std::vector<deadline_view> deadlines;
    std::vector<engine::alert> alerts;
    /// The members of the line stand beside the others.
    static constexpr auto fields() {
        using v = case_view;
        using events::field;
        return std::tuple{field{"rules", &v::rules},
                          field{"opened_by", &v::opened_by},
                          field{"drafter", &v::drafter},
                          field{"accepted_at", &v::accepted_at},
                          field{"checked_as", &v::checked_as},
                          field{"proposal", &v::proposal},
                          field{"result_by", &v::result_by},
                          field{"complaint_kind", &v::complaint_kind},
                          field{"level", &v::level},
                          field{"supplements", &v::supplements},
                          field{"apologies", &v::apologies},
                          field{"decision_number", &v::decision_number},
                          field{"register_number", &v::register_number},
                          field{"common_with", &v::common_with},
                          field{"shares_request_of", &v::shares_request_of},
                          field{"performed", &v::performed},
                          field{"performed_amount", &v::performed_amount},
                          field{"confirms", &v::confirms},
                          field{"confirmed_matter", &v::confirmed_matter},
                          field{"withdrawn_confirmation", &v::withdrawn_confirmation},
                          field{"head", &v::head},
                          field{"archiving", &v::archiving},
                          field{"persons", &v::persons},
                          field{"deadlines", &v::deadlines},
                          field{"alerts", &v::alerts}};
    }
};
[[nodiscard]] std::string text_of_case(const case_view& one);
[[nodiscard]] json case_schema();

[[nodiscard]] case_line line_of(call& of, const projections::case_row& row);
/// The case as it was once. Which of its persons the caller may see follows from the newest state:
/// a mail that turned out to be a denunciation was one from the beginning.
[[nodiscard]] case_view view_of(call& of, const engine::case_state& state,
                                const engine::case_state& newest);
[[nodiscard]] deadline_view view_of(call& of, const engine::case_state& state,
                                    const engine::deadline& one);
/// A sealed box, opened when the caller may see it. A denouncer's data asks for more (Luật Tố cáo
/// 25/2018/QH14 Điều 9), whatever part it stands in. `of_case` is the newest state.
[[nodiscard]] person_view view_of(call& of, const engine::case_state& of_case,
                                  const events::sealed_box& box);

[[nodiscard]] std::string label(events::status at, language in);
/// What people are shown: the name that the rules give the ground on which the case came to its
/// status ("Hoãn thi hành án"), else the status's own.
[[nodiscard]] std::string status_label_of(const call& of, std::string_view procedure,
                                          events::status at, std::string_view ground,
                                          const engine::law_days& days);
[[nodiscard]] std::string status_label_of(const call& of, const projections::case_row& row);
[[nodiscard]] std::string status_label_of(const call& of, const engine::case_state& state);
[[nodiscard]] std::optional<std::string> procedure_name(const engine::rule_set& rules,
                                                        std::string_view id, language in);
/// A line of figures about this office and procedure, with their names. A total is of no office.
template <class Line>
[[nodiscard]] Line figures_line(const call& of, const events::office_code& office,
                                const std::string& procedure) {
    Line out;
    if (const auto* known = of.on.rules.find_office(office)) {
        out.office = known->key;
        out.office_name = known->name_on(events::office_date(of.now()));
    }
    out.procedure = procedure;
    out.procedure_name = procedure_name(of.on.rules, procedure, of.speaks());
    return out;
}
[[nodiscard]] std::optional<std::string> officer_name(const call& of,
                                                      const events::officer_id& officer);

/// The strong ETag of a case at a version, quotes included.
[[nodiscard]] std::string entity_tag_of(const events::case_id& id, std::uint64_t version);

/// The case of the path's {code}: by case code, support code or id. Asks for permission to do
/// `wants` with it. Throws refusal `case_unknown` and `forbidden`.
[[nodiscard]] engine::case_state case_of(call& of, engine::action wants);
/// The same as it has been folded until now, for one who needs no view besides: see
/// store::newest().
[[nodiscard]] engine::case_state newest_case_of(call& of, engine::action wants);
/// All that the path's code means, whether the caller may see them or not.
[[nodiscard]] std::vector<engine::case_state> newest_cases_of(const call& of);

} // namespace connectors::api
