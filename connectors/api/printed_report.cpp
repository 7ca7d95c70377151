#include "connectors/api/printed_report.hpp"

#include "connectors/api/book_answer.hpp"
#include "connectors/api/figure_labels.hpp"
#include "connectors/api/views.hpp"
#include "engine/fees/money.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

namespace connectors::api {
namespace {

constexpr std::int64_t figures_share = 72; ///< percent of the page beside numbers and labels

std::string printed_procedure(const call& of, const std::string& id) {
    return id.empty() ? "Chưa xác định"
                      : procedure_name(of.on.rules, id, language::vietnamese).value_or(id);
}

/// What all offices together did, by procedure.
std::vector<printed_line> by_procedure(const std::vector<printed_line>& lines) {
    std::vector<printed_line> out;
    std::map<std::string, std::size_t> places;
    for (const auto& line : lines) {
        const auto [place, added] = places.try_emplace(line.procedure, out.size());
        if (added) {
            out.push_back(line);
            continue;
        }
        auto& sum = out[place->second].counts;
        for (std::size_t i = 0; i < sum.size(); ++i) {
            sum[i] += line.counts.at(i);
        }
    }
    return out;
}

std::vector<book_column> printed_columns(const call& of, const std::vector<printed_line>& sums) {
    std::vector<book_column> out{{"STT", 4, engine::text_align::center}, {"Chỉ tiêu", 24}};
    const auto number = static_cast<std::int64_t>(sums.size() + 1);
    const auto each = figures_share / number;
    for (const auto& one : sums) {
        out.push_back({printed_procedure(of, one.procedure), each, engine::text_align::right});
    }
    out.push_back({"Tổng cộng", each, engine::text_align::right});
    out[1].share += figures_share - each * number;
    return out;
}

std::string office_today(const call& of, const events::office_code& office) {
    const auto* known = of.on.rules.find_office(office);
    return known == nullptr ? office.str() : known->name_on(events::office_date(of.now()));
}

/// Names the office only where there are several.
std::string of_which_office(const call& of, const events::office_code& office,
                            const std::vector<events::office_code>& offices) {
    return offices.size() < 2 ? "" : office_today(of, office) + ", ";
}

std::string place_of(const call& of, const late_correction& one,
                     const std::vector<events::office_code>& offices) {
    const auto procedure =
        of_which_office(of, one.office, offices) + printed_procedure(of, one.procedure);
    return one.channel ? procedure + ", " + label_of(*one.channel).vi : procedure;
}

/// The offices by name when they are several; empty otherwise.
std::string offices_reported(const call& of, const std::vector<events::office_code>& offices) {
    if (offices.size() < 2) {
        return {};
    }
    std::vector<std::string> names;
    for (const auto& office : offices) {
        names.push_back(office_today(of, office));
    }
    return fmt::format("Gồm {} cơ quan: {}.", names.size(), fmt::join(names, "; "));
}

std::string days_of_report(const projections::period& when, bool is_over) {
    return fmt::format("Từ ngày {} đến ngày {}{}", day_text(when.first), day_text(when.last),
                       is_over ? "" : " (kỳ chưa kết thúc, số liệu đến nay)");
}

} // namespace

void put_figures(const call& of, const std::vector<printed_figure>& figures,
                 const std::vector<printed_line>& lines, const std::vector<std::int64_t>& total,
                 book& into) {
    const auto sums = by_procedure(lines);
    into.columns = printed_columns(of, sums);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        book_row row;
        row.bold = figures[i].bold;
        row.cells.push_back({std::to_string(i + 1), {}, {}});
        row.cells.push_back({figures[i].label, {}, {}});
        const auto add = [&](std::int64_t count) {
            row.cells.push_back(figures[i].is_money ? book_cell{engine::grouped_text(count), {}, {}}
                                                    : book_cell{"", count, {}});
        };
        for (const auto& one : sums) {
            add(one.counts.at(i));
        }
        add(total.at(i));
        into.rows.push_back(std::move(row));
    }
}

book report_page(const call& of, std::string title, const projections::period& when,
                 const std::vector<events::office_code>& offices) {
    const auto today = events::office_date(of.now());
    book out;
    put_issuer(of, offices.front(), out);
    out.title = std::move(title);
    out.subtitle = days_of_report(when, today > when.last);
    out.signatures = {{"NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)", ""},
                      {"THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên, đóng dấu)", ""}};
    out.remark = fmt::format("Số liệu tính từ sự kiện đã ghi, in ngày {}.", day_text(today));
    return out;
}

book page_of_counts(const call& of, std::string title, std::string_view unit,
                    const projections::period& when,
                    const std::vector<events::office_code>& offices) {
    auto out = report_page(of, std::move(title), when, offices);
    if (auto names = offices_reported(of, offices); !names.empty()) {
        out.before.push_back(std::move(names));
    }
    out.before.emplace_back(unit);
    return out;
}

std::vector<std::string> reported_words(const call& of, const reported_periods& past,
                                        const std::vector<printed_figure>& figures,
                                        const std::vector<events::office_code>& offices) {
    std::vector<std::string> out;
    if (past.closed) {
        out.push_back(fmt::format("Đã báo cáo ngày {}, SHA-256 {}.", day_text(past.closed->at),
                                  past.closed->sha256));
    }
    for (const auto& one : past.corrections) {
        const auto known = std::ranges::find(figures, one.figure, &printed_figure::id);
        out.push_back(fmt::format("Điều chỉnh số liệu kỳ {}, {}, {}: đã báo cáo {}, nay là {}.",
                                  one.period, place_of(of, one, offices),
                                  known == figures.end() ? one.figure : known->label,
                                  one.as_reported, one.as_known_now));
    }
    for (const auto& one : past.unread) {
        out.push_back(fmt::format("Chưa đối chiếu được với báo cáo đã khóa, {}kỳ {}, SHA-256 {}: "
                                  "không đọc được tài liệu ({}).",
                                  of_which_office(of, one.office, offices), one.period, one.sha256,
                                  one.why));
    }
    return out;
}

} // namespace connectors::api
