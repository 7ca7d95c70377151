#pragma once

#include "engine/decision.hpp"

/// The numbers that steps claim. Each counter belongs to one office, hence to one partition, and
/// counts from 1 without gaps.
namespace engine::numbering {

/// `HT96-170601-0001`: help by e-mail, by day of receipt.
[[nodiscard]] decided<events::number_claim> support_code(const decision_context& context,
                                                         const events::office_code& office,
                                                         events::local_date on);

/// Mã hồ sơ (Thông tư 01/2018/TT-VPCP Điều 19), by day of receipt; at most 9,999 a day.
[[nodiscard]] decided<events::number_claim> case_code(const decision_context& context,
                                                      const events::office_code& office,
                                                      events::local_date on);

/// A line of the follow-up register (Sổ theo dõi hồ sơ), by calendar year.
[[nodiscard]] events::number_claim register_line(const decision_context& context,
                                                 const events::office_code& office,
                                                 events::local_date on);

/// A slip of a series such as `supplement_slip`, by calendar year: `01/HDHS`, `12/HDHS` (from 01
/// on, Nghị định 30/2020/NĐ-CP Điều 15).
[[nodiscard]] events::number_claim slip(const decision_context& context,
                                        const events::office_code& office, events::local_date on,
                                        std::string_view series, std::string_view suffix);

/// An outgoing decision (Nghị định 30/2020/NĐ-CP Điều 15), by calendar year: `112/QĐ-CTHADS`.
[[nodiscard]] events::number_claim
document(const decision_context& context, const events::office_code& office, events::local_date on);

/// The place of a closed book among all that an office has closed.
[[nodiscard]] events::number_claim closing(const decision_context& context,
                                           const events::office_code& office);

} // namespace engine::numbering
