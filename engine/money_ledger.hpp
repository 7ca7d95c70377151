#pragma once

#include "engine/case_state.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

/// What of each collection of a matter is paid out and paid in: a part of evolve(), asked by
/// decide() for what a voucher would make of it.
namespace engine {

[[nodiscard]] const voucher* find_voucher(const std::vector<voucher>& all, std::string_view number);
/// Money that came in, and not one that takes another voucher back.
[[nodiscard]] bool is_collection(const voucher& one);

/// Something of it is still to be paid out (Thông tư 04/2023/TT-BTP Điều 17, 18).
[[nodiscard]] bool is_to_be_paid_out(const voucher& one);
/// Cash that is not in the agency's fund, unless all of it was taken back.
[[nodiscard]] bool is_to_be_paid_in(const voucher& one);

/// How much a voucher of this kind and sign may still move of a collection: of what is left, or, to
/// take a payment back, of what is paid.
[[nodiscard]] std::int64_t open_to(const voucher& collection, events::money_kind kind,
                                   std::int64_t amount);

/// Total: what names no collection of the matter, or more than there is, moves what it can. What
/// names none at all waits with the rest for collections that are entered later, of its day or
/// before: vouchers are not always entered in order.
void enter_voucher(std::vector<voucher>& into, const events::money_recorded& what);
void enter_cash_paid_in(std::vector<voucher>& into, const events::cash_paid_in& what);

} // namespace engine
