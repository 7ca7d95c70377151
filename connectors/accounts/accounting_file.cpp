#include "connectors/accounts/accounting_file.hpp"

#include "connectors/accounts/reconcile.hpp"
#include "connectors/csv_read.hpp"
#include "connectors/mail/unicode.hpp"
#include "engine/clear_text.hpp"
#include "engine/fees/money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace connectors {
namespace {

constexpr std::size_t problems_max = 50;

struct column_name {
    std::string_view vi;
    std::string_view code;
};
constexpr std::array columns{column_name{"Mã hồ sơ", "case"}, column_name{"Số chứng từ", "voucher"},
                             column_name{"Ngày chứng từ", "date"}, column_name{"Thu/chi", "kind"},
                             column_name{"Số tiền", "amount"}};
enum place : std::size_t { matter, voucher, dated, kind, amount };

/// Where each column stands in the rows.
using places = std::array<std::optional<std::size_t>, columns.size()>;

std::optional<std::int64_t> whole(std::string_view text) {
    std::int64_t out = 0;
    const auto* end = text.data() + text.size();
    const auto told = std::from_chars(text.data(), end, out);
    return told.ec == std::errc{} && told.ptr == end ? std::optional{out} : std::nullopt;
}

/// `1500000`, `1.500.000` or `1 500 000`: what stands behind a point is three digits, or the point
/// is one of a program that writes tenths, and the sum would be a hundred times too large.
std::optional<std::int64_t> dong(std::string_view text) {
    constexpr std::size_t in_group = 3;
    const auto sign = text.starts_with('-') ? 1U : 0U;
    const auto mark = text.find_first_of(". ");
    if (mark == std::string_view::npos) {
        return whole(text);
    }
    if (mark == sign || mark - sign > in_group) {
        return std::nullopt;
    }
    std::string digits{text.substr(0, mark)};
    for (auto rest = text.substr(mark); !rest.empty(); rest.remove_prefix(in_group + 1)) {
        if (rest.front() != text[mark] || rest.size() <= in_group) {
            return std::nullopt;
        }
        digits += rest.substr(1, in_group);
    }
    return whole(digits);
}

std::optional<events::local_date> day(std::string_view text) {
    const auto slash = text.find('/');
    const auto second = slash == std::string_view::npos ? slash : text.find('/', slash + 1);
    if (second == std::string_view::npos) {
        return events::date_from_text(text);
    }
    const auto d = whole(text.substr(0, slash));
    const auto m = whole(text.substr(slash + 1, second - slash - 1));
    const auto y = whole(text.substr(second + 1));
    if (!d || !m || !y || *d < 1 || *d > 31 || *m < 1 || *m > 12 || *y < 1900 || *y > 9999) {
        return std::nullopt;
    }
    const events::local_date out{std::chrono::year{static_cast<int>(*y)},
                                 std::chrono::month{static_cast<unsigned>(*m)},
                                 std::chrono::day{static_cast<unsigned>(*d)}};
    return out.ok() ? std::optional{out} : std::nullopt;
}

std::optional<events::money_kind> way(std::string_view text) {
    if (text == "thu" || text == "Thu" || text == "THU") {
        return events::money_kind::collected;
    }
    if (text == "chi" || text == "Chi" || text == "CHI") {
        return events::money_kind::paid_out;
    }
    return events::enum_of<events::money_kind>(text);
}

class reading {
public:
    accounting_file all(std::string_view bytes) {
        const auto rows = read_csv(bytes);
        if (rows.empty() || !find_columns(rows.front())) {
            if (rows.empty()) {
                wrong(1, "tệp không có dòng nào", "the file has no lines");
            }
            return std::move(out_);
        }
        for (std::size_t i = 1; i < rows.size() && out_.problems.size() < problems_max; ++i) {
            add(rows[i]);
        }
        return std::move(out_);
    }

private:
    void wrong(std::size_t line, std::string vi, std::string en) {
        out_.problems.push_back({line, std::move(vi), std::move(en)});
    }

    bool find_columns(const csv_row& head) {
        for (std::size_t c = 0; c < columns.size(); ++c) {
            for (std::size_t i = 0; i < head.cells.size(); ++i) {
                const auto name = trimmed(head.cells[i]);
                if (name == columns[c].vi || name == columns[c].code) {
                    at_[c] = i;
                }
            }
            if (!at_[c]) {
                wrong(head.line, fmt::format("thiếu cột “{}”", columns[c].vi),
                      fmt::format("there is no column `{}`", columns[c].code));
            }
        }
        return out_.problems.empty();
    }

    void add(const csv_row& row) {
        const auto cell = [&](place which) -> std::string_view {
            const auto i = *at_[which];
            return i < row.cells.size() ? trimmed(row.cells[i]) : std::string_view{};
        };
        const auto on = day(cell(dated));
        const auto sum = dong(cell(amount));
        const auto which = way(cell(kind));
        if (cell(matter).empty() || cell(voucher).empty()) {
            wrong(row.line, "thiếu mã hồ sơ hoặc số chứng từ", "case or voucher is missing");
        } else if (!engine::is_one_word(without_spaces(std::string{cell(voucher)}))) {
            wrong(row.line,
                  "số chứng từ chỉ gồm chữ không dấu, chữ số và dấu nối, vì được ghi vào nhật ký",
                  "the number of a voucher has letters without tone marks, digits and marks only: "
                  "it is recorded in the log");
        } else if (!on) {
            wrong(row.line, "ngày chứng từ không đúng dạng dd/mm/yyyy",
                  "the date is not as 31/01/2018");
        } else if (!which) {
            wrong(row.line, "cột Thu/chi phải là thu hoặc chi",
                  "kind must be collected or paid_out");
        } else if (!sum || *sum == 0 || *sum > engine::dong_max || *sum < -engine::dong_max) {
            wrong(row.line,
                  "số tiền phải là số đồng nguyên, khác 0, không quá một triệu tỷ; dấu chấm chỉ để "
                  "tách hàng nghìn",
                  "the amount must be whole đồng, not 0, 1,000,000,000,000,000 at most, and have "
                  "points between thousands only");
        } else {
            out_.lines.push_back({row.line, std::string{cell(matter)}, std::string{cell(voucher)},
                                  *on, *which, *sum});
        }
    }

    places at_{};
    accounting_file out_;
};

} // namespace

accounting_file read_accounting_file(std::string_view bytes) { return reading{}.all(bytes); }

} // namespace connectors
