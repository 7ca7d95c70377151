#pragma once

#include "engine/case_state.hpp"
#include "projections/page.hpp"
#include "projections/snapshot.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace projections {

/// The open period of a case that ends first.
struct next_due {
    std::string deadline;
    events::instant since{};
    events::instant due{};
    events::role act_by = events::role::head;
    std::string unit;
};

/// A case as lists show it. Personal data stays sealed.
struct case_row {
    events::case_id id;
    events::office_code office;
    std::uint64_t version = 0;
    std::string code; ///< case code, or support code before filing
    std::string support_code;
    events::lifecycle follows = events::lifecycle::support;
    events::status at = events::status::none;
    std::string status_ground; ///< on which it came there, where a step stated one
    std::string procedure;
    engine::law_days law{events::local_date{}}; ///< by which the case is named as it stands
    std::optional<events::channel> received_by;
    events::officer_id holder;
    events::instant opened_at{};
    events::instant changed_at{};
    std::optional<events::instant> received_at;
    std::optional<events::instant> appointment_at;
    std::optional<events::instant> promised_at;
    std::optional<events::instant> issued_at;
    std::optional<events::instant> returned_at;
    std::optional<events::instant> ended_at;
    std::optional<next_due> next; ///< of the periods that run; none while all are paused
    std::size_t paused = 0;       ///< open periods whose clock is stopped
    std::optional<events::sealed_box> applicant;
    bool names_denouncer = false; ///< whatever its procedure: whom it names is secret
};

[[nodiscard]] case_row row_of(const engine::case_state& state);

/// Whether the stream is a case, and not rules, grants or an erasure.
[[nodiscard]] bool is_case(const engine::case_state& state);

/// Any stream by id, whole. Empty when there is none.
[[nodiscard]] std::optional<engine::case_state> find_case(const snapshot& view,
                                                          const events::case_id& id);
/// The same for many, in the order asked; those that do not exist are left out.
[[nodiscard]] std::vector<engine::case_state> find_cases(const snapshot& view,
                                                         const std::vector<events::case_id>& ids);

/// How many steps each of them has, in the order asked; 0 for those that do not exist. Cheaper than
/// the cases.
[[nodiscard]] std::vector<std::uint64_t> versions_of(const snapshot& view,
                                                     const std::vector<events::case_id>& ids);

/// The ids of the cases with this case code or support code.
[[nodiscard]] std::vector<events::case_id> ids_by_code(const snapshot& view, std::string_view code);
/// By case code or support code; several when offices made the same code.
[[nodiscard]] std::vector<case_row> cases_by_code(const snapshot& view, std::string_view code);
/// Those whose code begins so, in code order, for search as you type; a case with two such codes
/// once. A page may be shorter than asked for though another follows.
[[nodiscard]] page<case_row> cases_by_code_prefix(const snapshot& view, std::string_view prefix,
                                                  const page_request& which);

/// Cases of an office, newest first; all, or those in one status. Without `status`, mails that were
/// only noted are left out.
[[nodiscard]] page<case_row> list_cases(const snapshot& view, const events::office_code& office,
                                        std::optional<events::status> status,
                                        const page_request& which);

} // namespace projections
