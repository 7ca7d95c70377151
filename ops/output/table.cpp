#include "ops/output/printer.hpp"
#include "ops/output/width.hpp"

#include <algorithm>
#include <numeric>
#include <ostream>

namespace ops {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 8;

/// Takes columns from the widest text columns until the table fits.
void squeeze(std::vector<std::size_t>& widths, const std::vector<column>& columns,
             std::size_t room) {
    const auto total = [&] {
        return std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
    };
    while (total() > room) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const bool may_be_cut = i != 0 && columns[i].as == shape::text;
            if (may_be_cut && widths[i] > narrowest &&
                (widest == widths.size() || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        if (widest == widths.size()) {
            return;
        }
        --widths[widest];
    }
}

} // namespace

void list_printer::print_table() {
    std::vector<std::vector<std::string>> cells;
    std::vector<std::size_t> widths;
    for (const auto& one : columns_) {
        widths.push_back(display_width(to_.title(one)));
    }
    for (const auto& item : kept_) {
        auto& row = cells.emplace_back();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            row.push_back(to_.shown(item, columns_[i]));
            widths[i] = std::max(widths[i], display_width(row.back()));
        }
    }
    // A column that nobody has anything in says nothing.
    for (std::size_t i = columns_.size(); i-- > 0;) {
        if (std::all_of(cells.begin(), cells.end(),
                        [i](const auto& row) { return row[i].empty(); })) {
            const auto place = static_cast<std::ptrdiff_t>(i);
            columns_.erase(columns_.begin() + place);
            widths.erase(widths.begin() + place);
            for (auto& row : cells) {
                row.erase(row.begin() + place);
            }
        }
    }
    if (to_.how().columns != 0) {
        squeeze(widths, columns_, to_.how().columns);
    }
    const auto print = [&](const std::vector<std::string>& row, const json* item) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto text = cut_to_width(row[i], widths[i]);
            const std::string pad(widths[i] - display_width(text), ' ');
            std::string shown = text;
            if (item == nullptr) {
                shown = to_.bold(text);
            } else if (columns_[i].as == shape::lateness) {
                shown = to_.by_lateness(text, value_of(*item, columns_[i]));
            }
            const bool to_the_right =
                columns_[i].as == shape::number || columns_[i].as == shape::share;
            line += to_the_right ? pad + shown : shown + pad;
            line += i + 1 == row.size() ? "" : std::string(gap, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        to_.data() << line << "\n";
    };
    std::vector<std::string> titles;
    for (const auto& one : columns_) {
        titles.push_back(to_.title(one));
    }
    print(titles, nullptr);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        print(cells[i], &kept_[i]);
    }
}

} // namespace ops
