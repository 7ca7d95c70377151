#include "tests/support/printed.hpp"

#include "tests/support/temporary_folder.hpp"
#include "tests/support/tools.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <regex>
#include <sstream>
#include <string_view>
#include <utility>

namespace testing_support {
namespace {

std::string file_of(const support::temporary_folder& folder, const std::string& bytes) {
    auto path = (folder.path() / "printed").string();
    std::ofstream{path, std::ios::binary} << bytes;
    return path;
}

/// What stands between the two, from `at` on, which comes behind it; empty at the end of the text.
std::string_view between(std::string_view text, std::string_view from, std::string_view to,
                         std::size_t& at) {
    const auto begin = text.find(from, at);
    if (begin == std::string_view::npos) {
        at = text.size();
        return {};
    }
    const auto first = begin + from.size();
    const auto end = std::min(text.find(to, first), text.size());
    at = std::min(end + to.size(), text.size());
    return text.substr(first, end - first);
}

std::string without_entities(std::string text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> entities{
        {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}}};
    for (const auto& [entity, meant] : entities) {
        for (auto at = text.find(entity); at != std::string::npos;
             at = text.find(entity, at + meant.size())) {
            text.replace(at, entity.size(), meant);
        }
    }
    return text;
}

/// Of `<t>…</t>` and `<t xml:space="preserve">…</t>`, or of a number.
std::string text_in(std::string_view xml) {
    std::size_t at = 0;
    const bool number = xml.find("<v>") != std::string_view::npos;
    const auto found = between(xml, number ? "<v>" : "<t", number ? "</v>" : "</t>", at);
    return without_entities(
        std::string{number ? found : found.substr(std::min(found.find('>') + 1, found.size()))});
}

printed_cell cell_in(std::string_view xml) {
    printed_cell out;
    if (xml.find("<r>") == std::string_view::npos) {
        out.text = text_in(xml);
        return out;
    }
    for (std::size_t at = 0; at < xml.size();) {
        const auto run = between(xml, "<r>", "</r>", at);
        auto& part = run.find("<strike/>") == std::string_view::npos ? out.text : out.struck;
        part += text_in(run);
    }
    out.text.erase(0, out.text.find_first_not_of(' ')); // the blank behind what is struck
    return out;
}

/// 0 for `A5`, 27 for `AB5`.
std::size_t column_of(std::string_view place) {
    std::size_t out = 0;
    for (const char c : place) {
        if (c < 'A' || c > 'Z') {
            break;
        }
        out = out * 26 + static_cast<std::size_t>(c - 'A' + 1);
    }
    return out - 1;
}

/// Left, top, right and bottom, in points from the upper left corner.
struct box {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
};

/// Filled rectangles no higher than a pen stroke: what the drawing library strikes through with.
/// Lines of tables are stroked.
std::vector<box> drawn_lines(const std::string& svg) {
    const std::regex filled{
        R"re(<path style=" ?stroke:none;fill-rule[^"]*" d="M ([\d.]+) ([\d.]+) L ([\d.]+) [\d.]+ L [\d.]+ ([\d.]+) L [\d.]+ [\d.]+ Z)re"};
    std::vector<box> out;
    std::istringstream lines{svg};
    for (std::string line; std::getline(lines, line);) {
        std::smatch found;
        if (line.size() < 400 && std::regex_search(line, found, filled)) {
            const box one{std::stod(found[1]), std::stod(found[2]), std::stod(found[3]),
                          std::stod(found[4])};
            if (one.bottom - one.top < 2) {
                out.push_back(one);
            }
        }
    }
    return out;
}

} // namespace

std::vector<std::vector<printed_cell>> rows_of_xlsx(const std::string& bytes) {
    const support::temporary_folder folder;
    const auto sheet =
        output_of("unzip -p " + file_of(folder, bytes) + " xl/worksheets/sheet1.xml");
    std::vector<std::vector<printed_cell>> out;
    for (std::size_t at = 0; at < sheet.size();) {
        const auto row = between(sheet, "<row ", "</row>", at);
        if (row.empty()) {
            break;
        }
        auto& cells = out.emplace_back();
        for (auto from = row.find("<c r=\""); from != std::string_view::npos;) {
            const auto next = row.find("<c r=\"", from + 1);
            const auto cell = row.substr(from, next == std::string_view::npos ? next : next - from);
            cells.resize(column_of(cell.substr(6)) + 1);
            cells.back() = cell_in(cell);
            from = next;
        }
    }
    return out;
}

std::vector<std::string> lines_of_pdf(const std::string& bytes) {
    const support::temporary_folder folder;
    std::istringstream text{output_of("pdftotext -layout " + file_of(folder, bytes) + " -")};
    std::vector<std::string> out;
    for (std::string line; std::getline(text, line);) {
        out.push_back(line);
    }
    return out;
}

std::vector<std::string> struck_words_of_pdf(const std::string& bytes) {
    const support::temporary_folder folder;
    const auto file = file_of(folder, bytes);
    const auto lines = drawn_lines(output_of("pdftocairo -svg -f 1 -l 1 " + file + " -"));
    const std::regex word{
        R"re(<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>)re"};
    std::istringstream words{output_of("pdftotext -f 1 -l 1 -bbox " + file + " -")};
    std::vector<std::string> out;
    for (std::string line; std::getline(words, line);) {
        std::smatch found;
        if (!std::regex_search(line, found, word)) {
            continue;
        }
        const box at{std::stod(found[1]), std::stod(found[2]), std::stod(found[3]),
                     std::stod(found[4])};
        const auto crosses = [&](const box& drawn) {
            return at.top < drawn.top && drawn.bottom < at.bottom &&
                   drawn.left < (at.left + at.right) / 2 && (at.left + at.right) / 2 < drawn.right;
        };
        if (std::ranges::any_of(lines, crosses)) {
            out.push_back(without_entities(found[5]));
        }
    }
    return out;
}

} // namespace testing_support
