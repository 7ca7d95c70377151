#pragma once

#include "events/instant.hpp"
#include "events/vocabulary.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace connectors {

/// A line of the accountant's books.
struct accounting_line {
    std::size_t line = 0; ///< of the file
    std::string matter;   ///< mã hồ sơ, or the number of the decision
    std::string voucher;
    events::local_date dated{};
    events::money_kind kind{};
    std::int64_t amount = 0; ///< đồng
};

/// What is wrong with a line; the file is not used then.
struct accounting_problem {
    std::size_t line = 0;
    std::string vi;
    std::string en;
};

struct accounting_file {
    std::vector<accounting_line> lines;
    std::vector<accounting_problem> problems;
};

/// Reads the CSV that an accountant exports. No text of the law fixes its columns (Thông tư
/// 78/2020/TT-BTC Điều 7.1d asks for the reconciliation, not for a file), so these are proposed.
/// The first row names them, in any order; others are passed over:
///
///     Mã hồ sơ | Số chứng từ | Ngày chứng từ | Thu/chi | Số tiền
///     case     | voucher     | date          | kind    | amount
///
/// `Mã hồ sơ` may also hold the number of the decision. Days are 31/01/2018 or 2018-01-31;
/// `Thu/chi` is `thu` or `chi` (`collected`, `paid_out`); amounts are whole đồng, with or without
/// dots or spaces between thousands (1.500.000, never 1500000.00), negative where a voucher is
/// taken back.
[[nodiscard]] accounting_file read_accounting_file(std::string_view bytes);

} // namespace connectors
