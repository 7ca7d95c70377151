#include "connectors/api/book_year.hpp"

#include "connectors/api/book_answer.hpp"

#include <fmt/format.h>

namespace connectors::api {
namespace {

constexpr std::array<std::string_view, 4> roman_quarters{"I", "II", "III", "IV"};

bool by_statistics(engine::kept_year kept_by) { return kept_by == engine::kept_year::statistics; }

std::array<projections::period, 4> quarters_of(int year, engine::kept_year kept_by) {
    using projections::quarter;
    return by_statistics(kept_by)
               ? std::array{quarter(year - 1, 4), quarter(year, 1), quarter(year, 2),
                            quarter(year, 3)}
               : std::array{quarter(year, 1), quarter(year, 2), quarter(year, 3), quarter(year, 4)};
}

} // namespace

book_year::book_year(int year, engine::kept_year kept_by)
    : year_(year), kept_by_(kept_by), quarters_(quarters_of(year, kept_by)),
      half_(by_statistics(kept_by) ? projections::months_of_statistics_year(year, 6)
                                   : projections::half_year(year, 1)),
      whole_(by_statistics(kept_by) ? projections::statistics_year(year)
                                    : projections::calendar_year(year)) {}

std::string book_year::name() const {
    return fmt::format("năm {}{}", by_statistics(kept_by_) ? "thống kê " : "", year_);
}

std::string book_year::title() const {
    return by_statistics(kept_by_) ? fmt::format("Năm thống kê {} (từ ngày {} đến ngày {})", year_,
                                                 day_text(whole_.first), day_text(whole_.last))
                                   : fmt::format("Năm {}", year_);
}

std::string book_year::quarter_title(std::size_t place) const {
    const auto first = quarters_.at(place).first;
    const auto number = (static_cast<unsigned>(first.month()) + 2) / 3;
    return fmt::format("Cộng quý {} năm {}", roman_quarters.at(number - 1),
                       static_cast<int>(first.year()));
}

int book_year::first_numbered() const { return static_cast<int>(whole_.first.year()); }
int book_year::last_numbered() const { return static_cast<int>(whole_.last.year()); }

} // namespace connectors::api
