#include "connectors/documents/law_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace connectors {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `26/2008/QH12` is of 2008.
std::string_view year_of(std::string_view number) {
    const auto slash = number.find('/');
    const auto end = number.find('/', slash + 1);
    return slash == std::string_view::npos || end != slash + 5
               ? std::string_view{}
               : number.substr(slash + 1, end - slash - 1);
}

/// Laws are cited by their year, everything else by its number; empty for what is no act.
std::string act_in_words(std::string_view act) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kinds{{
        {"Luật THADS ", "Luật Thi hành án dân sự"},
        {"Luật Tố cáo ", "Luật Tố cáo"},
        {"NĐ ", "Nghị định số"},
        {"TTLT ", "Thông tư liên tịch số"},
        {"TT ", "Thông tư số"},
        {"QĐ ", "Quyết định số"},
    }};
    const auto* kind =
        std::ranges::find_if(kinds, [&](const auto& one) { return act.starts_with(one.first); });
    if (kind == kinds.end()) {
        return {};
    }
    const auto rest = act.substr(kind->first.size());
    const auto number = rest.substr(0, rest.find(' '));
    if (!kind->second.starts_with("Luật")) {
        return rest == number ? fmt::format("{} {}", kind->second, number) : std::string{};
    }
    if (year_of(number).empty()) {
        return {};
    }
    auto words = fmt::format("{} năm {}", kind->second, year_of(number));
    static constexpr std::string_view amended = " (sửa đổi ";
    if (const auto at = rest.find(amended); at != std::string_view::npos) {
        words +=
            fmt::format(" (sửa đổi, bổ sung năm {})", year_of(rest.substr(at + amended.size())));
    }
    return words;
}

/// Reads one place after another: 31.5a, 31.1-31.3 or 55-57, parted by commas.
class places {
public:
    explicit places(std::string_view text) : rest_(text) {}

    /// `khoản 4 Điều 48, khoản 3 Điều 49`; none when the first is not a place.
    std::string words() {
        std::string out;
        while (auto one = place()) {
            if (take("-")) {
                if (auto end = place()) {
                    *one += " đến " + *end;
                }
            }
            out += (out.empty() ? "" : ", ") + *one;
            if (!take(", ")) {
                break;
            }
        }
        return out;
    }

private:
    bool take(std::string_view what) {
        if (!rest_.starts_with(what)) {
            return false;
        }
        rest_.remove_prefix(what.size());
        return true;
    }
    std::string digits() {
        const auto* end = std::ranges::find_if_not(rest_, is_digit);
        std::string out{rest_.begin(), end};
        rest_.remove_prefix(out.size());
        return out;
    }
    /// Of 31.5a, where another word does not begin: đ is a letter of its own.
    std::string letter() {
        static constexpr std::string_view d = "đ";
        if (take(d)) {
            return std::string{d};
        }
        const bool one = !rest_.empty() && rest_.front() >= 'a' && rest_.front() <= 'z';
        std::string out{rest_.substr(0, one ? 1 : 0)};
        rest_.remove_prefix(out.size());
        return out;
    }
    std::optional<std::string> place() {
        const auto article = digits();
        if (article.empty()) {
            return std::nullopt;
        }
        std::string out = "Điều " + article + letter();
        if (take(".")) {
            out = fmt::format("khoản {} {}", digits(), out);
            if (const auto point = letter(); !point.empty()) {
                out = fmt::format("điểm {} {}", point, out);
            }
        }
        return out;
    }

    std::string_view rest_;
};

std::vector<std::string_view> parts_of(std::string_view source) {
    static constexpr std::string_view between = "; ";
    std::vector<std::string_view> out;
    while (!source.empty()) {
        const auto end = std::min(source.find(between), source.size());
        out.push_back(source.substr(0, end));
        source.remove_prefix(std::min(end + between.size(), source.size()));
    }
    return out;
}

} // namespace

std::string law_in_words(std::string_view source) {
    static constexpr std::string_view articles = " art.";
    std::string out;
    for (const auto part : parts_of(source)) {
        const auto at = part.find(articles);
        if (at == std::string_view::npos) {
            continue;
        }
        const auto act = act_in_words(part.substr(0, at));
        const auto where = places{part.substr(at + articles.size())}.words();
        if (!act.empty() && !where.empty()) {
            out += fmt::format("{}{} {}", out.empty() ? "" : "; ", where, act);
        }
    }
    return out;
}

} // namespace connectors
