#pragma once

#include "engine/decision.hpp"

/// The numbers that steps claim. Each counter belongs to one office, hence to one partition, and
/// counts from 1 without gaps.
namespace engine::numbering {

/// `HT96-170601-0001`: help by e-mail, by day of receipt.
[[nodiscard]] decided<events::number_claim> support_code(const decision_context& context,
                                                         const events::office_code& office,
                                                         events::local_date on);

/// Mã hồ sơ (Thông tư 01/2018/TT-VPCP Điều 19), by day of receipt; at most 9,999 a day. A refusal
/// says that the case stands at `at`.
[[nodiscard]] decided<events::number_claim> case_code(const decision_context& context,
                                                      const events::office_code& office,
                                                      events::local_date on, events::status at);

/// A line of the follow-up register (Sổ theo dõi hồ sơ), by calendar year.
[[nodiscard]] events::number_claim register_line(const decision_context& context,
                                                 const events::office_code& office,
                                                 events::local_date on);

/// A slip of a series such as `supplement_slip`, by calendar year: `01/HDHS`, `12/HDHS` (from 01
/// on, Nghị định 30/2020/NĐ-CP Điều 15).
[[nodiscard]] events::number_claim slip(const decision_context& context,
                                        const events::office_code& office, events::local_date on,
                                        std::string_view series, std::string_view suffix);

/// An outgoing decision (Nghị định 30/2020/NĐ-CP Điều 15), by calendar year: `112/QĐ-CTHADS`, and
/// as the office is called from another day on, `112/QĐ-THADS`.
[[nodiscard]] events::number_claim
document(const decision_context& context, const events::office_code& office, events::local_date on);

/// The name of the counter of outgoing documents; decisions and letters share it.
[[nodiscard]] std::string document_counter(const events::office_code& office,
                                           events::local_date on);

/// The number of an outgoing letter as it is printed: `07/TB-CTHADS`; `07/CTHADS` for an official
/// letter, which has no kind. Without `value` the place for it: `......./TB-CTHADS`.
[[nodiscard]] std::string letter_number(const rule_set& rules, const events::office_code& office,
                                        events::local_date on, std::string_view kind,
                                        std::optional<std::uint64_t> value);

/// The place of a closed book among all that an office has closed.
[[nodiscard]] events::number_claim closing(const decision_context& context,
                                           const events::office_code& office);

} // namespace engine::numbering
